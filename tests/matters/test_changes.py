"""What a step changes beside step, holder and clock, and what the story tells of it beside its words."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from gewu.kernel.clocks import Limit
from gewu.matters import loop
from gewu.matters.verbs import ALL
from tests.matters.test_folding import book
from tests.matters.test_refusals import after, step

#: moves on with every step
ALWAYS = {"seq", "last", "last_at", "undo_step", "undo_unit"}


def changed(last: str, more: tuple, kind: str, who: int, **words) -> dict:
    """The columns that a step changed, and what they are now."""
    before, state = after(last, *more), after(last, *more)
    loop.apply(book()[0].path, state, step(state, kind, who, **words))
    known = [name for name in state.columns() if name not in ALWAYS]
    return {name: getattr(state, name) for name in known if getattr(state, name) != getattr(before, name)}


@pytest.mark.parametrize(
    ("last", "more", "kind", "who", "words", "columns"),
    [
        ("signed", (), "note", 1, {}, {}),
        ("signed", (), "co_asked", 2, {}, {}),
        ("signed", (), "reminded", 4, {}, {}),
        ("signed", (), "supervised", 4, {}, {"supervised": 1}),
        ("signed", ("supervised",), "supervised", 4, {}, {"supervised": 2}),
        ("signed", (), "repeats", 1, {"earlier": 5}, {"repeat_of_id": 5}),
        ("signed", (), "extension_asked", 2, {}, {"pending": "extension", "who": "duty_chief"}),
        ("signed", ("extension_asked:2",), "extended", 4, {"granted": False}, {"pending": "", "who": "handler"}),
        ("closed", (), "exclusion_asked", 2, {}, {"pending": "exclusion", "who": "duty_chief"}),
        ("closed", ("exclusion_asked:2",), "excluded", 4, {"granted": False}, {"pending": "", "who": ""}),
        ("closed", ("exclusion_asked:2",), "excluded", 4, {}, {"pending": "", "who": "", "not_counted": "untrue"}),
        ("signed", ("pause_asked:2",), "paused", 4, {"granted": False}, {"pending": "", "who": "handler"}),
    ],
)
def test_a_step_changes_these_columns_and_no_others(last, more, kind, who, words, columns):
    assert changed(last, more, kind, who, **words) == columns


@pytest.mark.parametrize(
    ("last", "more", "kind", "who", "words", "columns"),
    [
        (
            "signed",
            (),
            "merged",
            1,
            {"into": 5},
            {"merged_into_id": 5, "who": "", "next_due_at": None, "next_warn_at": None},
        ),
        ("signed", (), "objected", 2, {}, {"pending": "objection", "objections": 1, "who": "dispatcher"}),
        ("signed", ("objected:2",), "objection_ruled", 4, {}, {"pending": "", "returns": 1, "step": "to_dispatch"}),
        ("signed", ("objected:2",), "objection_ruled", 4, {"accepted": False}, {"pending": "", "step": "handling"}),
        (
            "signed",
            ("extension_asked:2",),
            "extended",
            4,
            {},
            {"pending": "", "extensions": 1, "extended": ["3 workdays"]},
        ),
        (
            "signed",
            ("pause_asked:2",),
            "paused",
            4,
            {},
            {"pending": "", "state": "paused", "due_at": None, "warn_at": None},
        ),
        ("signed", ("paused",), "resumed", 4, {}, {"state": "running", "step": "handling", "paused_at": None}),
        (
            "signed",
            ("extension_asked:2",),
            "void",
            4,
            {"reason": "重了"},
            {"pending": "", "state": "void", "void_reason": "重了"},
        ),
        (
            "handled",
            (),
            "rework",
            3,
            {},
            {"reworks": 1, "handled_at": None, "handled_by_id": None, "step": "handling"},
        ),
        ("verified", (), "redo", 1, {}, {"reworks": 1, "verified_at": None, "verified_by_id": None, "step": "redo"}),
        ("closed", (), "redo", 1, {}, {"contacted": "", "resolved": "", "satisfied": "", "called_back_on": None}),
        ("verified", (), "called_back", 1, {}, {"contacted": "yes", "resolved": "yes", "satisfied": "no"}),
    ],
)
def test_a_step_changes_at_least_these_columns(last, more, kind, who, words, columns):
    found = changed(last, more, kind, who, **words)
    assert {name: found.get(name, "as before") for name in columns} == columns


@pytest.mark.parametrize(
    ("kind", "words", "told"),
    [
        ("refusal_asked", {"reason": "repeated"}, ["原因：已答复且没有新情况"]),
        ("not_accepted", {"reason": "repeated", "granted": True}, ["原因：已答复且没有新情况", "同意"]),
        ("redo", {"head_name": "马骏"}, ["重办负责人：马骏"]),
        ("objection_ruled", {"accepted": True}, ["同意"]),
        ("objection_ruled", {"accepted": False}, ["不同意"]),
        ("extension_asked", {"more": "3 workdays"}, ["延长3个工作日"]),
        ("extended", {"granted": True, "more": Limit(3, "workday")}, ["同意", "延长3个工作日"]),
        ("extended", {"granted": False, "more": None}, ["不同意"]),
        ("paused", {"reason": "", "granted": None}, []),
        ("paused", {"reason": "", "granted": False}, ["不同意"]),
        ("exclusion_asked", {"category_of": "untrue"}, ["情形：反映情况不属实"]),
        ("supervised", {"number": "督1", "due_on": ""}, ["督1"]),
        ("supervised", {"number": "督1", "due_on": "2023-07-01"}, ["督1", "期限：2023-07-01"]),
        ("void", {"reason": "登记重了"}, ["原因：登记重了"]),
        ("repeats", {"number": "RX1"}, ["重复于RX1"]),
        ("note", {}, []),
    ],
)
def test_the_story_tells_these_beside_the_words(kind, words, told):
    assert list(ALL[kind].notes(book()[0].path.part, SimpleNamespace(**words))) == told
