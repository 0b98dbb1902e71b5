"""A walk over every figure of a demo: each split against its whole, each page and file against the figure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from html import unescape

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

from demo import days
from gewu.indicators.catalogue import Entry
from gewu.indicators.engines import number
from gewu.indicators.figures import FigureValue
from gewu.indicators.reading import Reading
from gewu.indicators.rules import Cell, stretch
from gewu.indicators.splits import cell_said
from gewu.journal.rows import kept
from gewu.kernel.calendar import local_day
from gewu.kernel.nouns import nouns
from gewu.kernel.periods import Period, month_of
from gewu.office import queries as office

HALF = Period(days.START, date.fromordinal(days.CUT_OFF.toordinal() + 1))
TIME = ("week", "month", "quarter")
#: nouns whose day is one on which something falls due, or the end of a period
PLANNED = ("task", "report", "milestone", "passage", "observation")
LEADER = "zhuyao"


def wrong() -> list[str]:
    """List what does not add up, in words; nothing is what a test wants."""
    everyone = office.system_actor(office.offices()[0]).scope
    reading = Reading(period=HALF, as_of=HALF.last, for_=everyone)
    figures = reading.values()
    found = [
        line
        for ref, entry in reading.entries.items()
        for by in _ways(entry)
        for line in _split(reading, entry, figures[ref], by)
    ]
    found += [line for ref, entry in reading.entries.items() for line in _judged(reading, entry, figures[ref])]
    return [*found, *_to_come(everyone), *_pages(reading, figures)]


def _ways(entry: Entry) -> tuple[str, ...]:
    return () if entry.indicator.shape in ("recorded", "observed") else tuple(dict.fromkeys((*entry.splits, *TIME)))


def _split(reading: Reading, entry: Entry, whole: FigureValue, by: str) -> Iterator[str]:
    """Cells make up the figure; what counts once may be in several of them, and of a stock the last stretch is it."""
    from gewu.kernel.types import Refused

    try:
        cells = reading.split(entry.ref, by)
    except Refused as refused:
        if by in entry.splits:
            yield f"{entry.ref} by {by}: {refused}"
        return
    if any(cell.hidden for cell in cells):
        return
    for at, made in enumerate(_sums(entry, cells, by)):
        expected = whole.parts[at] if whole.parts else whole.value or 0
        once = entry.indicator.measure and reading.defined(entry).part.measure.distinct
        many = by not in TIME and by in {key for key, one in _fields(entry).items() if one.type == "choices"}
        if made != expected and not (made > expected and (once or many)):
            yield f"{entry.ref} by {by}: {made} is not {expected}"


def _sums(entry: Entry, cells: list[Cell], by: str) -> list[object]:
    flows = entry.indicator.measure and bool(_measure(entry).flow)
    taken = cells if flows or by not in TIME else cells[-1:]
    if any(cell.parts for cell in cells):
        return [sum(cell.parts[at] for cell in taken if cell.parts) for at in (0, 1)]
    return [sum(Fraction(cell.value or 0) for cell in taken)]


def _measure(entry: Entry):
    from gewu.indicators.measures import published

    return published(entry.indicator.measure)


def _fields(entry: Entry) -> dict:
    scenario = entry.scenario
    parts = (scenario.subject and scenario.subject.attributes, scenario.record and scenario.record.asks)
    return {key: one for part in parts if part for key, one in part.items()}


def _judged(reading: Reading, entry: Entry, whole: FigureValue) -> Iterator[str]:
    """A target is judged over its own stretch alone: of another one it may only be said that it is reached."""
    if (target := reading.target(entry)) is None or not target.for_:
        return
    for period in (HALF, month_of(days.CUT_OFF), *HALF.split("month")):
        found = whole if period == HALF else reading.during(period).value(entry.ref)
        own = stretch(target, period)
        if found.verdict and own != period and not (own and found.verdict.met):
            yield f"{entry.ref} of {period}: judged over {target.for_}"


def _to_come(everyone) -> Iterator[str]:
    """No row of any noun has a day after the clock, but what is planned: duties fall due, terms run out."""
    for kind in nouns().values():
        rows = kept(kind, everyone)
        if not kind.day or kind.kind in PLANNED:
            continue
        for at in rows.exclude(**{kind.day: None}).order_by(f"-{kind.day}").values_list(kind.day, flat=True)[:1]:
            on = local_day(at) if isinstance(at, datetime) else at
            if on > days.NOW.date():
                yield f"{kind.kind}: {on}"


# pages and files ------------------------------------------------------------------------------


def _pages(reading: Reading, figures: dict[str, FigureValue]) -> Iterator[str]:
    """What the chief reads of each figure, its splits and its rows, and takes away, is the figure."""
    staticfiles_storage.url = str  # no page is drawn here, only read
    settings.CLOCK_SHIFT = days.NOW - datetime.now(days.NOW.tzinfo)
    settings.ALLOWED_HOSTS = ["*"]
    browser = Client()
    browser.force_login(office.account_named(LEADER))
    query = f"period={HALF.printed()}&as_of={HALF.last.isoformat()}"
    mine = Reading(
        period=HALF, as_of=HALF.last, for_=office.actor_of(office.account_named(LEADER), days.CUT_OFF).scope
    )
    told = mine.values()
    for scenario in dict.fromkeys(entry.scenario.scenario for entry in mine.entries.values()):
        yield from _listed(browser, mine, told, scenario, query)
    for ref, entry in mine.entries.items():
        for by in [by for by in _ways(entry) if by not in TIME]:
            yield from _page(browser, mine, entry, by, query)
        if told[ref].rows and entry.shows_rows(mine.for_):
            yield from _rows(browser, told[ref], ref, query)


def _page(browser: Client, mine: Reading, entry: Entry, by: str, query: str) -> Iterator[str]:
    page = browser.get(f"/figures/{entry.ref}/?{query}&by={by}").content.decode()
    table = page.rpartition('data-chart="split"')[2].partition("</table>")[0]
    shown = re.findall(r'<tr><td>([^<]*)</td>\s*<td class="number">([^<]*)</td>', table)
    cells = [(cell.label, cell_said(entry, cell)) for cell in mine.split(entry.ref, by)]
    if [(unescape(label), unescape(said)) for label, said in shown] != cells:
        yield f"{entry.ref} by {by}: the page shows {shown[:3]}, the split is {cells[:3]}"


def _listed(browser: Client, mine: Reading, told: dict, scenario: str, query: str) -> Iterator[str]:
    lines = _file(browser, f"/figures/?scenario={scenario}&{query}&as=csv")
    said = {(line["场景"], line["指标"]): line["数值"] for line in lines}
    for ref, entry in mine.entries.items():
        if entry.scenario.scenario == scenario:
            got = said.get((entry.scenario.title, entry.indicator.title))
            if got != told[ref].said:
                yield f"{ref}: the file says {got}, the figure {told[ref].said}"


def _rows(browser: Client, figure: FigureValue, ref: str, query: str) -> Iterator[str]:
    answer = browser.get(f"/figures/{ref}/rows/?{query}")
    if answer.status_code == 403:
        return
    total = re.search(r"共 ([\d,]+) 条", answer.content.decode())
    if total is None or number(int(total[1].replace(",", ""))) != figure.rows:
        yield f"{ref}: {total and total[1]} rows are listed, {figure.rows} counted"


def _file(browser: Client, address: str) -> list[dict[str, str]]:
    answer = browser.get(address)
    text = b"".join(answer.streaming_content) if answer.streaming else answer.content
    lines = list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))
    head = next(at for at, line in enumerate(lines) if "指标" in line)
    return [dict(zip(lines[head], line, strict=False)) for line in lines[head + 1 :] if len(line) == len(lines[head])]
