"""Filters of the desks of knowing, counting and telling. `{% load desks %}`."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django import template
from django.utils.translation import gettext

from gewu.front import opening
from gewu.indicators.catalogue import Entry
from gewu.indicators.rules import Status
from gewu.kernel.types import Scope
from gewu.money.rules import yuan as money_yuan

register = template.Library()


@register.filter
def opens_to(kind: str, scope: Scope) -> bool:
    """Tell whether this person may open the rows behind a figure."""
    return bool(kind) and opening.may(scope, kind)


@register.filter
def shows_rows(entry: Entry, scope: Scope) -> bool:
    """Tell whether spaces and readers let this person see what lies behind a figure."""
    return entry.shows_rows(scope)


@register.filter
def observed_status(status: str) -> str:
    """The word of a 报送数's status."""
    return gettext(Status(status).word)


@register.filter
def day_before(on: date | None) -> date | None:
    """The last day of a half-open stretch."""
    return on - timedelta(days=1) if on else None


@register.filter
def smallest(value: int, digits: int) -> str:
    """An integer of 10^-digits as the number that people write."""
    return str(Decimal(value).scaleb(-digits)) if digits else str(value)


@register.filter
def yuan(fen: int | None) -> str:
    """Integer 分 as 元."""
    return "—" if fen is None else money_yuan(fen)


@register.filter
def title_of(thing: object) -> str:
    """The title of a noun of a scenario; "" for none."""
    return getattr(thing, "title", "") if not isinstance(thing, str) else thing


@register.filter
def source_of(cited: str, scenario) -> str:
    """A citation as people read it: "fire_law 28" becomes the law's title and 第28条."""
    key, _, article = cited.partition(" ")
    source = scenario.sources.get(key)
    if source is None:
        return cited
    return f"{source.title} 第{article}条" if article else source.title
