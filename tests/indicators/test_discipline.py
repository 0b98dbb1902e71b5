"""There is no place where a discipline case or a person of one could be kept."""

from __future__ import annotations

from datetime import date

import pytest

from gewu.indicators import actions
from gewu.indicators.actions import NewObservation
from gewu.indicators.models import Observation
from gewu.kernel.periods import Period
from gewu.office import queries as office
from gewu.office import rules
from tests.cast import cast  # noqa: F401
from tests.indicators import rows

HALF = Period.parse("2023-01-01..2023-06-28")


@pytest.fixture
def discipline(cast):  # noqa: F811
    cast.adopt("packs/party/discipline")
    new = NewObservation("discipline.cases_filed", HALF, 7, "郑书记", date(2023, 6, 27), "街道纪工委报数函")
    actions.observe(by=cast.actor("clerk"), at=rows.at(date(2023, 6, 28)), new=new)
    return cast


def test_the_scenario_has_no_register_no_records_and_no_cases(discipline):
    edition = office.adopted(discipline.office.id, date(2023, 6, 1))["discipline"]
    assert (edition.subject, edition.record, edition.matter, edition.payment) == (None, None, None, None)
    assert {one.shape for one in edition.indicators.values()} == {"observed"}


def test_no_confidential_space_for_cases_exists():
    assert not {space for role in rules.ROLES.values() for space in role.spaces} & {"discipline", "party"}


def test_a_statement_has_room_for_a_total_only():
    names = {field.name for field in Observation._meta.concrete_fields}
    assert names == {
        "id",
        "office",
        "recorded_at",
        "proof",
        "indicator",
        "start",
        "end",
        "value",
        "status",
        "reported_by",
        "signed_by",
        "signed_on",
        "source",
        "supersedes",
        "void_at",
        "void_reason",
    }
