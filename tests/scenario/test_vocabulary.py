"""The vocabulary names what the rooms really have."""

from __future__ import annotations

from importlib import import_module

import pytest

from gewu.kernel.numerals import Say, say
from gewu.office import rules as office_rules
from gewu.scenario import vocabulary

ROOMS = ("office", "registry", "tasks", "records", "matters", "money")

#: dimension words that the counting room finds by way of the subject, its tags, its stages or the adoptions
BY_WAY_OF_OTHERS = {"kind", "split", "subject", "tag", "stage", "domain"}


@pytest.fixture(scope="module")
def published():
    return {measure.name: measure for room in ROOMS for measure in import_module(f"gewu.{room}.measures").MEASURES}


def test_a_measure_offers_the_dimensions_its_rows_have(published):
    missing = {
        name: sorted(set(word.dims) - set(published[name].dims) - BY_WAY_OF_OTHERS)
        for name, word in vocabulary.MEASURES.items()
    }
    assert {name: dims for name, dims in missing.items() if dims} == {}
    unnamed = {
        name: sorted(set(published[name].dims) - set(word.dims) - {"area", "unit"})
        for name, word in vocabulary.MEASURES.items()
    }
    assert {name: dims for name, dims in unnamed.items() if dims} == {}


def test_fields_are_sought_where_the_facts_of_a_measure_are(published):
    assert {name: word.owner for name, word in vocabulary.MEASURES.items()} == {
        name: published[name].facts for name in vocabulary.MEASURES
    }


def test_what_is_part_of_what_agrees_with_the_rooms(published):
    assert {name: set(wholes) for name, wholes in vocabulary.PART_OF.items() if wholes} == {
        name: set(measure.part_of) for name, measure in published.items() if measure.part_of
    }


def test_sums_without_a_field_are_those_with_an_amount_of_their_own(published):
    assert {name for name, word in vocabulary.MEASURES.items() if word.amount} == {
        name for name, measure in published.items() if measure.amount
    }


def test_role_words_are_those_of_the_office():
    assert set(vocabulary.ROLES) == set(office_rules.ROLES)


@pytest.mark.parametrize("style", [style for style in vocabulary.SAY_STYLES if not style.startswith("date")])
def test_every_style_can_be_said(style):
    value = (1, 2) if style == "range" else 1234
    assert say(value, "件", Say(style=style, to=100)) != ""
