"""What happened to a matter, from its plan: a walk along its scenario's own path, with the hours an office keeps.

Nothing here knows a scenario by name: the walker takes the arrows that lead to the end and says what each step needs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from demo import days
from gewu.kernel import clocks
from gewu.kernel.calendar import Calendar
from gewu.matters.loop import path_of
from gewu.matters.rules.intake import History, NewMatter, emergency
from gewu.matters.rules.path import Edge, Path
from gewu.scenario.grammar import Scenario
from gewu.scenario.ideas.needs import papers_in

#: arrows that lead to the end, in the order of preference
ONWARD = ("accepted", "dispatched", "signed", "handled", "verified", "closed", "step")

Event = tuple[str, datetime, object, object, Mapping[str, object]]


@dataclass(frozen=True)
class Hands:
    """Who does what with it: staff ids and the id of the unit that handles."""

    finder: int | None
    dispatcher: int
    handler: int
    checker: int
    unit: int


@dataclass(frozen=True)
class Plan:
    """One matter to be told: what it is, when it came in, whether it is closed, and what is said on the way."""

    new: NewMatter
    received_at: datetime
    hands: Hands
    closed: bool = True
    stop: str = "signed"  # where an open one stands
    late: bool = False
    rework: bool = False
    answers: Mapping[str, object] = field(default_factory=dict)
    words: str = "已到现场处理，并向反映人说明。"
    callback: tuple[str, str, str] = ("yes", "yes", "yes")
    photo: str = "演示相册"


class Teller:
    """Tells the histories of one scenario; the dice are the caller's."""

    def __init__(self, scenario: Scenario, calendar: Calendar, dice):
        self.scenario, self.calendar, self.dice = scenario, calendar, dice
        self.path: Path = path_of(scenario.matter)

    def tell(self, plan: Plan) -> History:
        """The matter with its events in order, none of them after the office's now."""
        events: list[Event] = [("received", plan.received_at, plan.hands.finder, None, {}), *self._handed_over(plan)]
        edges = self._way(plan)
        moments = self._moments(plan, [edge.kind for edge in edges])
        for edge, at in zip(edges, moments, strict=True):
            if edge.kind == "closed" and edge.to.wants("callback"):
                events.append(self._called_back(plan, at - timedelta(seconds=90)))
            events.append(self._event(plan, edge, at))
        return History(plan.new, events)

    def _handed_over(self, plan: Plan) -> list[Event]:
        """An emergency is told to those who come for it at once, and so is what its grade refers to others."""
        number = emergency(self.scenario, plan.new.category)
        grade = self.path.part.grades.get(self._grade(plan))
        to = number or (grade.refer_to if grade else "")
        if not to:
            return []
        at = plan.received_at + timedelta(seconds=60)
        told = f"{number}接警员" if number else "值班人员"
        said = {"to": to, "told": told, "told_at": at.isoformat()}
        return [("handed_over", at, plan.hands.finder or plan.hands.dispatcher, None, said)]

    def _way(self, plan: Plan) -> list[Edge]:
        way: list[Edge] = []
        step, again = self.path.part.first.key, plan.rework
        while plan.closed or plan.stop != "received":
            edge = self._onward(step)
            if edge is None:
                break
            if not plan.closed and ONWARD.index(edge.kind) > ONWARD.index(plan.stop):
                break
            if again and edge.kind in ("verified", "closed"):
                back = next((one for one in self.path.edges[step] if one.kind == "rework"), None)
                again, edge = False, back or edge
            way.append(edge)
            step = edge.to.key
        return way

    def _onward(self, step: str) -> Edge | None:
        found = [edge for edge in self.path.edges[step] if edge.kind in ONWARD]
        return min(found, key=lambda edge: ONWARD.index(edge.kind), default=None)

    def _event(self, plan: Plan, edge: Edge, at: datetime) -> Event:
        hands = plan.hands
        who = {
            "accepted": hands.dispatcher,
            "dispatched": hands.dispatcher,
            "signed": hands.handler,
            "handled": hands.handler,
            "step": hands.handler,
        }.get(edge.kind, hands.checker)
        unit = hands.unit if edge.kind in ("accepted", "dispatched") and "dispatched" in edge.to.marks else None
        return (edge.kind, at, who, unit, self._said(plan, edge))

    def _said(self, plan: Plan, edge: Edge) -> Mapping[str, object]:
        said: dict[str, object] = {}
        if edge.kind == "handled":
            said = {"words": plan.words, "photo_kept_in": plan.photo}
        if edge.kind == "closed" and "no" in plan.callback[1:]:
            said = {"words": "已依规办理并当面说明，诉求人仍有意见。"}
        if edge.kind == "rework":
            said = {"words": "现场还有遗留，请再处理一次。"}
        if any(True for _ in papers_in(edge.to.needs)):
            said |= {"papers_kept_in": "纸质案卷"}
        answers = {need.key: plan.answers[need.key] for need in edge.to.needs if need.key in plan.answers}
        if edge.kind == "handled":
            answers |= plan.answers
        return said | ({"answers": answers} if answers else {})

    def _called_back(self, plan: Plan, at: datetime) -> Event:
        contacted, resolved, satisfied = plan.callback
        said = {"contacted": contacted, "resolved": resolved, "satisfied": satisfied}
        return ("called_back", at, plan.hands.dispatcher, None, said)

    # when -----------------------------------------------------------------------------------

    def _moments(self, plan: Plan, kinds: Sequence[str]) -> list[datetime]:
        """Moments for the events: desk work in minutes, handling within (or past) the limit, none after now."""
        if not kinds:
            return []
        at, found = plan.received_at, []
        end = self._end(plan)
        handling = [at for at, kind in enumerate(kinds) if kind in ("handled", "rework", "verified", "closed", "step")]
        for number, kind in enumerate(kinds):
            if kind in ("accepted", "dispatched"):
                at = self._later(at, self.dice.randrange(180, 2_400))
            elif kind == "signed":
                at = self._later(at, self.dice.choice((900, 1_800, 3_600, 7_200, 10_800, 16_200)))
            else:
                left = handling.index(number) + 1
                share = left / len(handling)
                at = self._in_hours(plan, at + (end - at) * share if end > at else at + timedelta(minutes=7))
            found.append(at)
        return self._squeezed(plan, found)

    def _in_hours(self, plan: Plan, at: datetime) -> datetime:
        """Work is done in working hours, except what is put right on the spot or within hours."""
        grade = self.path.part.grades.get(self._grade(plan))
        if grade is None or grade.within.unit not in ("workday", "natural_day") or grade.within.amount == 0:
            return at
        here = at.astimezone(days.LOCAL)
        if self.calendar.is_workday(here.date()) and 8 <= here.hour < 18:
            return at
        return self._later(at, self.dice.randrange(60, 3_000))

    def _later(self, at: datetime, seconds: int) -> datetime:
        return self.calendar.add_working_seconds(at, seconds)

    def _end(self, plan: Plan) -> datetime:
        """When it should be over: a good part of the limit, or past it."""
        grade = self.path.part.grades.get(self._grade(plan))
        if grade is None or grade.within.amount == 0:
            return plan.received_at + timedelta(minutes=self.dice.randrange(20, 90))
        due = clocks.deadline(plan.received_at, grade.within, self.calendar)
        share = self.dice.uniform(1.15, 1.9) if plan.late else self.dice.uniform(0.25, 0.92)
        return plan.received_at + (due - plan.received_at) * share

    def _grade(self, plan: Plan) -> str:
        if plan.new.grade:
            return plan.new.grade
        category = self.path.part.categories.get(plan.new.category)
        if category:
            return category.grade
        record = self.scenario.record
        return record.checks[plan.new.check].fails_as if record and plan.new.check in record.checks else ""

    def _squeezed(self, plan: Plan, found: list[datetime]) -> list[datetime]:
        """Keep the order and stay before now, for what came in shortly before it."""
        last = days.NOW - timedelta(minutes=3)
        if found[-1] > last:
            room = last - plan.received_at
            step = room / (len(found) + 1)
            found = [min(at, plan.received_at + step * (number + 1)) for number, at in enumerate(found)]
        at, kept = plan.received_at, []
        for moment in found:
            at = max(moment, at + timedelta(seconds=100))
            kept.append(at)
        return kept
