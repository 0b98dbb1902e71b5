"""What a column may hold is a closed list of its room's rules, and the database refuses anything else."""

import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import CharField, CheckConstraint

from gewu.registry.models import Subject
from tests.house.tree import models

#: columns that are words of scenarios or of programs, not closed lists
OPEN = {
    "answers.Covered.owner_kind": "kinds of nouns",
    "answers.Fact.owner_kind": "kinds of nouns",
    "answers.SearchEntry.owner_kind": "kinds of nouns",
    "journal.StoredFile.owner_kind": "kinds of nouns",
    "journal.Outgoing.kind": "words of messages",
    "journal.Job.kind": "names of work",
    "records.Record.kind": "forms of a scenario",
    "registry.Subject.kind": "registers, named by scenarios",
    "registry.StageSpan.kind": "registers, named by scenarios",
    "registry.Tag.kind": "registers, named by scenarios",
    "reports.IssuedFigure.row_kind": "kinds of nouns",
}
CLOSED = re.compile(r"(?:^|_)(?:state|kind|status|nature|verdict|origin)$")


def columns() -> dict[str, bool]:
    """Columns named like closed lists -> whether a check constraint holds them."""
    found = {}
    for model in models():
        held = " ".join(str(one.condition) for one in model._meta.constraints if isinstance(one, CheckConstraint))
        for field in model._meta.fields:
            if isinstance(field, CharField) and CLOSED.search(field.name):
                found[f"{model._meta.label}.{field.name}"] = f"('{field.name}__in'" in held
    return found


def test_every_column_of_a_closed_list_is_held_by_the_database():
    assert [name for name, held in columns().items() if not held and name not in OPEN] == []


def test_what_is_called_open_is_there_and_open():
    assert [name for name in OPEN if columns().get(name) is not False] == []


@pytest.mark.django_db
def test_the_database_refuses_a_word_that_is_none_of_a_list(cast):
    with pytest.raises(IntegrityError, match="subject_nature"), transaction.atomic():
        Subject.objects.create(
            office=cast.office, nature="ghost", kind="shop", code="1", name="甲", valid_from=cast.at.date()
        )
        connection.check_constraints()
