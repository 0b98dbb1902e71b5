"""A subject's story: its tasks, records, matters and payments in one line of time, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gewu.front import opening
from gewu.front.desks.subjects.words import Words
from gewu.indicators.listing import TASK_TITLES
from gewu.kernel.types import Scope
from gewu.matters import queries as matters
from gewu.matters.rules.words import STATES
from gewu.money import queries as money
from gewu.money.rules import LINE_TITLES, yuan
from gewu.records import queries as records
from gewu.registry.models import Subject
from gewu.tasks import queries as tasks

AT_MOST = 60


@dataclass(frozen=True)
class Entry:
    """One thing that happened or is due: its day, what it is, in words, where it opens."""

    day: date
    what: str
    words: str
    url: str = ""
    mark: str = ""
    mark_words: str = ""


def story(subject: Subject, scope: Scope, words: Words) -> list[Entry]:
    """Everything that hangs on a subject and that `scope` may see; at most the newest sixty."""
    found = [*_tasks(subject, scope, words), *_records(subject, scope, words), *_matters(subject, scope, words)]
    if scope.may("money.see"):
        found += _payments(subject, scope, words)
    return sorted(found, key=lambda entry: entry.day, reverse=True)[:AT_MOST]


def _title(words: Words, scenario: str) -> str:
    return words.adopted[scenario].title if scenario in words.adopted else scenario


def _tasks(subject: Subject, scope: Scope, words: Words) -> Iterator[Entry]:
    for row in tasks.of_subject(scope, subject.id, AT_MOST):
        if row.state == "done":
            continue  # the record that fulfilled it is in the story
        late = row.state == "due" and row.closes_on <= words.on
        mark = "late" if late else {"due": "running"}.get(row.state, "void")
        said = "本期未走到" if late else TASK_TITLES[row.state]
        yield Entry(row.due_on, "任务", _title(words, row.scenario), opening.url("task", row.id), mark, said)


def _records(subject: Subject, scope: Scope, words: Words) -> Iterator[Entry]:
    for row in records.records(scope, subject_id=subject.id)[:AT_MOST]:
        failed = sum(answer == "fail" for answer in row.checks.values())
        said = row.title or _title(words, row.scenario)
        tail = f"，{failed}项不合格" if failed else "，全部合格" if row.checks else ""
        yield Entry(
            row.happened_on,
            "记录",
            f"{said}{tail}",
            opening.url("record", row.id),
            "",
            "补录" if row.late_entry else "",
        )


def _matters(subject: Subject, scope: Scope, words: Words) -> Iterator[Entry]:
    for row in matters.of_subject(scope, subject.id, AT_MOST):
        mark = {"done": "done", "paused": "paused", "void": "void"}.get(row.state, "running")
        said = f"{row.number} {row.title}"
        yield Entry(row.received_on, "事项", said, opening.url("matter", row.id), mark, STATES[row.state])


def _payments(subject: Subject, scope: Scope, words: Words) -> Iterator[Entry]:
    for row in money.of_subject(scope, subject.id, AT_MOST):
        mark = {"paid": "done", "returned": "late"}.get(row.state, "")
        said = f"{row.payment_list.title} {yuan(row.amount_fen)}"
        day = row.paid_on or row.returned_on or row.payment_list.for_month
        yield Entry(day, "发放", said, opening.url("payment", row.id), mark, LINE_TITLES[row.state])
