"""Rules become dated tasks; asking again changes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import lru_cache
from operator import attrgetter

from django.db import transaction
from django.db.models import Q

from gewu.journal import actions as journal
from gewu.journal import queries as lines
from gewu.journal.actions import bulk
from gewu.journal.rows import OfficeRows
from gewu.kernel.calendar import Calendar
from gewu.kernel.types import Actor
from gewu.office import queries as office
from gewu.registry import queries as registry
from gewu.scenario import rules
from gewu.scenario.grammar import Condition, Duty, Scenario
from gewu.scenario.ideas.conditions import shown
from gewu.tasks.models import Task


@dataclass(frozen=True)
class NewTask:
    """A dated obligation by hand, by roster or for a campaign."""

    scenario: str
    edition: str
    rule: str
    subject_id: int
    opens_on: date
    due_on: date
    closes_on: date
    split: str = ""
    area_id: int | None = None
    unit_id: int | None = None
    staff_id: int | None = None
    campaign_id: int | None = None
    origin: str = "hand"


_SAID = tuple(one.name for one in fields(NewTask))
_COLUMNS = ("office", *(name.removesuffix("_id") for name in _SAID))


@transaction.atomic
def raise_due(office_id: int, day: date, *, by: Actor, at: datetime) -> int:
    """Raise the tasks whose period holds `day`, for every adopted scenario; return how many are new.

    Idempotent: with nothing new in the register it does nothing. A subject that changed its kind passes its open task
    to the rule that now holds; one that left the scenario has its open task voided.
    """
    stamp, last = _stamp(office_id, day), _last_stamp(office_id)
    if last == stamp:
        return 0
    desk = _Desk(office_id, day)
    since = _calm_since(last, stamp)
    asked = [scenario for scenario in desk.adopted if scenario.subject and scenario.duties]
    raised = sum(desk.raise_for(scenario) for scenario in asked if since is None or desk.news(scenario, since))
    journal.write("tasks.raised", by=by, at=at, noun="task", count=raised, detail=stamp)
    return raised


def _insert(office_id: int, rows: Iterable[NewTask]) -> int:
    said = attrgetter(*_SAID)
    # A list: while rows are being copied in, nothing else (who answers for a grid) can be asked of the database.
    return bulk.insert(Task, _COLUMNS, [(office_id, *said(row)) for row in rows])


def _stamp(office_id: int, day: date) -> dict[str, object]:
    """What raising depends on: the day, the editions in force, and the last change of register, people or roles."""
    last = lines.last(office_id, "registry.", "office.")
    editions = {key: one.edition for key, one in office.adopted(office_id, day).items()}
    return {"day": day.isoformat(), "editions": editions, "last": last.id if last else None}


def _last_stamp(office_id: int) -> Mapping[str, object] | None:
    line = lines.last(office_id, "tasks.raised")
    return line.detail if line else None


def _calm_since(last: Mapping[str, object] | None, stamp: Mapping[str, object]) -> date | None:
    """The day of the last raising, when since then nobody touched the register, the people or the editions."""
    if last is None or any(last.get(key) != stamp[key] for key in ("editions", "last")):
        return None
    return date.fromisoformat(str(last["day"]))


class _Desk:
    """What raising looks up once for a day."""

    def __init__(self, office_id: int, day: date):
        self.office_id, self.day = office_id, day
        self.calendar: Calendar = office.calendar(day)
        self.adopted = list(office.adopted(office_id, day).values())
        self.duty = lru_cache(maxsize=None)(lambda role: office.duty_map(office_id, role, day))

    def news(self, scenario: Scenario, since: date) -> bool:
        """Say whether a period began (or ended), or a subject or tag came into (or out of) force, after `since`."""
        if self.day <= since or rules.periods_on(scenario, self.day) != rules.periods_on(scenario, since):
            return True
        duties = scenario.duties.values()
        spans = [rules.span(scenario, duty, self.day, self.calendar, known_from=self.day) for duty in duties]
        if any(span.opens_on > since for span in spans):  # a duty of `once` opens on the day itself
            return True
        tags = registry.dated_tags(self.office_id, self._asked_tags(scenario))
        return any(registry.came_or_went(rows, since, self.day) for rows in (self._of(scenario), tags))

    def raise_for(self, scenario: Scenario) -> int:
        wanted = {}
        for id, split, area_id, known_from, facts in self._subjects(scenario):
            if duty := rules.duty_for(scenario, facts):
                span = rules.span(scenario, duty, self.day, self.calendar, known_from=known_from)
                wanted[id] = (duty, span, split, area_id)
        held = self._held(scenario)
        self._retire([task for id, task in held.items() if id not in wanted])
        for id in wanted.keys() & held.keys():
            self._follow(held[id], *wanted[id])
        fresh = [id for id in wanted if id not in held and not self._over_once(wanted[id])]
        return _insert(self.office_id, (self._task(scenario, id, *wanted[id]) for id in fresh))

    def _of(self, scenario: Scenario) -> OfficeRows:
        """Subjects the rules could ask for on any day; where all rules name tags, only their bearers."""
        whom = scenario.subject
        assert whom is not None, scenario.scenario
        bearing: list[Collection[str]] = [[whom.tag]] if whom.tag else []
        if all(duty.when.always_asks("tag") for duty in scenario.duties.values()):
            bearing.append(self._asked_tags(scenario))
        return registry.under_duty(self.office_id, whom.kind, bearing, self.day)

    def _subjects(self, scenario: Scenario) -> Iterator[tuple]:
        """Those in force on the day, with what they show to the conditions of duties."""
        assert scenario.subject is not None
        lines = [one for duty in scenario.duties.values() for one in duty.when]
        fields = scenario.subject.attributes if any(one.on == "field" for one in lines) else {}
        tags, stages = self._tags(scenario), self._stages(scenario, lines)
        open_now = rules.periods_on(scenario, self.day)
        rows = self._of(scenario).valid_on(self.day)
        columns = ("id", "split", "area_id", "valid_from", *(("attributes",) if fields else ()))
        for id, split, area_id, known_from, *answers in rows.order_by("id").values_list(*columns):
            own = {"split": split, "tag": tags.get(id, ()), "stage": stages.get(id), "period": open_now}
            yield id, split, area_id, known_from, own | shown(fields, *answers) if answers else own

    def _asked_tags(self, scenario: Scenario) -> set[str]:
        own = {scenario.subject.tag} - {""} if scenario.subject else set()
        asked = (one for duty in scenario.duties.values() for one in duty.when if one.on == "tag")
        return own | {str(tag) for one in asked for tag in one.values}

    def _tags(self, scenario: Scenario) -> Mapping[int, set[str]]:
        asked = self._asked_tags(scenario)
        found: dict[int, set[str]] = defaultdict(set)
        rows = registry.dated_tags(self.office_id, asked).valid_on(self.day)
        for subject_id, tag in rows.values_list("subject_id", "tag") if asked else ():
            found[subject_id].add(tag)
        return found

    def _stages(self, scenario: Scenario, lines: Iterable[Condition]) -> Mapping[int, str]:
        asked = any(one.on == "stage" for one in lines)
        return registry.stages_on(self.office_id, scenario.scenario, self.day) if asked else {}

    def _held(self, scenario: Scenario) -> dict[int, Task]:
        """Tasks of the running period, by subject; of `once` those of any time."""
        rows = Task.objects.filter(office_id=self.office_id, scenario=scenario.scenario, origin="rule")
        once = [duty.key for duty in scenario.duties.values() if duty.every == "once"]
        rows = rows.filter(Q(opens_on__lte=self.day, closes_on__gt=self.day) | Q(rule__in=once))
        # In this order void, due and done: what was done wins.
        return {task.subject_id: task for task in rows.order_by("-state")}

    def _retire(self, tasks: list[Task]) -> None:
        ids = [task.id for task in tasks if task.state == "due" and task.closes_on > self.day]
        Task.objects.filter(id__in=ids).update(state="void", reason="对象已不在本场景")

    def _follow(self, task: Task, duty: Duty, span: rules.Span, split: str, area_id: int | None) -> None:
        """An open task goes with its subject: to another rule, another split, another officer."""
        if task.state not in ("due", "void"):
            return
        staff = self._staff(duty.who, area_id)
        now = (duty.key, split, area_id, span.opens_on, span.due_on, span.closes_on)
        was = (task.rule, task.split, task.area_id, task.opens_on, task.due_on, task.closes_on)
        if now == was and task.state == "due":
            return
        task.state, task.reason = "due", ""
        task.rule, task.split, task.area_id, task.opens_on, task.due_on, task.closes_on = now
        task.staff_id, task.unit_id = (staff.id, staff.unit_id) if staff else (None, None)
        task.save()

    def _over_once(self, wanted: tuple) -> bool:
        duty, span, *_ = wanted
        return duty.every == "once" and span.closes_on <= self.day

    def _task(self, scenario: Scenario, id: int, duty: Duty, span: rules.Span, split: str, area_id) -> NewTask:
        staff = self._staff(duty.who, area_id)
        return NewTask(
            scenario=scenario.scenario,
            edition=scenario.edition,
            rule=duty.key,
            subject_id=id,
            opens_on=span.opens_on,
            due_on=span.due_on,
            closes_on=span.closes_on,
            split=split,
            area_id=area_id,
            unit_id=staff.unit_id if staff else None,
            staff_id=staff.id if staff else None,
            origin="rule",
        )

    def _staff(self, role: str, area_id: int | None) -> office.StaffRow | None:
        return self.duty(role).get(area_id)
