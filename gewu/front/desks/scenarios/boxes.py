"""Boxes of the scenario form that take more than one word: a limit, how work is verified."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gewu.kernel.limits import OFFERED, WORKDAY, Limit

VERIFIED = (("each", _("逐件核查")), ("sample", _("抽查")), ("none", _("不核查")))


class _Boxes(forms.MultiWidget):
    use_fieldset = False

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0"


class LimitBoxes(_Boxes):
    """A number and its unit; “5个工作日” in the first box will do as well."""

    def __init__(self):
        number = forms.TextInput(attrs={"class": "short", "aria-label": _("多久")})
        unit = forms.Select(choices=list(OFFERED.items()), attrs={"aria-label": _("单位")})
        super().__init__({"": number, "unit": unit})

    def decompress(self, value: str | None) -> list[str]:
        limit = _heard(value or "")
        return [str(limit.amount), limit.unit] if limit else [value or "", WORKDAY]

    def value_from_datadict(self, data, files, name: str) -> Any:
        amount, unit = (str(one or "").strip() for one in super().value_from_datadict(data, files, name))
        limit = Limit(int(amount), unit) if amount.isdecimal() and unit in OFFERED else _heard(amount)
        return limit.written() if limit else amount


class LimitField(forms.CharField):
    widget = LimitBoxes

    def clean(self, value: str) -> str:
        found = super().clean(value)
        if found and not _heard(found):
            raise ValidationError(_("写一个整数，再选单位；写成“5个工作日”也行。"))
        return found


class VerificationBoxes(_Boxes):
    """One of three ways, and how many tenths where some are drawn."""

    def __init__(self):
        tenths = forms.TextInput(attrs={"class": "short", "inputmode": "decimal", "aria-label": _("抽几成")})
        super().__init__({"": forms.Select(choices=VERIFIED), "tenths": tenths})

    def decompress(self, value: str | None) -> list[str]:
        way, _space, share = (value or "").partition(" ")
        percent = share.removesuffix("%")
        return [way, f"{int(percent) / 10:g}" if percent.isdecimal() else percent]

    def value_from_datadict(self, data, files, name: str) -> Any:
        way, tenths = (str(one or "").strip() for one in super().value_from_datadict(data, files, name))
        return f"sample {_percent(tenths)}%" if way == "sample" else way


class VerificationField(forms.CharField):
    widget = VerificationBoxes

    def clean(self, value: str) -> str:
        found = super().clean(value)
        share = found.removeprefix("sample ").removesuffix("%")
        if found.startswith("sample ") and not (share.isdecimal() and 1 <= int(share) <= 100):
            raise ValidationError(_("抽查要写明几成，例如 2 是二成，0.5 是半成。"))
        return found


def _heard(text: str) -> Limit | None:
    try:
        return Limit.heard(text)
    except ValueError:
        return None


def _percent(tenths: str) -> str:
    """Turn tenths into whole per cent; what is no number stays, to be refused."""
    try:
        return f"{float(tenths.removesuffix('成')) * 10:g}"
    except ValueError:
        return tenths
