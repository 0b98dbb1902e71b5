"""Good and failed tries to sign in, in the journal of the office whose account it is."""

from __future__ import annotations

from gewu.journal import actions as journal
from gewu.kernel.types import Actor, Scope
from gewu.office import clock

FAILED, OPENED = "session.failed", "session.opened"


def note(account, act: str) -> None:
    """Write a good or a failed login into the journal; a login of nobody can open no page anyway."""
    staff = getattr(account, "staff", None)
    if staff is None:
        return
    actor = Actor(staff.office_id, staff.id, staff.name, Scope(staff.office_id, staff.id))
    journal.write(act, by=actor, at=clock.now(), noun="account", row_id=account.id)
