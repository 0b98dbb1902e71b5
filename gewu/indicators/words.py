"""口径: what a figure counts, in one Chinese paragraph that anyone can check against the rows."""

from __future__ import annotations

from datetime import date

from gewu.indicators.catalogue import Entry
from gewu.indicators.measures import published
from gewu.kernel.periods import Period
from gewu.scenario.saying import lines, question


def definition(entry: Entry, period: Period, as_of: date, why: str = "", partly: str = "") -> str:
    """Say what is counted, of whom, in which days, up to when, and `why` the value is this one."""
    when = f"统计期{_day(period.start)}至{_day(period.last)}，数据截至{_day(as_of)}"
    return _sentence(*_counted(entry), when, partly, why, entry.indicator.note)


def meaning(entry: Entry, why: str = "", partly: str = "") -> str:
    """The same without the days, for a page whose head says them."""
    return _sentence(*_counted(entry), partly, why, entry.indicator.note)


def _counted(entry: Entry) -> list[str]:
    return [_shape(entry), *lines(entry.indicator.where, entry.scenario), *_across(entry)]


def _sentence(*said: str) -> str:
    return "；".join(filter(None, said)) + "。"


def _shape(entry: Entry) -> str:
    one = entry.indicator
    if one.shape == "observed":
        item = entry.scenario.series[one.observed]
        return f"报送数，由{item.from_whom}提供，不由本系统统计"
    if one.shape == "recorded":
        return "登记数，取自台账中登记的一项，不作累加"
    first = published(one.measure).title
    if one.shape == "sum":
        return f"{first}中“{question(entry.scenario, one.sum_field)}”相加" if one.sum_field else f"{first}的金额相加"
    if one.of:
        return f"{first}除以{published(one.of).title}，百分数"
    if one.per:
        return f"每{one.per_times}{published(one.per).title}中的{first}"
    return f"{first}，作废的不计"


def _across(entry: Entry) -> list[str]:
    if entry.indicator.across == ("*",):
        return ["社会治理、城市治理、安全治理三大领域启用的全部场景合计"]
    return [f"与{'、'.join(entry.indicator.across)}合计"] if entry.indicator.across else []


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
