"""Questions of a scenario as form fields. Front only draws them and hands on what was typed; rooms judge it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gewu.front.fields import long_text, moment
from gewu.kernel.clocks import Limit
from gewu.scenario.grammar import Field

PREFIX, CHECK = "ask_", "check_"
RADIOS_AT_MOST = 5

#: limits offered where somebody says how long
LIMITS = ("4 working_hours", "1 workday", "2 workdays", "3 workdays", "5 workdays", "10 workdays", "15 workdays")

_YES_NO = (("yes", _("是")), ("no", _("否")))
Choices = Iterable[tuple[object, str]]


class ManyFiles(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several uploaded files; cleaned to a list."""

    widget = ManyFiles

    def clean(self, data, initial=None):
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given if one]


def fields(
    asks: Iterable[Field],
    known: Mapping[str, object] | None = None,
    choices: Mapping[str, Choices] | None = None,
) -> dict[str, forms.Field]:
    """Make form fields named "ask_" + key, filled with what is already `known` (key -> shown value).

    `choices` gives what the types unit and staff choose from. A field that is needed is marked so but not required
    here: what is missing, and when, is the room's judgement (Refused.fields).
    """
    made: dict[str, forms.Field] = {}
    for ask in asks:
        field: Any = _choose(choices[ask.type]) if choices and ask.type in choices else _KINDS[ask.type](ask)
        field.label, field.unit = gettext(ask.say), _unit(ask)
        field.required, field.needed = False, ask.needed
        field.initial = (known or {}).get(ask.key)
        if ask.personal and field.initial is not None:
            field.initial, field.help_text = None, gettext("已登记，不显示；不改就不填")
        made[PREFIX + ask.key] = field
    return made


def offer(form: forms.BaseForm, **choices: Iterable[tuple[Any, Any]]) -> None:
    """Give fields of a form what there is to choose from: field name -> (value, word)."""
    for name, pairs in choices.items():
        cast(forms.ChoiceField, form.fields[name]).choices = list(pairs)


def given(cleaned: Mapping[str, object], asks: Iterable[Field]) -> dict[str, object]:
    """Take the answers out of a form's cleaned data: key -> what was typed, without the questions left empty."""
    found = {ask.key: cleaned.get(PREFIX + ask.key) for ask in asks}
    return {key: value for key, value in found.items() if value not in (None, "", [])}


def _unit(ask: Field) -> str:
    return (ask.unit or "元") if ask.type == "money" else ask.unit


def _number(ask: Field) -> forms.Field:
    mode = "numeric" if ask.type == "whole_number" else "decimal"
    return forms.CharField(max_length=30, widget=forms.TextInput(attrs={"inputmode": mode, "class": "short"}))


def _choice(ask: Field) -> forms.Field:
    if len(ask.options) <= RADIOS_AT_MOST:
        return forms.ChoiceField(choices=_said(ask), widget=forms.RadioSelect)
    return _choose(_said(ask))


def _choose(options: Choices) -> forms.Field:
    return forms.ChoiceField(choices=[("", "—"), *options])


def _said(ask: Field) -> list[tuple[str, str]]:
    """The options; those that are vocabulary (not a scenario's own) in the chosen language."""
    return [(key, gettext(word)) for key, word in ask.options.items()]


_KINDS: Mapping[str, Callable[[Field], forms.Field]] = {
    "text": lambda ask: forms.CharField(max_length=200),
    "long_text": lambda ask: long_text(rows=4, max_length=5000),
    "yes_no": lambda ask: forms.ChoiceField(choices=_YES_NO, widget=forms.RadioSelect),
    **dict.fromkeys(("whole_number", "money", "decimal"), _number),
    "date": lambda ask: forms.CharField(max_length=10, widget=forms.TextInput(attrs={"type": "date"})),
    "choice": _choice,
    "choices": lambda ask: forms.MultipleChoiceField(choices=_said(ask), widget=forms.CheckboxSelectMultiple),
    "moment": lambda ask: moment(),
    "limit": lambda ask: _choose((text, str(Limit.parse(text))) for text in LIMITS),
    "files": lambda ask: FilesField(),
    "matter": lambda ask: forms.CharField(max_length=200),
}
