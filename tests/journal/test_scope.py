"""Every kept row is asked for within one office, whatever the person may see there (E1-R50)."""

import pytest
from django.apps import apps

from gewu.journal.rows import OfficeRow
from gewu.kernel.types import Scope

MODELS = [model for model in apps.get_models() if issubclass(model, OfficeRow)]
SEES = frozenset({"registry.see", "matters.see", "figures.see"})
EVERYTHING = Scope(office_id=42, spaces=frozenset({"", "care"}), can=SEES)
ONE_GRID = Scope(office_id=42, area_ids=frozenset({7}), can=SEES)


@pytest.mark.parametrize("scope", [EVERYTHING, ONE_GRID], ids=["everything", "one grid"])
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_question_stays_in_its_office(model, scope):
    where = str(model.objects.for_scope(scope).values("id").query).split("WHERE", 1)[1]
    assert where.strip().lstrip("(").startswith(f'"{model._meta.db_table}"."office_id" = 42')


@pytest.mark.parametrize(
    "model",
    [model for model in MODELS if any(field.name == "space" for field in model._meta.fields)],
    ids=lambda m: m.__name__,
)
def test_a_confidential_row_is_asked_for_within_ones_spaces(model):
    assert f'"{model._meta.db_table}"."space" IN' in str(model.objects.for_scope(EVERYTHING).query)
