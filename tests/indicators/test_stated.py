"""Recorded and observed figures: what is written down once, and what somebody else states."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gewu.indicators import actions, queries
from gewu.indicators.actions import NewObservation
from gewu.kernel.periods import Period
from gewu.kernel.types import Refused
from gewu.registry.models import Milestone, MilestoneForecast
from tests.indicators import rows

HALF = Period.parse("2023-01-01..2023-06-28")


def stated(counting, value_, who="clerk", **more):
    new = NewObservation(
        **{
            "indicator": "kiosks.views",
            "period": HALF,
            "value": value_,
            "signed_by": "秦书",
            "signed_on": date(2023, 6, 27),
            "source": "公众号后台截图",
            **more,
        }
    )
    return actions.observe(by=counting.actor(who), at=rows.at(date(2023, 6, 28)), new=new)


def test_a_range_of_two_attributes_is_printed_as_one(counting, value):
    rows.subject(counting, code="K-1", attributes={"floor_from": 5, "floor_to": 9})
    assert (value("floors").value, value("floors").said, value("floors").kind) == ((5, 9), "5-9层", "recorded")


def test_a_forecast_is_the_newest_one_made_by_the_cut_off(counting, value):
    kiosk = rows.subject(counting, code="K-1")
    opened = Milestone.objects.create(
        office=counting.office, subject=kiosk, key="opened", title="开业", planned_on=date(2023, 5, 31)
    )
    assert value("opening").said == "预计5月底"
    for made, forecast in ((date(2023, 4, 1), date(2023, 6, 30)), (date(2023, 7, 1), date(2023, 9, 30))):
        MilestoneForecast.objects.create(
            office=counting.office, milestone=opened, forecast_on=forecast, reason="雨季", at=rows.at(made)
        )
    assert value("opening").said == "预计6月底"
    assert value("opening", as_of=date(2023, 7, 2)).said == "预计9月底"


def test_what_was_never_written_is_a_dash(value):
    assert (value("floors").said, value("opening").said, value("views").said) == ("—", "—", "—")


def test_an_observation_says_its_source_and_who_signed(counting, value):
    stated(counting, 305_400)
    found = value("views")
    assert (found.value, found.said, found.kind, found.status) == (305_400, "突破30万次", "observed", "final")
    assert found.source == "公众号后台截图（秦书，2023-06-27）"


def test_digits_of_a_series_are_decimals_of_its_unit(counting, value):
    stated(counting, 1234, indicator="kiosks.length")
    assert value("length").said == "12.34公里"


def test_a_revision_supersedes_and_never_overwrites(counting, value):
    first = stated(counting, 300_000)
    known_then = datetime.now(UTC)
    second = stated(counting, 310_000)
    assert (second.status, second.supersedes_id) == ("revised", first.id)
    assert value("views").value == 310_000
    assert value("views", known_at=known_then).value == 300_000
    assert [one.value for one in queries.history(counting.scope("clerk"), second)] == [310_000, 300_000]
    assert [one.id for one in queries.observations(counting.scope("clerk"), HALF)] == [second.id]


def test_a_void_observation_is_no_longer_said(counting, value):
    row = stated(counting, 300_000)
    actions.void(by=counting.actor("clerk"), at=counting.at, observation_id=row.id, reason="报错了")
    assert value("views").value is None


def test_the_newest_inside_the_period_is_said_where_none_is_of_exactly_it(counting, value):
    for month in (3, 5):
        stated(counting, month, period=Period.parse(f"2023-0{month}-01..2023-0{month}-28"))
    assert value("views").value == 5


@pytest.mark.parametrize("missing", ["signed_by", "source"])
def test_an_observation_without_signature_or_source_is_refused(counting, missing):
    with pytest.raises(Refused) as refused:
        stated(counting, 1, **{missing: " "})
    assert (refused.value.id, list(refused.value.fields)) == ("indicators.R101", [missing])


def test_what_can_be_counted_cannot_be_stated(counting):
    with pytest.raises(Refused) as refused:
        stated(counting, 1, indicator="kiosks.received")
    assert refused.value.id == "indicators.R102"


def test_who_may_not_state_figures_is_refused(counting):
    with pytest.raises(Refused) as refused:
        stated(counting, 1, who="officer_a")
    assert refused.value.id == "office.R403"
