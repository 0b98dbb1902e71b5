"""Forms of the register: a subject with its scenario's questions, a tag, a stage, reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gewu.front import asked
from gewu.front.fields import day, long_text, secret
from gewu.kernel.types import Refused
from gewu.registry import rules
from gewu.scenario.grammar import Field

#: which identifiers are asked of which nature
SECRETS_OF = {
    "person": ("citizen_id", "phone"),
    "household": ("phone",),
    "place": ("uscc", "phone"),
    "organisation": ("uscc", "phone"),
}


class SubjectForm(forms.Form):
    """A subject: what every kind has, its identifiers, and what the scenarios ask of its kind."""

    name = forms.CharField(label=_("名称"), max_length=100)
    code = forms.CharField(label=_("编号"), max_length=40, required=False, help_text=_("不填则自动编号"))
    split = forms.ChoiceField(label=_("细类"), required=False)
    area = forms.ChoiceField(label=_("所属网格"))
    place_text = forms.CharField(label=_("地址"), max_length=200, required=False)

    def __init__(self, *args, nature: str, asks: Mapping[str, Field], splits, areas, changing: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.nature, self.asks = nature, asks
        asked.offer(self, split=[("", "—"), *splits.items()], area=areas)
        if not splits:
            del self.fields["split"]
        if changing:
            del self.fields["code"]
            self.fields["on"] = day(_("从哪天起"), required=False)
            self.fields["on"].help_text = _("登记项从这天起按新的算，以前的统计不变；不填就是今天")
            self.fields["correct"] = forms.BooleanField(
                label=_("是更正：原来就登记错了"), required=False, help_text=_("以前的统计也按改后的算")
            )
            self.fields["reason"] = long_text(
                _("为什么改"), max_length=200, required=False, help_text=_("改细类的必须写")
            )
        else:
            for kind in SECRETS_OF.get(nature, ()):
                self.fields[kind] = secret(rules.SECRETS[kind], max_length=40)
        self.fields.update(asked.fields(asks.values(), kwargs.get("initial", {}).get("known")))
        if changing:
            self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for kind in SECRETS_OF.get(self.nature, ()):
            if given.get(kind):
                self._check_secret(kind, given[kind])
        return given

    def _check_secret(self, kind: str, text: str) -> None:
        try:
            rules.clean_secret(kind, text)
        except Refused as refused:
            self.add_error(kind, f"{refused.words}{refused.hint}")

    def secrets(self) -> dict[str, str]:
        """The identifiers that were given."""
        names = SECRETS_OF.get(self.nature, ())
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}


class TagForm(forms.Form):
    tag = forms.ChoiceField(label=_("标签"))
    basis = forms.CharField(label=_("依据"), max_length=200, help_text=_("批文、认定表或走访记录"))
    valid_from = day(_("起始日期"))

    def __init__(self, *args, tags: Mapping[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        asked.offer(self, tag=tags.items())


class StageForm(forms.Form):
    stage = forms.ChoiceField(label=_("进入阶段"))
    on = day(_("日期"))
    words = forms.CharField(label=_("说明"), max_length=200, required=False)

    def __init__(self, *args, stages: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        asked.offer(self, stage=stages)


class CloseForm(forms.Form):
    on = day(_("注销日期"))
    reason = forms.CharField(label=_("原因"), max_length=200)
