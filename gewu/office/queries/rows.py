"""Dated rows of the office: local rules, locked periods, registered forms."""

from __future__ import annotations

from datetime import date

from gewu.kernel.periods import DAY
from gewu.kernel.types import Refused, Scope
from gewu.office.models import FormRegister, PeriodLock, RuleRow
from gewu.office.queries.hand import at_hand, valid


def rule_values(office_id: int, scenario: str, on: date) -> dict[str, object]:
    """Return every local value of a scenario in force on a day: key -> value; "" holds for all scenarios."""
    return {row.key: row.value for row in valid(at_hand(office_id).rules, on) if row.scenario == scenario}


def local_rules(for_: Scope) -> list[RuleRow]:
    """Return every local rule row there is or was, the newest first."""
    return list(RuleRow.objects.for_scope(for_).order_by("-from_on", "scenario", "key", "-id"))


def locks(office_id: int) -> list[tuple[date, date]]:
    """Return locked stretches as (start, end), half-open."""
    return list(at_hand(office_id).locks)


def period_locked(office_id: int, day: date) -> bool:
    """Say whether nothing dated `day` may be added or changed."""
    return any(start <= day < end for start, end in at_hand(office_id).locks)


def must_be_open(office_id: int, day: date) -> None:
    """Refuse (office.R310) when `day` lies in a locked period."""
    must_be_open_from(office_id, day, day + DAY)


def must_be_open_from(office_id: int, since: date, until: date | None = None) -> None:
    """Refuse (office.R310) when a day of [since, until) is locked: what lasts moves the stocks of all its days."""
    held = [start for start, end in at_hand(office_id).locks if end > since and (until is None or start < until)]
    if held:
        day = max(min(held), since)
        raise Refused(
            "office.R310",
            f"{day:%Y年%-m月%-d日}所在统计期已锁定，没有保存。",
            "确需补录或更正的，请锁定人以外有锁定权限的领导写明原因，先解锁该统计期。",
        )


def period_locks(for_: Scope) -> list[PeriodLock]:
    """Return every lock there is or was, newest first."""
    return list(PeriodLock.objects.for_scope(for_).select_related("locked_by", "opened_by").order_by("-start", "-id"))


def forms(for_: Scope) -> list[FormRegister]:
    """Return the register of forms that upper levels send down (减负看板), the next to expire first."""
    return list(FormRegister.objects.for_scope(for_).order_by("expires_on", "number"))
