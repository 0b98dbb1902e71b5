"""What the office wrote: the half-year summary, issued; weekly bulletins; forms, rosters and a campaign."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from demo import crew, days
from demo.roll import Roll
from gewu.flows import campaign
from gewu.flows.issue_report import issue_report
from gewu.kernel.calendar import LOCAL
from gewu.kernel.periods import Period
from gewu.kernel.types import Actor
from gewu.office import actions as office
from gewu.office import queries as offices
from gewu.office.models import Office
from gewu.reports import actions as reports
from gewu.scenario.templates import ReportTemplate

INDEX_NUMBER = "999001001/2023-00025"
PUBLISHED_ON = date(2023, 7, 27)
FIRST_BULLETIN = date(2023, 5, 29)
FORMS = [
    ("QW-2023-014", "矛盾纠纷排查旬报", "区委政法委", "区报〔2023〕3号", date(2023, 12, 31), 40, 3),
    ("QM-2023-007", "困难群众走访月报", "区民政局", "区报〔2023〕5号", date(2023, 12, 31), 60, 1),
    ("QY-2022-031", "消防检查周报", "区消防救援大队", "区报〔2022〕18号", date(2023, 5, 31), 45, 4),
    ("QC-2023-002", "垃圾分类日报", "区城市管理局", "", None, 20, 22),
]


def actor(login: str, on: date) -> Actor:
    """One of the named people, as they stood on a day."""
    account = offices.account_named(login)
    return offices.actor_of(account, on)


def summary(template: ReportTemplate) -> None:
    """The half-year summary: drafted, checked by another, signed and issued on the cut-off day."""
    period = Period(days.START, days.CUT_OFF + timedelta(days=1))
    morning = datetime.combine(days.CUT_OFF, time(8, 10), LOCAL)
    writer, checker, leader = (actor(login, days.CUT_OFF) for login in ("wenzi", "keshi", "fenguan"))
    row = reports.draft(by=writer, at=morning, template=template, period=period, as_of=days.CUT_OFF)
    _issue(row.id, writer, checker, leader, morning, index_number=INDEX_NUMBER, publish_on=PUBLISHED_ON)


def bulletins(say: Callable[[str, int, int], None]) -> None:
    """The last bulletins of the hotline, one a week, each on its Monday."""
    monday, last = FIRST_BULLETIN, date(2023, 6, 26)
    total = (last - monday).days // 7 + 1
    for number in range(total):
        on = monday + timedelta(weeks=number)
        week = Period(on - timedelta(days=7), on)
        at = datetime.combine(on, time(9, 30), LOCAL)
        writer, checker, leader = (actor(login, on) for login in ("wenzi", "keshi", "fenguan"))
        row = reports.draft_bulletin(by=writer, at=at, scenario="hotline", week=week)
        _issue(row.id, writer, checker, leader, at)
        say("每周通报", number + 1, total)


def _issue(report_id: int, writer: Actor, checker: Actor, leader: Actor, at: datetime, **more) -> None:
    reports.send_to_check(by=writer, at=at, report_id=report_id)
    reports.check(by=checker, at=at + timedelta(minutes=10), report_id=report_id)
    reports.send_to_sign(by=checker, at=at + timedelta(minutes=12), report_id=report_id)
    issue_report(by=leader, at=at + timedelta(minutes=30), report_id=report_id, **more)


def forms(by: Actor) -> None:
    """What upper levels ask for; one has expired, one never had an approval."""
    for number, title, issuer, approval, expires, minutes, rows in FORMS:
        office.register_form(
            by=by,
            at=days.NOW,
            number=number,
            title=title,
            issuer=issuer,
            approval=approval,
            expires_on=expires,
            minutes=minutes,
            rows_a_month=rows,
        )


def roster(by: Actor, row: Office, roll: Roll) -> None:
    """A leader and a desk officer on duty every day, Sundays too."""
    people = {one.code: one for one in offices.staff(by.scope, days.CUT_OFF)}
    leaders = ["S002", *[f"L{at:02d}" for at in range(1, crew.LEADERS - 1)]]
    desk = ["S003", "Z01", "Z02", "Z03", "Z04"]
    for number, day in enumerate(days.days(date(2023, 6, 1), date(2023, 7, 15))):
        at = datetime.combine(date(2023, 5, 30), time(10, 0), LOCAL)
        office.put_on_duty(by=by, at=at, staff=people[leaders[number % len(leaders)]], post="带班领导", day=day)
        office.put_on_duty(by=by, at=at, staff=people[desk[number % len(desk)]], post="值班电话", day=day)


def campaigns(by: Actor) -> None:
    """生命至上、隐患必除: the list of key places is frozen on its first day."""
    start = date(2023, 4, 28)
    campaign.start(
        by,
        datetime.combine(start, time(9, 0), LOCAL),
        scenario="fire",
        title="消防安全专项整治提升行动",
        from_on=start,
        to_on=date(2023, 8, 31),
        splits=("hotel", "elder_home", "nursery", "group_rental"),
    )
