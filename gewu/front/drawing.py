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


def _rows(widget: Widget) -> SafeString:
    """Boxes in rows, and below them the words that they suggest."""
    rows = "".join(f'<div class="row-of-boxes">{"".join(map(_drawn, row))}</div>' for row in widget["rows"])
    offered = "".join(
        f'<datalist id="{escaped(name)}">{"".join(f"<option>{escaped(word)}</option>" for word in words)}</datalist>'
        for name, words in widget["offered"].items()
    )
    return mark_safe(rows + offered)


def _drawn(widget: Widget) -> SafeString:
    return _DRAWN[widget["template_name"]](widget)


_INPUTS = ("checkbox", "date", "datetime", "file", "hidden", "input", "number", "password", "text", "time")
_DRAWN = {
    **{f"django/forms/widgets/{name}.html": _input for name in _INPUTS},
    "gewu/rows": _rows,
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
}
