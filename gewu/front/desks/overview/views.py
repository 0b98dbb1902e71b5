"""全局概览: for leaders, pictures with their tables; communities and scenarios, never persons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from gewu.front import stretches
from gewu.front.charts import chart
from gewu.front.desk import Desk, desk_view
from gewu.indicators import beginning, catalogue
from gewu.indicators.catalogue import Entry
from gewu.indicators.rules import Cell
from gewu.indicators.splits import cell_said
from gewu.kernel.types import Refused
from gewu.matters import queries as matters
from gewu.office import queries as office
from gewu.reports.rules import WEEKLY

LATE_AT_MOST = 12


@dataclass(frozen=True)
class Picture:
    """A chart with the table that says the same: `data` is what chart.js draws."""

    key: str
    title: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    data: Mapping[str, object]
    url: str = ""


@desk_view("figures.see")
def index(request: Desk) -> HttpResponse:
    """Show the office at a glance, for a period."""
    stretch = stretches.chosen(request)
    adopted = office.adopted(request.scope.office_id, stretch.as_of)
    entries = catalogue.entries(adopted)
    pictures = [
        _received(request, entries, stretch),
        _on_time(request, entries, stretch),
        _by_scenario(request, adopted, stretch),
        *_coverage(request, entries, stretch),
    ]
    late = matters.watched(request.scope, "late", request.now)
    context = {
        "stretch": stretch,
        "pictures": [picture for picture in pictures if picture and picture.rows],
        "tally": matters.tally(request.scope, request.now) if request.scope.may("matters.see") else {},
        "late": matters.lines(request.scope.office_id, list(late[:LATE_AT_MOST]), request.now)
        if request.scope.may("matters.see")
        else [],
        "paid": _paid(request, entries, stretch),
        "may_supervise": request.scope.may("matters.supervise"),
    }
    return render(request, "overview/index.html", context)


def _first(entries: Mapping[str, Entry], measure: str, shape: str) -> Entry | None:
    """The office's first indicator of a measure: of a scenario that it tells about every week, if one has it."""
    found = [
        one
        for one in entries.values()
        if measure in (one.indicator.measure, one.indicator.of) and one.indicator.shape == shape
    ]
    return min(found, key=lambda one: WEEKLY not in one.scenario.documents, default=None)


def _cells(request: Desk, entry: Entry, by: str, stretch: stretches.Stretch) -> list[Cell]:
    try:
        return stretch.reading(request.scope).split(entry.ref, by=by)
    except Refused:
        return []


def _picture(
    key: str, title: str, entry: Entry, cells: list[Cell], kind: str, stretch: stretches.Stretch, since: str, **more
) -> Picture:
    rows = tuple((cell.label, cell_said(entry, cell)) for cell in cells)
    values = [round(float(cell.value), 2) if cell.value is not None else None for cell in cells]
    data = chart(kind, [row[0] for row in rows], {entry.indicator.title: values}, **more)
    return Picture(
        key,
        title,
        "；".join(filter(None, [entry.indicator.note, since])),
        ("", entry.indicator.title),
        rows,
        data,
        f"{reverse('figures:one', args=[entry.ref])}?{stretch.query}",
    )


def _since(request: Desk, entry: Entry, stretch: stretches.Stretch) -> str:
    return beginning.partly(request.scope.office_id, entry, stretch.period)


def _received(request: Desk, entries: Mapping[str, Entry], stretch: stretches.Stretch) -> Picture | None:
    entry = _first(entries, "matters.received", "count")
    if entry is None:
        return None
    every = "week" if stretch.period.days <= 200 else "month"
    words = gettext("每周%s") if every == "week" else gettext("每月%s")
    cells = [cell for cell in _cells(request, entry, every, stretch) if str(cell.key) <= stretch.as_of.isoformat()]
    short = [replace(cell, label=_short(str(cell.key))) for cell in cells] if every == "week" else cells
    since = _since(request, entry, stretch)
    return _picture("received", words % entry.indicator.title, entry, short, "columns", stretch, since)


def _short(day: str) -> str:
    """A week by its first day: 6/26."""
    _year, month, number = day.split("-")
    return f"{int(month)}/{int(number)}"


def _on_time(request: Desk, entries: Mapping[str, Entry], stretch: stretches.Stretch) -> Picture | None:
    entry = _first(entries, "matters.due", "share")
    if entry is None:
        return None
    return _picture(
        "on_time",
        gettext("各社区%s") % entry.indicator.title,
        entry,
        _cells(request, entry, "community", stretch),
        "bars",
        stretch,
        _since(request, entry, stretch),
        max=100,
    )


def _by_scenario(request: Desk, adopted, stretch: stretches.Stretch) -> Picture | None:
    """Open matters of each scenario, now."""
    if not request.scope.may("matters.see"):
        return None
    counts = matters.by_scenario(request.scope, request.now)
    rows = [(adopted[key].title if key in adopted else key, total, late) for key, (total, late) in counts.items()]
    rows.sort(key=lambda row: -row[1])
    series = {gettext("在办"): [row[1] for row in rows], gettext("其中超期"): [row[2] for row in rows]}
    data = chart("bars", [row[0] for row in rows], series)
    table = tuple((title, str(total), str(late)) for title, total, late in rows)
    return Picture(
        "scenarios",
        gettext("各场景在办事项"),
        gettext("此刻"),
        (gettext("场景"), gettext("在办"), gettext("其中超期")),
        table,
        data,
        reverse("matters:index") + "?state=open",
    )


def _coverage(request: Desk, entries: Mapping[str, Entry], stretch: stretches.Stretch) -> list[Picture]:
    """How much of what was due was walked, scenario by scenario."""
    shares = [
        one
        for one in entries.values()
        if one.indicator.measure in ("tasks.done_on_time", "tasks.done") and one.indicator.of == "tasks.due"
    ]
    if not shares:
        return []
    values = stretch.reading(request.scope).values([one.ref for one in shares])
    rows = [(one.scenario.title, values[one.ref]) for one in shares]
    counted = [(title, value, value.parts) for title, value in rows if value.parts and value.parts[1]]
    rates = [round(100 * done / due, 1) for _title, _value, (done, due) in counted]
    data = chart("bars", [title for title, _value, _parts in counted], {gettext("按期走访检查率"): rates}, max=100)
    table = tuple((title, value.said, f"{done}/{due}") for title, value, (done, due) in counted)
    return [
        Picture(
            "coverage",
            gettext("走访检查按期率"),
            "；".join(
                [gettext("应走的里面按期走到的"), *dict.fromkeys(value.partly for _, value in rows if value.partly)]
            ),
            (gettext("场景"), gettext("按期率"), gettext("按期/应走")),
            table,
            data,
            reverse("tasks:coverage"),
        )
    ]


def _paid(request: Desk, entries: Mapping[str, Entry], stretch: stretches.Stretch) -> list[tuple[str, str, str]]:
    """What was paid in the period, programme by programme."""
    sums = [one for one in entries.values() if one.indicator.measure == "money.paid" and one.indicator.shape == "sum"]
    values = stretch.reading(request.scope).values([one.ref for one in sums])
    return [
        (one.indicator.title, values[one.ref].said, f"{reverse('figures:one', args=[one.ref])}?{stretch.query}")
        for one in sums
        if values[one.ref].value
    ]
