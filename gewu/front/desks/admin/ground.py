"""Areas and units: entered, called otherwise, ended once what is there has passed on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gewu.flows import closing
from gewu.front import asked, asking, exports, grounds
from gewu.front.desk import Desk, desk_view
from gewu.front.fields import day
from gewu.grid import actions as ground
from gewu.grid import queries as grid
from gewu.grid.rules import LIES_IN, AreaKind
from gewu.kernel.types import Refused
from gewu.office import actions
from gewu.office import queries as office
from gewu.office.rules import UnitKind

ADMINISTRATORS = ("office.accounts", "office.security", "journal.audit")
EVERY_KIND = tuple(LIES_IN)


AREA_COLUMNS: tuple[exports.Column[grid.Piece], ...] = (
    exports.Column("代码", lambda row: row.code, 18),
    exports.Column("名称", lambda row: row.name, 24),
    exports.Column("类别", lambda row: AreaKind(row.kind).word, 10),
    exports.Column("起始日期", lambda row: row.valid_from, 12),
)


class AreaForm(forms.Form):
    kind = forms.ChoiceField(label=_("类别"), choices=[(key, word) for key, word in AreaKind.words().items()][1:])
    code = forms.CharField(label=_("区域代码"), max_length=20)
    name = forms.CharField(label=_("名称"), max_length=60)
    parent = forms.ChoiceField(label=_("上级"))
    valid_from = day(_("从哪天起"))


class NameForm(forms.Form):
    name = forms.CharField(label=_("名称"), max_length=60, help_text=_("以前的记录也显示新名称；原名留在日志里"))


class CloseAreaForm(forms.Form):
    on = day(_("从哪天起撤销"))
    into = forms.ChoiceField(label=_("并入哪里"), required=False)


class UnitForm(forms.Form):
    code = forms.CharField(label=_("单位代码"), max_length=30)
    name = forms.CharField(label=_("名称"), max_length=60)
    kind = forms.ChoiceField(label=_("类别"))
    area = forms.ChoiceField(label=_("对应社区"), required=False)


# areas --------------------------------------------------------------------------------------


@desk_view(*ADMINISTRATORS)
def areas(request: Desk) -> HttpResponse:
    """List the areas in use, each followed by what lies in it."""
    rows = grid.tree(request.scope)
    if file := exports.taken(request, exports.Table("社区网格表", AREA_COLUMNS, rows, len(rows), request.now)):
        return file
    context = {
        "rows": [(area, AreaKind(area.kind).word, max(len(grid.steps(area.path)) - 1, 0)) for area in rows],
        "may": request.scope.may("office.accounts"),
    }
    return render(request, "admin/areas.html", context)


@desk_view("office.accounts")
def new_area(request: Desk) -> HttpResponse:
    """Admit a community or a grid."""
    form = AreaForm(request.POST or None, initial={"valid_from": request.today.isoformat()})
    asked.offer(form, parent=grounds.options(request.scope, EVERY_KIND))

    def act(*, parent: str, **more):
        return ground.admit_area(parent=grid.area(int(parent), request.scope), **more)

    return asking.act(request, form, act, title=_("登记区域"), back=reverse("admin:areas"))


@desk_view("office.accounts")
def rename_area(request: Desk, area_id: int) -> HttpResponse:
    """Give an area another name."""
    area = grid.area(area_id, request.scope)
    form = NameForm(request.POST or None, initial={"name": area.name})
    act = partial(ground.rename_area, area=area)
    return asking.act(request, form, act, title=_("改名称"), back=reverse("admin:areas"), whom=area.name)


@desk_view("office.accounts")
def close_area(request: Desk, area_id: int) -> HttpResponse:
    """Show what would pass on with an area, and end it on a day."""
    area = grid.area(area_id, request.scope)
    form = CloseAreaForm(request.POST or None, initial={"on": request.today.isoformat()})
    kinds = closing.ALIKE.get(area.kind, (area.kind,))
    others = [row for row in grounds.options(request.scope, kinds) if row[0] != str(area.id)]
    found = closing.there(area, request.today)
    first = _("请选并入哪里") if found else _("里面没有东西，不用并入")
    asked.offer(form, into=[("", first), *others])

    def act(given: asking.Cleaned) -> str:
        into = grid.area(int(given["into"]), request.scope) if given["into"] else None
        moved = closing.close_area(by=request.actor, at=request.now, area=area, into=into, on=given["on"])
        if into:
            words = {"area": area.name, "into": into.name, "n": sum(vars(moved).values())}
            messages.info(request, gettext("%(area)s已并入%(into)s，随着过去的共 %(n)s 项。") % words)
        return reverse("admin:areas")

    context = {"area": area, "there": found, "back": reverse("admin:areas")}
    return asking.ask(request, form, act, page="admin/close_area.html", context=context)


# units --------------------------------------------------------------------------------------


@desk_view(*ADMINISTRATORS)
def units(request: Desk) -> HttpResponse:
    """List units, those too that are out of use."""
    rows = office.units(request.scope, closed=True)
    columns = exports.columns("unit", request)
    if file := exports.taken(request, exports.Table("单位表", columns, rows, len(rows), request.now)):
        return file
    context = {
        "rows": [(unit, UnitKind(unit.kind).word) for unit in rows],
        "may": request.scope.may("office.accounts"),
    }
    return render(request, "admin/units.html", context)


@desk_view(*ADMINISTRATORS)
def unit(request: Desk, unit_id: int) -> HttpResponse:
    """Show one unit: its ground, who is in post, what is open."""
    row = office.unit(request.scope, unit_id)
    due, matters = closing.open_of_unit(request.scope.office_id, row.id)
    context = {
        "unit": row,
        "kind": UnitKind(row.kind).word,
        "people": office.staff(request.scope, request.today, unit_id=row.id),
        "due": due,
        "matters": matters,
        "may": request.scope.may("office.accounts"),
    }
    return render(request, "admin/unit.html", context)


@desk_view("office.accounts")
def new_unit(request: Desk) -> HttpResponse:
    """Admit a unit."""
    form = _unit_form(request)
    return asking.act(
        request, form, of_area(request, actions.admit_unit), title=_("登记单位"), back=reverse("admin:units")
    )


@desk_view("office.accounts")
def change_unit(request: Desk, unit_id: int) -> HttpResponse:
    """Give a unit another name or ground."""
    row = office.unit(request.scope, unit_id)
    form = _unit_form(request, initial={"name": row.name, "area": str(row.area_id or "")})
    del form.fields["code"], form.fields["kind"]
    act = of_area(request, partial(actions.change_unit, unit_id=row.id))
    return asking.act(request, form, act, title=_("修改单位"), back=_page(row.id), whom=row.name)


def _unit_form(request: Desk, **more) -> UnitForm:
    form = UnitForm(request.POST or None, **more)
    areas = grounds.options(request.scope, ("community",))
    asked.offer(form, kind=UnitKind.words().items(), area=[("", "—"), *areas])
    return form


@desk_view("office.accounts")
def use_unit(request: Desk, unit_id: int, verb: str) -> HttpResponse:
    """Take a unit out of use, or into use again."""
    act = {"close": closing.close_unit, "open": actions.reopen_unit}.get(verb)
    if request.method != "POST" or act is None:
        raise Refused("front.R4054", "没有这个页面。", "请从单位页面办理。")
    row = act(by=request.actor, at=request.now, unit_id=office.unit(request.scope, unit_id).id)
    return HttpResponseRedirect(_page(row.id))


def _page(unit_id: int) -> str:
    return reverse("admin:unit", args=[unit_id])


def of_area(request: Desk, act: Callable) -> Callable:
    """Do `act` with the area of the number that was chosen, or with None."""
    return lambda *, area, **more: act(area=grid.area(int(area), request.scope) if area else None, **more)
