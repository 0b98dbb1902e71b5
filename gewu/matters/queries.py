"""Questions about matters: the desk's list, one matter with its story, and whether columns follow events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Count, F, Max, Q, QuerySet

from gewu.answers import rules as answers_rules
from gewu.answers import search
from gewu.journal.models import StoredFile
from gewu.kernel import clocks
from gewu.kernel.calendar import Calendar, local, local_day
from gewu.kernel.clocks import Clock, Colour, Limit
from gewu.kernel.periods import Period
from gewu.kernel.types import Actor, Refused, Scope
from gewu.matters import rules
from gewu.matters.models import Matter, MatterEvent
from gewu.matters.rules import words
from gewu.matters.rules.path import part_of
from gewu.office import queries as office
from gewu.scenario.grammar import Scenario

OPEN = ("new", "running", "paused")


@dataclass(frozen=True)
class Filters:
    """What the desk's list is narrowed to; everything left out is not asked.

    state   new, running, paused, done, void, or "open" for the first three
    clock   late, soon, running or paused
    mine    the person whose turn it must be: by role, by unit or by name
    text    words of two characters and more, or the beginning of a number
    """

    state: str = ""
    step: str = ""
    pending: str = ""
    scenario: str = ""
    category: str = ""
    grade: str = ""
    level: str = ""
    channel: str = ""
    area_ids: frozenset[int] = frozenset()
    unit_id: int | None = None
    clock: str = ""
    text: str = ""
    received: Period | None = None
    mine: Actor | None = None
    ids: tuple[int, ...] | None = None
    sort: str = ""  # due | newest; "" chooses by state
    page: int = 1
    per_page: int = 50


@dataclass(frozen=True)
class Line:
    """One row of the list, in the words of its own scenario."""

    matter: Matter
    scenario: str
    noun: str
    category: str
    grade: str
    channel: str
    step: str
    colour: Colour


@dataclass(frozen=True)
class Page:
    """A page of the list; `total` counts all that the filters leave."""

    lines: Sequence[Line]
    total: int
    page: int
    pages: int


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
    co_handlers: Sequence
    children: Sequence[Matter]


@dataclass(frozen=True)
class Difference:
    """A column that does not say what the events say."""

    number: str
    column: str
    held: object
    folded: object


# the list ----------------------------------------------------------------------------------


def desk(for_: Scope, filters: Filters, now: datetime) -> Page:
    """The list of a desk: one query for the page, one for the count, none per row."""
    rows = matching(for_, filters, now)
    total = rows.count()
    pages = max(1, -(-total // filters.per_page))
    page = min(max(1, filters.page), pages)
    start = (page - 1) * filters.per_page
    found = list(_ordered(rows, filters).select_related("area", "unit", "staff")[start : start + filters.per_page])
    return Page(lines(for_.office_id, found, now), total, page, pages)


def matching(for_: Scope, filters: Filters, now: datetime) -> QuerySet[Matter]:
    """Matters in sight that fit the filters, unordered (exports go on from here)."""
    rows = Matter.objects.for_scope(for_)
    plain = ("step", "pending", "scenario", "category", "grade", "level", "channel")
    rows = rows.filter(**{name: value for name in plain if (value := getattr(filters, name))})
    for wanted in (_state(filters), _clock(filters, now), _mine(filters.mine), _text(filters, for_)):
        if wanted is not None:
            rows = rows.filter(wanted)
    if filters.area_ids:
        rows = rows.filter(area_id__in=filters.area_ids)
    if filters.unit_id:
        rows = rows.filter(unit_id=filters.unit_id)
    if filters.received:
        rows = rows.filter(received_on__gte=filters.received.start, received_on__lt=filters.received.end)
    if filters.ids is not None:
        return rows.filter(id__in=filters.ids)
    # What is dated after the office clock (a demo's later days, a calendar ahead) has not come in yet.
    return rows.filter(received_at__lte=now)


def _state(filters: Filters) -> Q | None:
    if filters.state == "open":
        return Q(state__in=OPEN)
    return Q(state=filters.state) if filters.state else None


def _clock(filters: Filters, now: datetime) -> Q | None:
    running = Q(state__in=("new", "running"))
    soon = Q(warn_at__lte=now) | Q(warn_at=None, due_on=local_day(now))
    return {
        "late": running & Q(due_at__lt=now),
        "soon": running & Q(due_at__gte=now) & soon,
        "running": running & Q(due_at__gte=now) & ~soon,
        "paused": Q(state="paused"),
    }.get(filters.clock)


def _mine(actor: Actor | None) -> Q | None:
    """Whose turn it is: the step's role is theirs (handlers: in their own unit), or it is in their name."""
    if actor is None:
        return None
    handlers = actor.roles & {"handler", "co_handler"}
    theirs = Q(who__in=actor.roles - handlers)
    if handlers:
        theirs |= Q(who__in=handlers) & (Q(unit_id__in=actor.scope.unit_ids) | Q(unit_id=None))
    if actor.scope.may("matters.handle"):
        theirs |= Q(who="handler", unit_id__in=actor.scope.unit_ids)
    return Q(state__in=OPEN) & (theirs | Q(staff_id=actor.staff_id, who="handler")) | Q(
        state="done", pending="exclusion", who__in=actor.roles
    )


def _text(filters: Filters, for_: Scope) -> Q | None:
    text = filters.text.strip()
    if not text:
        return None
    in_words = Q(id__in=search.owner_ids(text, for_, "matter"))
    if not text.isascii():
        return in_words  # cannot be a number: with the two conditions below the whole table would be read
    by_number = Q(number__istartswith=text) | Q(external_number=text)
    return by_number if len(text) < 2 else by_number | in_words


def _ordered(rows: QuerySet[Matter], filters: Filters) -> QuerySet[Matter]:
    by_due = filters.sort == "due" or (not filters.sort and (filters.mine or filters.state == "open" or filters.clock))
    if by_due:
        return rows.order_by(F("due_at").asc(nulls_last=True), "received_at", "id")
    return rows.order_by("-received_at", "-id")


def tally(for_: Scope, now: datetime, mine: Actor | None = None) -> dict[str, int]:
    """How many are mine, late, soon due and open, for the chips above the list."""
    wanted = {
        "mine": Filters(mine=mine) if mine else None,
        "late": Filters(clock="late"),
        "soon": Filters(clock="soon"),
        "open": Filters(state="open"),
    }
    return {name: matching(for_, filters, now).count() for name, filters in wanted.items() if filters}


def lines(office_id: int, matters: Sequence[Matter], now: datetime) -> list[Line]:
    """Matters in the words of their scenarios, with their colour."""
    scenarios = editions(office_id, matters, now)
    calendar = office.calendar()
    return [_line(matter, scenarios[matter.scenario, matter.edition], calendar, now) for matter in matters]


def editions(office_id: int, matters: Sequence[Matter], now: datetime) -> dict[tuple[str, str], Scenario]:
    """The editions these matters stand on; those in force today in one query, older ones as they come."""
    wanted = {(matter.scenario, matter.edition) for matter in matters}
    found = (
        {(key, one.edition): one for key, one in office.adopted(office_id, local_day(now)).items()} if wanted else {}
    )
    for key in wanted - set(found):
        found[key] = office.edition(office_id, *key)
    return found


def _line(matter: Matter, scenario: Scenario, calendar: Calendar, now: datetime) -> Line:
    part = part_of(scenario)
    grade = part.grades.get(matter.grade)
    return Line(
        matter,
        scenario.title,
        part.noun,
        rules.category_title(scenario, matter.category),
        grade.title if grade else "",
        part.channels.get(matter.channel, matter.channel),
        step_title(scenario, matter),
        colour(matter, scenario, calendar, now),
    )


def step_title(scenario: Scenario, matter: Matter) -> str:
    """What the screen says of where a matter stands: a waiting request, 挂账, 作废, 已归档, or its step."""
    if matter.void_at:
        return "作废"
    if matter.merged_into_id and matter.state not in ("done", "void"):
        return "并单"
    if matter.pending:
        return words.PENDING[matter.pending][0]
    if matter.state == "paused":
        return words.STATES["paused"]
    return "已归档" if matter.archived_at else part_of(scenario).path[matter.step].title


def colour(matter: Matter, scenario: Scenario, calendar: Calendar, now: datetime) -> Colour:
    """How a matter looks in a list, from its columns alone; detail() gives the replayed sentence."""
    if matter.state == "paused":
        return Colour("paused", "挂账中，期间不计时", "挂账中")
    if matter.state == "void" or not matter.due_at:
        return Colour("done" if matter.state in ("done", "void") else "running", "没有办理时限", "—")
    grade = part_of(scenario).grades.get(matter.grade)
    clock = Clock(
        due_at=local(matter.due_at),
        paused_seconds=matter.paused_seconds,
        provisional=matter.due_provisional,
        start=local(matter.dispatched_at or matter.received_at),
        limit=grade.within if grade else Limit(1, clocks.WORKDAY),
        calendar=calendar,
    )
    return clocks.colour(clock, now, matter.closed_at, grade.warn if grade else None)


# what supervision looks at -------------------------------------------------------------------

#: view of supervision -> what it narrows open matters to
_WATCHED = {
    "supervised": Q(supervised__gt=0),
    "returned": Q(returns__gt=0) | Q(objections__gt=0),
    "reworked": Q(reworks__gt=0),
    "ruling": Q(pending__in=tuple(words.PENDING)),
    "paused": Q(state="paused"),
}


def watched(for_: Scope, view: str, now: datetime) -> QuerySet[Matter]:
    """Open matters that supervision looks at, the first to fall due first.

    `view` is late, soon, supervised, returned (bounced or objected to), reworked, ruling (a request waits) or paused.
    """
    if view in ("late", "soon"):
        rows = matching(for_, Filters(clock=view), now)
    elif view == "ruling":
        rows = matching(for_, Filters(), now).filter(_WATCHED[view]).exclude(state="void")
    else:
        rows = matching(for_, Filters(state="open"), now).filter(_WATCHED[view])
    rows = rows.filter(merged_into=None).select_related("area", "unit", "staff")
    return rows.order_by(F("due_at").asc(nulls_last=True), "id")


@dataclass(frozen=True)
class Recurring:
    """The same subject and category again and again."""

    subject_id: int
    name: str
    place: str
    scenario: str
    category: str
    count: int
    callers: int
    open: int
    last_on: date


def recurring(for_: Scope, period: Period, at_least: int = 3) -> list[Recurring]:
    """Subjects of which the same thing was received `at_least` times in a period, the most frequent first."""
    rows = Matter.objects.for_scope(for_).filter(received_on__gte=period.start, received_on__lt=period.end)
    rows = rows.filter(void_at=None, subject__isnull=False)
    names = ("subject_id", "subject__name", "subject__place_text", "scenario", "category")
    found = rows.values_list(*names).annotate(
        n=Count("id"),
        callers=Count("reporter_id", distinct=True),
        open=Count("id", filter=Q(state__in=OPEN)),
        last_on=Max("received_on"),
    )
    return [Recurring(*row) for row in found.filter(n__gte=at_least).order_by("-n", "-last_on")[:100]]


def by_scenario(for_: Scope, now: datetime) -> dict[str, tuple[int, int]]:
    """Open matters of each scenario: how many, and how many of them are late."""
    rows = matching(for_, Filters(state="open"), now).filter(merged_into=None).order_by()
    late = Count("id", filter=Q(state__in=("new", "running"), due_at__lt=now))
    return {key: (total, over) for key, total, over in rows.values_list("scenario").annotate(n=Count("id"), late=late)}


def points(for_: Scope, filters: Filters, now: datetime, limit: int = 2000) -> list[Matter]:
    """Matters with a place on the map, the first to fall due first."""
    rows = matching(for_, filters, now).filter(lon__isnull=False, lat__isnull=False)
    return list(rows.order_by(F("due_at").asc(nulls_last=True), "id")[:limit])


def by_area(for_: Scope, filters: Filters, now: datetime) -> dict[int | None, int]:
    """How many matters fit the filters in each area."""
    return dict(matching(for_, filters, now).order_by().values_list("area_id").annotate(n=Count("id")))


# one matter --------------------------------------------------------------------------------


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
        line=_line(row, scenario, calendar, now),
        entries=entries(scenario, events),
        dots=rules.dots(events),
        colour=rules.look(state, part_of(scenario), calendar, now),
        stages=_stages(state, scenario, calendar),
        answers=_answers(scenario, row),
        files=list(files.order_by("id")),
        co_handlers=list(row.co_handlers.select_related("unit").order_by("id")),
        children=list(row.merged.order_by("id")),
    )


def verbs(id: int, by: Actor, found: Detail | None = None) -> list[rules.Verb]:
    """What this person can do with this matter now; 撤回 is offered for the person's own slip.

    `found` is the matter as detail() gave it, where a page has it already.
    """
    row = found.matter if found else matter(id, by.scope)
    scenario = found.scenario if found else office.edition(row.office_id, row.scenario, row.edition)
    offered = rules.verbs(scenario, row, by)
    if _own_slip(row, by):
        offered.append(rules.Verb("undone", words.KINDS["undone"]))
    return offered


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


def _answers(scenario: Scenario, row: Matter) -> list[tuple[str, str]]:
    asks = part_of(scenario).asks
    return [(ask.say, answers_rules.show(ask, row.answers[key])) for key, ask in asks.items() if key in row.answers]


def _stages(state: rules.State, scenario: Scenario, calendar: Calendar) -> Sequence[clocks.Stage]:
    grade = part_of(scenario).grades.get(str(state["grade"]))
    if not grade or not grade.stages or not state["_clock_from"]:
        return ()
    pauses = [clocks.Pause(*pause) for pause in state["_pauses"]]
    return clocks.stages(state["_clock_from"], grade.stages, calendar, pauses)


# what the clock brings ---------------------------------------------------------------------


def overdue(office_id: int, now: datetime) -> list[Matter]:
    """Open matters that ran over their time and of which nobody was told yet."""
    rows = Matter.objects.filter(
        office_id=office_id, state__in=("new", "running"), due_at__lt=now, overdue_told_at=None
    )
    return list(rows.filter(merged_into=None).order_by("due_at", "id"))


# events and columns ------------------------------------------------------------------------


def replay_check(office_id: int, limit: int = 100) -> list[Difference]:
    """Fold every matter again from its events and compare; answers at most `limit` differences, [] when all agree."""
    found: list[Difference] = []
    known: dict[tuple[str, str], Scenario] = {}
    for row, events in _with_events(office_id):
        key = (row.scenario, row.edition)
        known[key] = known.get(key) or office.edition(office_id, *key)
        folded = rules.fold(known[key], events)
        found += _differences(row, folded)
        if len(found) >= limit:
            break
    return found[:limit]


def _with_events(office_id: int) -> Iterator[tuple[Matter, list[MatterEvent]]]:
    events = MatterEvent.objects.filter(office_id=office_id).order_by("matter_id", "seq").iterator(chunk_size=5000)
    grouped = groupby(events, key=lambda event: event.matter_id)
    held: tuple[int, list[MatterEvent]] | None = None
    for row in Matter.objects.filter(office_id=office_id).order_by("id").iterator(chunk_size=2000):
        while held is None or held[0] < row.id:
            group = next(grouped, None)
            if group is None:
                break
            held = (group[0], list(group[1]))
        yield row, held[1] if held and held[0] == row.id else []


def _differences(row: Matter, folded: rules.State) -> Iterator[Difference]:
    answers = folded.pop("answers")
    for column, value in folded.items():
        if getattr(row, column) != value:
            yield Difference(row.number, column, getattr(row, column), value)
    for key, value in answers.items():
        if row.answers.get(key) != value:
            yield Difference(row.number, f"answers.{key}", row.answers.get(key), value)
