"""The list of a desk: what is asked, in what order, and each row in the words of its scenario."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, Count, F, Q, QuerySet
from django.db.models.expressions import RawSQL

from gewu.answers import search
from gewu.journal import paging
from gewu.journal.actions import bulk
from gewu.journal.paging import Page
from gewu.journal.rows import asked
from gewu.kernel.calendar import Calendar
from gewu.kernel.clocks import Colour
from gewu.kernel.periods import Period
from gewu.kernel.types import Actor, Refused, Scope
from gewu.matters import rules
from gewu.matters.models import Matter
from gewu.matters.rules import OPEN, look, part_of, words
from gewu.matters.rules.intake import channels_of
from gewu.matters.verbs import requests
from gewu.office import queries as office
from gewu.scenario.grammar import Scenario

BATCH = 500
#: numbers that begin alike, above which they are no longer gathered first
MOST = 5000


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
    page: str = ""  # as the page before or after this one was named
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


def desk(for_: Scope, filters: Filters, now: datetime) -> Page[Line]:
    """The list of a desk: one query for the page, one for the count, none per row."""
    page = paging.cut(listed(for_, filters, now), filters.page, filters.per_page, _whole)
    return replace(page, rows=lines(for_.office_id, page.rows, now))


def _whole(wanted: QuerySet[Matter]) -> QuerySet[Matter]:
    # Ids first, which an index gives: sorting all rows in their width took most of a page for half of all matters.
    shown = with_names(Matter.objects.filter(id__in=wanted.values("id"))).defer("body", "answers")
    shown = shown.order_by(*wanted.query.order_by)
    return shown if wanted.query.standard_ordering else shown.reverse()


def with_names(rows: QuerySet[Matter]) -> QuerySet[Matter]:
    """Let rows come with where they are and who holds them, by name: an outline was most of what a list read."""
    names = (f"{of}__{name}" for of in ("area", "unit", "staff") for name in ("id", "office_id", "name"))
    own = (field.attname for field in Matter._meta.concrete_fields)
    return rows.select_related("area", "unit", "staff").only(*own, *names)


def listed(for_: Scope, filters: Filters, now: datetime) -> QuerySet[Matter]:
    """The matters of a desk's list, in its order."""
    return _ordered(matching(for_, filters, now), filters, now)


def every(office_id: int, rows: QuerySet[Matter], now: datetime) -> Iterator[Line]:
    """Yield the lines of a list in its order, however long: ids first, then batch by batch."""
    ids = array("q", rows.values_list("id", flat=True))
    for some in bulk.batches(ids, BATCH):
        found = with_names(Matter.objects.all()).in_bulk(some)
        yield from lines(office_id, [found[one] for one in some if one in found], now)


def matching(for_: Scope, filters: Filters, now: datetime) -> QuerySet[Matter]:
    """Matters in sight that fit the filters, unordered (exports go on from here)."""
    rows = Matter.objects.for_scope(for_)
    plain = ("step", "pending", "scenario", "category", "grade", "level", "channel")
    rows = rows.filter(**{name: value for name in plain if (value := getattr(filters, name))})
    for wanted in (
        _state(filters, for_),
        clock_condition(filters.clock, now),
        _mine(filters.mine),
        _text(filters, for_),
    ):
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
    # "Not after" instead of "before": SQLite takes a bound for a reason to read the table by date, which is all of it.
    return rows.exclude(received_at__gt=now)


def some(for_: Scope, ids: Sequence[int], now: datetime) -> list[Line]:
    """Return the lines of a few matters in sight, in the order of their ids."""
    found = with_names(Matter.objects.for_scope(for_)).in_bulk(ids)
    return lines(for_.office_id, [found[one] for one in ids if one in found], now)


def waiting(actor: Actor, now: datetime) -> int:
    """Count what waits for somebody. Every page says it, so its words are composed once for each set of rights."""
    text, values = _composed(actor)
    stands_for_now = connection.ops.adapt_datetimefield_value(_ANY_MOMENT)
    return asked(text, *(now if value == stands_for_now else value for value in values))[0][0]


@lru_cache(maxsize=1024)
def _composed(actor: Actor) -> tuple[str, Sequence[Any]]:
    rows = matching(actor.scope, Filters(mine=actor), _ANY_MOMENT)
    try:
        text, values = rows.values("id").query.sql_with_params()
    except EmptyResultSet:  # somebody of a unit without ground
        return "SELECT 0", ()
    return f"SELECT count(*) FROM ({text}) waiting", values


_ANY_MOMENT = datetime(1, 1, 2, tzinfo=UTC)


def _state(filters: Filters, for_: Scope) -> Q | None:
    if filters.state == "open":
        return _first(for_.office_id, state__in=OPEN)
    if filters.state and filters.state not in words.State.words():
        known, wrong = "、".join(["open", *words.State.words()]), {"state": "没有这一种"}
        raise Refused("matters.R245", f"没有“{filters.state[:20]}”这种状态。", f"可用：{known}。", wrong)
    return Q(state=filters.state) if filters.state else None


def _first(office_id: int, **wanted: object) -> Q:
    """A condition that few rows fit, so that its index is asked before all others."""
    if connection.vendor == "postgresql":
        return Q(**wanted)
    # A limit that none reaches makes SQLite do so: it holds all values for as common and would read the whole table.
    return Q(id__in=Matter.objects.filter(office_id=office_id, **wanted).values("id")[: search.FENCE])


def clock_condition(clock: str, now: datetime) -> Q | None:
    """How the clock stands: late, soon, running or paused; None for "". Errors: Refused matters.R243."""
    running = Q(state__in=rules.LIVE)
    known = {
        "late": running & Q(next_due_at__lt=now),
        "soon": running & Q(next_due_at__gte=now, next_warn_at__lte=now),
        "running": running & Q(next_due_at__gte=now, next_warn_at__gt=now),
        "paused": Q(state="paused"),
    }
    if clock and clock not in known:
        wrong = {"clock": "没有这一种"}
        raise Refused("matters.R243", f"没有“{clock[:20]}”这种时限。", f"可用：{'、'.join(known)}。", wrong)
    return known.get(clock)


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
    open_ones = Q(state__in=OPEN) & (theirs | Q(staff_id=actor.staff_id, who="handler"))
    closed_ones = Q(state="done", pending__in=("exclusion", "answer"), who__in=actor.roles)
    # The first condition follows from the rest; said apart, it leads into the index of turns and not into all that a
    # unit ever had.
    return _first(actor.office_id, who__in=actor.roles | {"handler"}) & (open_ones | closed_ones)


def _text(filters: Filters, for_: Scope) -> Q | None:
    """In the words, or in a number: that of the office from its beginning, that of another system whole.

    A union of ids, each found in its own index: one condition OR another would read the whole table.
    """
    text = filters.text.strip()
    if not text:
        return None
    if not text.isascii():
        return Q(id__in=search.owner_ids(text, for_, "matter"))  # cannot be a number
    mine, begins = Matter.objects.filter(office_id=for_.office_id), _begins("number", text.upper())
    by_number = mine.filter(begins).values("id")
    # The rest is what the partial index says of itself, word for word: without it SQLite reads the whole table.
    outside = mine.filter(_NAMED_OUTSIDE, external_number=text).values("id")
    in_words = (
        search.matching(text, for_, ["matter"]).values("owner_id") if len(text) > 1 else mine.none().values("id")
    )
    if by_number[: MOST + 1].count() > MOST:  # a year: of so many, a walk down the list meets enough sooner
        return begins | Q(external_number=text) | Q(id__in=in_words)
    return Q(id__in=by_number.union(outside, in_words))


_NAMED_OUTSIDE = RawSQL("NOT (external_number = '')", [], output_field=BooleanField())


def _begins(column: str, text: str) -> Q:
    """SQLite looks into an index for a range only, PostgreSQL for LIKE with an exact beginning."""
    if connection.vendor == "sqlite":
        return Q(**{f"{column}__gte": text, f"{column}__lt": f"{text}\U0010ffff"})
    return Q(**{f"{column}__startswith": text})


def _ordered(rows: QuerySet[Matter], filters: Filters, now: datetime) -> QuerySet[Matter]:
    by_due = filters.sort == "due" or (not filters.sort and (filters.mine or filters.state == "open" or filters.clock))
    if by_due:
        return rows.order_by(F("next_due_at").asc(nulls_last=True), "received_at", "id")
    return rows.filter(received_at__lte=now).order_by("-received_at", "-id")  # here the reason is a good one


def tally(for_: Scope, now: datetime, mine: Actor | None = None) -> dict[str, int]:
    """How many are mine, late, soon due and open, for the chips above the list."""
    wanted = {
        "mine": _mine(mine),
        "late": clock_condition("late", now),
        "soon": clock_condition("soon", now),
    }
    counts = {name: Count("id", filter=one) for name, one in wanted.items() if one is not None}
    return matching(for_, Filters(state="open"), now).aggregate(open=Count("id"), **counts)


def numbers(for_: Scope, ids: Iterable[int | None]) -> dict[int, str]:
    """The numbers of matters by id, of those in sight. It always asks, so that a list costs the same on any day."""
    wanted = {one or 0 for one in ids} | {0}
    return dict(Matter.objects.for_scope(for_).filter(id__in=wanted).values_list("id", "number"))


def lines(office_id: int, matters: Sequence[Matter], now: datetime) -> list[Line]:
    """Matters in the words of their scenarios, with their colour."""
    scenarios = editions(office_id, matters)
    calendar = office.calendar()
    return [line(matter, scenarios[matter.scenario, matter.edition], calendar, now) for matter in matters]


def editions(office_id: int, matters: Sequence[Matter]) -> dict[tuple[str, str], Scenario]:
    """Return the editions these matters stand on."""
    return {key: office.edition(office_id, *key) for key in {(matter.scenario, matter.edition) for matter in matters}}


def line(matter: Matter, scenario: Scenario, calendar: Calendar, now: datetime) -> Line:
    """One matter in the words of its scenario."""
    part = part_of(scenario)
    grade = part.grades.get(matter.grade)
    return Line(
        matter,
        scenario.title,
        part.noun,
        rules.category_title(scenario, matter.category),
        grade.title if grade else "",
        channels_of(part).get(matter.channel, matter.channel),
        step_title(scenario, matter),
        look(matter, part, calendar, now),
    )


def step_title(scenario: Scenario, matter: Matter) -> str:
    """What the screen says of where a matter stands: a waiting request, 挂账, 作废, 已归档, or its step."""
    if matter.void_at:
        return "作废"
    if matter.merged_into_id and matter.state not in ("done", "void"):
        return "并单"
    if matter.pending:
        return requests()[matter.pending].title
    if matter.state == "paused":
        return words.State.PAUSED.word
    return "已归档" if matter.archived_at else part_of(scenario).path[matter.step].title
