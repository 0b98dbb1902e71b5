"""Closed lists: a value is its text, and knows its word."""

import json

import pytest

from gewu.kernel.terms import Term


def colours():
    class Colour(Term):
        RED = "red", "红"
        GREY = "grey"

    return Colour


def test_a_term_is_its_text_and_knows_its_word():
    red = colours()("red")
    assert (red == "red", json.dumps(red), red.word, f"{red}") == (True, '"red"', "红", "red")


def test_every_value_is_listed_with_its_word_in_order():
    assert list(colours().words().items()) == [("red", "红"), ("grey", "")]


def test_what_the_list_does_not_have_is_an_error():
    with pytest.raises(ValueError, match="blue"):
        colours()("blue")
