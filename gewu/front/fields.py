"""Fields that forms of many desks ask with: a day, a moment, long text, a password; and the form of a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gewu.kernel import outside
from gewu.office.rules import PASSWORD_AT_MOST


def day(label, **more) -> forms.DateField:
    """A day, by the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, validators=[near], **more)


def moment(label="", **attrs) -> forms.DateTimeField:
    """A day and a minute; `attrs` are the input's own."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local", **attrs}, format="%Y-%m-%dT%H:%M")
    formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
    return forms.DateTimeField(label=label, widget=widget, input_formats=formats, validators=[near])


def near(value: date) -> None:
    """Refuse a day with which nothing can be reckoned."""
    try:
        outside.near(value)
    except outside.TooFar:
        raise forms.ValidationError(_("请填1900年至2100年之间的日期。")) from None


def long_text(label="", rows: int = 2, **more) -> forms.CharField:
    """Text of several lines; `attrs` are the textarea's own."""
    widget = forms.Textarea(attrs={"rows": rows, **more.pop("attrs", {})})
    return forms.CharField(label=label, widget=widget, **more)


def secret(label, *, max_length: int, **attrs) -> forms.CharField:
    """An identity number or a telephone: no browser keeps it in a draft (draft.js)."""
    widget = forms.TextInput(attrs={"data-unkept": "", "autocomplete": "off", **attrs})
    return forms.CharField(label=label, max_length=max_length, required=False, widget=widget)


def password(label, autocomplete: str = "new-password", **more) -> forms.CharField:
    """A password as it is typed, spaces and all."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=PASSWORD_AT_MOST, strip=False, widget=widget, **more)


class ReasonForm(forms.Form):
    reason = long_text(_("原因"), max_length=200)


class PeriodForm(forms.Form):
    """A form that asks from which day to which, `start` and `end`."""

    def clean(self) -> dict[str, Any]:
        """Refuse days the wrong way round; `end` is then no longer among what was given."""
        given = self.cleaned_data
        if given.get("start") and given.get("end") and given["end"] < given["start"]:
            self.add_error("end", _("止日早于起日。"))
        return given
