"""Questions of a scenario as form fields. Front only draws them and hands on what was typed; rooms judge it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from gewu.scenario.grammar import Field

PREFIX = "ask_"
RADIOS_AT_MOST = 5

_YES_NO = (("yes", _("是")), ("no", _("否")))


def fields(asks: Iterable[Field], known: Mapping[str, object] | None = None) -> dict[str, forms.Field]:
    """Make form fields named "ask_" + key, filled with what is already `known` (key -> shown value).

    None is marked as required here: what is needed, and when, is the room's judgement (Refused.fields).
    """
    made = {}
    for ask in asks:
        field = _KINDS[ask.type](ask)
        field.label, field.unit = ask.say, _unit(ask)
        field.required = False
        field.initial = (known or {}).get(ask.key)
        made[PREFIX + ask.key] = field
    return made


def given(cleaned: Mapping[str, object], asks: Iterable[Field]) -> dict[str, object]:
    """Take the answers out of a form's cleaned data: key -> what was typed, without the questions left empty."""
    found = {ask.key: cleaned.get(PREFIX + ask.key) for ask in asks}
    return {key: value for key, value in found.items() if value not in (None, "", [])}


def _unit(ask: Field) -> str:
    return "元" if ask.type == "money" else ask.unit


def _text(ask: Field) -> forms.Field:
    return forms.CharField(max_length=200)


def _long_text(ask: Field) -> forms.Field:
    return forms.CharField(max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))


def _number(ask: Field) -> forms.Field:
    mode = "numeric" if ask.type == "whole_number" else "decimal"
    return forms.CharField(max_length=30, widget=forms.TextInput(attrs={"inputmode": mode, "class": "short"}))


def _date(ask: Field) -> forms.Field:
    return forms.CharField(max_length=10, widget=forms.TextInput(attrs={"type": "date"}))


def _yes_no(ask: Field) -> forms.Field:
    return forms.ChoiceField(choices=_YES_NO, widget=forms.RadioSelect)


def _choice(ask: Field) -> forms.Field:
    if len(ask.options) <= RADIOS_AT_MOST:
        return forms.ChoiceField(choices=ask.options.items(), widget=forms.RadioSelect)
    return forms.ChoiceField(choices=[("", "—"), *ask.options.items()])


def _choices(ask: Field) -> forms.Field:
    return forms.MultipleChoiceField(choices=ask.options.items(), widget=forms.CheckboxSelectMultiple)


_KINDS = {
    "text": _text,
    "long_text": _long_text,
    "yes_no": _yes_no,
    "whole_number": _number,
    "money": _number,
    "decimal": _number,
    "date": _date,
    "choice": _choice,
    "choices": _choices,
}
