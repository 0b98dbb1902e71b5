"""Five wrong passwords shut an account for fifteen minutes; counted in the journal, so all processes agree."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from gewu.journal import actions as journal
from gewu.journal import queries as lines
from gewu.kernel.types import Actor, Refused, Scope
from gewu.office import clock

TRIES = 5
SHUT_FOR = timedelta(minutes=15)
FAILED, OPENED = "session.failed", "session.opened"


def check(account) -> None:
    """Refuse while `account` is shut (E1-R48). Locks go by the real clock, not by the office's."""
    failures = _failures(account)
    if len(failures) >= TRIES:
        minutes = -(-(failures[0] + SHUT_FOR - datetime.now(UTC)).total_seconds() // 60)
        raise Refused(
            "front.R4291",
            f"密码连续错 {TRIES} 次，账号已锁定，还剩 {max(1, int(minutes))} 分钟。",
            "忘记密码请联系系统管理员重置。",
        )


def note(account, act: str) -> None:
    """Write a good or a failed login into the journal."""
    staff = _person(account)
    if staff is None:
        return
    actor = Actor(staff.office_id, staff.id, staff.name, Scope(staff.office_id, staff.id))
    journal.write(act, by=actor, at=clock.now(), noun="account", row_id=account.id)


def _person(account):
    """The member of staff behind a login; None for a login of nobody, which can open no page anyway."""
    return getattr(account, "staff", None)


def _failures(account) -> list[datetime]:
    """The real moments of failed tries since the last good one within the shut time, newest first."""
    staff = _person(account)
    if staff is None:
        return []
    scope = Scope(staff.office_id, staff.id)
    rows = lines.lines(scope, noun="account", row_id=account.id, act="session.")
    found = []
    for act, moment in rows.filter(recorded_at__gt=datetime.now(UTC) - SHUT_FOR).values_list("act", "recorded_at"):
        if act == OPENED:
            break
        found.append(moment)
    return found
