"""Many at once: the same rules, the same columns, one journal line."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gewu.answers.models import Fact
from gewu.journal.models import JournalLine
from gewu.kernel.types import Refused
from gewu.matters import actions, queries
from gewu.matters.models import Matter
from gewu.matters.rules import COLUMNS, History, NewMatter, NewReporter
from tests.matters.conftest import at

START = at("06-21 09:00")


def events(cast, *, handler: str = "handler", checker: str = "checker", unit: str = "city"):
    """The steps of Hotline.closed(), as an import brings them."""
    people = cast.people
    said = {"contacted": "yes", "resolved": "yes", "satisfied": "yes"}
    return [
        ("received", START, people["dispatcher"], None, {}),
        ("accepted", at("06-21 09:10"), people["dispatcher"], None, {}),
        ("dispatched", at("06-21 09:20"), people["dispatcher"], cast.units[unit], {}),
        ("signed", at("06-21 10:00"), people[handler], None, {}),
        (
            "handled",
            at("06-26 10:00"),
            people[handler],
            None,
            {"words": "已劝离并处罚", "answers": {"result": "solved"}},
        ),
        ("verified", at("06-26 15:00"), people[checker], None, {}),
        ("called_back", at("06-27 09:00"), people["dispatcher"], None, said),
        ("closed", at("06-27 09:05"), people["dispatcher"], None, {}),
    ]


def new(cast, **more) -> NewMatter:
    fields = {"channel": "hotline", "category": "noise", "place": "柳荫路5号", "area_id": cast.areas["willow_1"].id}
    return NewMatter("hotline", **(fields | more))


def load(cast, *histories: History) -> list[Matter]:
    ids = actions.take_in_many(histories, by=cast.system, at=at("07-01 09:00"))
    return [Matter.objects.get(id=id) for id in ids]


def refused(call, *args) -> Refused:
    with pytest.raises(Refused) as found:
        call(*args)
    return found.value


def test_what_has_not_happened_yet_is_not_taken_in(hotline):
    """F042: the demo had 319 matters that were received after the office's clock."""
    cast, early = hotline.cast, at("06-27 09:04")
    with pytest.raises(Refused) as found:
        actions.take_in_many([History(new(cast), events(cast))], by=cast.system, at=early)
    assert (found.value.id, Matter.objects.count()) == ("matters.R208", 0)


def test_a_loaded_matter_has_the_columns_of_one_that_walked_step_by_step(hotline):
    walked = Matter.objects.get(id=hotline.closed().id)
    (loaded,) = load(hotline.cast, History(new(hotline.cast), events(hotline.cast)))
    assert {name: getattr(loaded, name) for name in COLUMNS} == {name: getattr(walked, name) for name in COLUMNS}
    assert (loaded.answers, loaded.title, loaded.number) == (walked.answers, walked.title, "RX202306210002")


def test_loaded_matters_agree_with_their_events_and_are_found(hotline):
    cast = hotline.cast
    load(cast, *(History(new(cast, body="楼下烧烤摊"), events(cast)) for _ in range(3)))
    found = queries.desk(cast.scope("dispatcher"), queries.Filters(text="烧烤"), at("07-01 10:00"))
    assert (queries.replay_check(cast.office.id), found.total) == ([], 3)


def test_a_load_writes_one_journal_line_with_count_and_manifest(hotline):
    load(hotline.cast, *(History(new(hotline.cast), events(hotline.cast)) for _ in range(3)))
    line = JournalLine.objects.get(act="matters.taken_in_many")
    assert (line.count, line.detail["manifest"][:4]) == (3, "sm3:")


def test_a_load_obeys_the_rules_of_single_steps_and_names_the_place(hotline):
    cast = hotline.cast
    wrong = History(new(cast), events(cast, handler="secretary", checker="secretary", unit="willow"))
    found = refused(load, cast, History(new(cast), events(cast)), wrong)
    assert (found.id, found.words[:4], Matter.objects.count()) == ("matters.R120", "第2件：", 0)


def test_a_step_before_the_one_before_it_is_refused(hotline):
    steps = events(hotline.cast)
    kind, _, *rest = steps[3]
    steps[3] = (kind, START - timedelta(days=1), *rest)
    assert refused(load, hotline.cast, History(new(hotline.cast), steps)).id == "matters.R104"


def test_a_step_that_is_no_way_is_refused(hotline):
    steps = events(hotline.cast)
    assert refused(load, hotline.cast, History(new(hotline.cast), [steps[0], steps[3]])).id == "matters.R102"


def test_a_history_begins_with_its_receipt(hotline):
    assert refused(load, hotline.cast, History(new(hotline.cast), events(hotline.cast)[1:])).id == "matters.R204"


def test_a_photo_kept_elsewhere_is_named(hotline):
    cast = hotline.cast
    steps = events(cast)
    assert refused(load, cast, History(new(cast, category="garbage"), steps)).id == "matters.R101"
    steps[4][4]["photo_kept_in"] = "市12345平台"
    (matter,) = load(cast, History(new(cast, category="garbage"), steps))
    assert matter.state == "done"


def test_a_child_names_its_parent_by_the_other_systems_number(hotline):
    cast = hotline.cast
    people = cast.people
    merged = ("merged", at("06-21 09:12"), people["dispatcher"], None, {"into_external": "SJ1"})
    parent, child = load(
        cast,
        History(new(cast, external_number="SJ1"), events(cast)),
        History(new(cast, external_number="SJ2"), [*events(cast)[:2], merged]),
    )
    assert (child.merged_into_id, child.who) == (parent.id, "")


def test_who_comes_again_with_the_same_matter_is_marked_within_a_load(hotline):
    cast, caller = hotline.cast, NewReporter("白小七", "13900000001")
    first, again = load(cast, *(History(new(cast, reporter=caller), events(cast)) for _ in range(2)))
    assert (first.repeat_of_id, again.repeat_of_id, again.reporter_id) == (None, first.id, first.reporter_id)


def test_what_an_indicator_counts_becomes_a_fact(cast):
    cast.adopt("packs/urban/five_disorders")
    case = NewMatter(
        "five_disorders", channel="patrol", category="parking", place="石桥路", answers={"fine_fen": 2000}
    )
    (matter,) = load(cast, History(case, [("received", START, cast.people["officer_a"], None, {})]))
    facts = Fact.objects.filter(owner_kind="matter", owner_id=matter.id).values_list("field", "number")
    assert list(facts) == [("fine_fen", 2000)]
