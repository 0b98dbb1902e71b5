"""发放对象: who is paid what from when, singly or from a sheet; lists of a month are drawn from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gewu.front import asked, asking, chips, exports, pages, sheets
from gewu.front.chips import Chip
from gewu.front.desk import Desk, desk_view
from gewu.front.desks.money.views import paying
from gewu.front.fields import day
from gewu.kernel.numerals import yuan_from_fen
from gewu.kernel.refs import Ref
from gewu.kernel.types import Refused, there
from gewu.money import actions
from gewu.money import queries as money
from gewu.money.actions import NewEntitlement
from gewu.office import queries as office
from gewu.registry import queries as registry

if TYPE_CHECKING:
    from gewu.money.models import Entitlement

SHEET = (
    sheets.Column("对象编号", True),
    sheets.Column("姓名"),
    sheets.Column("项目", True),
    sheets.Column("每月金额（元）", True),
    sheets.Column("起始日期", True),
    sheets.Column("截止日期"),
    sheets.Column("批准文号", True),
)


@dataclass(frozen=True)
class Programme:
    """One programme of a scenario in force, and the kind of subject it pays."""

    ref: str
    key: str
    title: str
    kind: str


def _programmes(request: Desk) -> dict[str, Programme]:
    return {
        ref: Programme(ref, key, programme.title, scenario.subject.kind if scenario.subject else "")
        for scenario in paying(office.adopted(request.scope.office_id, request.today))
        for key, programme in there(scenario.payment).programmes.items()
        for ref in [str(Ref(scenario.scenario, key))]
    }


class EntitledForm(forms.Form):
    """One entitlement, typed or of one row of a sheet."""

    programme = forms.ChoiceField(label=_("发放项目"))
    code = forms.CharField(label=_("对象编号"), max_length=40, help_text=_("底数台账上的编号"))
    monthly = forms.DecimalField(label=_("每月金额（元）"), min_value=0, max_digits=10, decimal_places=2)
    from_on = day(_("起始日期"))
    to_on = day(_("截止日期"), required=False, help_text=_("从这天起不再发；不填则一直发到停发"))
    approval = forms.CharField(label=_("批准文号"), max_length=100)

    def __init__(self, request: Desk, sent: Mapping[str, object] | None = None, **more):
        super().__init__(sent, **more)
        self.request, self.programmes = request, _programmes(request)
        asked.offer(self, programme=[(one.ref, one.title) for one in self.programmes.values()])

    def entitlement(self) -> NewEntitlement:
        """Make what was typed. Errors: Refused front.R483 where nobody on the register has the code."""
        given = self.cleaned_data
        programme = self.programmes[given["programme"]]
        ids = registry.by_codes(self.request.scope, programme.kind, [given["code"]])
        if not ids:
            words = f"台账中没有编号为{given['code']}的对象"
            raise Refused("front.R483", f"{words}，没有保存。", "请先在底数台账登记，或核对编号。", {"code": words})
        fen = int(given["monthly"] * 100)
        return NewEntitlement(
            ids[given["code"]], programme.key, fen, given["from_on"], given["to_on"], given["approval"]
        )


class SheetForm(forms.Form):
    sheet = forms.FileField(
        label=_("发放对象表（.xlsx）"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
        help_text=_("表头写：对象编号、姓名、项目、每月金额（元）、起始日期、截止日期、批准文号；已有的行不重复登记"),
    )


class EndForm(forms.Form):
    on = day(_("从哪天起停发"))
    reason = forms.CharField(label=_("原因"), max_length=200)


@desk_view("money.see")
def index(request: Desk) -> HttpResponse:
    """List who is paid what, from when to when, by which approval."""
    programmes = {one.key: one.title for one in _programmes(request).values()}
    chosen = chips.chosen(request, [Chip("programme", "项目", tuple(programmes.items()))], searchable=False)
    rows = money.entitled(request.scope, programme=chosen["programme"])
    names = request.scope.may("registry.see")
    cells = (
        (18, lambda one: one.subject.code),
        (12, lambda one: one.subject.name if names else "—"),
        (18, lambda one: programmes.get(one.programme, one.programme)),
        (14, lambda one: yuan_from_fen(one.monthly_fen)),
        (12, lambda one: one.valid_from),
        (12, lambda one: one.valid_to),
        (24, lambda one: one.approval),
    )
    columns: list[exports.Column[Entitlement]] = [
        *(exports.Column(column.title, value, width) for column, (width, value) in zip(SHEET, cells, strict=True)),
        exports.Column("停发原因", lambda one: one.ended_because, 24),
    ]
    table = exports.Table("发放对象", columns, rows, len(rows), request.now, chosen.sentence)
    if file := exports.taken(request, table):
        return file
    context = {
        "chosen": chosen,
        "page": pages.cut(request, rows, 100),
        "programmes": programmes,
        "names": names,
        "may_draw": request.scope.may("money.draw"),
    }
    return render(request, "money/entitled.html", context)


@desk_view("money.draw")
def new(request: Desk) -> HttpResponse:
    """Note one payee of a programme."""
    form = EntitledForm(request, request.POST or None, initial={"from_on": f"{request.today:%Y-%m}-01"})

    def act(*, by, at, **_given) -> None:
        actions.entitle_many([form.entitlement()], by=by, at=at)

    return asking.act(request, form, act, title=_("登记发放对象"), back=reverse("money:entitled"))


@desk_view("money.draw")
def load(request: Desk) -> HttpResponse:
    """Note the payees of a sheet, all or none; every wrong row is said."""
    form = SheetForm(*((request.POST, request.FILES) if request.method == "POST" else (None,)))

    def act(given: asking.Cleaned) -> str:
        sheet = given["sheet"]
        lines = sheets.lines(sheet.read(), sheet.name, SHEET)
        new, wrong = [], {}
        for line in lines:
            one, problem = _read(request, line)
            if one:
                new.append(one)
            else:
                wrong[f"第{line.number}行"] = problem
        if wrong:
            raise Refused("front.R484", f"有{len(wrong)}行不正确，全部没有保存：{_said(wrong)}", "请改正后重新导入。")
        try:
            actions.entitle_many(new, by=request.actor, at=request.now)
        except Refused as refused:
            rows = {f"第{number}行": f"第{line.number}行" for number, line in enumerate(lines, 1)}
            wrong = {rows.get(place, place): words for place, words in refused.fields.items()}
            raise Refused(refused.id, f"{refused.words}{_said(wrong)}", refused.hint) from refused
        return reverse("money:entitled")

    context = {"title": _("导入发放对象"), "word": _("导入"), "back": reverse("money:entitled")}
    return asking.ask(request, form, act, page="money/load.html", context=context)


def _read(request: Desk, line: sheets.Line) -> tuple[NewEntitlement | None, str]:
    """Read a row as if it had been typed into the form."""
    refs = {one.title: one.ref for one in _programmes(request).values()}
    typed = {
        "programme": refs.get(line["项目"], line["项目"]),
        "code": line["对象编号"],
        "monthly": line["每月金额（元）"],
        "from_on": _day(line["起始日期"]),
        "to_on": _day(line["截止日期"]),
        "approval": line["批准文号"],
    }
    form = EntitledForm(request, typed)
    if not form.is_valid():
        said = (f"{form.fields[name].label}：{''.join(map(str, errors))}" for name, errors in form.errors.items())
        return None, "；".join(said)
    try:
        found = form.entitlement()
    except Refused as refused:
        return None, "；".join(refused.fields.values())
    name = registry.live(request.scope, [found.subject_id])[found.subject_id].name
    if line["姓名"] not in ("", "—", name):
        return None, f"编号{line['对象编号']}在台账上是{name}，不是{line['姓名']}"
    return found, ""


def _day(text: str) -> str | date:
    found = sheets.moment(text)
    return found.date() if found else text


def _said(wrong: Mapping[str, str]) -> str:
    return "".join(f"{place}：{words}。" for place, words in list(wrong.items())[:20])


@desk_view("money.draw")
def end(request: Desk, entitlement_id: int) -> HttpResponse:
    """停发 from a day on, with a reason."""
    form = EndForm(request.POST or None, initial={"on": request.today.isoformat()})
    act = partial(actions.end_entitlement, entitlement_id=entitlement_id)
    return asking.act(request, form, act, title=_("停发"), back=reverse("money:entitled"))
