"""Boxes of the scenario form, drawn and read back: what one key asks for its shape has said (scenario.shapes.Box)."""

from __future__ import annotations

from itertools import count
from typing import Any

from django import forms

from gewu.scenario.form import Input
from gewu.scenario.shapes import Box, Said

#: rows that stand empty below those of the file, to go on
MORE = 2


class Rows(forms.Widget):
    """Rows of boxes: limits, lists, conditions, what a step needs."""

    template_name = "gewu/rows"

    def __init__(self, box: Box):
        super().__init__()
        self.box = box

    def id_for_label(self, id_: str) -> str:
        seen = (n for n, (_, inner) in enumerate(self.box.columns) if inner.kind not in ("hidden", "joined"))
        return f"{id_}_0_{next(seen)}"

    def get_context(self, name: str, value: Any, attrs) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        rows = list(value or [])
        rows += [[""] * len(self.box.columns)] * (MORE if not self.box.most else self.box.most - len(rows))
        drawn = [[self._cell(name, n, m, cell) for m, cell in enumerate(row)] for n, row in enumerate(rows)]
        offered = {
            f"{name}-{m}": inner.options for m, (_, inner) in enumerate(self.box.columns) if inner.kind == "text"
        }
        words = {key: list(dict.fromkeys(options.values())) for key, options in offered.items() if options}
        context["widget"] |= {"rows": drawn, "offered": words}
        return context

    def _cell(self, name: str, row: int, column: int, value: str) -> dict[str, Any]:
        title, box = self.box.columns[column]
        hidden = box.kind == "joined" and not row
        widget = forms.HiddenInput() if hidden else one_box(box, title, value, f"{name}-{column}")
        given = next(iter(box.options), "") if box.must and not value else value
        place = f"{name}_{row}_{column}"
        return widget.get_context(place, given, {"id": f"id_{place}", "aria-label": title})["widget"]

    def value_from_datadict(self, data, files, name: str) -> list[list[str]]:
        found: list[list[str]] = []
        for n in count():
            cells = [data.get(f"{name}_{n}_{m}") for m in range(len(self.box.columns))]
            if all(cell is None for cell in cells):
                return found
            found.append([(cell or "").replace("\x00", "").strip() for cell in cells])
        return found


def one_box(box: Box, title: str, value: Said, offered: str) -> forms.Widget:
    """Draw one box; a word that is no longer among the choices stays until it is changed."""
    if box.kind in ("choice", "joined"):
        blank = [] if box.must else [("", f"（{title}）" if title else "—")]
        kept = [(value, value)] if value and value not in box.options else []
        return forms.Select(choices=[*blank, *box.options.items(), *kept])
    if box.kind == "hidden":
        return forms.HiddenInput()
    if box.kind == "day":
        return forms.DateInput(attrs={"type": "date"})
    if box.kind == "number":
        return forms.TextInput(attrs={"class": "short", "inputmode": "decimal", "placeholder": title})
    return forms.TextInput(attrs={"placeholder": title} | ({"list": offered} if box.options else {}))


def field(one: Input) -> forms.Field:
    """Make the form field of one key; what stands in it is read by the card (form.Card.typed)."""
    box, said = one.box, one.said
    widget: forms.Widget = Rows(box) if box.kind == "rows" else one_box(box, "", said, f"{one.place}-0")
    if one.entry.long:
        widget = forms.Textarea(attrs={"rows": 6})
    kind = forms.Field if box.kind == "rows" else forms.CharField
    made = kind(required=False, label=one.label, initial=said, help_text=one.entry.help, widget=widget)
    made.needed = one.needed  # type: ignore[attr-defined]
    return made
