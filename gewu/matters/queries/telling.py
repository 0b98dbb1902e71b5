"""One matter with its story, and what a person can do with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from gewu.answers import rules as answers_rules
from gewu.journal.models import StoredFile
from gewu.kernel import clocks
from gewu.kernel.calendar import Calendar, local
from gewu.kernel.clocks import Colour, Limit
from gewu.kernel.types import Actor, Refused, Scope
from gewu.matters import rules
from gewu.matters.models import CoHandler, Matter, MatterEvent
from gewu.matters.queries.listing import Line, line
from gewu.matters.rules import words
from gewu.matters.rules.path import part_of
from gewu.office import queries as office
from gewu.scenario.grammar import Scenario


@dataclass(frozen=True)
class Entry:
    """One event of the story, ready to be read."""

    seq: int
    kind: str
    title: str
    at: datetime
    actor: str
    step: str
    words: str
    notes: tuple[str, ...]
    undone: bool


@dataclass(frozen=True)
class Helper:
    """A unit that was asked to help (协办), with its own clock (E1-R17)."""

    row: CoHandler
    colour: Colour

    @property
    def waits(self) -> bool:
        return self.row.answered_at is None


@dataclass(frozen=True)
class Detail:
    """One matter whole: facts, story, clock, and what hangs together with it."""

    matter: Matter
    scenario: Scenario
    line: Line
    entries: Sequence[Entry]
    dots: Sequence[rules.Dot]
    colour: Colour | None
    stages: Sequence[clocks.Stage]
    answers: Sequence[tuple[str, str]]
    files: Sequence[StoredFile]
    co_handlers: Sequence[Helper]
    children: Sequence[Matter]


def matter(id: int, for_: Scope) -> Matter:
    """One matter. Errors: Refused matters.R404."""
    # Only what every page shows: joining all eleven relations, most of them empty, took longer than the whole page.
    found = Matter.objects.for_scope(for_).select_related("area", "unit", "staff").filter(id=id).first()
    if found is None:
        raise Refused("matters.R404", "没有找到这件事，或不在您的范围内。", "请核对编号，或联系派单员。")
    return found


def of_subject(for_: Scope, subject_id: int, limit: int = 100) -> list[Matter]:
    """The newest matters of one subject, as far as they are in sight."""
    rows = Matter.objects.for_scope(for_).filter(subject_id=subject_id)
    return list(rows.order_by("-received_on", "-id")[:limit]) if for_.may("matters.see") else []


def of_record(for_: Scope, record_id: int) -> list[Matter]:
    """The matters that a record opened, as far as they are in sight."""
    return list(Matter.objects.for_scope(for_).filter(record_id=record_id).order_by("id"))


def detail(id: int, for_: Scope, now: datetime) -> Detail:
    """One matter with its story, its six dots and the sentence that says why it has its colour."""
    row = matter(id, for_)
    scenario = office.edition(row.office_id, row.scenario, row.edition)
    events = list(row.events.order_by("seq"))
    calendar = office.calendar()
    state = rules.replay(rules.path_of(part_of(scenario)), events) | {"grade": row.grade}
    files = StoredFile.objects.for_scope(for_).filter(owner_kind="matter", owner_id=row.id)
    return Detail(
        matter=row,
        scenario=scenario,
        line=line(row, scenario, calendar, now),
        entries=entries(scenario, events),
        dots=rules.dots(events),
        colour=rules.look(state, part_of(scenario), calendar, now),
        stages=_stages(state, scenario, calendar),
        answers=_answers(scenario, row),
        files=list(files.order_by("id")),
        co_handlers=_helpers(row, events, calendar, now),
        children=list(row.merged.order_by("id")),
    )


def verbs(id: int, by: Actor, found: Detail | None = None) -> list[rules.Verb]:
    """What this person can do with this matter now; 撤回 is offered for the person's own slip.

    `found` is the matter as detail() gave it, where a page has it already.
    """
    row = found.matter if found else matter(id, by.scope)
    scenario = found.scenario if found else office.edition(row.office_id, row.scenario, row.edition)
    offered = rules.verbs(scenario, row, by, asked=_asked(row, found))
    if _own_slip(row, by):
        offered.append(rules.Verb("undone", words.KINDS["undone"]))
    return offered


def _asked(row: Matter, found: Detail | None) -> frozenset[int]:
    """The units whose help was asked for and has not come yet."""
    if found:
        return frozenset(helper.row.unit_id for helper in found.co_handlers if helper.waits)
    return frozenset(row.co_handlers.filter(answered_at=None).values_list("unit_id", flat=True))


def _own_slip(row: Matter, by: Actor) -> bool:
    if by.is_system:
        return False
    return row.events.filter(seq=row.seq, kind__in=rules.UNDOABLE, staff_id=by.staff_id).exists()


def entries(scenario: Scenario, events: Sequence[MatterEvent]) -> list[Entry]:
    """The story, in order, each event in words."""
    undone = {event.said["seq"] for event in events if event.kind == "undone"}
    return [_entry(scenario, event, event.seq in undone) for event in events]


def _entry(scenario: Scenario, event: MatterEvent, undone: bool) -> Entry:
    return Entry(
        event.seq,
        event.kind,
        words.KINDS[event.kind],
        event.at,
        event.actor,
        part_of(scenario).path[event.step].title,
        str(event.said.get("words", "")),
        tuple(_notes(scenario, event)),
        undone,
    )


def _notes(scenario: Scenario, event: MatterEvent) -> Iterator[str]:
    """What else an event said, in words: reasons, decisions, limits, three answers."""
    said, part = event.said, part_of(scenario)
    reasons = {**words.NOT_ACCEPTED, **words.OBJECTION_REASONS, **words.vocabulary.PAUSE_REASONS, **part.pause_reasons}
    if "reason" in said:
        yield "原因：" + reasons.get(said["reason"], str(said["reason"]))
    if "category_of" in said:
        yield "情形：" + words.NOT_COUNTED.get(said["category_of"], said["category_of"])
    for flag in ("accepted", "granted"):
        if flag in said:
            yield "同意" if said[flag] else "不同意"
    if "found" in said:
        yield "结果：" + words.LOOKED.get(said["found"], str(said["found"]))
    if "number" in said:
        yield str(said["number"])
    if said.get("due_on"):
        yield f"期限：{said['due_on']}"
    if "more" in said:
        yield f"延长{Limit.parse(said['more'])}"
    if "due_at" in said:
        yield f"应于{local(datetime.fromisoformat(said['due_at'])):%Y-%m-%d %H:%M}前办结"
    for key, title, options in _CALLBACK:
        if key in said:
            yield f"{title}：{options[said[key]]}"
    for key, value in (said.get("answers") or {}).items():
        if key in part.asks:
            yield f"{part.asks[key].say}：{answers_rules.show(part.asks[key], value)}"


_CALLBACK = (
    ("contacted", "联系", words.CONTACTED),
    ("resolved", "解决", words.RESOLVED),
    ("satisfied", "满意", words.SATISFIED),
)


def _helpers(row: Matter, events: Sequence[MatterEvent], calendar: Calendar, now: datetime) -> list[Helper]:
    limits = {
        str(event.said["co_unit"]): rules.help_within(event.said) for event in events if event.kind == "co_asked"
    }
    found = []
    for helper in row.co_handlers.select_related("unit").order_by("id"):
        clock = clocks.replay(helper.asked_at, limits[str(helper.unit_id)], calendar)
        found.append(Helper(helper, clocks.colour(clock, now, helper.answered_at)))
    return found


def _answers(scenario: Scenario, row: Matter) -> list[tuple[str, str]]:
    asks = part_of(scenario).asks
    return [(ask.say, answers_rules.show(ask, row.answers[key])) for key, ask in asks.items() if key in row.answers]


def _stages(state: rules.State, scenario: Scenario, calendar: Calendar) -> Sequence[clocks.Stage]:
    grade = part_of(scenario).grades.get(str(state["grade"]))
    if not grade or not grade.stages or not state["_clock_from"]:
        return ()
    pauses = [clocks.Pause(*pause) for pause in state["_pauses"]]
    return clocks.stages(state["_clock_from"], grade.stages, calendar, pauses)
