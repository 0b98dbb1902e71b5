"""What every kept row has."""

import pytest
from django.core.management import call_command
from django.db import models as fields

from gewu.journal.rows import OfficeRows
from tests.house.tree import models

#: model -> why it belongs to no single office
SHARED = {
    "office.Account": "a login; what it may do hangs on Staff, which has an office",
    "office.Office": "the office itself",
    "office.Session": "what a browser holds; it hangs on an account",
    "office.SignIn": "a name that was tried may be nobody's",
    "journal.Version": "numbers of offices and of what they share",
    "office.CalendarDay": "the State Council's calendar is the same for all",
    "office.AnnouncedYear": "the State Council's calendar is the same for all",
}
BUSINESS = [model for model in models() if model._meta.label not in SHARED]


def test_every_shared_model_is_still_there():
    assert sorted(SHARED) == sorted(model._meta.label for model in models() if model._meta.label in SHARED)


@pytest.mark.parametrize("model", BUSINESS, ids=lambda model: model._meta.label)
def test_a_row_belongs_to_exactly_one_office(model):
    office = model._meta.get_field("office")
    assert (type(office), office.null, office.related_model._meta.label) == (fields.ForeignKey, False, "office.Office")


@pytest.mark.parametrize("model", BUSINESS, ids=lambda model: model._meta.label)
def test_scope_is_applied_by_one_queryset_method(model):
    rows = model._default_manager.all()
    assert (isinstance(rows, OfficeRows), type(rows).for_scope) == (True, OfficeRows.for_scope)


@pytest.mark.parametrize("model", BUSINESS, ids=lambda model: model._meta.label)
def test_a_unique_key_is_unique_within_an_office(model):
    """Two offices may use the same code. What hangs on one other row alone (a OneToOne) needs no office."""
    wide = [c.name for c in model._meta.constraints if isinstance(c, fields.UniqueConstraint) and _leaves_office(c)]
    alone = [f.name for f in model._meta.fields if f.unique and not f.primary_key and not f.one_to_one]
    assert (wide, alone) == ([], [])


def _leaves_office(constraint) -> bool:
    model_keys = {"office", "matter", "report", "campaign", "list", "subject", "record", "address", "line", "staff"}
    return bool(constraint.fields) and not model_keys & set(constraint.fields)


@pytest.mark.django_db
def test_migrations_are_what_the_models_say():
    assert call_command("makemigrations", check=True, dry_run=True, verbosity=0) is None
