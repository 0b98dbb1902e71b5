"""The list of matters: chips as a sentence, the clock with its reason, export and print of exactly this list."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gewu.front import chips, exports, grounds, spoken
from gewu.front.desk import Desk, desk_view
from gewu.grid import queries as grid
from gewu.kernel.types import there
from gewu.matters import queries as matters
from gewu.matters.queries import Filters
from gewu.matters.rules.intake import channels_of
from gewu.office import queries as office
from gewu.scenario.grammar import Scenario


@desk_view("matters.see")
def index(request: Desk) -> HttpResponse:
    """List the matters in sight."""
    chosen = chips.chosen(request, _chips(request))
    filters = _filters(request, chosen)
    rows = matters.listed(request.scope, filters, request.now)
    lines = matters.every(request.scope.office_id, rows, request.now)
    table = exports.Table(_("事项台账"), _columns(request), lines, rows.count, request.now, filters=chosen.sentence)
    if file := exports.taken(request, table):
        return file
    page = matters.desk(request.scope, filters, request.now)
    context = {"chosen": chosen, "page": page, "can_report": request.scope.may("matters.take_in")}
    return render(request, "matters/index.html", context)


def _chips(request: Desk) -> list[chips.Chip]:
    scenarios = with_matters(request)
    one = scenarios.get(request.GET.get("scenario", ""))
    found = [
        chips.Chip("whose", _("范围"), (("mine", _("等我办的")), ("unit", _("本单位的"))), all_word=_("全部")),
        grounds.chip(request.scope),
        chips.Chip("state", _("状态"), _STATES),
        chips.Chip("clock", _("时限"), _CLOCKS),
        chips.Chip("scenario", _("场景"), tuple((key, each.title) for key, each in scenarios.items())),
    ]
    if one:
        categories = tuple((key, each.title) for key, each in there(one.matter).categories.items())
        found.append(chips.Chip("category", _("类别"), categories))
    channels = {
        key: word
        for each in ([one] if one else scenarios.values())
        for key, word in channels_of(there(each.matter)).items()
    }
    return [*found, chips.Chip("channel", _("渠道"), tuple(channels.items()))]


_STATES = (
    ("open", "在办"),
    ("new", "待受理、待派单"),
    ("running", "办理中"),
    ("paused", "挂账"),
    ("done", "已办结"),
    ("void", "作废"),
)
_CLOCKS = (("late", "已超期"), ("soon", "快到期"), ("running", "未到期"))


def with_matters(request: Desk) -> dict[str, Scenario]:
    """The scenarios in force that have matters."""
    adopted = office.adopted(request.actor.office_id, request.today)
    return {key: scenario for key, scenario in adopted.items() if scenario.matter}


def _filters(request: Desk, chosen: chips.Chosen) -> Filters:
    # Every other chip bears the name of the filter that it sets.
    plain: dict[str, Any] = chosen.values
    area, whose = plain.pop("area", ""), plain.pop("whose", "")
    return Filters(
        **plain,
        area_ids=grid.below(request.scope.office_id, int(area)) if area else frozenset(),
        unit_id=next(iter(request.scope.unit_ids), None) if whose == "unit" else None,
        mine=request.actor if whose == "mine" else None,
        text=chosen.words,
        page=request.GET.get("page", ""),
    )


def _columns(request: Desk) -> list[exports.Column]:
    own = exports.columns("matter", request, row=lambda line: line.matter)
    return [*own, exports.Column(_("时限"), lambda line: spoken.sentence(line.colour), 50)]
