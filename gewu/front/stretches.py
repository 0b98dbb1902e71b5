"""Choosing the days that a page counts: a month, quarter, half, year or any two days, and 数据截至."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from gewu.front import spoken
from gewu.front.desk import Desk
from gewu.indicators import beginning
from gewu.indicators.reading import Reading
from gewu.kernel import outside
from gewu.kernel.periods import DAY, Period, due_period
from gewu.kernel.types import Refused, Scope

#: kind of period → how many of them back are offered
OFFERED = {"half": 3, "year": 3, "quarter": 4, "month": 7, "week": 5}
CUSTOM = "custom"


@dataclass(frozen=True)
class Stretch:
    """What the address chose. `as_of` is the last day that is looked at: never after the office's today.

    It may lie after the period: what was received in June and is closed by 15 July.
    `since` says that the office began to count only within the period, on every page and file that names it.
    """

    period: Period
    as_of: date
    today: date
    choices: tuple[tuple[str, str, bool], ...]
    custom: bool = False
    since: str = ""

    @property
    def label(self) -> str:
        return spoken.period(self.period) + (f"（{self.since}）" if self.since else "")

    @property
    def cut(self) -> bool:
        """Whether the period has days after the cut-off."""
        return self.as_of < self.period.last

    @property
    def moved(self) -> bool:
        """Whether somebody chose another cut-off than the period's own: an earlier state, or a later one."""
        return self.as_of != max(self.period.start, self.period.cut_off(self.today))

    @property
    def query(self) -> str:
        """The same choice as part of an address."""
        return urlencode({"period": self.period.printed(), "as_of": self.as_of.isoformat()})

    def reading(self, for_: Scope, areas: Iterable[int] | None = None) -> Reading:
        """The door to the figures of these days."""
        return Reading(period=self.period, as_of=self.as_of, for_=for_, areas=areas)


def chosen(request: Desk, every: str = "half") -> Stretch:
    """Read `period` (or `from` and `to`) and `as_of`; the current `every` where nothing readable was chosen."""
    today = request.today
    asked = period_of(request.GET.get("period", ""))
    custom = _between(request.GET.get("from", ""), request.GET.get("to", ""))
    if request.GET.get("period") == CUSTOM and custom:
        asked = custom
    period = asked or due_period(every, today)
    known = {text for text, _label, _on in _choices(today, period)}
    newest = max(period.start, period.cut_off(today))
    cut_off = day_of(request.GET.get("as_of", ""))
    return Stretch(
        period,
        cut_off if cut_off and period.start <= cut_off <= max(newest, today) else newest,
        today,
        tuple(_choices(today, period)),
        custom=period.printed() not in known,
        since=beginning.of_office(request.scope.office_id, period),
    )


def day_of(text: str) -> date | None:
    """Read an ISO day of the address; None for what is none. Errors: Refused front.R495 beyond the years we know."""
    return _read(outside.day, text)


def year_of(text: str) -> int | None:
    """Read a year of the address. Errors: as day_of()."""
    return _read(outside.year, text)


def period_of(text: str) -> Period | None:
    """Read a period of the address. Errors: as day_of()."""
    return _read(outside.period, text)


def _between(first: str, last: str) -> Period | None:
    start, end = day_of(first), day_of(last)
    return _read(lambda text: outside.between(start, end), f"{first}..{last}") if start and end else None


Read = TypeVar("Read")


def _read(how: Callable[[str], Read], text: str) -> Read | None:
    try:
        return how(text)
    except outside.TooFar:
        words = _("“%s”太远，没有这样查。") % text[:40]
        hint = _("日期在1900年至2100年之间，一段最多30年，请改一下再查。")
        raise Refused("front.R495", words, hint) from None
    except ValueError:
        return None


def _choices(today: date, chosen_period: Period) -> Iterator[tuple[str, str, bool]]:
    for every, count in OFFERED.items():
        period = due_period(every, today)
        for _back in range(count):
            yield period.printed(), spoken.period(period), period == chosen_period
            period = due_period(every, period.start - DAY)
