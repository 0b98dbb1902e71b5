"""The forms of papers: what the scenario asks, and of one that came in its number, sender, day and scan."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from gewu.front import asked
from gewu.front.fields import day
from gewu.scenario.grammar import Field

SCANS = {"accept": "image/*,application/pdf"}


def _scan(**more) -> forms.FileField:
    return forms.FileField(label=_("扫描件"), widget=forms.FileInput(attrs=SCANS), **more)


class PaperForm(forms.Form):
    """What the paper asks."""

    def __init__(self, *sent, asks: Mapping[str, Field], **more):
        super().__init__(*sent, **more)
        self.fields.update(asked.fields(asks.values()))


class ReceivedForm(PaperForm):
    """A paper of theirs as it is registered."""

    number = forms.CharField(label=_("对方文号"), max_length=60)
    sender = forms.CharField(label=_("来文单位"), max_length=100)
    on = day(_("收到日期"))
    scan = _scan(required=False)


class ScanForm(forms.Form):
    scan = _scan()
