"""Which scenarios the office has adopted, and in which edition."""

from __future__ import annotations

from datetime import date

from gewu.kernel.types import Refused, Scope
from gewu.office.models import Adoption
from gewu.office.queries.hand import at_hand, valid
from gewu.office.queries.rows import must_be_open
from gewu.scenario.grammar import Scenario


def adopted(office_id: int, on: date) -> dict[str, Scenario]:
    """Return the editions in force on a day: scenario key -> parsed scenario, in the order of domains and keys."""
    hand = at_hand(office_id)
    rows = {row.scenario: row.sha256 for row in valid(hand.editions, on) if row.in_force}
    return dict(zip(rows, hand.shelf.scenarios(rows.values()), strict=True))


def adopted_after(office_id: int, on: date) -> list[Scenario]:
    """Return the editions that came into force only after a day, the earliest first."""
    hand = at_hand(office_id)
    later = [row for row in hand.editions if row.in_force and row.from_on and row.from_on > on]
    return hand.shelf.scenarios([row.sha256 for row in sorted(later, key=lambda row: (row.from_on, row.edition))])


def in_use_since(office_id: int, scenario: str) -> date | None:
    """Return the first day on which any edition of a scenario was in force; None for one that never was."""
    rows = at_hand(office_id).editions
    return min(
        (row.from_on for row in rows if row.scenario == scenario and row.in_force and row.from_on), default=None
    )


def adopted_for_new(office_id: int, on: date) -> dict[str, Scenario]:
    """Return the same, for what is new on that day. Errors: Refused office.R310 when it lies in a locked period."""
    must_be_open(office_id, on)
    return adopted(office_id, on)


def nothing_of(scenario: str, on: date) -> tuple[str, str]:
    """Say that there is nothing of a scenario that day, and the cure; of one that is closed to the reader too."""
    return f"场景“{scenario}”{on}没有启用", "请核对场景和日期，或在场景配置中启用。"


def not_in_force(office_id: int, scenario: str, on: date) -> tuple[str, str]:
    """Say why nothing of a scenario can be entered for a day, and the cure; before its first day that is 改一版."""
    hand = at_hand(office_id)
    held = [row for row in hand.editions if row.scenario == scenario and row.in_force and row.from_on]
    first = min(held, key=lambda row: row.from_on or on, default=None)
    if first is None or first.from_on is None or first.from_on <= on:
        return nothing_of(scenario, on)
    title = hand.shelf.scenarios([first.sha256])[0].title
    cure = f"要补登以前的，请在场景配置里“改一版”，启用日期填{on}或更早，启用后再登记。"
    return f"“{title}”从{first.from_on}起启用，{on}还没有", cure


def edition(office_id: int, scenario: str, edition: str) -> Scenario:
    """Return one edition by its name, in force or not: open matters stay on theirs.

    Errors: Refused office.R220 when the office never had it.
    """
    hand = at_hand(office_id)
    for row in hand.editions:
        if (row.scenario, row.edition) == (scenario, edition):
            return hand.shelf.scenarios([row.sha256])[0]
    raise Refused("office.R220", f"本单位没有场景“{scenario}”的“{edition}”版。", "请在场景配置中核对版本。")


def adoptions(for_: Scope) -> list[Adoption]:
    """Return every edition of the office, without its text, newest first within a scenario."""
    return list(Adoption.objects.for_scope(for_).defer("text").order_by("domain", "scenario", "-id"))


def adoption(for_: Scope, adoption_id: int) -> Adoption:
    """Return one edition with its text. Errors: Refused office.R221."""
    return Adoption.objects.for_scope(for_).select_related("drafted_by", "reviewed_by").one(id=adoption_id)


def adoption_history(for_: Scope, scenario: str) -> list[Adoption]:
    """Return the editions of one scenario, newest first."""
    rows = Adoption.objects.for_scope(for_).select_related("drafted_by", "reviewed_by")
    return list(rows.filter(scenario=scenario).order_by("-id"))
