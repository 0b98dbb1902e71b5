"""办理路径: the steps of a matter, where the way begins, that it ends, who verifies, what marks it leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gewu.kernel.clocks import Limit
from gewu.scenario import vocabulary
from gewu.scenario.ideas.cited import SOURCE, lacks
from gewu.scenario.ideas.conditions import Reach
from gewu.scenario.ideas.limits import WITHIN, Within, per
from gewu.scenario.ideas.needs import NEEDS, Need, check_needs, settled
from gewu.scenario.ideas.persons import ROLE
from gewu.scenario.problems import Problems
from gewu.scenario.sections.documents import papers
from gewu.scenario.shapes import LIMIT, TEXT, Choice, Listed, Section, Word, rows_of, word

if TYPE_CHECKING:
    from gewu.scenario.grammar import MatterPart, Scenario

FROM = Choice(
    named="起点",
    words=("step", "received", "dispatched"),
    coming="happened issued record",
    titles={"step": "到了前一步", "received": "登记", "dispatched": "派出"},
)
MARKS = {
    "received": "登记",
    "accepted": "受理",
    "dispatched": "派出",
    "signed": "签收",
    "verified": "核查",
    "closed": "办结",
}


@dataclass(frozen=True)
class Step:
    key: str
    title: str = word(TEXT, "步骤名称", needed=True)
    state: str = word(
        Choice(named="状态", words=(*vocabulary.State.words(),), titles=vocabulary.State.words()),
        "新、在办、挂起、完成、作废",
        needed=True,
        name="is",
        label="状态",
    )
    marks: tuple[str, ...] = word(
        Listed(of=Choice(named="标记", words=(*MARKS,), titles=MARKS), one_will_do=True),
        "走到这步记下的时间",
        default=(),
        tell="记下{}的时间",
    )
    who: str = word(ROLE, "这一步由谁办（角色）", default="", label="由谁办", tell="由{}办")
    then: tuple[str, ...] = word(
        Listed(named="词的列表", of=Word(options=rows_of("matter.path"))), "接下来可以到", default=()
    )
    needs: tuple[Need, ...] = word(NEEDS, "到这步前要齐的", default=(), tell="到这一步前要有：{}")
    within: Within | None = word(WITHIN, "多久内走到这一步；另一条路走了，这只钟就停", tell="{}内走到")
    counts_from: str = word(FROM, "从哪一刻算起；不写是到了前一步起", default="step", name="from", tell="期限从{}起算")
    warn: Limit | None = word(LIMIT, "到期前多久提醒")
    source: str = word(
        SOURCE, "期限依据，不写则同 matter.source", default="", label="期限依据", help="不写则同办理的依据"
    )

    def wants(self, need: str) -> bool:
        """Whether this word of the vocabulary is needed to get here, whatever the matter is."""
        return any(one.key == need for one in self.needs)


STEP = Section(title="步骤", noun=Step, coming="by tell does exception")
Path = Mapping[str, Step]


def finish(scenario: Scenario) -> Scenario:
    """Limits know by which list they differ, conditions read dates as dates."""
    part = scenario.matter
    if part is None:
        return scenario
    lists = _lists(part)

    def ready(step: Step) -> Step:
        needs, within = settled(step.needs, part.asks), step.within
        if within and within.each:
            within = replace(within, per=next(iter(per(within, lists)), ""))
        return replace(step, needs=needs, within=within)

    return replace(scenario, matter=replace(part, path={key: ready(step) for key, step in part.path.items()}))


def check(scenario: Scenario, problems: Problems) -> None:
    if scenario.matter is None:
        return
    matter, path = scenario.matter, scenario.matter.path
    if not path:
        problems.refuse("matter.path", "E301", "没有办理路径。", "至少写登记、办理、办结三步。")
        return
    for key, step in path.items():
        _step(f"matter.path.{key}", step, matter, papers(scenario, "matter"), problems)
    _beginning(path, problems)
    _unreachable(path, problems)
    _no_way_out(path, problems)
    _endings(path, problems)
    _order_of_marks(path, problems)
    _verification(matter, problems)


def _step(at: str, step: Step, matter: MatterPart, known: Collection[str], problems: Problems) -> None:
    problems.known(f"{at}.then", "E303", "步骤", step.then, matter.path)
    check_needs(f"{at}.needs", step.needs, reach(matter), problems, papers=known)
    _clock(at, step, matter, problems)
    if step.state in ("new", "running", "paused") and not step.who:
        problems.refuse(at, "E309", f"“{step.title}”没写由谁办。", "补上 who: 角色。")
    if step.state == "void" and step.then:
        problems.refuse(f"{at}.then", "E311", "作废之后不能再往下走。", "删去 then。")
    if list(step.marks) != sorted(step.marks, key=_place):
        problems.refuse(f"{at}.marks", "E306", "标记的先后不对。", "按 " + "、".join(MARKS) + " 的次序写。")


def reach(matter: MatterPart) -> Reach:
    """Say what a need of a step may ask."""
    return Reach({"category": matter.categories, "grade": matter.grades}, matter.asks)


def _clock(at: str, step: Step, matter: MatterPart, problems: Problems) -> None:
    if step.within is None:
        for key, value in (("from", step.counts_from != "step"), ("warn", step.warn)):
            if value:
                problems.refuse(f"{at}.{key}", "E318", f"没有期限，{key} 没有用。", "补上 within，或删去。")
        return
    if step.state == "new":
        problems.refuse(f"{at}.within", "E319", "第一步一登记就到了，没有期限可写。", "写在后面的步骤上。")
    if step.counts_from != "step" and not any(step.counts_from in one.marks for one in matter.path.values()):
        words = f"没有一步记下“{step.counts_from}”的时间，钟不知道从何算起。"
        problems.refuse(f"{at}.from", "E320", words, f"给相应步骤标 {step.counts_from}。")
    if step.within.each and len(known := per(step.within, _lists(matter))) != 1:
        words = "这些键同时在几个表里。" if known else "没有一个表有这些键。"
        hint = "键写等级、渠道、类别，或一个选择题的选项；一次只用一个表。"
        problems.refuse(f"{at}.within", "E321", words, hint)
    if not step.source and not matter.source:
        lacks(at, "期限", "补上 source，或写 matter.source。", problems)


def _lists(matter: MatterPart) -> dict[str, Collection[str]]:
    """The lists whose words may each have a limit of their own."""
    found: dict[str, Collection[str]] = {"grade": matter.grades, "channel": matter.channels}
    found["category"] = matter.categories
    return found | {key: ask.options for key, ask in matter.asks.items() if ask.type == "choice"}


def _place(mark: str) -> int:
    return [*MARKS, mark].index(mark)


def _beginning(path: Path, problems: Problems) -> None:
    first, *others = path.values()
    at = f"matter.path.{first.key}"
    if first.state != "new" or "received" not in first.marks:
        problems.refuse(at, "E301", "第一步应是新登记，并记下受理时间。", "写 is: new，marks: received。")
    for step in others:
        if step.state == "new" or "received" in step.marks:
            problems.refuse(
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


def _unreachable(path: Path, problems: Problems) -> None:
    first = next(iter(path))
    found = reached(path, [first])
    for key in path:
        if key not in found:
            problems.refuse(f"matter.path.{key}", "E302", "走不到这一步。", f"在前面某一步的 then 里写上 {key}。")


def _no_way_out(path: Path, problems: Problems) -> None:
    """Name the steps where matters would stay for ever: those without `then`, else the whole circle."""
    ends = {key for key, step in path.items() if step.state in ("done", "void")}
    stuck = [key for key in path if not reached(path, [key]) & ends]
    roots = [key for key in stuck if not set(path[key].then) & set(path)] or stuck[:1]
    for key in roots:
        circle = "，只在原地打转" if path[key].then else ""
        problems.refuse(
            f"matter.path.{key}", "E304", f"从这一步走不到办结{circle}。", "在 then 里写上通向办结的步骤。"
        )


def _endings(path: Path, problems: Problems) -> None:
    before = {key: [step for step in path.values() if key in step.then] for key in path}
    if not any("closed" in step.marks for step in path.values()):
        problems.refuse("matter.path", "E305", "没有一步记下办结时间。", "给办结的一步写 is: done，marks: closed。")
        return
    for key, step in path.items():
        at = f"matter.path.{key}"
        if "closed" in step.marks and step.state != "done":
            problems.refuse(at, "E305", "记办结时间的步骤应是 done。", "写 is: done。")
        follows_an_end = before[key] and all(earlier.state == "done" for earlier in before[key])
        if step.state == "done" and "closed" not in step.marks and not follows_an_end:
            problems.refuse(at, "E305", "完成的一步没有记办结时间。", "写 marks: closed；不算办结的写 is: void。")


def _order_of_marks(path: Path, problems: Problems) -> None:
    """Marks first occur in the file in the order in which they happen."""
    latest = 0
    seen: set[str] = set()
    for key, step in path.items():
        for mark in [mark for mark in step.marks if mark not in seen and mark in MARKS]:
            seen.add(mark)
            if _place(mark) < latest:
                problems.refuse(
                    f"matter.path.{key}.marks",
                    "E306",
                    f"“{mark}”出现得太晚。",
                    "步骤按办理先后写，标记按 " + "、".join(MARKS) + " 的次序。",
                )
            latest = max(latest, _place(mark))


# verification -------------------------------------------------------------------------------


def _verification(matter: MatterPart, problems: Problems) -> None:
    if matter.verify == "none":
        _none_is_for_on_the_spot(matter, problems)
    elif matter.verify:
        _somebody_else_verifies(matter, problems)
        _handlers_do_not_verify(matter.path, problems)
        _checkers_leave_a_mark(matter.path, problems)


def _none_is_for_on_the_spot(matter: MatterPart, problems: Problems) -> None:
    slow = [key for key, grade in matter.grades.items() if grade.within.amount]
    if slow:
        problems.refuse(
            "matter.verify",
            "E308",
            f"不核查只用于当场办结；{'、'.join(slow)} 有期限。",
            "写 verify: each 或 sample 10%；或把期限改成 0 days。",
        )


def _somebody_else_verifies(matter: MatterPart, problems: Problems) -> None:
    """Every way to a closing step passes verification; put right on the spot, a new matter may close at once."""
    path = matter.path
    verified = {key for key, step in path.items() if "verified" in step.marks}
    on_the_spot = any(not grade.within.amount for grade in matter.grades.values())
    first = next(iter(path))
    open_ways = reached(path, [first], without=verified)
    for key in open_ways:
        before = [k for k in open_ways if key in path[k].then]
        if "closed" in path[key].marks and not (on_the_spot and before == [first]):
            problems.refuse(
                f"matter.path.{key}",
                "E307",
                "不经另一人核查就能办结。",
                "在办结前加一步由核查员办，标 verified；核查后即办结的，办结步写 marks: [verified, closed]。",
            )


def _handlers_do_not_verify(path: Path, problems: Problems) -> None:
    for step in path.values():
        if step.who in vocabulary.HANDLERS and any(
            "verified" in path[then].marks for then in step.then if then in path
        ):
            problems.refuse(
                f"matter.path.{step.key}.who", "E307", "办的人不能自己核查。", "核查这一步写 who: checker 或其他角色。"
            )


def _checkers_leave_a_mark(path: Path, problems: Problems) -> None:
    """What a checker finds right is marked there and then; else it were a step of handling, open to the handler."""
    marked = {key for key, step in path.items() if "verified" in step.marks}
    for key, step in path.items():
        later = marked & reached(path, step.then)
        if step.who == "checker" and not step.marks and later and not later & set(step.then):
            words = f"“{step.title}”由核查员办，后面却没有一步记下核查时间。"
            problems.refuse(f"matter.path.{key}.then", "E307", words, "核查后的一步标 verified。")
