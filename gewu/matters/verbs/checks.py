"""Checks that verbs of many kinds share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from gewu.kernel.calendar import local_day
from gewu.kernel.clocks import Limit
from gewu.kernel.types import Refused
from gewu.matters import verbs
from gewu.matters.rules import About, Answer, Book, Folded, Move, Said, clock, needs
from gewu.scenario.grammar import Step

# what was said ---------------------------------------------------------------------------------


def must(condition: object, id: str, said: str, hint: str = "补齐后再提交。", field: str = "") -> None:
    if not condition:
        raise Refused(id, said, hint, {field: said} if field else {})


def chosen(said: Said, key: str, options: Mapping[str, str], id: str, what: str) -> None:
    if getattr(said, key) not in options:
        raise Refused(id, f"请选择{what}。", "可选：" + "、".join(options.values()) + "。", {key: f"请选择{what}"})


def text(said: Said, key: str, id: str, what: str) -> None:
    if not getattr(said, key).strip():
        raise Refused(id, f"请写明{what}。", "补齐后再提交。", {key: f"请写明{what}"})


def limit_of(written: str) -> Limit:
    """The limit that somebody typed."""
    try:
        return Limit.heard(written)
    except ValueError as wrong:
        raise Refused(
            "matters.R144", "请写明延长多久，例如“3个工作日”。", "补齐后再提交。", {"more": "请写明延长多久"}
        ) from wrong


# who ---------------------------------------------------------------------------------------------


def by_another(move: Move, other: int | None, id: str, said: str, hint: str) -> None:
    if move.staff_id is not None and move.staff_id == other:
        raise Refused(id, said, hint)


def not_by_handler(move: Move, *handlers: int | None) -> None:
    if move.staff_id in handlers:
        by_another(move, move.staff_id, "matters.R120", "承办人不能核查自己办理的事项。", "请核查员或其他同事核查。")


def looked_at(book: Book, state: Folded) -> bool:
    """Whether somebody else looks at it: always, but where only a lot decides and it was not drawn (E1-R27)."""
    return not book.verify.startswith("sample") or state.drawn is not False


def _somebody_else_looks(book: Book, state: Folded, move: Move, about: About, step: Step) -> None:
    """Who handled takes no verifying step: none out of a step of checking, none into one that marks it (E1-R27)."""
    marks = "verified" in step.marks and book.verify not in ("", "none")
    if looked_at(book, state) and (marks or book.path.phases[state.step] == "check"):
        not_by_handler(move, state.handled_by_id, *state.worked)


def helpers_answered(state: Folded, said: Any) -> None:
    """Whoever was asked to help has answered, or it is said why they are not waited for (E1-R17)."""
    waits = state.helpers and not said.alone.strip()
    must(not waits, "matters.R159", "协办单位还没有答复。", "请等协办反馈，或写明不等协办的理由。", "alone")


def waived(state: Folded, said: Any) -> None:
    if said.alone:
        state.helpers = frozenset()


def two_persons(state: Folded, move: Move) -> None:
    by_another(move, state.asked_by, "matters.R136", "申请人不能审批自己的申请。", "请值班长审批。")


# where it stands ---------------------------------------------------------------------------------


def must_be_open(state: Folded) -> None:
    must(state.is_live, "matters.R226", "该事项不在办理中，不能这样操作。", "请刷新页面。")


def no_request(state: Folded) -> None:
    if state.pending:
        waits = verbs.requests()[state.pending].title
        raise Refused("matters.R227", f"“{waits}”还没有裁定，不能再提申请。", "请等裁定。")


def nothing_waits(state: Folded) -> None:
    waits = verbs.requests().get(state.pending)
    if waits and waits.stops:
        raise Refused("matters.R103", f"“{waits.title}”还没有裁定，暂不能往下办。", "请值班长先裁定。")


def target(book: Book, state: Folded, move: Move) -> Step:
    step = book.path.to(state.step, move.kind, move.to)
    if step is None:
        now, title = book.path.step(state.step).title, verbs.ALL[move.kind].title
        raise Refused("matters.R102", f"当前是“{now}”，不能{title}。", "请刷新页面，看现在能做什么。")
    return step


# clocks ------------------------------------------------------------------------------------------


def grade_limit(book: Book, grade: str, move: Move) -> Limit | None:
    found = book.path.part.grades.get(grade)
    return book.limit(f"matter.grades.{grade}.within", local_day(move.at), found.within) if found else None


def start_clock(book: Book, said: Said, grade: str, limit: Limit, move: Move) -> Said:
    return clock.started(said, move.at, limit, book.path.part.grades[grade].warn, book.calendar)


def sign_clock(book: Book, said: Said, move: Move) -> Said:
    """Start the clock of signing in, where the scenario or the office has one."""
    limit, step = book.limit("matter.sign_within", local_day(move.at), book.path.part.sign_within), book.path.doing
    if not limit or not step:
        return said
    one = clock.of_step(step, move.at, limit, book.calendar)
    return replace(said, sign_due_at=one.due_at, steps=(*said.steps, one) if "signed" in step.marks else said.steps)


def step_clocks(book: Book, state: Folded, move: Move, about: About, entered: str, said: Said) -> Said:
    """Start the clocks of steps that begin with this event: at the step before, or with the mark they count from."""
    if entered == state.step or book.path.phases.get(state.step) == "aside":
        return said
    part, step, known = book.path.part, book.path.step(entered), {clock.step for clock in said.steps}
    answers = {**state.answers, **said.answers}
    category, grade = state.category or about.category, said.grade or state.grade or about.grade
    shows = needs.facts(part, category, grade, answers, about.channel)
    found = []
    for one in part.path.values():
        if one.within and one.key not in known and _begins(one, step, state):
            limit = book.limit(f"matter.path.{one.key}.within", local_day(move.at), one.within.of(shows))
            found += [clock.of_step(one, move.at, limit, book.calendar)] if limit else []
    return replace(said, steps=(*said.steps, *found)) if found else said


def handing_over(book: Book, state: Folded, move: Move, about: About, said: Said) -> Said:
    """Say to whom the matter is to be handed over: an emergency at once, else whom its grade names, in its limit."""
    grade = said.grade or ("" if state.seq else about.grade)
    found = book.path.part.grades.get(grade)
    to = said.hand_to or (found.refer_to if found else "")
    if not to or state.hand_to or to in state.handed:
        return said
    rule = book.limit("matter.hand_over_within", local_day(move.at), clock.HAND_OVER_WITHIN) or clock.HAND_OVER_WITHIN
    limit = rule if said.hand_to else grade_limit(book, grade, move) or rule
    return replace(said, hand_to=to, hand_clock=clock.of_hand_over(to, move.at, limit, book.calendar))


def _begins(one: Step, entered: Step, state: Folded) -> bool:
    if one.counts_from == "step":
        return one.key in entered.then
    first = not state.seq if one.counts_from == "received" else state.dispatched_at is None
    return first and one.counts_from in entered.marks and one.key != entered.key


def counted_again(book: Book, state: Folded, about: About, said: Said, move: Move) -> Said:
    """The moments that follow when the facts of the clock changed."""
    found = clock.replay(state, book.calendar, until=move.at)
    grade = book.path.part.grades.get(state.grade or about.grade)
    warn = grade.warn if grade and not state.redone else None
    said = clock.due(said, found, warn) if found else said
    if not state.paused_at:
        return said
    pauses, path = clock.pauses(state, move.at), book.path
    again = (clock.of_step(path.step(one.step), one.start, one.limit, book.calendar, pauses) for one in state.running)
    return replace(said, steps=tuple(again))


# moves -------------------------------------------------------------------------------------------


def stay(book: Book, state: Folded, move: Move, about: About) -> Answer:
    """Something is said and kept; the matter stays where it is."""
    return state.step, move.said, state.unit_id


Extra = Callable[[Book, Folded, Move, About, Step, Any], Said | None]


def along(book: Book, state: Folded, move: Move, about: About, extra: Extra | None = None) -> Answer:
    """Take an arrow of the path: check what the next step needs, and start the clocks that start there."""
    step, said = target(book, state, move), move.said
    nothing_waits(state)
    if state.state == "paused":
        raise Refused("matters.R108", "挂账期间不能办理，请先恢复计时。", "请值班长恢复计时。")
    _somebody_else_looks(book, state, move, about, step)
    if extra:
        said = extra(book, state, move, about, step, said) or said
    category, handed_in = state.category or about.category, move.kind == "handled"
    here = (book.path.part, step, state, said, category, about.papers)
    if lacking := needs.missing(*here, handed_in=handed_in):
        title = verbs.ALL[move.kind].title
        raise Refused("matters.R101", f"还不能{title}，缺：" + "、".join(lacking) + "。", "补齐后再提交。")
    unit_id = move.unit_id if move.unit_id is not None else state.unit_id
    return step.key, _clocks(book, state, move, about, step, said), unit_id


def along_after(extra: Extra) -> Callable[[Book, Folded, Move, About], Answer]:
    """Take an arrow of the path once `extra` has nothing against it."""
    return lambda book, state, move, about: along(book, state, move, about, extra)


def _clocks(book: Book, state: Folded, move: Move, about: About, step: Step, said: Said) -> Said:
    """Start the sign-in clock at each dispatch, and the handling clock once: at the first way out (E1-R25)."""
    if move.kind in ("dispatched", "reassigned"):
        said = sign_clock(book, said, move)
    if book.path.phases[step.key] not in ("new", "end") and not state.limit and not said.limit:
        grade = said.grade or state.grade or about.grade
        if limit := grade_limit(book, grade, move):
            said = start_clock(book, said, grade, limit, move)
    return said
