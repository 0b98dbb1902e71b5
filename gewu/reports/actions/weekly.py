"""每周通报: one issue per ISO week and scenario, with the corrections of earlier issues."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction

from gewu.indicators import catalogue
from gewu.indicators.listing import listing
from gewu.indicators.reading import Reading
from gewu.kernel.calendar import local_day
from gewu.kernel.nouns import Column, noun
from gewu.kernel.periods import Period, day_of, week_of
from gewu.kernel.types import Actor, Refused
from gewu.office import queries as office
from gewu.reports import bodies
from gewu.reports.actions.drafting import keep
from gewu.reports.models import Report
from gewu.reports.queries.since_issue import differences
from gewu.reports.rules import WEEKLY, WEEKLY_TAIL
from gewu.scenario.grammar import Scenario

WEEK = timedelta(weeks=1)
#: weeks without a bulletin that are made up for: a year
MISSED_AT_MOST = 53
#: issues whose figures are looked at again for a correction
LOOK_BACK = timedelta(weeks=8)
OVERDUE = "matters.overdue_open"
#: columns of the list of what is late
COLUMNS = ("number", "title", "area", "due_on")


def template_of(scenario: str) -> str:
    """The name under which the bulletins of a scenario are kept."""
    return f"{scenario}{WEEKLY_TAIL}"


@transaction.atomic
def draft_bulletin(*, by: Actor, at: datetime, scenario: str, week: Period) -> Report:
    """Draft the bulletin of one ISO week: overview, table by community, what is overdue, corrections (更正).

    Drafting the same week again gives back what is there. Errors: Refused reports.R406 (no whole week), R408
    (scenario not in use).
    """
    if week != week_of(week.start):
        raise Refused("reports.R406", "每周通报按自然周（周一至周日）出。", "请选择一整周。")
    edition = office.adopted(by.office_id, week.last).get(scenario)
    if edition is None or edition.report is None:
        raise Refused("reports.R408", f"场景“{scenario}”没有启用，或没有通报正文。", "请先在场景配置中启用。")
    if found := _kept(by, edition, week):
        return found
    year, number, _ = week.start.isocalendar()
    return keep(
        by=by,
        at=at,
        template=template_of(scenario),
        edition=edition.edition,
        title=f"{_title(edition)}（{year}年第{number}周）",
        number=f"{year}年第{number}期",
        period=week,
        as_of=week.cut_off(local_day(at)),
        body=_body(by, edition.scenario, week),
    )


@transaction.atomic
def draft_due(*, by: Actor, at: datetime) -> int:
    """Draft last week's bulletin of every scenario that prints one (document weekly_bulletin), and those of weeks
    missed since its last one; return how many.

    For the clock: asking again drafts nothing new.
    """
    week = week_of(local_day(at) - WEEK)
    editions = office.adopted(by.office_id, week.last).values()
    due = [
        (one.scenario, missed)
        for one in editions
        if one.report and WEEKLY in one.documents
        for missed in _missed(by, one, week)
    ]
    for scenario, missed in due:
        draft_bulletin(by=by, at=at, scenario=scenario, week=missed)
    return len(due)


def _missed(by: Actor, edition: Scenario, week: Period) -> list[Period]:
    """The weeks up to `week` that have no bulletin, from the last one that has on; before the first there is none."""
    if _kept(by, edition, week):
        return []
    rows = Report.objects.for_scope(by.scope).filter(template=template_of(edition.scenario), start__lt=week.start)
    last = rows.order_by("-start").values_list("start", flat=True).first()
    missed = [week]
    while last and missed[-1].start - WEEK > last and len(missed) < MISSED_AT_MOST:
        missed.append(week_of(missed[-1].start - WEEK))
    used = (one for one in reversed(missed) if edition.scenario in office.adopted(by.office_id, one.last))
    return list(used)


def _kept(by: Actor, edition: Scenario, week: Period) -> Report | None:
    rows = Report.objects.for_scope(by.scope).filter(template=template_of(edition.scenario), void_at=None)
    return rows.filter(start=week.start).first()


def _title(edition: Scenario) -> str:
    if WEEKLY in edition.documents:
        return edition.documents[WEEKLY].title
    heading = edition.report.heading if edition.report else edition.title
    return f"{heading}情况每周通报"


def _body(by: Actor, scenario: str, week: Period) -> bodies.Body:
    edition = office.adopted(by.office_id, week.last)[scenario]
    parts = {
        "本周情况": replace(bodies.paragraph(edition), heading=""),
        "期末逾期未办结": _overdue(by, scenario, week),
        "更正": _errata(by, scenario, week),
        "缺期说明": _gaps(by, scenario, week),
    }
    return tuple(bodies.Chapter(heading, "", (item,)) for heading, item in parts.items() if item)


def _overdue(by: Actor, scenario: str, week: Period) -> bodies.Item | None:
    """The list of what is late, as it stands on Sunday; None when nothing is."""
    everyone = office.system_actor(by.office_id).scope
    reading = Reading(period=week, as_of=week.last, for_=everyone)
    entries = catalogue.entries({scenario: reading.adopted[scenario]}).values()
    late = next((entry for entry in entries if entry.indicator.measure == OVERDUE), None)
    if late is None or not (found := listing(reading.rows(late.ref), everyone)).rows:
        return None
    shown = {at: column for at, column in enumerate(noun(found.row_kind).narrow) if column.key in COLUMNS}
    rows = tuple(tuple(_printed(column, row.cells[at]) for at, column in shown.items()) for row in found.rows)
    ids = tuple(int(row.id) for row in found.rows)
    sheet = bodies.Sheet(tuple(found.columns[at] for at in shown), rows, found.row_kind, ids)
    return bodies.Item("overdue", says=f"期末逾期未办结{{{late.ref}}}，清单如下。", lists=(sheet,))


def _printed(column: Column, cell: str) -> str:
    """A cell as an official paper writes it: days are 年月日."""
    return day_of(date.fromisoformat(cell)).label() if column.kind == "day" and cell else cell


def _errata(by: Actor, scenario: str, week: Period) -> bodies.Item | None:
    """What earlier issues printed and is no longer so, each change told once."""
    earlier = _earlier(by, scenario, week)
    before = (item for row in earlier for item in bodies.items(bodies.read(row.body)))
    told = {(number, slot): said for item in before for number, slot, said in item.told}
    everyone = office.system_actor(by.office_id).scope
    lines, telling = [], []
    for row in earlier:
        for one in differences(row, everyone):
            key = (row.number, one.slot)
            if told.get(key, one.issued) != one.live:
                lines.append(f"{row.number}“{one.title}”原印{told.get(key, one.issued)}，现更正为{one.live}。")
                telling.append((*key, one.live))
    if not lines:
        return None
    return bodies.Item("errata", says="\n".join(lines), told=tuple(telling))


def _gaps(by: Actor, scenario: str, week: Period) -> bodies.Item | None:
    """Which weeks since the last bulletin had none; None when none is missing, or before the first."""
    rows = Report.objects.for_scope(by.scope).filter(template=template_of(scenario), void_at=None, end__lte=week.start)
    last = rows.order_by("-end").values_list("end", flat=True).first()
    if last is None or last == week.start:
        return None
    years = (one.start.isocalendar() for one in Period(last, week.start).split("week"))
    said = "、".join(f"{one.year}年第{one.week}周" for one in years)
    return bodies.Item("gaps", says=f"{said}未出通报。")


def _earlier(by: Actor, scenario: str, week: Period) -> list[Report]:
    rows = Report.objects.for_scope(by.scope).filter(template=template_of(scenario), state="issued", void_at=None)
    return list(rows.filter(start__lt=week.start, start__gte=week.start - LOOK_BACK).order_by("start"))
