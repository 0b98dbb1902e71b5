"""What follows from a scenario: which rule holds, which checks and questions are asked, by when, which grade.

Rooms, tasks and worked examples all ask here, so that an example cannot promise what the office does not do. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gewu.kernel import clocks
from gewu.kernel.calendar import Calendar
from gewu.kernel.limits import day_start
from gewu.kernel.periods import DAY, Period, due_period, last_workday
from gewu.scenario.grammar import EVERY, Check, Duty, Field, RecordPart, Scenario
from gewu.scenario.ideas.conditions import Facts


@dataclass(frozen=True)
class Span:
    """A duty's days: open from `opens_on`, due on the last workday, over on `closes_on` (half-open)."""

    opens_on: date
    due_on: date
    closes_on: date


def duty_for(scenario: Scenario, facts: Facts) -> Duty | None:
    """Choose the duty of a subject that shows `facts`: of those that hold the most frequent."""
    holding = [duty for duty in scenario.duties.values() if duty.when.holds(facts)]
    return min(holding, key=lambda duty: list(EVERY).index(duty.every), default=None)


class Fit(StrEnum):
    """What a record is to a duty: it does it, tries it in vain, or is about something else."""

    DONE, TRIED, OTHER = "done", "tried", "other"


def fit(duties: Iterable[Duty], facts: Facts) -> Fit:
    """Say what a record that shows `facts` (its form and answers) is to the duties it might do."""
    asked = [duty for duty in duties if not duty.form or facts.get("form") in duty.form]
    if any(duty.counts_if.holds(facts) for duty in asked):
        return Fit.DONE
    return Fit.TRIED if asked else Fit.OTHER


def standing_alone(scenario: Scenario) -> dict[str, str]:
    """List the forms of record that need be about nobody, with their titles: no duty counts them, nothing is checked.

    An article that a paper printed happened at no station.
    """
    if scenario.record is None or scenario.record.checks:
        return {}
    forms = scenario.record.forms or {"": scenario.record.noun}
    wanted = [duty.form or tuple(forms) for duty in scenario.duties.values()]
    return {key: title for key, title in forms.items() if not any(key in one for one in wanted)}


def duties_of(scenario: Scenario, key: str) -> tuple[Duty, ...]:
    """Find the duties whose record does a task: its own; of a campaign or one by hand, any of the scenario."""
    own = scenario.duties.get(key)
    return (own,) if own else tuple(scenario.duties.values())


def periods_on(scenario: Scenario, day: date) -> frozenset[str]:
    """Name the periods that `day` is in: what it shows on the left side `period`."""
    return frozenset(key for key, period in scenario.periods.items() if period.around(day))


def span(scenario: Scenario, duty: Duty, day: date, calendar: Calendar, *, known_from: date) -> Span:
    """Find the stretch of a duty that holds `day`, cut by the periods that the duty asks for.

    `once` has one stretch only: the quarter in which the subject became known.
    """
    if duty.every == "once":
        whole = due_period("quarter", known_from)
        start, end = known_from, whole.end
    else:
        whole = due_period(duty.every, day)
        start, end = whole.start, whole.end
        for first, last in _stretches(scenario, duty, day):
            start, end = max(start, first), min(end, last + DAY)
    due_on = last_workday(Period(start, end), calendar)
    if duty.within:
        due_on = min(due_on, clocks.deadline(day_start(start), duty.within, calendar).date())
    return Span(start, due_on, end)


def _stretches(scenario: Scenario, duty: Duty, day: date) -> Iterator[tuple[date, date]]:
    asked = {key for one in duty.when if one.on == "period" and one.operator != "not_in" for key in one.values}
    found = (scenario.periods[key].around(day) for key in asked)
    return (around for around in found if around)


def asked(fields: Mapping[str, Field], *, split: str = "", form: str = "") -> dict[str, Field]:
    """List the questions that are asked of a kind of subject, in a form of record."""
    return {key: field for key, field in fields.items() if field.when.holds({"split": split, "form": form})}


def applicable(part: RecordPart, split: str, form: str) -> dict[str, Check]:
    """List the checks that are asked of a kind of subject; those that name no form, in the first one."""
    first = form == next(iter(part.forms), "")
    return {
        key: check
        for key, check in part.checks.items()
        if (first or check.when.always_asks("form")) and check.when.holds({"split": split, "form": form})
    }


def grade_for(scenario: Scenario, category: str) -> str:
    """Name the grade of a category, or of the item of the checklist that failed; else the scenario's default."""
    part, record = scenario.matter, scenario.record
    if part is None:
        return ""
    if record and category in record.checks and category not in part.categories:
        return record.checks[category].fails_as
    return (part.categories[category].grade if category in part.categories else "") or part.fallback
