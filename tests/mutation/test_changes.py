"""What `make mutate` changes, which tests it asks, and how it says the share."""

import ast

import pytest

from tests.mutation import __main__ as mutate
from tests.mutation.changes import changes
from tests.mutation.reach import Reach


def made(body: str, head: str = "def act(a, b, rows):") -> set[str]:
    """Every text that one change makes of a line of a function."""
    text = f"{head}\n    {body}\n"
    return {change.made(text).splitlines()[1].strip() for change in changes(text, "gewu/room/rules.py")}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a = a < b", {"a = (a <= b)"}),
        ("a = a == 'due'", {"a = (a != 'due')", "a = (a == 'due_')"}),
        ("a = a in ('due', 'done')", {"a = (a not in ('due', 'done'))", "a = (a in ('done',))"}),
        ("a = a and b", {"a = (a or b)"}),
        ("a = not a", {"a = a"}),
        ("a = b if a else rows", {"a = (rows if a else b)"}),
        ("a = b + 1", {"a = (b - 1)", "a = b + 2"}),
        ("a = '第' + b", set()),
        ("a = f'{b + 1}件'", set()),
        ("return a", {"return None"}),
        ("raise Refused('room.R101', a or b)", {"pass"}),
        ("a.state = b", {"pass"}),
        ("a += b", {"pass"}),
        ("a(b)", {"pass"}),
        ("a = act(a, b)", {"a = act(b, a)"}),
        ("a = min(a, b)", {"a = max(a, b)"}),
        ("a = sorted(b)", {"a = sorted(b, reverse=True)"}),
        ("a = rows.order_by('-day')", {"a = rows.order_by('day')"}),
        ("a = [b for b in rows if b]", {"a = ([b for b in rows])"}),
        ("if a: b = rows", {"if (not a): b = rows"}),
        (
            "a = rows.filter(day__lte=a, state=b)",
            {
                "a = rows.exclude(day__lte=a, state=b)",
                "a = rows.filter(state=b)",
                "a = rows.filter(day__lte=a)",
                "a = rows.filter(day__lt=a, state=b)",
            },
        ),
    ],
)
def test_each_thing_is_changed_in_its_ways(line, expected):
    assert made(line) == expected


def test_a_default_is_reached_by_whatever_reaches_the_file():
    text = "def act(a=1, *, b=2):\n    return 3\n"
    found = {change.before: change.in_function for change in changes(text, "gewu/room/rules.py")}
    assert found == {"1": False, "2": False, "3": True, "return 3": True}


@pytest.mark.parametrize(
    "line",
    ['"""Say 3 < 4."""', "a: dict[str, int | None]", "__all__ = ['act']", "if TYPE_CHECKING: import act"],
)
def test_words_and_types_are_left_alone(line):
    assert made(line) == set()


def test_a_change_after_chinese_words_lands_in_its_place():
    assert made("a = ('已办结', a < b)") == {"a = ('已办结', (a <= b))"}


@pytest.mark.parametrize("path", ["gewu/kernel/clocks.py", "gewu/registry/queries.py"])
def test_whatever_is_changed_can_still_be_read(path):
    text = (mutate.ROOT / path).read_text(encoding="utf-8")
    found = changes(text, path)
    assert [change.name for change in found if not ast.parse(change.made(text))] == []


def test_the_same_seed_draws_the_same_changes():
    families = mutate.files()
    first, second = (mutate.draw(families, count=20, seed=7, only=["gewu/money"]) for _ in range(2))
    assert (first, len(first)) == (second, 20)


def test_an_equivalent_change_is_struck_out_with_a_reason_and_never_drawn(tmp_path, monkeypatch):
    (name,) = [change.name for change in mutate.draw(["gewu/money/rules.py"], count=1, seed=1)]
    monkeypatch.setattr(mutate, "STRUCK_OUT", tmp_path / "equivalent.txt")
    mutate.STRUCK_OUT.write_text(f"# why\n{name} | nobody could tell\n", encoding="utf-8")
    assert name not in {change.name for change in mutate.draw(["gewu/money/rules.py"], count=9999, seed=1)}


@pytest.mark.parametrize("text", ["gewu/x.py f: a -> b\n", "gewu/x.py f: a -> b | why\n" * 11])
def test_an_excuse_without_a_reason_or_an_eleventh_one_stops_the_run(tmp_path, monkeypatch, text):
    monkeypatch.setattr(mutate, "STRUCK_OUT", tmp_path / "equivalent.txt")
    mutate.STRUCK_OUT.write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit):
        mutate.equivalent()


NEAR, FAR = "tests/money/test_rules.py::test_a", "tests/front/test_home.py::test_b"
TEXT = "LIMIT = 3\n\n\ndef act(a):\n    return a\n"
LIMIT, RETURN = changes(TEXT, "gewu/money/rules.py")


@pytest.mark.parametrize(
    ("change", "budget", "expected"),
    [
        (RETURN, 60, [NEAR, FAR]),  # the room's own tests come first
        (RETURN, 6, [NEAR]),  # no more than there is time for
        (RETURN, 1, [NEAR]),  # but one at least
        (LIMIT, 60, [NEAR, FAR]),  # a line of the module is reached by importing it
    ],
)
def test_a_change_is_shown_to_the_tests_that_reach_its_line(change, budget, expected):
    reach = Reach({"gewu/money/rules.py": {5: [FAR, NEAR]}}, {NEAR: 5.0, FAR: 2.0})
    assert reach.tests(change, budget) == expected


def test_what_no_test_calls_may_have_run_at_import_and_is_shown_to_its_file_and_its_room():
    reach = Reach({"gewu/money/rules.py": {4: [FAR]}}, {NEAR: 5.0, FAR: 2.0})
    assert (reach.tests(RETURN, 60), reach.tests(LIMIT, 60)) == ([NEAR, FAR], [NEAR, FAR])
    assert Reach({"gewu/money/lists.py": {4: [NEAR]}}, {NEAR: 5.0}).tests(RETURN, 60) == []


def test_the_last_line_says_both_shares():
    families = {"gewu/money/rules.py": "rules"}
    assert mutate.shares([LIMIT, RETURN], [LIMIT], families) == "killed: rules 50% (1 of 2), overall 50% (1 of 2)"
