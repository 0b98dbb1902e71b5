"""场景配置: the centre with its three columns, and the page of one scenario."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from gewu.front import domains, exports, stretches
from gewu.front.desk import Desk, desk_view
from gewu.indicators.figures import FigureValue
from gewu.kernel.refs import Ref
from gewu.kernel.types import Refused
from gewu.office import queries as office
from gewu.office.rules import ROLES, EditionState
from gewu.scenario import saying
from gewu.scenario.grammar import DOMAINS, EVERY, MASTERS, Scenario


@dataclass(frozen=True)
class Tile:
    """A scenario in the centre: its words, where it stands, one figure of it."""

    scenario: Scenario
    figure: FigureValue | None
    waiting: str
    today: date

    @property
    def words(self) -> str:
        """The first sentence of why the office does it."""
        return self.scenario.why.strip().partition("。")[0].replace("\n", "") + "。"

    @property
    def review_late(self) -> bool:
        return self.scenario.care.next_review < self.today


COLUMNS: tuple[exports.Column[Tile], ...] = (
    exports.Column("领域", lambda tile: DOMAINS[tile.scenario.domain], 12),
    exports.Column("场景", lambda tile: tile.scenario.title, 26),
    exports.Column("版本", lambda tile: tile.scenario.edition, 10),
    exports.Column("归口单位", lambda tile: tile.scenario.care.owner, 20),
    exports.Column("下次复核", lambda tile: tile.scenario.care.next_review, 12),
    exports.Column("主数据", lambda tile: tile.scenario.master_system or MASTERS[tile.scenario.master], 16),
    exports.Column("主要指标", lambda tile: f"{tile.figure.title} {tile.figure.said}" if tile.figure else "", 26),
)


@desk_view()
def index(request: Desk) -> HttpResponse:
    """Show every scenario in use, and the editions that are on their way."""
    adopted = office.adopted(request.scope.office_id, request.today)
    editions = office.adoptions(request.scope)
    tiles = _tiles(request, adopted.values(), editions)
    table = exports.Table("场景清单", COLUMNS, tiles, len(tiles), request.now)
    if file := exports.taken(request, table):
        return file
    grouped = domains.grouped(tiles, of=lambda tile: tile.scenario.domain)
    context = {
        "columns": [group for group in grouped if group[0] in domains.PLATFORM],
        "others": [group for group in grouped if group[0] not in domains.PLATFORM],
        "waiting": [(row, EditionState(row.state).word) for row in editions if row.state in ("draft", "review")],
        "count": len(tiles),
        "may_draft": request.scope.may("scenarios.draft"),
        "may_rule": request.scope.may("scenarios.adopt") or request.scope.may("scenarios.draft"),
    }
    return render(request, "scenarios/index.html", context)


def _tiles(request: Desk, scenarios: Iterable[Scenario], editions: list) -> list[Tile]:
    scenarios = list(scenarios)
    first = {one.scenario: str(Ref(one.scenario, next(iter(one.indicators)))) for one in scenarios if one.indicators}
    figures = _figures(request, first.values())
    waiting = {row.scenario: EditionState(row.state).word for row in editions if row.state in ("draft", "review")}
    return [
        Tile(one, figures.get(first.get(one.scenario, "")), waiting.get(one.scenario, ""), request.today)
        for one in scenarios
    ]


def _figures(request: Desk, refs: Iterable[str]) -> Mapping[str, FigureValue]:
    if not request.scope.may("figures.see"):
        return {}
    stretch = stretches.chosen(request)
    return stretch.reading(request.scope).values(list(refs))


@desk_view()
def one(request: Desk, key: str) -> HttpResponse:
    """Show one scenario as people would explain it, with its live figures and its editions."""
    history = office.adoption_history(request.scope, key)
    scenario = office.adopted(request.scope.office_id, request.today).get(key)
    if scenario is None and not history:
        raise Refused("front.R453", "没有这个场景。", "请从场景配置中选择。")
    if scenario is None and history[0].state == "draft":
        return HttpResponseRedirect(reverse("scenarios:edition", args=[history[0].id]))
    if scenario is None:
        scenario = office.edition(request.scope.office_id, key, history[0].edition)
    stretch = stretches.chosen(request)
    refs = [f"{key}.{name}" for name in scenario.indicators]
    context = {
        "scenario": scenario,
        "in_use": any(row.state == "active" for row in history),
        "history": [(row, EditionState(row.state).word) for row in history],
        "stretch": stretch,
        "figures": _figures(request, refs).values() if any(row.state == "active" for row in history) else (),
        "duties": [
            (duty, "；".join(saying.lines(duty.when, scenario)), EVERY[duty.every], ROLES[duty.who].title)
            for duty in scenario.duties.values()
        ],
        "steps": _steps(scenario),
        "domain": DOMAINS[scenario.domain],
        "may_draft": request.scope.may("scenarios.draft"),
        "may_see_subjects": request.scope.may("registry.see"),
    }
    return render(request, "scenarios/one.html", context)


def _steps(scenario: Scenario) -> list[tuple]:
    """The path as a table: the step, whose turn it is, where it leads."""
    if scenario.matter is None:
        return []
    path = scenario.matter.path
    return [
        (step, ROLES[step.who].title if step.who in ROLES else "—", "、".join(path[key].title for key in step.then))
        for step in path.values()
    ]
