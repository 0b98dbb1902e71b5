"""Widgets of forms drawn in Python.

Django draws a field by a template that includes others: with 250 people to choose from, the lists of one matter
took half of its page. What is not drawn here Django draws as ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape as escaped
from django.utils.safestring import SafeString, mark_safe

Widget = Mapping[str, Any]


class Fields(DjangoTemplates):
    """Django's renderer, but for the widgets that stand on nearly every form."""

    def render(self, template_name, context, request=None):
        draw = _DRAWN.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)


def _attrs(attrs: Mapping[str, Any]) -> str:
    given = ((name, value) for name, value in attrs.items() if value is not False)
    return "".join(f" {name}" if value is True else f' {name}="{escaped(value)}"' for name, value in given)


def _input(widget: Widget) -> SafeString:
    value = "" if widget["value"] is None else f' value="{escaped(widget["value"])}"'
    return mark_safe(
        f'<input type="{widget["type"]}" name="{escaped(widget["name"])}"{value}{_attrs(widget["attrs"])}>'
    )


def _textarea(widget: Widget) -> SafeString:
    value = escaped(widget["value"]) if widget["value"] else ""
    return mark_safe(f'<textarea name="{escaped(widget["name"])}"{_attrs(widget["attrs"])}>\n{value}</textarea>')


def _select(widget: Widget) -> SafeString:
    groups = "\n".join(_group(name, options) for name, options, _ in widget["optgroups"])
    return mark_safe(f'<select name="{escaped(widget["name"])}"{_attrs(widget["attrs"])}>\n{groups}\n</select>')


def _group(name: str | None, options: list[Widget]) -> str:
    drawn = "\n".join(
        f'<option value="{escaped(one["value"])}"{_attrs(one["attrs"])}>{escaped(one["label"])}</option>'
        for one in options
    )
    return f'<optgroup label="{escaped(name)}">\n{drawn}\n</optgroup>' if name else drawn


def _side_by_side(widget: Widget) -> SafeString:
    return mark_safe(f'<div class="with-unit">{"".join(map(_drawn, widget["subwidgets"]))}</div>')


def _lines(widget: Widget) -> SafeString:
    """The lines of a condition, folded under what they say."""
    offered = "".join(f'<option value="{escaped(one)}">' for one in widget["offered"])
    rows = "".join(map(_drawn, widget["subwidgets"]))
    summary = f"<summary>{escaped(widget['said'])}</summary>"
    offered = f'<datalist id="{escaped(widget["list"])}">{offered}</datalist>'
    return mark_safe(f"<details>{summary}{rows}{offered}</details>")


def _drawn(widget: Widget) -> SafeString:
    return _DRAWN[widget["template_name"]](widget)


_INPUTS = ("checkbox", "date", "datetime", "file", "hidden", "input", "number", "password", "text", "time")
_DRAWN = {
    **{f"django/forms/widgets/{name}.html": _input for name in _INPUTS},
    "django/forms/widgets/multiwidget.html": _side_by_side,
    "gewu/lines": _lines,
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
}
