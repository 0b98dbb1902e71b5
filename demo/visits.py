"""Records of the rounds: what was done for the tasks that rules raised, and what was not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from demo import days, draw, own
from demo.dice import stream
from demo.draw import About
from demo.roll import Roll
from gewu.kernel.calendar import Calendar
from gewu.records.actions import NewRecord
from gewu.scenario.grammar import Scenario
from gewu.scenario.rules import applicable, asked

if TYPE_CHECKING:
    from gewu.tasks.models import Task

#: share of tasks done inside their period, when the period is over; and so far, when it is still running
DONE, RUNNING = 0.972, 0.9


class Rounds:
    """Turns due tasks into records, as the `rounds` of each pack say; never seen are those yet to be reached."""

    def __init__(self, roll: Roll, calendar: Calendar, scenarios: Mapping[str, Scenario]):
        self.roll, self.calendar, self.scenarios = roll, calendar, scenarios
        self.dice = stream("rounds")
        self.rounds: dict[str, Mapping[str, Any]] = dict(own.told("rounds"))
        self.unseen = {
            key: {thing.id for tag, last in rounds["unseen"].items() for thing in roll.groups[tag][-last:]}
            for key, rounds in self.rounds.items()
            if "unseen" in rounds
        }
        self.once = {key: _once(rounds["once"], roll) for key, rounds in self.rounds.items() if "once" in rounds}
        self.leaders = {roll.staff_ids[one.code] for one in roll.workers if one.unit == "leaders"}
        self.left: set[int | None] = set()

    def records(self, due: Iterable[Task]) -> Iterator[NewRecord]:
        yield from filter(None, map(self._record, due))

    def _record(self, task: Task) -> NewRecord | None:
        if task.subject_id in self.unseen.get(task.scenario, ()):
            return None
        if task.scenario in self.once:
            return self._visited_once(task)
        first_seen = task.scenario in self.unseen and task.opens_on == days.START
        over = task.closes_on <= days.CUT_OFF
        if not first_seen and self.dice.random() > (DONE if over else self._so_far(task)):
            return None
        on = self._day(task)
        return on and self._visit(task, on)

    def _so_far(self, task: Task) -> float:
        """How much of a running period is done; leaders do less, and each of them may have one left."""
        rounds = self.rounds.get(task.scenario, {})
        if "one_left" in rounds and task.staff_id in self.leaders:
            if task.staff_id not in self.left:
                self.left.add(task.staff_id)
                return 0.0
            return rounds["running"]
        return 0.45 if (task.closes_on - task.opens_on).days <= 7 else RUNNING

    def _day(self, task: Task) -> date | None:
        last = min(task.closes_on - timedelta(days=1), days.CUT_OFF - timedelta(days=1))
        open_days = [day for day in days.days(task.opens_on, last) if self.calendar.is_workday(day)] or (
            [task.opens_on] if task.opens_on <= last else []
        )
        if not open_days:
            return None
        # Towards the end of a period rounds are made up for: the month-end rush.
        return open_days[min(len(open_days) - 1, int(len(open_days) * self.dice.random() ** 0.8))]

    def _visit(self, task: Task, on: date) -> NewRecord:
        scenario = self.scenarios[task.scenario]
        form = next(iter(scenario.record.forms), "")
        return NewRecord(
            task.scenario,
            days.moment(on, self.dice, office=True),
            subject_id=task.subject_id,
            form=form,
            staff_id=task.staff_id,
            answers=self._answers(scenario, form),
            checks=dict.fromkeys(applicable(scenario.record, task.split, form), "pass"),
            entered_at=self._entered(on),
        )

    def _entered(self, on: date):
        """Some are entered late, at the end of the month: 补录."""
        if on.day < 22 or self.dice.random() > 0.06:
            return None
        at = days.moment(min(on + timedelta(days=5), days.CUT_OFF), self.dice, office=True)
        return min(at, days.NOW)

    def _answers(self, scenario: Scenario, form: str) -> dict[str, object]:
        questions = asked(scenario.record.asks, form=form)
        said = own.said("sayings")["rounds"] | self.rounds.get(scenario.scenario, {}).get("answers", {})
        found = draw.values({key: said[key] for key in questions if key in said}, About(self.dice, 0, 1))
        return {
            key: value for key, value in found.items() if not questions[key].options or value in questions[key].options
        }

    def _visited_once(self, task: Task) -> NewRecord | None:
        """In its season; whoever is on the list to be visited was visited once."""
        rule = self.rounds[task.scenario]["once"]
        if task.subject_id not in self.once[task.scenario] or task.opens_on != rule["opens"]:
            return None
        form, members = self.once[task.scenario][task.subject_id]
        on = days.season(rule["season"])[0] + timedelta(days=task.subject_id % 5)
        return NewRecord(
            task.scenario,
            days.moment(on, self.dice, office=True),
            subject_id=task.subject_id,
            form=form,
            staff_id=task.staff_id,
            answers=rule["answers"] | ({"members": members} if members else {}),
        )


def _once(rule: Mapping[str, Any], roll: Roll) -> dict[int, tuple[str, int]]:
    """Who is visited: id -> (form of the record, members of the household)."""
    found = {}
    for tag, count in rule["visited"].items():
        visited = roll.groups[tag][:count]
        members = draw.even(rule["members"][tag], len(visited)) if tag in rule["members"] else [0] * len(visited)
        found |= {thing.id: (tag, number) for thing, number in zip(visited, members, strict=True)}
    return found
