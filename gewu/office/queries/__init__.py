"""Questions to the office: who may what, which edition is in force, which days are worked, what is locked."""

from gewu.office.queries.days import calendar
from gewu.office.queries.editions import adopted, adoption, adoption_history, adoptions, edition
from gewu.office.queries.people import (
    account_named,
    actor_for,
    actor_of,
    by_code,
    duty_map,
    office,
    offices,
    responsible,
    roles_of,
    roster,
    scope_of,
    staff,
    staff_member,
    system_actor,
    unit,
    units,
)
from gewu.office.queries.rows import forms, locks, must_be_open, period_locked, rule_value, rule_values

__all__ = [
    "account_named",
    "actor_for",
    "actor_of",
    "adopted",
    "adoption",
    "adoption_history",
    "adoptions",
    "by_code",
    "calendar",
    "duty_map",
    "edition",
    "forms",
    "locks",
    "must_be_open",
    "office",
    "offices",
    "period_locked",
    "responsible",
    "roles_of",
    "roster",
    "rule_value",
    "rule_values",
    "scope_of",
    "staff",
    "staff_member",
    "system_actor",
    "unit",
    "units",
]
