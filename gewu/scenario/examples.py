"""Runs the worked examples of a scenario as the tests they are: frequencies, hidden checks, limits, reminders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, time

from gewu.kernel import clocks
from gewu.kernel.calendar import LOCAL, Calendar
from gewu.scenario import rules
from gewu.scenario.grammar import Example, Grade, Scenario
from gewu.scenario.ideas.conditions import shown
from gewu.scenario.problems import Problem
from gewu.scenario.sections.examples import Day, Opened

#: an example that gives only a day means the middle of its morning
MORNING = time(9)


def run(scenario: Scenario, calendar: Calendar) -> list[Problem]:
    """Work every example out; what does not come out as written is a Problem (E703–E707)."""
    return [
        Problem(f"examples[{n}]", f"scenario.{code}", f"{example.say}：{words}", "请改规则，或改示例。")
        for n, example in enumerate(scenario.examples, start=1)
        for code, words in _wrong(scenario, example, calendar)
    ]


def _wrong(scenario: Scenario, example: Example, calendar: Calendar) -> Iterator[tuple[str, str]]:
    yield from _opened(scenario, example, calendar)
    yield from _hidden(scenario, example)
    yield from _raised(scenario, example, calendar)
    yield from _fulfilled(scenario, example)
    yield from _due(scenario, example, calendar)


# what comes out -----------------------------------------------------------------------------


def hidden_checks(scenario: Scenario, split: str) -> set[str]:
    """Name the checks that are not asked of this class."""
    record = scenario.record
    if record is None:
        return set()
    return set(record.checks) - set(rules.applicable(record, split, next(iter(record.forms), "")))


# what was written ---------------------------------------------------------------------------


def _opened(scenario: Scenario, example: Example, calendar: Calendar) -> Iterator[tuple[str, str]]:
    if example.opens is None or scenario.record is None or scenario.matter is None:
        return
    failed = example.failed
    hidden = hidden_checks(scenario, example.split)
    asked_in_vain = [key for key in failed if key in hidden]
    if asked_in_vain:
        yield "E703", f"这一类不查{'、'.join(asked_in_vain)}，不会不合格。"
    opens = {opened.check: opened for opened in example.opens}
    comes = [key for key in failed if key not in hidden]
    if list(opens) != comes and set(opens) != set(comes):
        yield "E703", f"应登记{'、'.join(comes) or '无'}，用例写的是{'、'.join(opens) or '无'}。"
    for key, opened in opens.items():
        if key in comes and key in scenario.record.checks:
            yield from _one_opened(scenario, key, opened, example, calendar)


def _one_opened(
    scenario: Scenario, key: str, opened: Opened, example: Example, calendar: Calendar
) -> Iterator[tuple[str, str]]:
    assert scenario.record and scenario.matter
    fails_as = scenario.record.checks[key].fails_as
    if opened.grade != fails_as:
        yield "E703", f"{key} 不合格算 {fails_as}，用例写的是 {opened.grade}。"
    elif example.day:
        yield from _clock(scenario.matter.grades[fails_as], example.day, opened, calendar)


def _hidden(scenario: Scenario, example: Example) -> Iterator[tuple[str, str]]:
    if example.hidden is None:
        return
    comes = hidden_checks(scenario, example.split)
    if comes != set(example.hidden):
        yield "E704", f"不问的是{'、'.join(sorted(comes)) or '无'}，用例写的是{'、'.join(example.hidden)}。"


def _raised(scenario: Scenario, example: Example, calendar: Calendar) -> Iterator[tuple[str, str]]:
    if example.raises is None or example.day is None:
        return
    day = _moment(example.day).date()
    whom = scenario.subject.tag if scenario.subject else ""
    tags = {*example.tags, whom} - {""}
    duty = rules.duty_for(scenario, {"split": example.split, "tag": tags, "period": rules.periods_on(scenario, day)})
    comes = {duty.key: rules.span(scenario, duty, day, calendar, known_from=day).due_on} if duty else {}
    if comes != {key: _moment(due).date() for key, due in example.raises.items()}:
        yield "E705", f"应有的任务是{_listed(comes)}，用例写的是{_listed(example.raises)}。"


def _fulfilled(scenario: Scenario, example: Example) -> Iterator[tuple[str, str]]:
    if example.fulfils is None:
        return
    asks = scenario.record.asks if scenario.record else {}
    form = str(example.has.get("form") or next(iter(scenario.record.forms if scenario.record else {}), ""))
    facts = {"form": form, **shown(asks, example.has)}
    comes = {key for key, duty in scenario.duties.items() if rules.fit((duty,), facts) == rules.Fit.DONE}
    if comes != set(example.fulfils):
        yield "E707", f"算办了的是{'、'.join(sorted(comes)) or '无'}，用例写的是{'、'.join(example.fulfils) or '无'}。"


def _listed(raised: Mapping[str, Day]) -> str:
    return "、".join(f"{key}（{due}到期）" for key, due in raised.items()) or "无"


def _due(scenario: Scenario, example: Example, calendar: Calendar) -> Iterator[tuple[str, str]]:
    matter = scenario.matter
    if matter is None or not example.day or not (example.due or example.warn):
        return
    grade = matter.grades.get(example.grade or rules.grade_for(scenario, example.category))
    if grade is None:
        yield "E706", "定不下是哪个等级。"
        return
    yield from _clock(grade, example.day, example, calendar)


def _clock(grade: Grade, start: Day, written: Example | Opened, calendar: Calendar) -> Iterator[tuple[str, str]]:
    clock = clocks.replay(_moment(start), grade.within, calendar)
    warn_at = clocks.warned_from(clock, grade.warn)
    if written.due and not _same(written.due, clock.due_at):
        yield "E706", f"{grade.within}到期应是{_said(clock.due_at, written.due)}，用例写的是{written.due}。"
    if written.warn and not _same(written.warn, warn_at):
        yield "E706", f"提醒应是{_said(warn_at, written.warn)}，用例写的是{written.warn}。"


def _moment(day: Day) -> datetime:
    if isinstance(day, datetime):
        return day.replace(tzinfo=LOCAL)
    return datetime.combine(day, MORNING, LOCAL)


def _same(written: Day, comes: datetime) -> bool:
    if isinstance(written, datetime):
        return written.replace(tzinfo=LOCAL) == comes.replace(second=0, microsecond=0)
    return written == comes.date()


def _said(comes: datetime, written: Day) -> str:
    return f"{comes:%Y-%m-%d %H:%M}" if isinstance(written, datetime) else f"{comes:%Y-%m-%d}"
