"""One matter with its story, and what a person can do with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from gewu.answers import queries as answers
from gewu.answers import rules as answers_rules
from gewu.documents import queries as papers
from gewu.journal import files
from gewu.kernel import clocks, telltale
from gewu.kernel.calendar import Calendar, local
from gewu.kernel.clocks import Colour
from gewu.kernel.types import Actor, Scope
from gewu.matters import books
from gewu.matters.loop import Button, Dot, buttons, dots, heard, replay, taken_back, tried
from gewu.matters.models import CoHandler, Link, Matter
from gewu.matters.queries.listing import Line, line
from gewu.matters.rules import About, Event, Said, part_of
from gewu.matters.rules.clock import ANSWER_WITHIN, colours
from gewu.matters.rules.intake import same_categories
from gewu.matters.rules.needs import asks_papers
from gewu.matters.rules.words import HAND_TO, KIN
from gewu.matters.verbs import ALL
from gewu.matters.verbs.closing import ANSWER
from gewu.office import queries as office
from gewu.scenario.grammar import MatterPart, Scenario

if TYPE_CHECKING:
    from gewu.journal.models import StoredFile


@dataclass(frozen=True)
class Entry:
    """One event of the story, ready to be read."""

    event: Event
    title: str
    step: str
    notes: tuple[str, ...]
    undone: bool
    unit_id: int | None  # the unit into whose hands it came

    @property
    def kind(self) -> str:
        return self.event.kind

    @property
    def seq(self) -> int:
        return self.event.seq

    @property
    def at(self) -> datetime:
        return self.event.at

    @property
    def actor(self) -> str:
        return self.event.actor

    @property
    def words(self) -> str:
        return self.event.said.words


@dataclass(frozen=True)
class Helper:
    """A unit that was asked to help (协办), with its own clock (E1-R17)."""

    row: CoHandler
    colour: Colour

    @property
    def waits(self) -> bool:
        return self.row.answered_at is None


@dataclass(frozen=True)
class Kin:
    """A matter that hangs together with another: how, and since when its caller waits for a call back."""

    word: str
    matter: Matter
    waits: Colour | None = None


@dataclass(frozen=True)
class Detail:
    """One matter whole: facts, story, clock, and what hangs together with it."""

    matter: Matter
    scenario: Scenario
    line: Line
    entries: Sequence[Entry]
    dots: Sequence[Dot]
    clocks: Sequence[Colour]  # beside the one that the line shows
    answers: Sequence[tuple[str, str]]
    files: Sequence[StoredFile]
    co_handlers: Sequence[Helper]
    covered: bool  # numbers of persons in its words are masked
    kin: Sequence[Kin]  # what hangs together with it, in sight
    hidden: int  # how much more does that is out of sight


def matter(id: int, for_: Scope) -> Matter:
    """One matter. Errors: Refused matters.R404."""
    # Only what every page shows: joining all eleven relations, most of them empty, took longer than the whole page.
    rows = Matter.objects.for_scope(for_).select_related("area", "unit", "staff", "reporter")
    return rows.defer("area__outline").annotate(covered=answers.covers("matter")).one(id=id)


def of_record(for_: Scope, record_id: int) -> list[Matter]:
    """The matters that a record opened, as far as they are in sight."""
    return list(Matter.objects.for_scope(for_).filter(record_id=record_id).order_by("id"))


def detail(id: int, for_: Scope, now: datetime, *, opened: bool = False) -> Detail:
    """One matter with its story, its six dots and the sentence that says why it has its colour.

    Personal answers and numbers in its words are masked unless they were `opened`; personal ones in the story always.
    """
    row = matter(id, for_)
    scenario = office.edition(row.office_id, row.scenario, row.edition)
    events = [heard(event) for event in row.events.order_by("seq")]
    if opened:
        events = _as_typed(row, events)
    calendar = office.calendar()
    shown = line(row, scenario, calendar, now)
    kin, hidden = _kin(row, for_, calendar, now)
    kin += [Kin(KIN["maybe"], other) for other in _maybe(row, scenario, for_)]
    return Detail(
        matter=row,
        scenario=scenario,
        line=shown,
        entries=entries(scenario, events),
        dots=dots(events),
        clocks=[one for one in colours(row, part_of(scenario), calendar, now) if one != shown.colour],
        answers=_answers(scenario, row, opened),
        files=files.of("matter", row.id, for_),
        co_handlers=_helpers(row, events, calendar, now),
        covered=not opened and row.covered,
        kin=kin,
        hidden=hidden,
    )


def _as_typed(row: Matter, events: Sequence[Event]) -> list[Event]:
    """Put the words of a matter that is only shown, and of its events, as they were typed."""
    whole = answers.opener(row.office_id, "matter", row.id)
    for name in ("title", "body", "place_text"):
        setattr(row, name, whole(getattr(row, name)))
    row.answers = telltale.each(row.answers, whole)
    return [replace(event, said=event.said.each(whole)) for event in events]


def _maybe(row: Matter, scenario: Scenario, for_: Scope) -> list[Matter]:
    """Earlier matters in sight that a caller of the same name may have brought (可能重复): for a person to find."""
    if row.reporter is None or row.repeat_of_id or row.reporter.blind:
        return []
    since = row.received_at - timedelta(days=part_of(scenario).recur_within_days)
    rows = Matter.objects.for_scope(for_).filter(scenario=row.scenario, void_at=None, subject_id=row.subject_id)
    same = same_categories(scenario, row.category)
    rows = rows.filter(category__in=same, received_at__range=(since, row.received_at)).exclude(id=row.id)
    namesakes = rows.filter(reporter__masked_name=row.reporter.masked_name)
    return list(namesakes.order_by("-received_at", "-id")[:5])


def verbs(id: int, by: Actor, found: Detail | None = None, now: datetime | None = None) -> list[Button]:
    """What this person can do with this matter now; 撤回 is offered for the person's own slip.

    `found` is the matter as detail() gave it, where a page has it already; with `now`, each button is tried: it says
    what it `lacks`, and the first that lacks nothing is the primary one.
    """
    row = found.matter if found else matter(id, by.scope)
    scenario = found.scenario if found else office.edition(row.office_id, row.scenario, row.edition)
    offered = buttons(scenario, row, by, asked=_asked(row, found))
    last = found.entries[-1].event if found else row.events.filter(seq=row.seq).first()
    if last and ALL[last.kind].slip and last.staff_id == by.staff_id and not by.is_system:
        offered.append(Button("undone", ALL["undone"].title))
    return _tried(offered, found, by, now) if found and now else offered


def papers_of(scenario: Scenario, row: Matter) -> frozenset[str]:
    """The papers that stand about a matter, where a step of its path may need one."""
    return papers.standing("matter", row.id) if asks_papers(part_of(scenario)) else frozenset()


def _tried(offered: Sequence[Button], found: Detail, by: Actor, now: datetime) -> list[Button]:
    row, book = found.matter, books.book(by.office_id, found.scenario)
    state = replay(book.path, [entry.event for entry in found.entries])
    about = About.of(row, papers_of(found.scenario, row))
    return tried(offered, book, state, about, by, max(now, state.last_at or now))


def _asked(row: Matter, found: Detail | None) -> frozenset[int]:
    """The units whose help was asked for and has not come yet."""
    if found:
        return frozenset(helper.row.unit_id for helper in found.co_handlers if helper.waits)
    return frozenset(row.co_handlers.filter(answered_at=None).values_list("unit_id", flat=True))


#: columns of a matter's own row that name another
_HANGS_ON = ("merged_into_id", "repeat_of_id", "follows_id")


def _kin(row: Matter, for_: Scope, calendar: Calendar, now: datetime) -> tuple[list[Kin], int]:
    """What hangs together with a matter, in the order of its words; and how many of them are out of sight.

    The callers of what was merged into it are answered one by one: each that waits has its clock (E1-R18, E1-R28).
    """
    links = Link.objects.filter(Q(matter_id=row.id) | Q(other_id=row.id))
    linked = links.filter(Q(matter_id=OuterRef("id")) | Q(other_id=OuterRef("id")))
    own = {getattr(row, name): KIN[name] for name in _HANGS_ON if getattr(row, name)}
    # A union of ids, each found in its own index: one condition OR another would read the whole table.
    ids = Matter.objects.filter(merged_into_id=row.id).values("id")
    ids = ids.union(
        Matter.objects.filter(id__in=own).values("id"), links.values("matter_id"), links.values("other_id")
    )
    seen = Exists(Matter.objects.for_scope(for_).filter(id=OuterRef("id")))
    rows = Matter.objects.filter(id__in=ids).exclude(id=row.id).annotate(seen=seen, linked=Exists(linked))
    found = list(rows.only("number", "title", "merged_into", "pending", "closed_at").order_by("id"))
    kin = [
        Kin(word, one, _answer(one, calendar, now))
        for one in found
        if one.seen
        for word in dict.fromkeys(
            filter(None, (own.get(one.id), _child(one, row), KIN["linked"] if one.linked else ""))
        )
    ]
    order = list(KIN.values())
    return sorted(kin, key=lambda one: order.index(one.word)), sum(not one.seen for one in found)


def _child(one: Matter, main: Matter) -> str:
    return KIN["child"] if one.merged_into_id == main.id else ""


def _answer(one: Matter, calendar: Calendar, now: datetime) -> Colour | None:
    """The clock of calling back whoever reported a merged matter; None where nobody waits."""
    if one.pending != ANSWER.key or one.closed_at is None:
        return None
    return clocks.colour(clocks.replay(one.closed_at, ANSWER_WITHIN, calendar), now, what="answered_back")


def entries(scenario: Scenario, events: Sequence[Event]) -> list[Entry]:
    """The story, in order, each event in words."""
    undone = taken_back(events)
    held = [None, *(event.unit_id for event in events)]
    return [
        _entry(scenario, event, event.seq in undone, event.unit_id if event.unit_id != before else None)
        for event, before in zip(events, held, strict=False)
    ]


def _entry(scenario: Scenario, event: Event, undone: bool, unit_id: int | None) -> Entry:
    verb, part = ALL[event.kind], part_of(scenario)
    return Entry(event, verb.title, part.path[event.step].title, tuple(_notes(part, event)), undone, unit_id)


def _notes(part: MatterPart, event: Event) -> Iterator[str]:
    """What else an event said, in words: its verb's own, then its deadline and the scenario's answers."""
    said = event.said
    yield from ALL[event.kind].notes(part, said)
    if said.due_at:
        due = local(said.due_at)
        yield f"应于{due.month}月{due.day}日{due:%H:%M}前办结"
    if said.hand_to:
        yield _to_be_handed_over(said)
    for key, value in said.answers.items():
        if key in part.asks:
            yield f"{part.asks[key].say}：{answers_rules.show(part.asks[key], value)}"


def _to_be_handed_over(said: Said) -> str:
    to = HAND_TO.get(said.hand_to, said.hand_to)
    if said.hand_clock is None:
        return f"应移交{to}"
    due = local(said.hand_clock.due_at)
    return f"应于{due.month}月{due.day}日{due:%H:%M}前移交{to}"


def _helpers(row: Matter, events: Sequence[Event], calendar: Calendar, now: datetime) -> list[Helper]:
    limits = {event.said.co_unit: event.said.limit_for_help for event in events if event.kind == "co_asked"}
    found: list[Helper] = []
    if not limits:  # nobody was asked: four of five pages need not look
        return found
    for helper in row.co_handlers.select_related("unit").order_by("id"):
        clock = clocks.replay(helper.asked_at, limits[helper.unit_id], calendar)
        found.append(Helper(helper, clocks.colour(clock, now, helper.answered_at, what="answered")))
    return found


def _answers(scenario: Scenario, row: Matter, opened: bool) -> list[tuple[str, str]]:
    given = [(ask, row.answers[key]) for key, ask in part_of(scenario).asks.items() if key in row.answers]
    return [(ask.say, answers_rules.show(ask, value, opened=opened)) for ask, value in given]
