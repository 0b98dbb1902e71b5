"""The sentences of a clock: each gives (sentence, short)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from gewu.kernel.calendar import DAY
from gewu.kernel.limits import NATURAL_DAY, WORKDAY, WORKING_HOUR, passed

if TYPE_CHECKING:
    from gewu.kernel.clocks import Clock


def late(clock: Clock, now: datetime) -> tuple[str, str]:
    """Past its time and open."""
    over = _over(clock, now)
    return f"红：已{over.replace(' ', '')}（应于{_minute(clock.due_at)}前办结，{_why(clock)}）", over


def running(clock: Clock, now: datetime, *, soon: bool) -> tuple[str, str]:
    """Inside its time."""
    left = _left(clock, now)
    head = "黄：" if soon else ""
    return (
        f"{head}还剩{left.replace(' ', '')}（应于{_minute(clock.due_at)}前办结，{_why(clock)}）",
        f"还剩 {left}",
    )


def paused(clock: Clock, now: datetime) -> tuple[str, str]:
    """Suspended: time stands still."""
    since = clock.paused_since or now
    days = (now.date() - since.date()).days
    return (
        f"挂账中：自{_minute(since)}起挂账{f'，已{days}天' if days else ''}，期间不计时"
        f"（挂账前应于{_minute(clock.due_at)}前办结，{_why(clock)}）",
        "挂账中",
    )


def ended(clock: Clock, closed_at: datetime) -> tuple[str, str]:
    """Closed, in time or late."""
    facts = f"（应于{_minute(clock.due_at)}前办结，{_why(clock)}）"
    if closed_at <= clock.due_at:
        return f"绿：{_minute(closed_at)}已按期办结{facts}", "已按期办结"
    over = _over(clock, closed_at)
    return f"{_minute(closed_at)}办结，{over.replace(' ', '')}{facts}", f"{over}办结"


def duration(seconds: int) -> str:
    """Say seconds as "2 天 3 小时", "3 小时 20 分" or "不到 1 分"."""
    minutes = seconds // 60
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return f"{days} 天" + (f" {hours} 小时" if hours else "")
    if hours:
        return f"{hours} 小时" + (f" {rest} 分" if rest else "")
    return f"{rest} 分" if rest else "不到 1 分"


def _over(clock: Clock, now: datetime) -> str:
    """Say how much too late: "超 2 个工作日", "超 3 天", "超 2 小时 5 分"."""
    unit = clock.limit.counted_in
    if unit == WORKDAY:
        days = passed(clock.due_at, now, WORKDAY, clock.calendar)
        return f"超 {days} 个工作日" if days else "超时不到 1 个工作日"
    if unit == NATURAL_DAY:
        return f"超 {max(1, (now.date() - clock.due_at.date()).days)} 天"
    return "超 " + _hours(passed(clock.due_at, now, unit, clock.calendar), unit)


def _left(clock: Clock, now: datetime) -> str:
    """How much is left: days while it is due on a later day, then time."""
    unit = clock.limit.counted_in
    if clock.limit.in_days and now.date() < clock.due_at.date():
        days = passed(now, clock.due_at, unit, clock.calendar)
        return f"{days} {'个工作日' if unit == WORKDAY else '天'}"
    if clock.limit.in_days:
        return duration(int((clock.due_at - now).total_seconds()))
    return _hours(passed(now, clock.due_at, unit, clock.calendar), unit)


def _hours(seconds: int, unit: str) -> str:
    if unit != WORKING_HOUR:
        return duration(seconds)
    # A working hour is none of a day's 24, so these never become days.
    hours, minutes = seconds // 3600, seconds // 60 % 60
    said = [f"{hours} 个工作时" if hours else "", f"{minutes} 分" if minutes else ""]
    return " ".join(filter(None, said)) or "不到 1 分"


def _why(clock: Clock) -> str:
    """The facts behind a deadline: limit, extensions, pauses, days off, what is provisional."""
    facts = [str(clock.limit)]
    facts += [f"延期{more}" for more in clock.extensions]
    facts += _pauses(clock)
    facts += _days_off(clock)
    if clock.provisional:
        facts.append(f"{_unannounced(clock)}年放假安排未公布，暂按周一至周五推算")
    return "，".join(facts)


def _pauses(clock: Clock) -> list[str]:
    if not clock.paused_ticks:
        return []
    unit = (clock.extensions or (clock.limit,))[-1].counted_in
    if unit == WORKDAY:
        return [f"扣除挂账{clock.paused_ticks}个工作日"]
    if unit == NATURAL_DAY:
        return [f"扣除挂账{clock.paused_ticks}天"]
    return [f"扣除挂账{_hours(clock.paused_ticks, unit).replace(' ', '')}"]


def _days_off(clock: Clock) -> list[str]:
    """Name the holidays that were skipped and the make-up days that were counted."""
    unit = clock.limit.counted_in
    first, last = clock.start.date(), clock.due_at.date()
    if unit == NATURAL_DAY:
        return _rolled(clock)
    if unit not in (WORKDAY, WORKING_HOUR) or last <= first:
        return []
    days = [first + DAY * n for n in range(1, (last - first).days + 1)]
    named = [day for day in days if clock.calendar.name(day)]
    off = [day for day in named if not clock.calendar.is_workday(day)]
    made_up = [day for day in named if clock.calendar.is_workday(day)]
    said = [f"{_span(run[0], run[-1])}{clock.calendar.name(run[0])}不计" for run in _runs(off)]
    return said + [f"{_span(run[0], run[-1])}{clock.calendar.name(run[0])}计入" for run in _runs(made_up)]


def _rolled(clock: Clock) -> list[str]:
    """Say that the last of the natural days was off and ran on (Civil Code 203)."""
    limits = (clock.limit, *clock.extensions)
    if any(one.unit != NATURAL_DAY for one in limits):
        return []
    full = clock.start.date() + DAY * (sum(one.amount for one in limits) + clock.paused_ticks)
    if full == clock.due_at.date():
        return []
    return [
        f"期满日{_span(full, full)}逢{clock.calendar.name(full) or '周末'}，顺延至{_span(*[clock.due_at.date()] * 2)}"
    ]


def _runs(days: list[date]) -> list[list[date]]:
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _span(first: date, last: date) -> str:
    if first == last:
        return f"{first.month}月{first.day}日"
    if first.month == last.month:
        return f"{first.month}月{first.day}日至{last.day}日"
    return f"{first.month}月{first.day}日至{last.month}月{last.day}日"


def _unannounced(clock: Clock) -> int:
    years = range(clock.start.year, clock.due_at.year + 1)
    return next(year for year in years if not clock.calendar.announced(year))


def _minute(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")
