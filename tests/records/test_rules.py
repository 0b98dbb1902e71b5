"""What must be right about a record before it is kept."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewu.kernel.types import Refused
from gewu.records import rules
from gewu.scenario import reader
from tests.cast import ROOT

FIRE = reader.read((ROOT / "tests/tasks/fire.yaml").read_text(encoding="utf-8"))
PART = rules.part_of(FIRE)
HOTEL = ("exits_clear", "extinguishers", "wiring", "lining")


@pytest.mark.parametrize(("days", "late"), [(0, False), (3, False), (4, True), (-1, False)])
def test_what_is_entered_more_than_three_days_later_is_late(days, late):
    assert rules.is_late(date(2023, 6, 1), date(2023, 6, 1) + timedelta(days=days)) is late


@given(st.fixed_dictionaries({key: st.sampled_from(["pass", "fail", "na"]) for key in HOTEL}))
def test_a_whole_checklist_is_kept_in_its_own_order_and_names_what_failed(said):
    backwards = {key: said[key] for key in reversed(HOTEL)}
    kept = rules.clean_checks(PART, "hotel", "inspection", backwards)
    assert list(kept.items()) == [(key, said[key]) for key in HOTEL]
    assert [check.key for check in rules.failed(FIRE, kept)] == [key for key in HOTEL if said[key] == "fail"]


@pytest.mark.parametrize("word", ["合格", "不合格", "不适用"])
def test_a_checklist_is_read_in_the_words_of_the_office(word):
    kept = rules.clean_checks(PART, "hotel", "inspection", dict.fromkeys(HOTEL, word))
    assert set(kept.values()) == {key for key, title in rules.RESULTS.items() if title == word}


@pytest.mark.parametrize(
    ("split", "form", "said", "wrong"),
    [
        ("hotel", "inspection", {}, dict.fromkeys(HOTEL, "请选择合格、不合格或不适用")),
        ("shop", "inspection", dict.fromkeys(HOTEL, "pass"), {"lining": "本次不查这一项"}),
        ("hotel", "training", {"wiring": "pass"}, {"wiring": "本次不查这一项"}),
        (
            "hotel",
            "inspection",
            dict.fromkeys(HOTEL, "pass") | {"wiring": "maybe"},
            {"wiring": "请选择合格、不合格或不适用"},
        ),
    ],
)
def test_what_is_missing_wrong_or_not_asked_is_said_item_by_item(split, form, said, wrong):
    with pytest.raises(Refused) as refused:
        rules.clean_checks(PART, split, form, said)
    assert (refused.value.id, refused.value.fields) == ("records.R111", wrong)


def test_an_item_left_empty_that_is_not_asked_is_no_mistake():
    assert rules.clean_checks(PART, "hotel", "training", {"wiring": ""}) == {}


def test_a_record_without_forms_has_none():
    part = replace(PART, forms={})
    assert (rules.clean_form(part, ""), rules.clean_form(part, "training")) == ("", "")


@pytest.mark.parametrize("form", PART.forms)
def test_a_form_of_the_scenario_is_kept(form):
    assert rules.clean_form(PART, form) == form


@pytest.mark.parametrize("form", ["", "party"])
def test_a_form_that_the_scenario_does_not_have_is_refused(form):
    with pytest.raises(Refused, match=r"records\.R110"):
        rules.clean_form(PART, form)


def photos(*said):
    return [{"sha256": name, "what": what} for name, what in said]


@pytest.mark.parametrize(
    "files", [[], photos(("a", "before"), ("b", "after")), photos(("a", "before"), ("a", "before"), ("c", "after"))]
)
def test_different_photos_are_kept(files):
    assert rules.no_same_photo(files) is None


@pytest.mark.parametrize("first", ["before", ""])
def test_the_same_photo_before_and_after_is_refused(first):
    with pytest.raises(Refused, match=r"records\.R112"):
        rules.no_same_photo(photos(("b", first), ("a", first), ("a", "after")))
