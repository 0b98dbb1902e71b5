"""Acts on payment lists: draw, approve, send, take the bank's answer, pay again, void a line."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import partial

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gewu.front import asked, asking
from gewu.front.desk import Desk, desk_view
from gewu.front.desks.money.views import paying
from gewu.front.fields import ReasonForm, day, long_text, near
from gewu.kernel.refs import Ref
from gewu.kernel.types import Refused, there
from gewu.money import actions
from gewu.money import queries as money
from gewu.office import queries as office

#: what stands between a code and the reason: blanks and commas, wide ones too
_APART = re.compile(r"[\s,，、;；:：]+")


def _code(typed: str) -> str:
    """A code as it is compared: wide letters and digits are narrow ones, capitals small."""
    return unicodedata.normalize("NFKC", typed).casefold()


class DrawForm(forms.Form):
    programme = forms.ChoiceField(label=_("发放项目"))
    for_month = forms.DateField(
        label=_("月份"),
        input_formats=["%Y-%m"],
        widget=forms.DateInput(attrs={"type": "month"}),
        validators=[near],
    )
    title = forms.CharField(label=_("名称"), max_length=100)


class ReturnsForm(forms.Form):
    """The bank's answer: the day money arrived, and the lines that came back."""

    paid_on = day(_("到账日期"))
    returned = long_text(
        _("退回的"), 6, required=False, help_text=_("一行一笔：对象编号、空格或逗号、退回原因；没有退回就留空")
    )

    def pairs(self) -> list[tuple[str, str]]:
        lines = [_APART.split(line.strip(), maxsplit=1) for line in self.cleaned_data["returned"].splitlines()]
        return [(_code(code), "".join(said) or "银行退回") for code, *said in lines if code]


class RepayForm(forms.Form):
    paid_on = day(_("重新到账日期"))
    bank_ref = forms.CharField(label=_("银行流水号"), max_length=60, required=False)


@desk_view("money.draw")
def draw(request: Desk) -> HttpResponse:
    """制表 from the entitlements of a month."""
    scenarios = paying(office.adopted(request.scope.office_id, request.today))
    choices = [
        (str(Ref(one.scenario, key)), f"{one.title}：{programme.title}")
        for one in scenarios
        for key, programme in there(one.payment).programmes.items()
    ]
    form = DrawForm(request.POST or None, initial={"for_month": f"{request.today:%Y-%m}"})
    asked.offer(form, programme=choices)

    def drawn(*, programme: str, **more):
        scenario, programme, _part = Ref.read(programme)
        return actions.draw_month(scenario=scenario, programme=programme, **more)

    back = reverse("money:index")
    return asking.act(request, form, drawn, title=_("制表"), back=back, to=lambda row: _list(row.id))


@desk_view("money.draw")
def returns(request: Desk, list_id: int) -> HttpResponse:
    """回盘: every line is paid but those that came back."""
    view = money.payment_list(request.scope, list_id)
    by_code = {_code(line.subject.code): line.id for line in money.lines(request.scope, list_id)}
    form = ReturnsForm(request.POST or None, initial={"paid_on": request.today.isoformat()})

    def take(*, returned: str, **more):
        pairs = form.pairs()
        if unknown := [code for code, _reason in pairs if code not in by_code]:
            raise Refused(
                "front.R480",
                "退回名单里有不在本表的编号，没有保存。",
                "请核对编号。",
                {"returned": "、".join(unknown[:10])},
            )
        if twice := [code for code, times in Counter(code for code, _reason in pairs).items() if times > 1]:
            words = "退回名单里同一编号写了两次，没有保存。"
            raise Refused("front.R482", words, "请只留一行。", {"returned": "、".join(twice[:10])})
        returned_lines = {by_code[code]: reason for code, reason in pairs}
        actions.take_bank_return(list_id=view.row.id, returned=returned_lines, **more)

    return asking.act(request, form, take, title=_("登记回盘"), back=_list(list_id))


@desk_view("money.draw")
def take_back(request: Desk, list_id: int) -> HttpResponse:
    """撤回回盘, with a reason."""
    form = ReasonForm(request.POST or None)
    act = partial(actions.take_back_return, list_id=list_id)
    return asking.act(request, form, act, title=_("撤回回盘"), back=_list(list_id))


@desk_view("money.draw")
def repay(request: Desk, line_id: int) -> HttpResponse:
    """Pay a returned transfer again."""
    back = _list(money.list_of_line(request.scope, line_id))
    form = RepayForm(request.POST or None, initial={"paid_on": request.today.isoformat()})
    return asking.act(request, form, partial(actions.repay, line_id=line_id), title=_("补发"), back=back)


@desk_view("money.draw")
def void(request: Desk, line_id: int) -> HttpResponse:
    """Take one payment out of every count."""
    back = _list(money.list_of_line(request.scope, line_id))
    form = ReasonForm(request.POST or None)
    return asking.act(request, form, partial(actions.void_line, line_id=line_id), title=_("作废这一笔"), back=back)


def _list(list_id: int) -> str:
    return reverse("money:one", args=[list_id])


@desk_view("money.draw", "money.approve")
def step(request: Desk, list_id: int, step: str) -> HttpResponse:
    """Take one step with a list: approve or send."""
    taken = {"approve": actions.approve, "send": actions.send}.get(step)
    if request.method != "POST" or taken is None:
        raise Refused("front.R452", "没有这个办理步骤。", "请从发放表页面办理。")
    taken(by=request.actor, at=request.now, list_id=list_id)
    return HttpResponseRedirect(_list(list_id))
