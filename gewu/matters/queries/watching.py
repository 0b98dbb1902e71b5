"""What supervision and the clock look at: overdue, recurring, by place and by scenario."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Max, Q, QuerySet

from gewu.kernel.periods import Period
from gewu.kernel.types import Scope
from gewu.matters.loop import path_of
from gewu.matters.models import Matter
from gewu.matters.queries.listing import Filters, clock_condition, matching
from gewu.matters.rules import LIVE, OPEN, part_of
from gewu.matters.verbs.watching import before_moving_on
from gewu.office import queries as office

_WATCHED = {
    "supervised": Q(supervised__gt=0),
    "returned": Q(returns__gt=0) | Q(objections__gt=0),
    "reworked": Q(reworks__gt=0),
    "ruling": Q(pending__gt=""),  # not "is not": of that no index knows
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
    return rows.order_by(F("next_due_at").asc(nulls_last=True), "id")


def counts(for_: Scope, now: datetime) -> dict[str, int]:
    """How many `watched` finds in each view: one look at what is open, one at what waits for a ruling."""
    views = {view: one for view, one in _WATCHED.items() if view != "ruling"}
    views |= {view: clock_condition(view, now) or Q() for view in ("late", "soon")}
    rows = matching(for_, Filters(state="open"), now).filter(merged_into=None)
    found = rows.aggregate(**{view: Count("id", filter=one) for view, one in views.items()})
    return found | {"ruling": watched(for_, "ruling", now).count()}


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
    """Subjects of which the same thing was received `at_least` times in a period, the most frequent first.

    A station to which things are brought is not what they are about: its matters are left out.
    """
    rows = Matter.objects.for_scope(for_).filter(received_on__gte=period.start, received_on__lt=period.end)
    rows = rows.filter(void_at=None, subject__isnull=False).exclude(scenario__in=_brought_to(for_, period.last))
    names = ("subject_id", "subject__name", "subject__place_text", "scenario", "category")
    found = rows.values_list(*names).annotate(
        n=Count("id"),
        callers=Count("reporter_id", distinct=True),
        open=Count("id", filter=Q(state__in=OPEN)),
        last_on=Max("received_on"),
    )
    return [Recurring(*row) for row in found.filter(n__gte=at_least).order_by("-n", "-last_on")[:100]]


def _brought_to(for_: Scope, on: date) -> list[str]:
    """The scenarios whose matters name where they were brought, not what they are about."""
    adopted = office.adopted(for_.office_id, on).items()
    return [key for key, one in adopted if one.matter and one.matter.subject_is == "brought_to"]


def by_scenario(for_: Scope, now: datetime) -> dict[str, tuple[int, int]]:
    """Open matters of each scenario: how many, and how many of them are late."""
    rows = matching(for_, Filters(state="open"), now).filter(merged_into=None).order_by()
    late = Count("id", filter=Q(state__in=LIVE, next_due_at__lt=now))
    return {key: (total, over) for key, total, over in rows.values_list("scenario").annotate(n=Count("id"), late=late)}


def points(for_: Scope, filters: Filters, now: datetime, limit: int = 600) -> list[Matter]:
    """Matters with a place on the map, the first to fall due first; more of them would be one blot, and slow."""
    rows = matching(for_, filters, now).filter(lon__isnull=False, lat__isnull=False).defer("body", "answers")
    return list(rows.order_by(F("next_due_at").asc(nulls_last=True), "id")[:limit])


def by_area(for_: Scope, filters: Filters, now: datetime) -> dict[int | None, int]:
    """How many matters fit the filters in each area."""
    return dict(matching(for_, filters, now).order_by().values_list("area_id").annotate(n=Count("id")))


def overdue(office_id: int, now: datetime) -> list[Matter]:
    """Open matters one of whose clocks ran out, and nobody was told of that one yet."""
    rows = Matter.objects.filter(office_id=office_id, tell_at__lt=now, state__in=LIVE, merged_into=None)
    return list(rows.order_by("tell_at", "id"))


def to_move_on(office_id: int, now: datetime) -> list[Matter]:
    """Open matters over their time that their scenario lets the clock take further, and it did not yet."""
    rows = Matter.objects.filter(office_id=office_id, state__in=LIVE, due_at__lt=now, merged_into=None, pending="")
    rows = rows.exclude(dispatched_at=None)
    wanted = Q()
    for scenario, edition in rows.values_list("scenario", "edition").distinct().order_by():
        path = path_of(part_of(office.edition(office_id, scenario, edition)))
        if steps := before_moving_on(path):
            wanted |= Q(scenario=scenario, edition=edition, step__in=steps)
    return list(rows.filter(wanted).order_by("due_at", "id")) if wanted else []
