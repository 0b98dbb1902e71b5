"""What the clock brings: tasks due or missed, late matters told and moved on, bulletins drafted, the journal sealed.

Asking again changes nothing, so it may run every minute (`gewu work`) and be repeated after a fault.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from gewu.front.commands import _asking
from gewu.kernel.types import Refused

#: a clock that went on by more than this since the last tick is asked about
LEAP = timedelta(days=7)


def configure(parser: ArgumentParser) -> None:
    _asking.add_office(parser)
    parser.add_argument(
        "--at",
        type=datetime.fromisoformat,
        metavar="MOMENT",
        help="2023-06-28T09:00 by the office clock (default: now)",
    )
    parser.add_argument("--catch-up", action="store_true", help=f"also more than {LEAP.days} days after the last tick")
    parser.add_argument("--json", action="store_true")


def run(args: Namespace) -> int:
    from gewu.front import alive

    _forget()
    at = _moment(args.at)
    done, refused = {}, []
    for office in _asking.offices_of(args):
        try:
            _must_follow(office, at, args.catch_up)
        except Refused as one:  # of one office; the others go on
            refused.append(one)
        else:
            done[office.code] = tick(office, at)
    alive.note_tick(refused[0].words if refused else "", well=not refused)
    lines = (
        f"{code}：新任务{counts['tasks']}项，到期未办{counts['missed']}项，"
        f"提醒逾期{counts['overdue']}件，因超期流转{counts['moved']}件，"
        f"拟通报{counts['bulletins']}期，封存日志{counts['sealed']}条"
        for code, counts in done.items()
        if any(counts.values())
    )
    _asking.tell(args, done, lines)
    if refused:
        raise refused[0]
    return 0


def _forget() -> None:
    """Let go of what is kept for a time only; by the real clock, whatever the office's says."""
    from gewu.front.sessions import SessionStore
    from gewu.journal.actions import forget_old
    from gewu.office.actions import forget_old_sign_ins

    SessionStore.clear_expired()
    forget_old_sign_ins(datetime.now(UTC))
    forget_old(datetime.now(UTC))


def _must_follow(office, at: datetime, catch_up: bool) -> None:
    """Refuse (front.R750) what comes long after the last tick: a wrong clock would raise years of tasks for good."""
    from gewu.kernel.calendar import local
    from gewu.office import queries

    last = queries.ticked_at(office.id)
    if last and at - last > LEAP and not catch_up:
        now, before = (f"{local(one):%Y-%m-%d %H:%M}" for one in (at, last))
        words = f"服务器时间是{now}，上次办理到期事项是{before}，隔了{(at - last).days}天，没有派任务、没有提醒。"
        hint = "请先核对服务器时间；时间没错（如停机多日），运行 gewu tick --catch-up 补办。"
        raise Refused("front.R750", words, hint, {office.code: "没有补办"})


def tick(office, at: datetime) -> Mapping[str, int]:
    """Do for one office what is due at `at`; return how many of each."""
    from gewu.flows import overdue
    from gewu.journal import actions as journal
    from gewu.journal import heads
    from gewu.kernel.calendar import local_day
    from gewu.office import actions, queries
    from gewu.reports import actions as reports
    from gewu.tasks import actions as tasks

    system = queries.system_actor(office)
    done = {
        "tasks": tasks.raise_due(office.id, local_day(at), by=system, at=at),
        "missed": tasks.tell_missed(office.id, local_day(at), by=system, at=at),
        "overdue": overdue.tell_overdue(by=system, at=at),
        "moved": overdue.move_on(by=system, at=at),
        "bulletins": reports.draft_due(by=system, at=at),
        "sealed": journal.seal(office.id),
    }
    actions.ticked(office.id, at)
    if done["sealed"]:
        heads.keep(office, datetime.now(UTC))
    return done


def _moment(moment: datetime | None) -> datetime:
    from gewu.kernel.calendar import LOCAL
    from gewu.office import clock

    if not moment:
        return clock.now()
    return moment if moment.tzinfo else moment.replace(tzinfo=LOCAL)
