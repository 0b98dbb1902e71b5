"""Each room says its nouns once, and what it says is so."""

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import get_resolver, reverse

from gewu.kernel.nouns import counted, dimensions, measures, nouns
from gewu.office.rules import PERMISSIONS
from tests.house.tree import ROOMS

NOUNS = list(nouns().values())


def by_kind(noun):
    return noun.kind


@pytest.mark.parametrize("noun", NOUNS, ids=by_kind)
def test_a_noun_is_declared_by_the_room_that_keeps_it(noun):
    room = noun.model.partition(".")[0]
    assert (room in ROOMS, noun in import_module(f"gewu.{room}.noun").NOUNS) == (True, True)


@pytest.mark.parametrize("noun", NOUNS, ids=by_kind)
def test_a_noun_names_columns_that_its_table_has(noun):
    model = apps.get_model(noun.model)
    known = {name for field in model._meta.get_fields() for name in (field.name, getattr(field, "attname", ""))}
    own = [column.key for column in noun.columns if column.value is None]
    answers = [noun.answers] if noun.questions else []
    day = [noun.day.partition("__")[0]] if noun.day else []
    named = [noun.key, *own, *noun.with_, *noun.numbers, *answers, *day, *([noun.subject] if noun.subject else [])]
    assert (noun.table, [name for name in named if name not in known]) == (model._meta.db_table, [])


@pytest.mark.parametrize("noun", NOUNS, ids=by_kind)
def test_the_page_of_a_noun_is_there(noun):
    key = next(iter(get_resolver().url_patterns), None) and (1 if noun.key == "id" else "hotline")
    assert not noun.page or reverse(noun.page[0], args=[*noun.page[1:], key])


@pytest.mark.parametrize("noun", NOUNS, ids=by_kind)
def test_a_noun_is_seen_with_permissions_that_can_be_held(noun):
    assert [word for word in noun.see if word not in PERMISSIONS] == []


@pytest.mark.parametrize("noun", NOUNS, ids=by_kind)
def test_the_kind_of_a_noun_fits_where_owners_are_kept(noun):
    assert len(noun.kind) <= 12


def test_a_measure_is_counted_on_the_table_of_its_noun_and_named_after_its_room():
    strange = [
        name
        for name, measure in measures().items()
        if measure.table != counted(name).table or name.partition(".")[0] != counted(name).model.partition(".")[0]
    ]
    assert strange == []


def test_part_of_names_published_measures_only():
    assert [(m.name, whole) for m in measures().values() for whole in m.part_of if whole not in measures()] == []


def test_what_is_counted_once_each_is_a_noun_or_a_word_of_one():
    """`distinct` names what stands behind the figure: subject_id opens subjects."""
    keys = {measure.distinct.removesuffix("_id") for measure in measures().values() if measure.distinct}
    assert keys - set(nouns()) == set()


def test_the_words_of_a_measure_have_titles():
    named = {word for measure in measures().values() for word in measure.dims}
    assert named - set(dimensions()) == {"area", "unit"}
