"""Verbs of the office: start it, admit units and people, grant roles, adopt editions, lock periods."""

from gewu.office.actions.editions import adopt, draft_edition, retire, review, save_draft, send_for_review
from gewu.office.actions.ground import move_ground
from gewu.office.actions.passwords import agrees, decide_password, set_password
from gewu.office.actions.people import (
    admit_staff,
    admit_unit,
    change_staff,
    change_unit,
    close_unit,
    grant,
    leave,
    log_opened,
    log_refusal,
    reopen_unit,
    revoke,
    start_office,
    tell_of_ground,
    ticked,
)
from gewu.office.actions.roster import change_shift, put_on_duty, strike_shift
from gewu.office.actions.rows import (
    announce_year,
    judge_form,
    lock_period,
    open_period,
    register_form,
    set_day,
    set_rule,
)
from gewu.office.actions.sessions import prolong
from gewu.office.actions.sign_ins import begin as begin_sign_in
from gewu.office.actions.sign_ins import end as end_sign_in
from gewu.office.actions.sign_ins import forget_old as forget_old_sign_ins
