"""Questions about tasks: my doors today, how much of a rule is covered and who is missing, how a campaign stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Count, Q, QuerySet

from gewu.grid import queries as grid
from gewu.kernel.periods import Period
from gewu.kernel.types import Scope
from gewu.office import queries as office
from gewu.tasks.models import Campaign, CampaignItem, Task


@dataclass
class Coverage:
    """How much of what was due was done, and how many tasks are still open."""

    title: str
    due: int = 0
    done: int = 0
    on_time: int = 0
    missing: int = 0

    @property
    def rate(self) -> Fraction | None:
        """Done on time of due, in per cent, unrounded; None where nothing was due."""
        return Fraction(100 * self.on_time, self.due) if self.due else None

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(self.title, *(getattr(self, name) + getattr(other, name) for name in _COUNTED))


_COUNTED = {
    "due": Count("id"),
    "done": Count("id", filter=Q(state="done")),
    "on_time": Count("id", filter=Q(late=False)),
    "missing": Count("id", filter=Q(state="due")),
}


@dataclass(frozen=True)
class CampaignSheet:
    """A campaign against its frozen list; `added` is 增补, counted apart. The missing are open tasks of each."""

    campaign: Campaign
    frozen: Coverage
    added: Coverage
    frozen_missing: QuerySet[Task]
    added_missing: QuerySet[Task]


def tasks(
    for_: Scope, *, scenario: str = "", state: str = "", area_id: int | None = None, due: Period | None = None
) -> QuerySet[Task]:
    """Return tasks in sight, by the day they are due; lists filter, page and count it."""
    rows = Task.objects.for_scope(for_).select_related("subject", "area", "staff")
    rows = rows.filter(scenario=scenario) if scenario else rows
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(area_id__in=grid.below(for_.office_id, area_id)) if area_id else rows
    rows = rows.filter(due_on__gte=due.start, due_on__lt=due.end) if due else rows
    return rows.order_by("due_on", "id")


def task(id: int, for_: Scope) -> Task:
    """Return one task. Errors: Refused tasks.R404."""
    return Task.objects.for_scope(for_).select_related("subject", "area", "staff").one(id=id)


def attempts(task: Task) -> int:
    """Count how often it was tried in vain."""
    return task.attempts.count()


def listed(
    for_: Scope,
    *,
    scenario: str = "",
    area_id: int | None = None,
    staff_id: int | None = None,
    stand: str = "",
    text: str = "",
    day: date,
) -> QuerySet[Task]:
    """Return tasks in sight as the desk lists them, by the day they are due.

    `stand` is open (to be done now), late (open past its last workday), missed (its period is over), coming, done or
    exempt; `text` is part of a subject's name or place.
    """
    rows = tasks(for_, scenario=scenario, area_id=area_id).exclude(state="void")
    rows = rows.filter(staff_id=staff_id) if staff_id else rows
    if text:
        rows = rows.filter(Q(subject__name__contains=text) | Q(subject__place_text__contains=text))
    running = Q(state="due", opens_on__lte=day, closes_on__gt=day)
    stands = {
        "open": running,
        "late": running & Q(due_on__lt=day),
        "missed": Q(state="due", closes_on__lte=day),
        "coming": Q(state="due", opens_on__gt=day),
        "done": Q(state="done"),
        "exempt": Q(state="exempt"),
    }
    return rows.filter(stands[stand]) if stand in stands else rows


def mine(for_: Scope, day: date) -> list[Task]:
    """Return my open tasks on a day, by building and door, so that one round serves them all."""
    rows = Task.objects.for_scope(for_).filter(staff_id=for_.staff_id, state="due")
    rows = rows.filter(opens_on__lte=day, closes_on__gt=day)
    rows = rows.select_related("subject", "subject__address", "area")
    return list(rows.order_by("area_id", "subject__address_id", "subject__place_text", "subject_id", "due_on"))


def coverage(for_: Scope, scenario: str, period: Period, by: str = "") -> list[Coverage]:
    """Return tasks due in `period`, as one row or by "community", "grid", "split", "staff" or "rule", in their order.

    `staff` is for handing out work: it names whom to ask, it is no comparison of persons and has no rank.
    """
    column, title = _group(for_, by)
    rows = _due(for_, scenario, period).order_by().values_list(column).annotate(**_COUNTED)
    found: dict[str, Coverage] = {}
    for key, *numbers in rows:
        name = title(key)
        found[name] = found.get(name, Coverage(name)) + Coverage(name, *numbers)
    return [found[name] for name in sorted(found)]


def missing(for_: Scope, scenario: str, period: Period, by: str = "") -> QuerySet[Task]:
    """Return the open tasks that `coverage` counts as missing, those of a group together."""
    return _due(for_, scenario, period).filter(state="due").order_by(_group(for_, by)[0], "due_on", "id")


def _due(for_: Scope, scenario: str, period: Period) -> QuerySet[Task]:
    return tasks(for_, due=period).filter(scenario=scenario).exclude(state__in=["void", "exempt"])


def campaign_sheet(campaign_id: int, for_: Scope) -> CampaignSheet:
    """Say how a campaign stands: the rate is out of the frozen list, 增补 beside it."""
    campaign = Campaign.objects.for_scope(for_).one(id=campaign_id)
    late = campaign.items.filter(added_late=True).values("subject_id")
    rows = tasks(for_, scenario=campaign.scenario).filter(campaign=campaign).exclude(state="void")
    frozen, added = rows.exclude(subject_id__in=late), rows.filter(subject_id__in=late)
    return CampaignSheet(
        campaign,
        Coverage(campaign.title, **frozen.aggregate(**_COUNTED)),
        Coverage("增补", **added.aggregate(**_COUNTED)),
        frozen.filter(state="due"),
        added.filter(state="due"),
    )


def campaign(id: int, for_: Scope) -> Campaign:
    """Return one campaign. Errors: Refused for what is not in sight."""
    return Campaign.objects.for_scope(for_).one(id=id)


def campaigns(for_: Scope) -> list[Campaign]:
    """Return campaigns of the office, newest first; named lists of matters (回头看) hold no subjects and are none."""
    held = CampaignItem.objects.filter(office_id=for_.office_id).values("campaign_id")
    return list(Campaign.objects.for_scope(for_).filter(id__in=held).order_by("-from_on", "-id"))


def _group(for_: Scope, by: str) -> tuple[str, Callable[[Any], str]]:
    """The column of tasks that groups them, and what the group of a value is called."""
    if by in ("community", "grid"):
        areas = grid.communities(for_.office_id) if by == "community" else grid.ground(for_.office_id).pieces
        return "area_id", lambda key: areas[key].name if key in areas else "—"
    if by == "staff":
        people = office.at_hand(for_.office_id).staff
        return "staff_id", lambda key: people[key].name if key else "未落实到人"
    if by == "split":
        return "split", lambda key: key or "—"
    return ("rule", str) if by == "rule" else ("scenario", lambda key: "合计")
