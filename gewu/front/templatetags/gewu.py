"""The few tags that pages need: marks, clocks, dots, fields, days. `{% load gewu %}`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField, CheckboxSelectMultiple, FileInput, RadioSelect
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import conditional_escape as escaped
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from gewu.answers import revealing
from gewu.answers.rules import MASKED
from gewu.front import once, spoken
from gewu.indicators.rules import FigureKind
from gewu.kernel.clocks import Colour

register = template.Library()

WEEKDAYS = "一二三四五六日"


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """Draw an icon of scripts/browser/icons.txt; the word beside it says what it means."""
    sprite = static("vendor/icons.svg")
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', sprite, name)


@register.simple_tag
def hidden_once() -> SafeString:
    """Give a form its key (see once.py); every form that changes something has one beside the CSRF token."""
    return format_html('<input type="hidden" name="{}" value="{}">', once.NAME, once.key())


@register.simple_tag
def kind_mark(kind: str) -> SafeString:
    """Say where a number comes from: 系统统计, 计算, 登记, 报送数 …"""
    return format_html('<span class="kind {}">{}</span>', kind, gettext(FigureKind(kind).word))


@register.simple_tag
def mark(name: str, words: str = "") -> SafeString:
    """Draw a state (late, soon, running, done, done_late, paused, void) by colour, shape and word."""
    return format_html('<span class="mark {}">{}</span>', name, said(words))


@register.simple_tag
def clock(colour: Colour | None, words: str = "") -> SafeString:
    """Show a kernel.clocks.Colour: its short words, and its sentence on hover, focus or tap.

    No template of its own: a list has fifty of them, and the template took a fifth of the page.
    """
    if not colour:
        return format_html('<span class="{}">—</span>', "muted")
    shape = f'<span class="mark {escaped(colour.name)}">{escaped(words or spoken.short(colour))}</span>'
    why = f'<span class="why" role="note">{escaped(spoken.sentence(colour))}</span>'
    return mark_safe(f'<span class="clock" tabindex="0">{shape}{why}</span>')


@register.filter
def why(colour: Colour) -> str:
    """Say in one sentence why a clock looks as it does."""
    return spoken.sentence(colour)


@register.inclusion_tag("_parts/dots.html")
def dots(six) -> dict[str, object]:
    """Draw the six dots (matters.rules.dots): each has .title, .filled and .at."""
    return {"six": six}


@register.inclusion_tag("_parts/field.html")
def field(bound: BoundField, origin: str = "", help: str = "") -> dict[str, object]:
    """Draw a field with its label, help and errors; `origin` says where its filled-in value comes from."""
    widget = bound.field.widget
    return {
        "bound": bound,
        "grouped": isinstance(widget, RadioSelect | CheckboxSelectMultiple),
        "plain": isinstance(widget, FileInput),
        "unit": getattr(bound.field, "unit", ""),
        "needed": bound.field.required or getattr(bound.field, "needed", False),
        "origin": origin,
        "help": help or bound.help_text,
    }


@register.inclusion_tag("_parts/form_errors.html")
def form_errors(form) -> dict[str, object]:
    """Sum the errors of a form at its top."""
    named = [(bound, bound.errors) for bound in form.visible_fields() if bound.errors]
    return {"whole": form.non_field_errors(), "named": named}


@register.inclusion_tag("_parts/chips.html", takes_context=True)
def chips(context: Mapping[str, Any], chosen, target: str = "rows") -> dict[str, object]:
    """Draw filters (chips.Chosen); with htmx only the element with id `target` is exchanged."""
    return {"chosen": chosen, "target": target, "path": context["request"].path}


@register.simple_tag
def options(choices) -> SafeString:
    """Draw the options of a select from (value, word, whether chosen): a hundred grids are no work for a template."""
    return mark_safe(
        "".join(
            f'<option value="{escaped(value)}"{" selected" if on else ""}>{escaped(said(word))}</option>'
            for value, word, on in choices
        )
    )


@register.inclusion_tag("_parts/pager.html", takes_context=True)
def pager(context: Mapping[str, object], page) -> dict[str, object]:
    """Draw the line below a list: which rows, how many, to the page before and after."""
    return {"page": page, "request": context["request"]}


@register.inclusion_tag("_parts/takeaway.html", takes_context=True)
def takeaway(context: Mapping[str, object]) -> dict[str, object]:
    """Draw 导出台账 and 打印 for exactly this list (exports.taken answers them)."""
    return {"request": context["request"]}


@register.inclusion_tag("_parts/empty.html")
def empty(words: str, do: str = "", url: str = "", good: bool = False, why: str = "") -> dict[str, object]:
    """Say why there is nothing, and the one thing to do; `good` where nothing is good news."""
    return {"words": words, "do": do, "url": url, "good": good, "why": why}


@register.inclusion_tag("_parts/open_masked.html", takes_context=True)
def open_masked(
    context: Mapping[str, Any], kind: str, row_id: int, pairs: Iterable[tuple[str, str]], covered: bool = False
) -> dict[str, object]:
    """Offer to open what is masked of a row (personal answers, numbers in its words), where the person may."""
    masked = covered or any(value == MASKED for _, value in pairs)
    return {"offered": masked and revealing.may(context["request"].actor), "kind": kind, "row_id": row_id}


@register.inclusion_tag("_parts/figure.html")
def figure(value, url: str = "", label: str = "") -> dict[str, object]:
    """Show an indicators FigureValue large, with its unit and kind; `url` opens its rows."""
    return {"value": value, "url": url, "label": label}


@register.inclusion_tag("_parts/outline.html")
def outline(picture, label: str = "") -> dict[str, object]:
    """Draw an outlines.Picture; `label` says in words what it shows."""
    return {"picture": picture, "label": label}


@register.filter
def said(word: object) -> str:
    """Say a word of a room's vocabulary (verb, step, role, dot) in the chosen language; others stay as written."""
    return gettext(str(word)) if word else ""


@register.filter
def moment(at: datetime | None) -> str:
    """Write a moment as people say it: 6月28日 09:30, with the year unless it is this one's."""
    if at is None:
        return "—"
    here = timezone.localtime(at)
    return f"{day(here.date())} {here:%H:%M}"


@register.filter
def day(on: date | None) -> str:
    """Write a day: 2023年6月28日, in English 28 Jun 2023."""
    return spoken.day(on) if on else "—"


@register.filter
def weekday(on: date) -> str:
    """Write the day of the week: 周三, Wed."""
    return f"{on:%a}" if spoken.in_english() else f"周{WEEKDAYS[on.weekday()]}"


@register.filter
def local_date(at: datetime) -> date:
    """The office's day of a moment."""
    return timezone.localtime(at).date()


@register.filter
def at(mapping: Mapping[str, object], key: str) -> object:
    """Look a key up in a mapping; "" when it is not there."""
    return mapping.get(key, "")


@register.filter
def dash(value: object) -> object:
    """Show nothing as a dash."""
    return "—" if value in (None, "") else value


@register.filter
def yes_no(value: object) -> str:
    """Write a yes or no."""
    return gettext("是") if value else gettext("否")
