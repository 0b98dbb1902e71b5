"""Records of the rounds: what was done for the tasks that rules raised, and what was not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from demo import days, things
from demo.dice import stream
from demo.roll import Roll
from gewu.kernel.calendar import Calendar
from gewu.records.actions import NewRecord
from gewu.scenario.grammar import Scenario
from gewu.scenario.rules import applicable, asked


@dataclass(frozen=True)
class Due:
    """A raised task, as the rounds need it."""

    id: int
    scenario: str
    subject_id: int
    split: str
    staff_id: int | None
    opens_on: date
    closes_on: date


#: share of tasks done inside their period, when the period is over; and so far, when it is still running
DONE, RUNNING = 0.972, 0.9
FORMS_OF_AID = tuple(tag for tag in things.AID if tag != "conscript_family")
#: how many of each group were visited; the others were not
VISITED = {"disability": 627, "child_in_need": 10, "family_hard": 82, "veteran_care": 220}
MEMBERS = {"low_income_rural": 147, "low_income_urban": 32}


class Rounds:
    """Turns due tasks into records; never seen are the places that a campaign has yet to reach."""

    def __init__(self, roll: Roll, calendar: Calendar, scenarios: Mapping[str, Scenario]):
        self.roll, self.calendar, self.scenarios = roll, calendar, scenarios
        self.dice = stream("rounds")
        self.unseen = self._unseen()
        self.aid = self._aid()
        self.last_c: set[int | None] = set()

    def records(self, due: list[Due]) -> Iterator[NewRecord]:
        for task in due:
            record = self._record(task)
            if record:
                yield record

    def _unseen(self) -> dict[str, set[int]]:
        ids = self.roll.subject_ids["merchant"]
        base = [ids[row[0]] for row in self.roll.tagged["fire_key_place"]]
        fumes = [ids[row[0]] for row in self.roll.tagged["fumes"]]
        return {
            "fire": set(base[-(things.FIRE_BASE_SIZE - things.FIRE_SEEN) :]),
            "fumes": set(fumes[-(things.FUMES - things.FUMES_SEEN) :]),
        }

    def _aid(self) -> dict[int, tuple[str, int]]:
        """Visited recipients: id -> (form of the record, members of the household)."""
        ids, found = self.roll.subject_ids["aid_recipient"], {}
        for tag in FORMS_OF_AID:
            visited = self.roll.tagged[tag][: VISITED.get(tag, things.AID[tag])]
            members = things.even(MEMBERS[tag], len(visited)) if tag in MEMBERS else [0] * len(visited)
            for row, count in zip(visited, members, strict=True):
                found[ids[row[0]]] = (tag, count)
        return found

    def _record(self, task: Due) -> NewRecord | None:
        if task.subject_id in self.unseen.get(task.scenario, ()):
            return None
        if task.scenario == "aid_payments":
            return self._care(task)
        first_seen = task.scenario in self.unseen and task.opens_on == date(2023, 1, 1)
        over = task.closes_on <= days.CUT_OFF
        if not first_seen and self.dice.random() > (DONE if over else self._so_far(task)):
            return None
        on = self._day(task)
        return on and self._visit(task, on)

    def _so_far(self, task: Due) -> float:
        """How much of a running period is done: by leaders less, and each of them has one left."""
        if task.scenario == "food" and task.staff_id in self._leaders():
            if task.staff_id not in self.last_c:
                self.last_c.add(task.staff_id)
                return 0.0
            return 0.86
        span = (task.closes_on - task.opens_on).days
        return 0.45 if span <= 7 else RUNNING

    def _leaders(self) -> set[int]:
        return {id for code, id in self.roll.staff_ids.items() if code[0] == "L" or code in ("S001", "S002")}

    def _day(self, task: Due) -> date | None:
        last = min(task.closes_on - timedelta(days=1), days.CUT_OFF - timedelta(days=1))
        open_days = [day for day in days.days(task.opens_on, last) if self.calendar.is_workday(day)] or (
            [task.opens_on] if task.opens_on <= last else []
        )
        if not open_days:
            return None
        # Towards the end of a period rounds are made up for: the month-end rush.
        return open_days[min(len(open_days) - 1, int(len(open_days) * self.dice.random() ** 0.8))]

    def _visit(self, task: Due, on: date) -> NewRecord:
        scenario = self.scenarios[task.scenario]
        form = next(iter(scenario.record.forms), "")
        return NewRecord(
            task.scenario,
            days.moment(on, self.dice, office=True),
            subject_id=task.subject_id,
            form=form,
            staff_id=task.staff_id,
            answers=self._answers(scenario),
            checks=dict.fromkeys(applicable(scenario.record, task.split, form), "pass"),
            entered_at=self._entered(on),
        )

    def _entered(self, on: date):
        """Some are entered late, at the end of the month: 补录."""
        if on.day < 22 or self.dice.random() > 0.06:
            return None
        at = days.moment(min(on + timedelta(days=5), days.CUT_OFF), self.dice, office=True)
        return min(at, days.NOW)

    def _answers(self, scenario: Scenario) -> dict[str, object]:
        said = {
            "met": "met",
            "checked": "same",
            "fine": "fine",
            "signed": "signed",
            "works": "works",
            "trading": "yes",
        }
        questions = asked(scenario.record.asks, form=next(iter(scenario.record.forms), ""))
        found = {
            key: said[key]
            for key, ask in questions.items()
            if key in said and (not ask.options or said[key] in ask.options)
        }
        if "present" in questions:
            found |= {"present": self.dice.randrange(12, 46), "topic": "主题党日"}
        return found

    def _care(self, task: Due) -> NewRecord | None:
        """Before the Spring Festival; whoever is on the list to be visited was visited once."""
        if task.subject_id not in self.aid or task.opens_on != date(2023, 1, 1):
            return None
        form, members = self.aid[task.subject_id]
        on = days.SPRING_FESTIVAL[0] + timedelta(days=task.subject_id % 5)
        answers: dict[str, object] = {"gift_fen": 30_000, "changed": "same"}
        if members:
            answers["members"] = members
        return NewRecord(
            "aid_payments",
            days.moment(on, self.dice, office=True),
            subject_id=task.subject_id,
            form=form,
            staff_id=task.staff_id,
            answers=answers,
        )
