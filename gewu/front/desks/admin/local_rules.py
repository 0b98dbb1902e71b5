"""本地规则: the office's own dated limits, which hold for what is dispatched from their day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gewu.front import asked, asking, exports
from gewu.front.desk import Desk, desk_view
from gewu.front.fields import day
from gewu.kernel.limits import Limit
from gewu.office import actions
from gewu.office import queries as office
from gewu.scenario.grammar import Scenario

if TYPE_CHECKING:
    from gewu.office.models import RuleRow

UNITS = {"workdays": "个工作日", "days": "日", "working_hours": "个工作时", "hours": "小时", "minutes": "分钟"}
SEE = ("scenarios.adopt", "scenarios.draft", "office.accounts", "office.security", "journal.audit")


@dataclass(frozen=True)
class Rule:
    """A local rule in words, beside what the edition in use says."""

    row: RuleRow
    scenario: str
    what: str
    said: str
    own: str
    stand: tuple[str, str]


COLUMNS: tuple[exports.Column[Rule], ...] = (
    exports.Column("场景", lambda one: one.scenario, 26),
    exports.Column("时限", lambda one: one.what, 20),
    exports.Column("本地规定", lambda one: one.said, 14),
    exports.Column("场景原定", lambda one: one.own, 14),
    exports.Column("起", lambda one: one.row.from_on, 12),
    exports.Column("止", lambda one: one.row.to_on, 12),
    exports.Column("依据", lambda one: one.row.source, 40),
)


class RuleForm(forms.Form):
    """A limit of one grade of one scenario, from a day on, with the paper it rests on."""

    what = forms.ChoiceField(label=gettext_lazy("哪个场景、哪一等级"))
    amount = forms.IntegerField(label=gettext_lazy("多久办结"), min_value=0, max_value=10_000)
    unit = forms.ChoiceField(label=gettext_lazy("单位"), choices=list(UNITS.items()))
    from_on = day(gettext_lazy("从哪天派出的起"), help_text=gettext_lazy("这天以前派出的，仍按派出时的时限走完"))
    source = forms.CharField(label=gettext_lazy("依据"), max_length=200, help_text=gettext_lazy("文件名称和条款"))


@desk_view(*SEE)
def index(request: Desk) -> HttpResponse:
    """List the office's own limits, those in force, to come and past."""
    adopted = office.adopted(request.scope.office_id, request.today)
    rows = [_rule(row, adopted.get(row.scenario), request.today) for row in office.local_rules(request.scope)]
    if file := exports.taken(request, exports.Table("本地规则", COLUMNS, rows, len(rows), request.now)):
        return file
    return render(request, "admin/rules.html", {"rows": rows, "may": request.scope.may("scenarios.adopt")})


@desk_view("scenarios.adopt")
def new(request: Desk) -> HttpResponse:
    """Set a limit of the office's own."""
    adopted = office.adopted(request.scope.office_id, request.today)
    form = RuleForm(request.POST or None, initial={"from_on": request.today.isoformat()})
    what = [
        (f"{one.scenario}|{key}", f"{one.title}：{title}" + _("（原定%(limit)s）") % {"limit": limit})
        for one in adopted.values()
        for key, (title, limit) in limits(one).items()
    ]
    asked.offer(form, what=what)

    def act(*, what: str, amount: int, unit: str, **more) -> None:
        scenario, _bar, key = what.partition("|")
        actions.set_rule(scenario=scenario, key=key, value=f"{amount} {unit}", **more)

    return asking.act(request, form, act, title=_("定本地时限"), word=_("保存"), back=reverse("admin:rules"))


def limits(scenario: Scenario | None) -> dict[str, tuple[str, Limit]]:
    """The limits of a scenario's grades that an office may set: key of the rule → title, what the edition says."""
    grades = scenario.matter.grades if scenario and scenario.matter else {}
    return {f"matter.grades.{key}.within": (one.title, one.within) for key, one in grades.items()}


def _rule(row: RuleRow, scenario: Scenario | None, today: date) -> Rule:
    title, own = limits(scenario).get(row.key, (row.key, ""))
    said = str(Limit.parse(str(row.value))) if row.key.startswith("matter.") else str(row.value)
    return Rule(row, scenario.title if scenario else row.scenario or "—", title, said, str(own), _stand(row, today))


def _stand(row: RuleRow, today: date) -> tuple[str, str]:
    if today < row.from_on:
        return "", "还没到"
    return ("running", "执行中") if row.to_on is None or today < row.to_on else ("paused", "已停用")
