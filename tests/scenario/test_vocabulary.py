"""The vocabulary names what the rooms really have."""

from __future__ import annotations

import pytest

from gewu.kernel.nouns import dims, wholes
from gewu.kernel.numerals import Say, say
from gewu.office import rules as office_rules
from gewu.scenario import vocabulary


def test_a_measure_is_narrowed_by_its_own_words_and_by_those_of_its_subject():
    assert set(dims("matters.closed")) == {
        "scenario",
        "domain",
        "channel",
        "category",
        "grade",
        "level",
        "kind",
        "split",
        "tag",
        "stage",
        "subject",
    }


def test_the_scenarios_in_use_are_narrowed_by_nothing_but_themselves():
    assert dims("office.scenarios_in_use") == ("scenario", "domain")


def test_a_share_may_be_taken_of_what_contains_the_whole_too():
    assert wholes("matters.satisfied") == ("matters.called_back", "matters.closed")


def test_role_words_are_those_of_the_office():
    assert set(vocabulary.ROLES) == set(office_rules.ROLES)


@pytest.mark.parametrize("style", [style for style in vocabulary.SAY_STYLES if not style.startswith("date")])
def test_every_style_can_be_said(style):
    value = (1, 2) if style == "range" else 1234
    assert say(value, "件", Say(style=style, to=100)) != ""
