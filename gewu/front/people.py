"""Choosing one of many people: typed or taken from the list that the browser offers, no script needed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gewu.office.queries import StaffRow


def label(one: StaffRow) -> str:
    """How a person stands in a list: number, name, unit."""
    return f"{one.code} {one.name} {one.unit.name}"


class ListInput(forms.TextInput):
    """A text box with what there is to choose from; typing a name or a unit narrows it."""

    words: Iterable[str] = ()

    def render(self, name, value, attrs=None, renderer=None):
        """Draw the box and its list."""
        attrs = {**(attrs or {}), "list": f"list_{name}", "autocomplete": "off"}
        options = format_html_join("", '<option value="{}">', ((word,) for word in self.words))
        box = super().render(name, value, attrs, renderer)
        return format_html('{}<datalist id="list_{}">{}</datalist>', box, name, options)


class PersonField(forms.CharField):
    """One of the people that `offer` gave; cleaned to their row."""

    widget = ListInput

    def __init__(self, **more):
        more.setdefault("help_text", gettext_lazy("输姓名、工号或单位，从列出的人里选"))
        super().__init__(max_length=120, **more)
        self.known: list[StaffRow] = []

    def clean(self, value: Any) -> StaffRow | None:
        """Find the person by what the list says of them, by their number, or by a name that one alone has."""
        text = " ".join(super().clean(value).split())
        if not text:
            return None
        for said in (label, lambda one: one.code, lambda one: one.name):
            found = [one for one in self.known if said(one) == text]
            if len(found) == 1:
                return found[0]
            if found:
                raise forms.ValidationError(_("叫这个名字的有几位，请从列表中选。"))
        raise forms.ValidationError(_("没有这位可选的人，请从列表中选。"))


def offer(form: forms.BaseForm, name: str, people: Iterable[StaffRow]) -> None:
    """Give a person field of a form whom there is to choose from."""
    field: Any = form.fields[name]
    field.known = list(people)
    field.widget.words = [label(one) for one in field.known]
