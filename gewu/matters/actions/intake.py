"""Taking in matters: the single way by which desk, field, interface, import, inspection and demo create them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from gewu.answers import rules as answers_rules
from gewu.grid import queries as grid
from gewu.journal import actions as journal
from gewu.journal.actions import bulk
from gewu.kernel import ciphers, telltale
from gewu.kernel.calendar import local_day
from gewu.kernel.telltale import Found
from gewu.kernel.types import Actor, Refused, there
from gewu.matters import books
from gewu.matters.actions import rows
from gewu.matters.actions.drafts import Draft
from gewu.matters.actions.effects import message
from gewu.matters.actions.people import must_serve
from gewu.matters.actions.recognising import Callers
from gewu.matters.loop import apply, next_event, verb_of
from gewu.matters.models import Matter, MatterEvent
from gewu.matters.rules import OPEN, About, Book, Event, Folded, History, Move, NewMatter, emergency, part_of
from gewu.matters.rules.intake import LATER, asks_of, come_again, must_fit, prepared
from gewu.matters.verbs.merging import ENDS, followed
from gewu.office import queries as office
from gewu.registry import queries as registry
from gewu.scenario.grammar import Scenario

if TYPE_CHECKING:
    from gewu.journal.models import Outgoing
    from gewu.registry.models import Subject

BATCH = 2000
#: who is told of an emergency, in this order
TOLD_OF_EMERGENCIES = ("duty_chief", "section_head", "leader_deputy")
Progress = Callable[[int, int], None]


def take_in(new: NewMatter, *, by: Actor, at: datetime, on_the_ground: bool = False) -> Matter:
    """Register a matter and give it its number (E1-R10).

    Its grid is the one that is named, else the subject's, else that of the point, else that of a place we know.
    It is received at `new.received_at`, else now (`at`), and its clocks begin there.
    on_the_ground  refuse a place of which no grid is known (matters.R244)
    Errors: Refused matters.R2xx (wrong fields), matters.R4091 (somebody was quicker with the same external number),
    office.R310 (locked period), office.R403.
    """
    by.must("matters.take_in", ask="值班长")
    intake, since = _Intake(by, at), new.received_at or at
    must_fit(since, at, by_hand=True)
    said = {"entered_at": at} if at - since > LATER else {}
    received: tuple = ("received", since, by.staff_id, new.unit_id, said)
    drafts = intake.drafts([History(new, [received])])
    if on_the_ground and drafts[0].area_id is None:
        wrong = {"area": "请选择社区或网格"}
        hint = "请选择社区或网格；确实不知道的，选“不知道，由派单员定”。"
        raise Refused("matters.R244", "没有认出这个地点在哪个网格，没有登记。", hint, wrong)
    # No savepoint: all that may be refused was refused before the first row is written.
    with _first_with_its_number(new), transaction.atomic(savepoint=False):
        intake.unfold(drafts)
        line = partial(journal.line, "matters.taken_in", by=by, at=at, noun="matter")
        (matter,) = rows.write(drafts, lambda id: line(row_id=id))
        intake.alarm(drafts)
    return matter


@contextmanager
def _first_with_its_number(new: NewMatter) -> Iterator[None]:
    """Two that send one external number in one moment: the second learns that it is taken."""
    try:
        yield
    except IntegrityError as broken:
        if "external" not in str(broken):
            raise
        wrong = {"external_number": "刚有人登记"}
        said = f"外部编号{new.external_number}刚有人登记，没有重复登记。"
        raise Refused("matters.R4091", said, "请用这个编号查原事项。", wrong) from broken


@transaction.atomic
def take_in_many(
    histories: Iterable[History], *, by: Actor, at: datetime, on_progress: Progress | None = None
) -> list[int]:
    """Take in matters with their histories (imports, the demo); return their ids in the order given.

    Every event obeys the rules of a single step; rights are those of the importer. Photos that another system keeps
    are named by `said={"photo_kept_in": …}`; a child names its parent by `said={"into_external": number}`.
    Errors: Refused as take_in and do, its words beginning with the place in the list ("第12件：…"); nothing is kept.
    """
    by.must("matters.take_in", ask="值班长")
    histories, intake = list(histories), _Intake(by, at)
    taken: list[Draft] = []
    for batch in bulk.batches(histories, BATCH):
        drafts = intake.drafts(batch, first=len(taken) + 1)
        intake.unfold(drafts)
        rows.write(drafts)
        intake.alarm(drafts)
        taken += drafts
        if on_progress:
            on_progress(len(taken), len(histories))
    journal.write(
        "matters.taken_in_many",
        by=by,
        at=at,
        noun="matter",
        count=len(taken),
        detail={"manifest": ciphers.digest("\n".join(draft.number for draft in taken))},
    )
    return [draft.id for draft in taken]


class _Intake:
    """What is looked up once for all that comes in together, and what was seen of it so far."""

    def __init__(self, by: Actor, now: datetime):
        self.by, self.now = by, now
        self.callers = Callers(by.office_id)
        self.adopted: dict[date, Mapping[str, Scenario]] = {}
        self.editions: dict[tuple[str, str], Scenario] = {}
        self.open_days: set[date] = set()
        self.books: dict[tuple[str, str], Book] = {}
        self.grids: dict[str, int | None] = {}
        self.external: dict[tuple[str, str], Draft | Matter] = {}  # (scenario, number) -> what it is here
        self.taken: dict[int, Draft] = {}  # id -> what came in

    @cached_property
    def names(self) -> Mapping[int, str]:
        return {key: one.name for key, one in office.at_hand(self.by.office_id).staff.items()}

    # what may be refused before a number is taken ------------------------------------------------

    def drafts(self, batch: Sequence[History], first: int | None = None) -> list[Draft]:
        """Check what comes in; `first` is the place of the first in a list, which refusals then name."""
        places = range(first, first + len(batch)) if first else [0] * len(batch)
        subjects = self._subjects(batch)
        drafts = []
        for place, history in zip(places, batch, strict=True):
            with _at_place(place):
                drafts.append(self._draft(place, history, subjects))
        self._must_be_new(drafts)
        return drafts

    def _subjects(self, batch: Sequence[History]) -> Mapping[int, Subject]:
        return registry.live(self.by.scope, {history.new.subject_id for history in batch})

    def _draft(self, place: int, history: History, subjects: Mapping[int, Subject]) -> Draft:
        new = history.new
        if not history.events or history.events[0][0] != "received":
            raise Refused("matters.R204", "经过的第一步必须是登记，没有登记。", "请在文件中补上登记时间。")
        at = history.events[0][1]
        if max(event[1] for event in history.events) > self.now:
            raise Refused("matters.R208", "经过里有晚于现在的时间，没有登记。", "请核对时间，还没有发生的不登记。")
        must_fit(at, self.now, by_hand=False)
        scenario = self._scenario(new, local_day(at))
        subject = subjects.get(new.subject_id) if new.subject_id else None
        if new.subject_id and subject is None:
            raise Refused("matters.R203", "没有找到这个对象，没有登记。", "请从底数台账中选择本辖区的对象。")
        found: list[Found] = []
        cover = partial(telltale.covered, into=found)
        new = prepared(scenario, new.each(cover), subject.name if subject else "")
        # Its category was decided where a repetition was named.
        new = come_again(scenario, new) if new.repeat_of_id else new
        kept = answers_rules.clean(asks_of(part_of(scenario)), new.answers) if new.answers else {}
        kept = telltale.each(kept, cover)
        placed = self._placed(new, at)
        return Draft(self.by.office_id, scenario, placed, history.events, at, subject, kept, place, found)

    def _scenario(self, new: NewMatter, day: date) -> Scenario:
        """The edition a new matter falls under."""
        if new.edition:
            self._must_be_open(day)
            key = (new.scenario, new.edition)
            self.editions[key] = self.editions.get(key) or office.edition(self.by.office_id, *key)
            return self.editions[key]
        if day not in self.adopted:
            self.adopted[day] = office.adopted_for_new(self.by.office_id, day)
            self.open_days.add(day)
        found = self.adopted[day].get(new.scenario)
        if found is None or (found.matter and found.matter.space not in self.by.scope.spaces):
            why = office.nothing_of if found else partial(office.not_in_force, self.by.office_id)
            words, cure = why(new.scenario, day)
            raise Refused("matters.R202", f"{words}，没有登记。", cure)
        return found

    def _must_be_open(self, day: date) -> None:
        if day not in self.open_days:
            office.must_be_open(self.by.office_id, day)
            self.open_days.add(day)

    def _placed(self, new: NewMatter, at: datetime) -> NewMatter:
        """Fill in the grid from the point or from the words of the place, where nobody named one.

        Whoever reports may name any place of the office, so the ground is looked up with the eyes of the whole office.
        """
        if new.area_id is not None and new.area_id not in grid.ground(self.by.office_id).pieces:
            wrong = {"area_id": "请从列表中选择"}
            raise Refused("matters.R207", "没有找到这个社区或网格，没有登记。", "请从列表中选择。", wrong)
        if new.area_id is not None or new.subject_id:
            return new
        everywhere = replace(self.by.scope, area_ids=None)
        area_id = None
        if new.lon is not None and new.lat is not None:
            around = grid.area_at(new.lon, new.lat, everywhere, local_day(at))
            area_id = around.id if around else None
        if area_id is None and new.place:
            if new.place not in self.grids:
                found = grid.resolve(new.place, everywhere, limit=1)
                self.grids[new.place] = found[0].address.area_id if found else None
            area_id = self.grids[new.place]
        return replace(new, area_id=area_id)

    def _must_be_new(self, drafts: Sequence[Draft]) -> None:
        """Refuse what came before: the first registration stays. Find the parents that children name, too."""
        sent: dict[tuple[str, str], Draft] = {}
        for draft in drafts:
            if key := draft.external_key:
                if key in sent or isinstance(self.external.get(key), Draft):
                    raise Refused("matters.R206", f"外部编号{key[1]}在文件中出现两次，没有登记。", "请去掉重复的行。")
                sent[key] = draft
        parents = {
            (draft.scenario.scenario, said["into_external"])
            for draft in drafts
            for *_, said in draft.told
            if said and "into_external" in said
        }
        held = self._held(sent.keys() | parents - self.external.keys())
        for key, matter in held.items():
            if key in sent:
                raise self._came_before(matter)
        self.external |= {**held, **sent}

    def _came_before(self, matter: Matter) -> Refused:
        """Name the number only to whoever may see that matter; others learn that they cannot use theirs."""
        seen = Matter.objects.for_scope(self.by.scope).filter(id=matter.id).exists()
        known = f"已登记为{matter.number}" if seen else "不能使用"
        words = f"外部编号{matter.external_number}{known}，没有{'重复' if seen else ''}登记。"
        cure = "请打开原事项办理。" if seen else "请核对编号；确认无误的，请联系派单员。"
        return Refused("matters.R205", words, cure, {"external_number": known})

    def _held(self, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Matter]:
        by_scenario: dict[str, list[str]] = {}
        for scenario, number in keys:
            by_scenario.setdefault(scenario, []).append(number)
        if not by_scenario:
            return {}
        wanted = Q()
        for scenario, numbers in by_scenario.items():
            wanted |= Q(scenario=scenario, external_number__in=numbers)
        found = Matter.objects.filter(wanted, office_id=self.by.office_id)
        return {(matter.scenario, matter.external_number): matter for matter in found}

    # what happened to it ---------------------------------------------------------------------------

    def unfold(self, drafts: Sequence[Draft]) -> None:
        """Recognise who came again, number what comes in, and let its history happen step by step."""
        self.callers.know(drafts)
        self._number(drafts)  # late: whoever takes the next of a series waits from here until all is kept
        for draft in drafts:
            with _at_place(draft.place_in_list):
                draft.repeat_of_id = draft.new.repeat_of_id or self.callers.earlier(draft)
                if draft.repeat_of_id:
                    draft.new = come_again(draft.scenario, draft.new)
                self._happen(draft)
            self.callers.remember(draft)
            self.taken[draft.id] = draft
        self._families(drafts)
        for draft in drafts:
            with _at_place(draft.place_in_list):
                self._must_be_open(draft.state.closed_on or there(draft.state.received_on))

    def _number(self, drafts: Sequence[Draft]) -> None:
        """Ids and numbers, a series of a day in one go."""
        series = [series_of(draft.scenario, draft.received_at) for draft in drafts]
        given = journal.numbers_and_ids(self.by.office_id, series, Matter)
        for draft, name, (number, id) in zip(drafts, series, given, strict=True):
            draft.id, draft.number = id, f"{name}{number:04d}"

    def _happen(self, draft: Draft) -> None:
        draft.state = Folded()
        for told in self._told(draft):
            self._step(draft, self._move(draft, told))

    def _step(self, draft: Draft, move: Move) -> None:
        new, book = draft.new, self._book(draft.scenario)
        about = About(new.category, new.grade, draft.number, new.subject_id is not None, new.channel)
        event = next_event(book, draft.state, move, about)
        apply(book.path, draft.state, event)
        draft.events.append(event)

    def _book(self, scenario: Scenario) -> Book:
        key = (scenario.scenario, scenario.edition)
        self.books[key] = self.books.get(key) or books.book(self.by.office_id, scenario)
        return self.books[key]

    def _told(self, draft: Draft) -> Iterator[tuple]:
        """The history, with what intake itself says: what it repeats, and to whom it is to be handed over (E1-R12)."""
        (verb, at, staff, unit, said), *others = draft.told
        hand_to = emergency(draft.scenario, draft.new.category)
        known = {"files": draft.new.files, "repeat_of": draft.repeat_of_id, "hand_to": hand_to}
        yield verb, at, staff, unit, {key: value for key, value in known.items() if value} | dict(said or {})
        yield from others

    def _move(self, draft: Draft, told: tuple) -> Move:
        verb, at, staff, unit, said = told
        kind, _, to = verb.partition(":")
        staff_id = getattr(staff, "id", staff)
        mine = staff_id is None or staff_id == self.by.staff_id
        actor = self.by.label if mine else self.names.get(staff_id, self.by.label)
        said, unit_id = verb_of(kind).says.read(self._heard(draft, said or {})), getattr(unit, "id", unit)
        holds = unit_id if unit_id is not None else draft.state.unit_id
        must_serve(draft.office_id, said.staff, holds, local_day(at))
        said = said.each(partial(telltale.covered, into=draft.covered))
        return Move(kind, at, staff_id, actor, said, to, unit_id)

    def _heard(self, draft: Draft, said: Mapping[str, Any]) -> Mapping[str, Any]:
        heard = dict(said)
        if "answers" in said:
            heard["answers"] = answers_rules.clean(asks_of(part_of(draft.scenario)), said["answers"])
        if "into_external" in said:
            parent = self.external.get((draft.scenario.scenario, heard.pop("into_external")))
            if parent and parent.id:
                heard |= {"into": parent.id, "parent": parent.number}
        return heard

    def _families(self, drafts: Sequence[Draft]) -> None:
        """Whatever followed a main matter that has ended ends with it, or goes on alone (E1-R18)."""
        following = [draft for draft in drafts if draft.state.merged_into_id and not draft.state.closed_at]
        wanted = {there(draft.state.merged_into_id) for draft in following} - self.taken.keys()
        held: dict[int, Matter] = {}
        if wanted:
            rows = Matter.objects.filter(office_id=self.by.office_id, id__in=wanted)
            held = {one.id: one for one in rows.select_for_update().order_by("id")}
        for draft in following:
            with _at_place(draft.place_in_list):
                id = there(draft.state.merged_into_id)
                self._follow(draft, self.taken.get(id) or held[id])

    def _follow(self, draft: Draft, main: Draft | Matter) -> None:
        state = main if isinstance(main, Matter) else main.state
        if state.merged_into_id is not None:
            raise Refused("matters.R188", f"主单{main.number}自己已并入他单。", "请改为并入最终的主单。")
        since = there(draft.state.last_at)
        if (end := _end(main, since)) and draft.state.state in OPEN:
            kind, said = followed(end.kind, main.number, state.handled_by_id, owes=draft.reporter_id is not None)
            self._step(draft, Move(kind, max(end.at, since), end.staff_id, end.actor, said))

    # who must know ---------------------------------------------------------------------------------

    def alarm(self, drafts: Sequence[Draft]) -> None:
        """An emergency that is still open is told at once to the officer on duty, or who else may see it (E1-R12)."""
        told = [message for draft in drafts if (message := self._alarm(draft))]
        if told:
            journal.tell_many(told)

    def _alarm(self, draft: Draft) -> Outgoing | None:
        number = draft.state.hand_to
        if not number or draft.state.state not in OPEN:
            return None
        words = f"紧急：{draft.number} {draft.new.title}，应移交{number}"
        return message(draft, "emergency", self._on_duty(draft), words)

    def _on_duty(self, draft: Draft) -> int | None:
        """The first of these who may see it; the officer on duty where none of them may."""
        day = local_day(draft.received_at)
        held = [office.responsible(draft.office_id, role, draft.area_id, day) for role in TOLD_OF_EMERGENCIES]
        people = [one for one in held if one]
        sight = ((one, Matter.objects.for_scope(office.scope_of(one, day))) for one in people)
        seeing = (one for one, rows in sight if rows.filter(id=draft.id).exists())
        told = next(seeing, people[0] if people else None)
        return told.id if told else None


def _end(main: Draft | Matter, since: datetime) -> Event | MatterEvent | None:
    """The event that ended a main matter for what followed it since then; None while it is open."""
    happened = list(main.events.order_by("seq")) if isinstance(main, Matter) else main.events
    ends = [event for event in happened if event.kind in ENDS and not _turned_down(event)]
    later = next((event for event in ends if event.at >= since), None)
    over = (main if isinstance(main, Matter) else main.state).state in ("done", "void")
    return later or (ends[-1] if ends and over else None)


def _turned_down(event: Event | MatterEvent) -> bool:
    """Whether it only says that the other person did not agree to refuse it."""
    granted = event.said.get("granted") if isinstance(event, MatterEvent) else getattr(event.said, "granted", None)
    return event.kind == "not_accepted" and not granted


def series_of(scenario: Scenario, at: datetime) -> str:
    """Prefix and local day. Scenarios without a prefix share the series SX (事项)."""
    return f"{part_of(scenario).number_prefix or 'SX'}{local_day(at):%Y%m%d}"


@contextmanager
def _at_place(place: int) -> Iterator[None]:
    """Let a refusal name the place in the list; 0 where there is no list."""
    try:
        yield
    except Refused as refused:
        if not place:
            raise
        raise Refused(refused.id, f"第{place}件：{refused.words}", refused.hint, refused.fields) from refused
