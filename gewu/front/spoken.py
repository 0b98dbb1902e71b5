"""How periods, days and clocks are said, in the chosen language: one home for page, list, file and slip."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import get_language, gettext, gettext_lazy, ngettext_lazy

from gewu.indicators.rules import Cell
from gewu.kernel.clocks import Colour
from gewu.kernel.explain import DaysOff, Facts, Span
from gewu.kernel.limits import CONTINUOUS_HOUR, MINUTE, MONTH, NATURAL_DAY, WORKDAY, WORKING_HOUR, YEAR, Limit
from gewu.kernel.periods import Period

_DAYS = ngettext_lazy("%(n)d天", "%(n)d天", "n")
_HOURS = ngettext_lazy("%(n)d小时", "%(n)d小时", "n")
_MINUTES = ngettext_lazy("%(n)d分", "%(n)d分", "n")
_WORKDAYS = ngettext_lazy("%(n)d个工作日", "%(n)d个工作日", "n")
_WORKING_HOURS = ngettext_lazy("%(n)d个工作时", "%(n)d个工作时", "n")
_LIMITS = {
    WORKDAY: _WORKDAYS,
    NATURAL_DAY: ngettext_lazy("%(n)d日", "%(n)d日", "n"),
    WORKING_HOUR: _WORKING_HOURS,
    CONTINUOUS_HOUR: _HOURS,
    MINUTE: ngettext_lazy("%(n)d分钟", "%(n)d分钟", "n"),
    MONTH: ngettext_lazy("%(n)d个月", "%(n)d个月", "n"),
    YEAR: ngettext_lazy("%(n)d年", "%(n)d年", "n"),
}

#: what has to be done by the deadline, in both languages; another step by its title
_WHAT = {
    "closed": ("办结", "closed"),
    "signed": ("签收", "signed for"),
    "answered": ("反馈", "answered"),
    "answered_back": ("回访", "called back"),
    "accepted": ("受理", "accepted"),
    "dispatched": ("派单", "dispatched"),
    "verified": ("核查", "checked"),
}

#: the clock by which a matter is handed over: 移交消防119
HAND_OVER = "移交"

_SHORT = {
    "late": gettext_lazy("超期%(over)s"),
    "soon": gettext_lazy("还剩%(left)s"),
    "running": gettext_lazy("还剩%(left)s"),
    "paused": gettext_lazy("挂账中"),
    "done": gettext_lazy("已按期%(what)s"),
    "done_late": gettext_lazy("超期%(over)s%(what)s"),
}
_SENTENCES = {
    "late": gettext_lazy("已超期%(over)s。应于%(due)s前%(what)s（%(why)s）"),
    "soon": gettext_lazy("还剩%(left)s，%(due)s前%(what)s（%(why)s）"),
    "running": gettext_lazy("还剩%(left)s，%(due)s前%(what)s（%(why)s）"),
    "paused": gettext_lazy("挂账中，%(since)s起不计时。挂账前应于%(due)s前%(what)s（%(why)s）"),
    "done": gettext_lazy("%(closed)s已按期%(what)s，应于%(due)s前%(what)s（%(why)s）"),
    "done_late": gettext_lazy("%(closed)s%(what)s，超期%(over)s。应于%(due)s前%(what)s（%(why)s）"),
}


#: why no clock runs
_WITHOUT = {
    "": gettext_lazy("这一等级没有办理时限。"),
    "void": gettext_lazy("已作废或不予受理，不计时。"),
    "merged": gettext_lazy("已并入主单，随主单办理、计时。"),
    "undispatched": gettext_lazy("派单后开始计时。"),
}


def in_english() -> bool:
    """Tell whether this page is shown in English."""
    return (get_language() or "").startswith("en")


def period(one: Period) -> str:
    """Name a period: "first half of 2023", "Q2 2023", "Jun 2023", "week 26 of 2023"."""
    if not in_english():
        return one.label()
    first = one.start
    named = {
        "day": lambda: day(first),
        "week": lambda: f"week {first.isocalendar().week} of {first.isocalendar().year}",
        "month": lambda: f"{first:%b %Y}",
        "quarter": lambda: f"Q{(first.month + 2) // 3} {first.year}",
        "half": lambda: f"{'first' if first.month == 1 else 'second'} half of {first.year}",
        "year": lambda: str(first.year),
    }
    return named.get(one.kind, lambda: f"{day(first)} to {day(one.last)}")()


def piece(cell: Cell, every: str) -> str:
    """Name a month or a week of a trend: 6月, Jun."""
    if not in_english():
        return cell.label
    first = date.fromisoformat(str(cell.key))
    return f"{first:%b}" if every == "month" else day(first)


def day(on: date) -> str:
    """Write a day: 2023年6月28日, 28 Jun 2023."""
    return f"{on.day} {on:%b} {on.year}" if in_english() else f"{on.year}年{on.month}月{on.day}日"


def short(colour: Colour) -> str:
    """Say a clock in the few words of a list: 还剩3小时20分, 签收超期1个工作日; — where no clock runs."""
    if colour.facts is None:
        return "—"
    said = str(_SHORT[colour.name]) % _parts(colour.facts)
    if colour.facts.what == "closed" or colour.name not in ("late", "soon", "running"):
        return said  # closing is what a list is about; every other clock says its step
    return f"{what(colour)}: {said}" if in_english() else what(colour) + said


def sentence(colour: Colour) -> str:
    """Say in one sentence why a clock looks as it does, with all that moved its deadline."""
    if colour.facts is None:
        return str(_WITHOUT[colour.without])
    return str(_SENTENCES[colour.name]) % (
        _parts(colour.facts) | {"why": (", " if in_english() else "，").join(_why(colour.facts))}
    )


def limit(one: Limit) -> str:
    """Say a limit: 3个工作日, 60日; 当日 for no days."""
    return gettext("当日") if one.in_days and not one.amount else str(_LIMITS[one.unit] % {"n": one.amount})


def span(one: Span) -> str:
    """Say a length of time: 3个工作日, 2天3小时, 3小时20分, 不到1分."""
    if one.unit == WORKDAY:
        return str(_WORKDAYS % {"n": one.ticks}) if one.ticks else gettext("不到1个工作日")
    if one.unit == NATURAL_DAY:
        return str(_DAYS % {"n": one.ticks})
    minutes = one.ticks // 60
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    if one.unit == WORKING_HOUR:
        # A working hour is none of a day's 24, so these never become days.
        parts = [(_WORKING_HOURS, minutes // 60), (_MINUTES, rest)]
    else:
        parts = [(_DAYS, days), (_HOURS, hours)] if days else [(_HOURS, hours), (_MINUTES, rest)]
    said = [str(words % {"n": n}) for words, n in parts if n]
    return (" " if in_english() else "").join(said) or gettext("不到1分")


def what(colour: Colour) -> str:
    """Say what has to be done by the deadline: 办结, 签收, or the step to be reached."""
    return _done(colour.facts.what) if colour.facts else ""


def _done(key: str) -> str:
    if key.startswith(HAND_OVER):
        return f"hand over to {key.removeprefix(HAND_OVER)}" if in_english() else key
    return _WHAT.get(key, (f"到“{key}”", f"at “{key}”"))[in_english()]


def _parts(facts: Facts) -> dict[str, str]:
    return {
        "due": _minute(facts.due_at, facts.at),
        "what": _done(facts.what),
        "over": span(facts.over) if facts.over else "",
        "left": span(facts.left) if facts.left else "",
        "since": _minute(facts.paused_since, facts.at) if facts.paused_since else "",
        "closed": _minute(facts.closed_at, facts.at) if facts.closed_at else "",
    }


def _why(facts: Facts) -> Iterator[str]:
    """The facts behind a deadline: limit, extensions, pauses, days off, what is provisional."""
    yield gettext("时限%s") % limit(facts.limit)
    yield from (gettext("延期%s") % limit(more) for more in facts.extensions)
    if facts.taken_off:
        yield gettext("扣除挂账%s") % span(facts.taken_off)
    for run in facts.days_off:
        words = gettext("%(days)s%(name)s计入") if run.counted else gettext("%(days)s%(name)s不计")
        yield words % {"days": _days(run), "name": run.name}
    if facts.ran_on:
        name = facts.ran_on.name or gettext("周末")
        words = gettext("期满日%(days)s逢%(name)s，顺延至%(to)s")
        yield words % {"days": _days(facts.ran_on), "name": name, "to": _month_day(facts.due_at.date())}
    if facts.unannounced:
        yield gettext("%s年放假安排未公布，暂按法定节日和周一至周五推算") % facts.unannounced


def _days(run: DaysOff) -> str:
    if run.first == run.last:
        return _month_day(run.first)
    if in_english():
        return f"{_month_day(run.first)} to {_month_day(run.last)}"
    last = f"{run.last.day}日" if run.first.month == run.last.month else _month_day(run.last)
    return f"{_month_day(run.first)}至{last}"


def _month_day(on: date) -> str:
    return f"{on.day} {on:%b}" if in_english() else f"{on.month}月{on.day}日"


def _minute(at: datetime, now: datetime) -> str:
    """A moment as a sentence names it: with its year only when that is not the present one."""
    said = _month_day(at.date()) if at.year == now.year else day(at.date())
    return f"{said} {at:%H:%M}" if in_english() else f"{said}{at:%H:%M}"
