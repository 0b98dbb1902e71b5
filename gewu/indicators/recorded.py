"""登记: a value written down once and not counted – an attribute or milestone of a subject, a day of a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gewu.kernel.calendar import local_day
from gewu.kernel.periods import Period
from gewu.kernel.types import Refused
from gewu.registry import queries as registry
from gewu.scenario.grammar import Scenario

if TYPE_CHECKING:
    from gewu.registry.models import Milestone, Subject

Value = int | date | tuple[int, int] | None


@dataclass(frozen=True)
class Recorded:
    """The value and the row it is written on."""

    value: Value
    row_kind: str = ""
    ids: tuple[int, ...] = ()


Reader = Callable[[int, Mapping[str, str], Period, date], Recorded]

#: word of `recorded` -> who reads it; later rooms add theirs when Django starts (reports: "report")
READERS: dict[str, Reader] = {}


def read(scenario: Scenario, where: Mapping[str, str], *, office_id: int, period: Period, as_of: date) -> Recorded:
    """Read a recorded value as it was known on `as_of`; None where nothing was written.

    Errors: Refused indicators.R423 when `where` names nothing that can be read.
    """
    reader = next((READERS[word] for word in READERS if where.get(word)), None)
    if reader:
        return reader(office_id, where, period, as_of)
    subject = _subject(scenario, where.get("subject", ""), office_id)
    if subject is None:
        return Recorded(None)
    if "milestone" in where:
        return _milestone(subject, where["milestone"], where.get("take", "actual"), as_of)
    return Recorded(_attribute(subject, where), "subject", (subject.id,))


def _subject(scenario: Scenario, code: str, office_id: int) -> Subject | None:
    if not code:
        raise Refused("indicators.R423", "登记类指标没有写明取自哪个对象。", "请在场景的 recorded 中写明 subject。")
    return registry.of_code(office_id, scenario.subject.kind if scenario.subject else "", code)


def _attribute(subject: Subject, where: Mapping[str, str]) -> Value:
    first = _typed(subject.attributes.get(where.get("field", "")))
    last = _typed(subject.attributes.get(where["field_to"])) if "field_to" in where else None
    if isinstance(first, int) and isinstance(last, int):
        return (first, last)
    return first


def _typed(value: object) -> int | date | None:
    if isinstance(value, str):
        return date.fromisoformat(value)
    return value if isinstance(value, int) else None


def _milestone(subject: Subject, key: str, take: str, as_of: date) -> Recorded:
    row = registry.milestone(subject, key)
    if row is None:
        return Recorded(None)
    taken = _forecast(row, as_of) if take == "forecast" else getattr(row, f"{take}_on")
    return Recorded(taken, "milestone", (row.id,))


def _forecast(row: Milestone, as_of: date) -> date | None:
    """The newest forecast made by `as_of`; the plan before there was any."""
    made = [one for one in row.forecasts.order_by("at", "id") if local_day(one.at) <= as_of]
    return made[-1].forecast_on if made else row.forecast_on or row.planned_on
