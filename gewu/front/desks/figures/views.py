"""统计指标: figures by scenario, one figure, its rows, and the entry of 报送数."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from gewu.front import asking, chips, domains, exports, grounds, opening, pages, spoken, stretches
from gewu.front.charts import chart
from gewu.front.desk import Desk, desk_view
from gewu.front.desks.figures import shown
from gewu.front.desks.figures.forms import ObservationForm
from gewu.front.fields import ReasonForm
from gewu.indicators import actions, catalogue, listing, queries, sql
from gewu.indicators.catalogue import Entry
from gewu.indicators.rules import FigureKind
from gewu.indicators.splits import cell_said
from gewu.kernel.nouns import dimensions
from gewu.kernel.refs import Ref
from gewu.kernel.types import Refused, there
from gewu.office import actions as noted
from gewu.office import queries as office
from gewu.scenario import saying
from gewu.scenario.vocabulary import SPLITS

COLUMNS: tuple[exports.Column[shown.Shown], ...] = (
    exports.Column("场景", lambda one: one.entry.scenario.title, 22),
    exports.Column("指标", lambda one: one.entry.indicator.title, 26),
    exports.Column("数值", lambda one: one.value.said, 14),
    exports.Column("性质", lambda one: FigureKind(one.value.kind).word, 10),
    exports.Column("完成情况", lambda one: one.value.verdict.words if one.value.verdict else "", 12),
    exports.Column("变化", lambda one: "，".join(one.changes), 24),
    exports.Column("说明", lambda one: "，".join(one.remarks), 24),
    exports.Column("补录条数", lambda one: one.value.late_entries, 8),
    exports.Column("口径", lambda one: one.value.meaning, 60),
)


@desk_view("figures.see")
def index(request: Desk) -> HttpResponse:
    """Show the figures of one scenario, or those whose title has the words searched for."""
    stretch = stretches.chosen(request)
    every = catalogue.all_indicators(request.scope.office_id, stretch.as_of)
    chosen = chips.chosen(request, [grounds.chip(request.scope)])
    entries, scenario = _asked(request, every, chosen.words)
    figures = shown.shown(entries, stretch, request.scope, grounds.ids(chosen["area"]))
    title = scenario.title if scenario else f"“{chosen.words}”"
    table = exports.Table(
        f"{gettext('统计指标')} {title}", COLUMNS, figures, len(figures), request.now, _sentence(stretch, chosen)
    )
    if file := exports.taken(request, table):
        return file
    context = {
        "stretch": stretch,
        "chosen": chosen,
        "figures": figures,
        "scenario": scenario,
        "domains": domains.grouped({entry.scenario.scenario: entry.scenario for entry in every}.values()),
        "query": _query(stretch, chosen),
        "may_lock": request.scope.may("periods.lock"),
    }
    return render(request, "figures/index.html", context)


def _asked(request: Desk, every: list[Entry], searched: str):
    if searched:
        return [entry for entry in every if searched in entry.indicator.title + entry.scenario.title][:60], None
    known = {entry.scenario.scenario: entry.scenario for entry in every}
    first = next((rows[0] for _key, _title, rows in domains.grouped(known.values())), None)
    scenario = known.get(request.GET.get("scenario", ""), first)
    return [entry for entry in every if scenario and entry.scenario.scenario == scenario.scenario], scenario


@desk_view("figures.see")
def one(request: Desk, ref: str) -> HttpResponse:
    """Show one figure: value, changes, definition, trend, splits, and the SQL behind it."""
    stretch, chosen = stretches.chosen(request), chips.chosen(request, [grounds.chip(request.scope)], searchable=False)
    areas = grounds.ids(chosen["area"])
    entry = _entry(request, ref, stretch)
    figure = shown.shown([entry], stretch, request.scope, areas)[0]
    by = request.GET.get("by", "")
    by = by if by in _splits(entry) else next(iter(_splits(entry)), "")
    context = {
        "stretch": stretch,
        "chosen": chosen,
        "figure": figure,
        "entry": entry,
        "query": _query(stretch, chosen),
        "trend": shown.trend(entry, stretch, request.scope, areas),
        "by": by,
        "splits": _splits(entry),
        "cells": _cells(request, entry, by, stretch, areas),
        "versions": _versions(request, entry, stretch),
        "split_title": _splits(entry).get(by, ""),
        "target_said": figure.value.part_said("target"),
        "can_observe": queries.may_observe(request.scope, entry.scenario.scenario),
        "sql": _sql(request, entry, stretch),
    }
    return render(request, "figures/one.html", context | _pictures(context))


def _sql(request: Desk, entry: Entry, stretch: stretches.Stretch) -> str:
    if entry.indicator.shape in ("recorded", "observed"):
        return ""
    reading = stretch.reading(request.scope)
    return sql.text(reading.defined(entry).part, reading.engine.dialect)


def _entry(request: Desk, ref: str, stretch: stretches.Stretch) -> Entry:
    return stretch.reading(request.scope).entry(ref)


def _splits(entry: Entry) -> dict[str, str]:
    """Ways of splitting but time, which is the trend: word → its title."""
    if entry.indicator.shape in ("recorded", "observed"):
        return {}
    named = {**dimensions(), **SPLITS}
    return {
        by: gettext(_split_title(entry, by, named))
        for by in entry.indicator.by
        if by not in ("month", "week", "quarter")
    }


def _split_title(entry: Entry, by: str, named: Mapping[str, str]) -> str:
    field = saying.field_of(entry.scenario, by)
    return named.get(by) or (field.say if field else gettext("细类"))


def _cells(request: Desk, entry: Entry, by: str, stretch: stretches.Stretch, areas) -> list[tuple]:
    if not by:
        return []
    try:
        cells = stretch.reading(request.scope, areas).split(entry.ref, by)
    except Refused:
        return []
    return [(cell.label, cell_said(entry, cell), cell.parts, shown.plain(cell.value)) for cell in cells]


def _versions(request: Desk, entry: Entry, stretch: stretches.Stretch) -> list:
    if entry.indicator.shape != "observed":
        return []
    series = str(Ref(entry.scenario.scenario, entry.indicator.observed))
    held = queries.observations(request.scope, stretch.period, series)
    item = entry.scenario.series[entry.indicator.observed]
    return [(version, item) for row in held for version in queries.history(request.scope, row)]


def _pictures(context: dict) -> dict[str, object]:
    """What the two charts draw; the tables beside them say the same."""
    title, trend, cells = context["entry"].indicator.title, context["trend"], context["cells"]
    return {
        "trend_chart": chart("line", [point.label for point in trend], {title: [point.value for point in trend]}),
        "split_chart": chart("bars", [cell[0] for cell in cells], {title: [cell[3] for cell in cells]}),
    }


@desk_view("figures.see")
def rows(request: Desk, ref: str) -> HttpResponse:
    """List exactly the rows that a figure counts; each opens, and all of them can be taken away."""
    stretch, chosen = stretches.chosen(request), chips.chosen(request, [grounds.chip(request.scope)], searchable=False)
    areas, part = grounds.ids(chosen["area"]), "of" if request.GET.get("part") == "of" else ""
    entry = _entry(request, ref, stretch)
    reading = stretch.reading(request.scope, areas)
    found, figure = reading.rows(ref, part), reading.value(ref)
    if entry.scenario.access.rows:  # named readers only: who looked is kept too
        noted.log_opened(by=request.actor, at=request.now, wanted=str(entry.ref), count=len(found.ids))
    title = (gettext("%s（分母）明细") if part else gettext("%s明细")) % entry.indicator.title
    if exports.wanted(request):
        table = exports.behind(request, found, title, f"{_sentence(stretch, chosen)}；{figure.definition}")
        return there(exports.taken(request, table))
    page = pages.cut(request, found.ids)
    listed = listing.listing(replace(found, ids=tuple(page.rows)), request.scope)
    context = {
        "stretch": stretch,
        "chosen": chosen,
        "entry": entry,
        "figure": figure,
        "part": part,
        "page": page,
        "listed": listed,
        "lines": opening.lines(listed),
        "query": _query(stretch, chosen),
    }
    return render(request, "figures/rows.html", context)


@desk_view("figures.see", "figures.observe")
def observed(request: Desk) -> HttpResponse:
    """List the 报送数 that hold, and the series that may be filled in."""
    adopted = office.adopted(request.scope.office_id, request.today)
    series = {
        str(Ref(one.scenario, item.key)): (one, item) for one in adopted.values() for item in one.series.values()
    }
    rows = [(row, *series[row.indicator]) for row in queries.observations(request.scope) if row.indicator in series]
    mine = {ref: held for ref, held in series.items() if queries.may_observe(request.scope, held[0].scenario)}
    context = {"rows": rows, "series": mine, "may": request.scope.may("figures.observe")}
    return render(request, "figures/observed.html", context)


@desk_view("figures.observe")
def observe(request: Desk, ref: str) -> HttpResponse:
    """Fill in one 报送数; an earlier one of the same period is superseded and kept."""
    scenario, item = _series(request, ref)
    queries.must_observe(request.scope, scenario.scenario)
    units = [(str(unit.id), unit.name) for unit in office.units(request.scope)]
    form = ObservationForm(request.POST or None, item=item, units=units, initial=_known(request))

    def act(given) -> str:
        actions.observe(by=request.actor, at=request.now, new=form.new(str(Ref(scenario.scenario, item.key))))
        return reverse("figures:observed")

    return asking.ask(request, form, act, page="figures/observe.html", context={"scenario": scenario, "item": item})


@desk_view("figures.observe")
def void_observed(request: Desk, observation_id: int) -> HttpResponse:
    """Take a 报送数 out of every live count, with a reason; the one before it does not come back."""
    row = queries.observation(request.scope, observation_id)
    form, act = ReasonForm(request.POST or None), partial(actions.void, observation_id=row.id)
    _scenario, item = _series(request, row.indicator)
    back = reverse("figures:observed")
    return asking.act(
        request, form, act, title=gettext("作废报送数"), word=gettext("作废"), back=back, whom=item.title
    )


def _known(request: Desk) -> dict[str, object]:
    stretch = stretches.chosen(request)
    person = office.staff_member(request.scope, there(request.actor.staff_id))
    return {
        "start": stretch.period.start.isoformat(),
        "end": stretch.period.last.isoformat(),
        "status": "final",
        "reported_by": str(person.unit_id),
        "signed_by": person.name,
        "signed_on": request.today.isoformat(),
    }


def _series(request: Desk, ref: str):
    key, name, _ = Ref.read(ref)
    scenario = office.adopted(request.scope.office_id, request.today).get(key)
    indicator = scenario.indicators.get(name) if scenario else None
    name = indicator.observed if indicator and indicator.observed else name
    if scenario is None or name not in scenario.series:
        raise Refused("front.R430", "没有这个报送数。", "请从报送数清单中选择。")
    return scenario, scenario.series[name]


def _sentence(stretch: stretches.Stretch, chosen: chips.Chosen) -> str:
    return " · ".join(
        filter(None, [stretch.label, gettext("数据截至%s") % spoken.day(stretch.as_of), chosen.sentence])
    )


def _query(stretch: stretches.Stretch, chosen: chips.Chosen) -> str:
    """The choice of period and ground, as links carry it on."""
    return stretch.query + (f"&area={chosen['area']}" if chosen["area"] else "")
