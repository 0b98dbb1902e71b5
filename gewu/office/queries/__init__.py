"""Questions to the office: who may what, which edition is in force, which days are worked, what is locked."""

from gewu.office.queries.days import announced_years, calendar, special_days
from gewu.office.queries.editions import (
    adopted,
    adopted_after,
    adopted_for_new,
    adoption,
    adoption_history,
    adoptions,
    edition,
    in_use_since,
)
from gewu.office.queries.hand import AtHand, LocalRule, OfficeFacts, StaffRow, UnitRow, at_hand
from gewu.office.queries.people import (
    Seat,
    Visitor,
    account_named,
    actor_for,
    actor_of,
    by_code,
    duty_map,
    office,
    offices,
    responsible,
    roles_held,
    roles_of,
    roster,
    scope_of,
    seat_of,
    staff,
    staff_member,
    system_actor,
    ticked_at,
    unit,
    units,
    visitor,
    waiting_passwords,
)
from gewu.office.queries.rows import (
    forms,
    local_rules,
    locks,
    must_be_open,
    must_be_open_from,
    period_locked,
    period_locks,
    rule_values,
)
