"""Forms of campaigns: name, days, and whom the list freezes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from gewu.front import asked
from gewu.front.fields import day, long_text


class CampaignForm(forms.Form):
    """A new campaign; its list is everyone of the scenario's kind that fits."""

    scenario = forms.ChoiceField(label=_("场景"))
    title = forms.CharField(label=_("名称"), max_length=100)
    from_on = day(_("开始日期"))
    to_on = day(_("结束日期"))
    area = forms.ChoiceField(label=_("范围"), required=False)
    tag = forms.ChoiceField(label=_("只要带这个标签的"), required=False)

    def __init__(self, *args, scenarios, areas, tags, **kwargs):
        super().__init__(*args, **kwargs)
        asked.offer(self, scenario=scenarios, area=[("", _("全部")), *areas], tag=[("", _("不限")), *tags])


class AddForm(forms.Form):
    """Subjects to add after the list was frozen, by their codes."""

    codes = long_text(_("对象编号"), 4, help_text=_("一行一个"))

    def clean_codes(self) -> list[str]:
        return self.cleaned_data["codes"].split()
