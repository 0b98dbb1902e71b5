"""Checks of the way a matter goes: where it begins, that it ends, who verifies, what marks it leaves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from gewu.scenario import vocabulary
from gewu.scenario.checks.report import Report
from gewu.scenario.grammar import MARKS, MatterPart, Step

Path = Mapping[str, Step]


def check(matter: MatterPart, report: Report) -> None:
    _words(matter, report)
    _limits(matter, report)
    path = matter.path
    if not path:
        report.add("matter.path", "E301", "没有办理路径。", "至少写登记、办理、办结三步。")
        return
    for key, step in path.items():
        _step(f"matter.path.{key}", step, matter, report)
    _beginning(path, report)
    _unreachable(path, report)
    _no_way_out(path, report)
    _endings(path, report)
    _order_of_marks(path, report)
    _verification(matter, report)


def _words(matter: MatterPart, report: Report) -> None:
    slots = re.findall(r"\{([^{}]*)\}", matter.title)
    report.known("matter.title", "E313", "占位", slots, vocabulary.TITLE_SLOTS)
    report.roles("matter.overdue.tell", matter.overdue_tell)
    report.known("matter.overdue.then", "E303", "步骤", [matter.overdue_then], matter.path)
    for key, category in matter.categories.items():
        report.known(f"matter.categories.{key}.grade", "E312", "等级", [category.grade], matter.grades)
        report.known(f"matter.categories.{key}.again", "E317", "类别", [category.again], matter.categories)
    if not matter.grades:
        report.add("matter.grades", "E312", "没有等级，也就没有期限。", "至少写一个等级。")


def _limits(matter: MatterPart, report: Report) -> None:
    for key, grade in matter.grades.items():
        warn, within = grade.warn, grade.within
        if warn and warn.unit == within.unit and warn.amount > within.amount:
            report.add(f"matter.grades.{key}.warn", "E315", "提醒比期限还早。", "提醒时间不超过期限。")
    marks = {mark for step in matter.path.values() for mark in step.marks}
    if matter.sign_within and not {"dispatched", "signed"} <= marks:
        report.add(
            "matter.sign_within", "E316", "有签收时限，路径里却没有派出、签收。", "给相应步骤标 dispatched 和 signed。"
        )


def _step(at: str, step: Step, matter: MatterPart, report: Report) -> None:
    report.known(f"{at}.then", "E303", "步骤", step.then, matter.path)
    report.roles(f"{at}.who", [step.who])
    report.known(f"{at}.needs", "E310", "必备项", step.needs, {*vocabulary.NEEDS, *matter.asks})
    if step.state in ("new", "running", "paused") and not step.who:
        report.add(at, "E309", f"“{step.title}”没写由谁办。", "补上 who: 角色。")
    if step.state == "void" and step.then:
        report.add(f"{at}.then", "E311", "作废之后不能再往下走。", "删去 then。")
    if list(step.marks) != sorted(step.marks, key=_place):
        report.add(f"{at}.marks", "E306", "标记的先后不对。", "按 " + "、".join(MARKS) + " 的次序写。")


def _place(mark: str) -> int:
    return MARKS.index(mark) if mark in MARKS else len(MARKS)


def _beginning(path: Path, report: Report) -> None:
    first, *others = path.values()
    at = f"matter.path.{first.key}"
    if first.state != "new" or "received" not in first.marks:
        report.add(at, "E301", "第一步应是新登记，并记下受理时间。", "写 is: new，marks: received。")
    for step in others:
        if step.state == "new" or "received" in step.marks:
            report.add(
                f"matter.path.{step.key}", "E301", "只有第一步可以是新登记（new、received）。", "改成 is: running。"
            )


def reached(path: Path, start: Iterable[str], without: Iterable[str] = ()) -> set[str]:
    """List the steps that can be reached from `start` (included), never entering those of `without`."""
    barred = set(without)
    found: set[str] = set()
    waiting = [key for key in start if key in path and key not in barred]
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += [then for then in path[key].then if then in path and then not in barred]
    return found


def _unreachable(path: Path, report: Report) -> None:
    first = next(iter(path))
    found = reached(path, [first])
    for key in path:
        if key not in found:
            report.add(f"matter.path.{key}", "E302", "走不到这一步。", f"在前面某一步的 then 里写上 {key}。")


def _no_way_out(path: Path, report: Report) -> None:
    """Name the steps where matters would stay for ever: those without `then`, else the whole circle."""
    ends = {key for key, step in path.items() if step.state in ("done", "void")}
    stuck = [key for key in path if not reached(path, [key]) & ends]
    roots = [key for key in stuck if not set(path[key].then) & set(path)] or stuck[:1]
    for key in roots:
        circle = "，只在原地打转" if path[key].then else ""
        report.add(f"matter.path.{key}", "E304", f"从这一步走不到办结{circle}。", "在 then 里写上通向办结的步骤。")


def _endings(path: Path, report: Report) -> None:
    before = {key: [step for step in path.values() if key in step.then] for key in path}
    if not any("closed" in step.marks for step in path.values()):
        report.add("matter.path", "E305", "没有一步记下办结时间。", "给办结的一步写 is: done，marks: closed。")
        return
    for key, step in path.items():
        at = f"matter.path.{key}"
        if "closed" in step.marks and step.state != "done":
            report.add(at, "E305", "记办结时间的步骤应是 done。", "写 is: done。")
        follows_an_end = before[key] and all(earlier.state == "done" for earlier in before[key])
        if step.state == "done" and "closed" not in step.marks and not follows_an_end:
            report.add(at, "E305", "完成的一步没有记办结时间。", "写 marks: closed；不算办结的写 is: void。")


def _order_of_marks(path: Path, report: Report) -> None:
    """Marks first occur in the file in the order in which they happen."""
    latest = 0
    seen: set[str] = set()
    for key, step in path.items():
        for mark in [mark for mark in step.marks if mark not in seen and mark in MARKS]:
            seen.add(mark)
            if _place(mark) < latest:
                report.add(
                    f"matter.path.{key}.marks",
                    "E306",
                    f"“{mark}”出现得太晚。",
                    "步骤按办理先后写，标记按 " + "、".join(MARKS) + " 的次序。",
                )
            latest = max(latest, _place(mark))


# verification -------------------------------------------------------------------------------


def _verification(matter: MatterPart, report: Report) -> None:
    if matter.verify == "none":
        _none_is_for_on_the_spot(matter, report)
    elif matter.verify:
        _somebody_else_verifies(matter, report)
        _handlers_do_not_verify(matter.path, report)


def _none_is_for_on_the_spot(matter: MatterPart, report: Report) -> None:
    slow = [key for key, grade in matter.grades.items() if grade.within.amount]
    if slow:
        report.add(
            "matter.verify",
            "E308",
            f"不核查只用于当场办结；{'、'.join(slow)} 有期限。",
            "写 verify: each 或 sample 10%；或把期限改成 0 days。",
        )


def _somebody_else_verifies(matter: MatterPart, report: Report) -> None:
    """Every way to a closing step passes verification; put right on the spot, a new matter may close at once."""
    path = matter.path
    verified = {key for key, step in path.items() if "verified" in step.marks or "rechecked_by" in step.needs}
    on_the_spot = any(not grade.within.amount for grade in matter.grades.values())
    first = next(iter(path))
    open_ways = reached(path, [first], without=verified)
    for key in open_ways:
        before = [k for k in open_ways if key in path[k].then]
        if "closed" in path[key].marks and not (on_the_spot and before == [first]):
            report.add(
                f"matter.path.{key}",
                "E307",
                "不经另一人核查就能办结。",
                "在办结前加一步由核查员办，标 verified；或在办结步写 needs: [rechecked_by]。",
            )


def _handlers_do_not_verify(path: Path, report: Report) -> None:
    for step in path.values():
        if step.who in vocabulary.HANDLERS and any(
            "verified" in path[then].marks for then in step.then if then in path
        ):
            report.add(
                f"matter.path.{step.key}.who", "E307", "办的人不能自己核查。", "核查这一步写 who: checker 或其他角色。"
            )
