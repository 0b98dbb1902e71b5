"""What the clock brings: tasks due or missed, late matters told and moved on, bulletins drafted, the journal sealed.

Asking again changes nothing, so it may run every minute (`gewu work`) and be repeated after a fault.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from datetime import UTC, datetime

from gewu.front.commands import _asking


def configure(parser: ArgumentParser) -> None:
    _asking.add_office(parser)
    parser.add_argument("--at", metavar="MOMENT", help="2023-06-28T09:00 by the office clock (default: now)")
    parser.add_argument("--json", action="store_true")


def run(args: Namespace) -> int:
    from gewu.front.sessions import SessionStore
    from gewu.office.actions import forget_old_sign_ins

    SessionStore.clear_expired()
    forget_old_sign_ins(datetime.now(UTC))
    at = _moment(args.at)
    done = {office.code: tick(office, at) for office in _asking.offices_of(args)}
    lines = (
        f"{code}：新任务{counts['tasks']}项，到期未办{counts['missed']}项，"
        f"提醒逾期{counts['overdue']}件，因超期流转{counts['moved']}件，"
        f"拟通报{counts['bulletins']}期，封存日志{counts['sealed']}条"
        for code, counts in done.items()
        if any(counts.values())
    )
    _asking.tell(args, done, lines)
    return 0


def tick(office, at: datetime) -> Mapping[str, int]:
    """Do for one office what is due at `at`; return how many of each."""
    from gewu.flows import overdue
    from gewu.journal import actions as journal
    from gewu.kernel.calendar import local_day
    from gewu.office import queries
    from gewu.reports import actions as reports
    from gewu.tasks import actions as tasks

    system = queries.system_actor(office)
    return {
        "tasks": tasks.raise_due(office.id, local_day(at), by=system, at=at),
        "missed": tasks.tell_missed(office.id, local_day(at), by=system, at=at),
        "overdue": overdue.tell_overdue(by=system, at=at),
        "moved": overdue.move_on(by=system, at=at),
        "bulletins": reports.draft_due(by=system, at=at),
        "sealed": journal.seal(office.id),
    }


def _moment(text: str | None) -> datetime:
    from gewu.kernel.calendar import LOCAL
    from gewu.office import clock

    if not text:
        return clock.now()
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=LOCAL)
