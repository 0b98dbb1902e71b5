"""Nouns and their columns: what a list prints, what a program is given, who may open a row."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from gewu.kernel.nouns import (
    Column,
    Noun,
    _once,
    counted,
    dimensions,
    dims,
    measures,
    noun,
    nouns,
    questions,
    values,
    wholes,
)
from gewu.kernel.types import Scope

EVENING = datetime(2026, 3, 6, 16, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "kept", "value", "said"),
    [
        ("text", "王芳", "王芳", "王芳"),
        ("text", 17, "17", "17"),
        ("text", None, "", ""),
        ("whole", 0, 0, "0"),
        ("whole", None, None, ""),
        ("day", date(2026, 3, 6), date(2026, 3, 6), "2026-03-06"),
        ("moment", EVENING, EVENING, "2026-03-07 00:30"),
        ("fen", 534_050, 534_050, "5340.50"),
        ("fen", None, None, ""),
        ("fen", "—", "—", "—"),
    ],
)
def test_a_column_gives_programs_the_value_and_people_its_words(kind, kept, value, said):
    row, column = SimpleNamespace(kept=kept), Column("kept", "一栏", kind=kind)
    assert (column.of(row, None), column.said(row, None)) == (value, said)


def test_a_column_that_makes_its_value_asks_the_teller():
    column = Column("name", "对象", value=lambda row, tell: f"{row.first}{tell.last}")
    assert column.of(SimpleNamespace(first="张", name="李四"), SimpleNamespace(last="小三")) == "张小三"


PLAIN = Noun("walk", "走访", "records.Walk", (Column("code", "编号"), Column("note", "备注", more=True)))


def test_lists_on_the_screen_are_narrow():
    assert ([column.key for column in PLAIN.narrow], PLAIN.table, PLAIN.many) == (["code"], "records_walk", "走访")


def test_a_heading_stands_over_many():
    assert Noun("walk", "走访", "records.Walk", (), heading="走访记录").many == "走访记录"


@pytest.mark.parametrize(("can", "seen"), [(set(), False), ({"b"}, True), ({"c"}, False), ({"a", "b"}, True)])
def test_one_of_the_permissions_opens_a_row(can, seen):
    guarded = Noun("walk", "走访", "records.Walk", (), see=("a", "b"))
    scope = Scope(1, can=frozenset(can))
    assert (guarded.seen_by(scope), PLAIN.seen_by(scope)) == (seen, True)


def test_a_name_is_declared_once():
    with pytest.raises(ValueError, match="walk is declared twice"):
        _once(iter([("walk", PLAIN), ("walk", PLAIN)]))


def test_what_is_declared_is_not_changed_afterwards():
    with pytest.raises(TypeError):
        _once(iter([("walk", PLAIN)]))["ride"] = PLAIN


def test_every_kind_leads_to_its_noun_and_every_measure_to_the_noun_whose_rows_it_counts():
    """Asked anew: what was asked before is remembered."""
    again = nouns.__wrapped__()
    assert {kind: noun(kind) for kind in again} == dict(again)
    assert {kind: one.kind for kind, one in again.items()} == {kind: kind for kind in again}
    published = {one.name: kind for kind, noun in again.items() for one in noun.measures}
    assert {name: counted.__wrapped__(name).kind for name in measures.__wrapped__()} == published


def test_words_that_narrow_have_their_titles():
    assert dimensions.__wrapped__() == {word: title for one in nouns().values() for word, title in one.words.items()}


def test_rows_about_a_subject_are_split_by_its_words_and_rows_of_a_scenario_by_its_domain():
    found = dims("matters.closed")
    own = [word for word in measures()["matters.closed"].dims if word in dimensions()]
    about = [word for word in noun("subject").words if word not in own]
    assert found == (*own, "domain", *(word for word in about if word != "domain"))
    assert len(set(found)) == len(found)


def test_a_share_may_be_taken_of_what_contains_the_measure_near_and_far():
    every = measures()
    for name, measure in every.items():
        far = {whole for near in measure.part_of for whole in (near, *wholes(near))}
        assert (set(wholes(name)), name in wholes(name)) == (far, False)


def test_titles_of_a_word_come_from_the_noun_that_knows_it():
    kinds = {"violet": "紫", "grey": SimpleNamespace(title="灰")}
    with pytest.MonkeyPatch.context() as patch:
        known = Noun("walk", "走访", "records.Walk", (), values=lambda scenario: {"colour": kinds, "none": {}})
        patch.setattr("gewu.kernel.nouns.nouns", lambda: {"ride": PLAIN, "walk": known})
        found = [values(None, word) for word in ("colour", "none", "size")]
    assert found == [{"violet": "紫", "grey": "灰"}, {}, None]


def test_nothing_is_asked_of_no_kind_and_of_kinds_without_questions():
    silent = next(kind for kind, one in nouns().items() if one.questions is None)
    assert (questions("", None), questions(silent, None)) == ({}, {})
