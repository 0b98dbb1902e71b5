"""Questions about tasks: my doors today, how much of a rule is covered and who is missing, how a campaign stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from django.db.models import Q, QuerySet

from gewu.grid import queries as grid
from gewu.kernel.periods import Period
from gewu.kernel.types import Refused, Scope
from gewu.tasks.models import Campaign, CampaignItem, Task


@dataclass
class Coverage:
    """How much of what was due was done. `missing` are open tasks, with subject, officer and area loaded."""

    title: str
    due: int = 0
    done: int = 0
    on_time: int = 0
    missing: list[Task] = field(default_factory=list)

    @property
    def rate(self) -> Fraction | None:
        """Done on time of due, in per cent, unrounded; None where nothing was due."""
        return Fraction(100 * self.on_time, self.due) if self.due else None


@dataclass(frozen=True)
class CampaignSheet:
    """A campaign against its frozen list; `added` is 增补, counted apart."""

    campaign: Campaign
    frozen: Coverage
    added: Coverage


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
    found = Task.objects.for_scope(for_).select_related("subject", "area", "staff").filter(id=id).first()
    if found is None:
        raise Refused("tasks.R404", "没有找到这项任务，或不在您的范围内。", "请核对后重试。")
    return found


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
    rows = tasks(for_, scenario=scenario, due=period).exclude(state__in=["void", "exempt"])
    return _covered(list(rows), _title(for_, by))


def campaign_sheet(campaign_id: int, for_: Scope) -> CampaignSheet:
    """Say how a campaign stands: the rate is out of the frozen list, 增补 beside it."""
    campaign = Campaign.objects.for_scope(for_).filter(id=campaign_id).first()
    if campaign is None:
        raise Refused("tasks.R405", "没有找到这个专项行动。", "请核对后重试。")
    late = set(campaign.items.filter(added_late=True).values_list("subject_id", flat=True))
    rows = list(tasks(for_, scenario=campaign.scenario).filter(campaign=campaign).exclude(state="void"))
    frozen = _covered([row for row in rows if row.subject_id not in late], lambda task: campaign.title)
    added = _covered([row for row in rows if row.subject_id in late], lambda task: "增补")
    return CampaignSheet(campaign, _one(frozen, campaign.title), _one(added, "增补"))


def campaigns(for_: Scope) -> list[Campaign]:
    """Return campaigns of the office, newest first; named lists of matters (回头看) hold no subjects and are none."""
    held = CampaignItem.objects.filter(office_id=for_.office_id).values("campaign_id")
    return list(Campaign.objects.for_scope(for_).filter(id__in=held).order_by("-from_on", "-id"))


def _one(rows: Sequence[Coverage], title: str) -> Coverage:
    return rows[0] if rows else Coverage(title)


def _covered(rows: Sequence[Task], title: Callable[[Task], str]) -> list[Coverage]:
    found: dict[str, Coverage] = {}
    for row in rows:
        cell = found.setdefault(title(row), Coverage(title(row)))
        cell.due += 1
        cell.done += row.state == "done"
        cell.on_time += row.late is False
        if row.state == "due":
            cell.missing.append(row)
    return [found[name] for name in sorted(found)]


def _title(for_: Scope, by: str) -> Callable[[Task], str]:
    if by == "community":
        communities = grid.communities(for_.office_id)
        return lambda task: communities[task.area_id].name if task.area_id in communities else "—"
    return {
        "": lambda task: "合计",
        "grid": lambda task: task.area.name if task.area else "—",
        "split": lambda task: task.split or "—",
        "staff": lambda task: task.staff.name if task.staff else "未落实到人",
        "rule": lambda task: task.rule,
    }[by]
