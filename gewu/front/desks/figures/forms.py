"""The form of a 报送数: value, period, who answers for it, where it is written."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gewu.front import asked
from gewu.front.fields import PeriodForm, day
from gewu.indicators.actions import NewObservation
from gewu.kernel.periods import Period
from gewu.scenario.grammar import SeriesItem

STATUSES = (("final", _("正式")), ("preliminary", _("初步")), ("forecast", _("预计")))


class ObservationForm(PeriodForm):
    """What somebody states; the unit is the series' own."""

    value = forms.DecimalField(label=_("数值"), max_digits=16)
    start = day(_("统计期起"))
    end = day(_("统计期止"))
    status = forms.ChoiceField(label=_("状态"), choices=STATUSES, widget=forms.RadioSelect)
    reported_by = forms.ChoiceField(label=_("报送单位"))
    signed_by = forms.CharField(label=_("签报人"), max_length=40)
    signed_on = day(_("签报日期"))
    source = forms.CharField(label=_("来源"), max_length=200, help_text=_("文件、通报或系统的名称，写到能查到的程度"))

    def __init__(self, *args, item: SeriesItem, units: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.item = item
        value: Any = self.fields["value"]
        value.unit, value.decimal_places = item.unit, item.digits
        asked.offer(self, reported_by=units)

    def clean_value(self) -> Decimal:
        value = self.cleaned_data["value"]
        if value != round(value, self.item.digits):
            raise forms.ValidationError(_("小数位数多了，本指标最多 %s 位。") % self.item.digits)
        return value

    def new(self, ref: str) -> NewObservation:
        """What was typed, in the smallest unit of the series."""
        given = self.cleaned_data
        return NewObservation(
            indicator=ref,
            period=Period.of(given["start"], given["end"]),
            value=int(given["value"].scaleb(self.item.digits)),
            signed_by=given["signed_by"],
            signed_on=given["signed_on"],
            source=given["source"],
            reported_by=int(given["reported_by"]),
            status=given["status"],
        )
