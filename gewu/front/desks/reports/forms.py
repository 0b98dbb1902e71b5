"""Forms of reports: a new draft, a paragraph, the words of a step."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gewu.front import asked
from gewu.front.fields import PeriodForm, day, long_text


class NewForm(PeriodForm):
    """Which template, which days, which cut-off; whose paragraphs are added, and before which chapter."""

    template = forms.ChoiceField(label=_("材料模板"), widget=forms.HiddenInput)
    start = day(_("统计期起"))
    end = day(_("统计期止"))
    as_of = day(_("数据截至"), help_text=_("不晚于统计期止日"))

    scenarios = forms.MultipleChoiceField(
        label=_("另加哪些场景的段落"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("模板里没有写到的场景，段落取自场景配置"),
    )
    before = forms.ChoiceField(label=_("加在哪一章前面"), required=False)

    again = forms.BooleanField(label=_("已有一份的，另起一份"), required=False)

    def __init__(
        self,
        *args,
        templates: list[tuple[str, str]],
        scenarios: list[tuple[str, str]],
        chapters: list[tuple[str, str]],
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        asked.offer(self, template=templates, scenarios=scenarios, before=chapters)
        if not scenarios:
            del self.fields["scenarios"], self.fields["before"]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        start, end, as_of = (given.get(name) for name in ("start", "end", "as_of"))
        if start and end and as_of and not start <= as_of <= end:
            self.add_error("as_of", _("数据截至日要在统计期内。"))
        return given


class TextForm(forms.Form):
    """The text of one paragraph, with its slots; `seq` is what was read when it was opened."""

    says = long_text(_("正文"), 10, max_length=20_000)
    seq = forms.IntegerField(widget=forms.HiddenInput)


class GroundForm(forms.Form):
    """On what words of one sentence stand."""

    words = forms.CharField(widget=forms.HiddenInput, max_length=200)
    clause = forms.CharField(widget=forms.HiddenInput, max_length=2_000)
    basis = long_text(_("核实依据"), max_length=200, help_text=_("哪份文件、哪本台账，写到能查到的程度；印在材料后面"))


class FillForm(forms.Form):
    """What a figure without a value says instead."""

    slot = forms.CharField(widget=forms.HiddenInput, max_length=200)
    words = forms.CharField(label=_("印什么字"), max_length=30, help_text=_("如本期无、未统计；有了数自动印数"))


class BackForm(forms.Form):
    words = long_text(_("退回意见"), max_length=500)


class IssueForm(forms.Form):
    number = forms.CharField(label=_("文号"), max_length=40, required=False, help_text=_("不填则按年度顺序编"))
    index_number = forms.CharField(label=_("索引号"), max_length=60, required=False)


class PublishForm(forms.Form):
    publish_on = day(_("公开日期"))
    index_number = forms.CharField(label=_("索引号"), max_length=60, required=False)
