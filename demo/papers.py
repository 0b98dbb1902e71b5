"""What the office wrote: the half-year summary, issued; weekly bulletins; forms, rosters and campaigns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta

from demo import days, own
from demo.roll import Roll
from gewu.flows import campaign
from gewu.flows.issue_report import issue_report
from gewu.kernel.calendar import LOCAL
from gewu.kernel.periods import Period
from gewu.kernel.types import Actor
from gewu.office import actions as office
from gewu.office import queries as offices
from gewu.reports import actions as reports
from gewu.reports import queries as papers
from gewu.scenario import packs, templates


def _hands(on) -> tuple[Actor, Actor, Actor]:
    """Who writes, checks and signs, as they stood on a day."""
    said = own.said("papers")["summary"]
    accounts = (offices.account_named(said[role]) for role in ("writer", "checker", "leader"))
    writer, checker, leader = (offices.actor_of(account, on) for account in accounts)
    return writer, checker, leader


def summary() -> None:
    """The half-year summary: drafted, checked by another, signed and issued on the cut-off day."""
    said = own.said("papers")["summary"]
    template = templates.read(own.text(packs.SHIPPED / said["template"]))
    period = Period(days.START, days.CUT_OFF + timedelta(days=1))
    morning, hands = datetime.combine(days.CUT_OFF, time(8, 10), LOCAL), _hands(days.CUT_OFF)
    row = reports.draft(by=hands[0], at=morning, template=template, period=period, as_of=days.CUT_OFF)
    _issue(row.id, hands, morning, index_number=said["index_number"], publish_on=said["publish_on"])


def bulletins(say: Callable[[str, int, int], None]) -> None:
    """The last bulletins of a scenario, one a week, each on its Monday."""
    for key, said in own.told("bulletins"):
        total = (said["last"] - said["first"]).days // 7 + 1
        for number in range(total):
            on = said["first"] + timedelta(weeks=number)
            at, hands = datetime.combine(on, time(9, 30), LOCAL), _hands(on)
            row = reports.draft_bulletin(by=hands[0], at=at, scenario=key, week=Period(on - timedelta(days=7), on))
            _issue(row.id, hands, at)
            say("每周通报", number + 1, total)


def _issue(report_id: int, hands: tuple[Actor, Actor, Actor], at: datetime, **more) -> None:
    writer, checker, leader = hands
    _mend(report_id, writer, at)
    reports.send_to_check(by=writer, at=at, report_id=report_id)
    reports.check(by=checker, at=at + timedelta(minutes=10), report_id=report_id)
    reports.send_to_sign(by=checker, at=at + timedelta(minutes=12), report_id=report_id)
    issue_report(by=leader, at=at + timedelta(minutes=30), report_id=report_id, **more)


def _mend(report_id: int, writer: Actor, at: datetime) -> None:
    """Write words where a figure has no value, as the clerk does before a paper goes on."""
    row = papers.report(writer.scope, report_id)
    for one in papers.proofread(row, writer.scope):
        if one.wants_words:
            reports.fill(by=writer, at=at, report_id=report_id, key=one.item, slot=one.slot, words="本期无")


def forms(by: Actor) -> None:
    """What upper levels ask for; one has expired, one never had an approval."""
    names = ("number", "title", "issuer", "approval", "expires_on", "minutes", "rows_a_month")
    for row in own.said("papers")["forms"]:
        office.register_form(by=by, at=days.NOW, **dict(zip(names, row, strict=True)))


def roster(by: Actor, roll: Roll) -> None:
    """A leader and a desk officer on duty every day, Sundays too."""
    said = own.said("papers")["roster"]
    people = {one.code: one for one in offices.staff(by.scope, days.CUT_OFF)}
    at = datetime.combine(said["first"] - timedelta(days=2), time(10, 0), LOCAL)
    for number, day in enumerate(days.days(said["first"], said["last"])):
        for post, role in said["posts"].items():
            able = [code for code in roll.those(role) if code in people]
            office.put_on_duty(by=by, at=at, staff=people[able[number % len(able)]], post=post, day=day)


def campaigns(by: Actor) -> None:
    """The list of places is frozen on the first day; the rounds of the months that follow fill it."""
    for key, said in own.told("campaigns"):
        campaign.start(by=by, at=datetime.combine(said["from_on"], time(9, 0), LOCAL), scenario=key, **said)
