"""The office clock: real time, or shifted by GEWU_NOW and ticking on. Only front and flows read it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.conf import settings

from gewu.kernel.calendar import local_day


def now() -> datetime:
    """Return this moment by the office clock, aware, in UTC."""
    return datetime.now(UTC) + settings.CLOCK_SHIFT


def shown(at: datetime) -> datetime:
    """Return a moment of the real clock (when a row was written) as the office clock has it."""
    return at + settings.CLOCK_SHIFT


def today() -> date:
    """Return the local day of now()."""
    return local_day(now())


def is_shifted() -> bool:
    """Say whether GEWU_NOW moved the clock: pages then say so in a banner."""
    return bool(settings.CLOCK_SHIFT)
