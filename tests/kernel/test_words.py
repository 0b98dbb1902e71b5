"""Words to search by, tried on a real FTS5 table."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewu.kernel.words import Phrase, bigrams, fts5, query_terms, tsquery

TEXTS = (
    "消防检查：3号楼A12室楼道堆物",
    "２０２３００１号工单，东澄路18号小区",
    "张三反映小区噪声",
    "𠮷野家餐饮店，业主为小张",
    "FIRE extinguisher 灭火器过期",
)


@pytest.fixture(scope="module")
def index():
    table = sqlite3.connect(":memory:")
    table.execute("create virtual table words using fts5(said, tokenize='unicode61')")
    table.executemany("insert into words(rowid, said) values (?, ?)", enumerate(map(bigrams, TEXTS)))
    yield table
    table.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("检查", [0]),
        ("消防检查", [0]),
        ("查消", []),
        ("楼", [0]),
        ("3号", [0]),
        ("3号楼", [0]),
        ("号楼a", [0]),
        ("楼a12室", [0]),
        ("2023", [1]),
        ("2023001号", [1]),
        ("8号", []),
        ("小区", [1, 2]),
        ("小区 噪声", [2]),
        ("噪声、小区", [2]),
        ("张", [2, 3]),
        ("小张", [3]),
        ("𠮷野", [3]),
        ("Fire", [4]),
        ("ext", [4]),
        ("灭火器", [4]),
        ("火灾", []),
    ],
)
def test_what_is_typed_is_found(index, typed, found):
    rows = index.execute("select rowid from words where words match ? order by rowid", [fts5(typed)])
    assert [row for (row,) in rows] == found


def test_texts_become_pairs():
    assert bigrams("消防检查，3号楼A12") == "消防 防检 检查 查 3 号楼 楼 a12"


def test_a_single_character_stands_alone():
    assert (bigrams("查"), query_terms("查")) == ("查", (Phrase(("查",), prefix=True),))


@pytest.mark.parametrize("typed", ["", "  ", "，。!", '"*'])
def test_nothing_to_look_for_is_an_empty_query(typed):
    assert (query_terms(typed), fts5(typed), tsquery(typed)) == ((), "", "")


def test_postgresql_gets_adjacent_words():
    assert tsquery("消防检查 3号") == "('消防' <-> '防检' <-> '检查') & ('3' <-> '号':*)"


@given(st.text(max_size=30))
def test_whatever_is_typed_makes_a_valid_query(typed):
    table = sqlite3.connect(":memory:")
    table.execute("create virtual table words using fts5(said)")
    query = fts5(typed)
    found = table.execute("select rowid from words where words match ?", [query]).fetchall() if query else []
    table.close()
    assert found == []


@given(
    st.text(st.sampled_from("消防检查号楼小区三3aA1 ，。"), min_size=1, max_size=12),
    st.text(st.sampled_from("东西消防3a "), max_size=4),
)
def test_every_text_is_found_by_its_own_words(text, after):
    # Words that go on after punctuation only, as a person copies them from the text.
    table = sqlite3.connect(":memory:")
    table.execute("create virtual table words using fts5(said)")
    table.execute("insert into words values (?)", [bigrams(f"{text} {after}")])
    query = fts5(text)
    found = table.execute("select count(*) from words where words match ?", [query]).fetchone() if query else (1,)
    table.close()
    assert found == (1,)
