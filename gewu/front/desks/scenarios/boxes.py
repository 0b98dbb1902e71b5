"""Boxes of the scenario form that take more than one word: a limit, how work is verified."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gewu.kernel.limits import OFFERED, WORKDAY, Limit
from gewu.scenario import lines

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


class LineBoxes(_Boxes):
    """One line of a condition; the first of them joins nothing."""

    def __init__(self, titles: Mapping[str, str], list: str, *, first: bool):
        joined = forms.HiddenInput() if first else forms.Select(choices=[*lines.JOINED.items()])
        left = forms.Select(choices=[("", "—"), *titles.items()], attrs={"aria-label": _("看什么")})
        compared = forms.Select(choices=[*lines.COMPARED.items()], attrs={"aria-label": _("怎么比")})
        value = forms.TextInput(attrs={"aria-label": _("值"), "list": list})
        super().__init__({"joined": joined, "left": left, "compared": compared, "value": value})

    def decompress(self, value: object) -> list[str]:
        return ["and", "", "in", ""]


class ConditionBoxes(_Boxes):
    """The lines of a condition under the sentence they make, with two empty ones to go on."""

    template_name = "gewu/lines"

    def __init__(self, each: Mapping[str, Any]):
        known, self.said = each["lefts"], each.get("help", "")
        unknown = {left: left for _joined, left, _compared, _value in each["value"] if left not in known.titles}
        self.offered = dict.fromkeys(title for titles in known.values.values() for title in titles.values())
        rows = range(len(each["value"]) + 2)
        titles = {**known.titles, **unknown}
        super().__init__({str(n): LineBoxes(titles, f"values-{each['name']}", first=not n) for n in rows})

    def decompress(self, value: object) -> list[object]:
        return []

    def get_context(self, name: str, value, attrs) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"said": self.said or _("不加条件"), "offered": self.offered, "list": f"values-{name}"}
        return context

    def value_from_datadict(self, data, files, name: str) -> Any:
        rows = super().value_from_datadict(data, files, name)
        return [tuple(str(one or "").strip() for one in row) for row in rows]


class ConditionField(forms.Field):
    def __init__(self, each: Mapping[str, Any]):
        super().__init__(widget=ConditionBoxes(each))
        self.lefts = each["lefts"]

    def clean(self, value: list[lines.Line]) -> list[lines.Line]:
        found = [row for row in value if row[1] or row[3]]
        if not all(row[1] and row[3] for row in found):
            raise ValidationError(_("一行要选看什么，也要写值；不要的一行两样都清空。"))
        try:
            lines.read(found, self.lefts)
        except ValueError as wrong:
            raise ValidationError(str(wrong)) from wrong
        return [("and", *row[1:]) if not n else row for n, row in enumerate(found)]


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
