"""Widgets drawn in Python read as Django's own."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from gewu.front.drawing import Fields

CHOICES = [("", "—"), (1, "柳荫社区"), ("a&b", '<b>"石桥"</b>'), (gettext_lazy("工作台"), mark_safe("<i>安全</i>"))]
GROUPS = [("社区", [(1, "柳荫"), (2, "石桥")]), ("其他", [(3, "外部")])]
WIDGETS = [
    *(forms.Select(choices=choices) for choices in (CHOICES, GROUPS, [])),
    *(forms.TextInput(), forms.NumberInput(), forms.HiddenInput(), forms.PasswordInput(), forms.CheckboxInput()),
    *(forms.DateInput(), forms.DateTimeInput(), forms.TimeInput(), forms.FileInput(), forms.EmailInput()),
    *(forms.Textarea(), forms.RadioSelect(choices=CHOICES), forms.CheckboxSelectMultiple(choices=CHOICES)),
]
VALUES = [None, "", "1", "a&b", '"><script>', "两行\n第二行", True]


def drawn(renderer, widget, value, attrs) -> str:
    """What a widget looks like; white space between tags means nothing."""
    return re.sub(r">\s+<", "><", widget.render("field", value, attrs, renderer())).replace("> <", "><")


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda one: type(one).__name__)
@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_widget_is_drawn_as_django_draws_it(widget, value):
    attrs = {"id": "id_field", "required": True, "disabled": False, "data-words": '"&<', "rows": 3}
    assert drawn(Fields, widget, value, attrs) == drawn(DjangoTemplates, widget, value, attrs)


#: no white space: it is what drawn() forgives
WORDS = st.text(st.characters(exclude_categories=["Z", "C"]))


@given(value=WORDS, label=WORDS)
def test_nothing_that_was_typed_leaves_its_field(value, label):
    widget = forms.Select(choices=[(value, label)])
    assert drawn(Fields, widget, value, {"title": label}) == drawn(DjangoTemplates, widget, value, {"title": label})
