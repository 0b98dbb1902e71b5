"""Recorded and observed figures: what is written down once, and what somebody else states."""

from __future__ import annotations

from datetime import UTC, date, datetime
from random import Random

import pytest

from gewu.indicators import actions, queries
from gewu.indicators.actions import NewObservation
from gewu.indicators.models import Observation
from gewu.kernel.periods import Period, month_of
from gewu.kernel.types import Refused
from gewu.registry.models import Milestone, MilestoneForecast
from tests.cast import PASSWORD, cast  # noqa: F401
from tests.indicators import rows
from tests.looking import looking

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
    assert found.source == "公众号后台截图（秦书，2023年6月27日）"


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


def months(counting, indicator, values):
    """State a value of each month of 2023."""
    for month, number in values.items():
        stated(counting, number, indicator=indicator, period=month_of(date(2023, month, 1)))


def test_of_a_stock_the_last_one_inside_the_period_is_said(counting, value):
    months(counting, "kiosks.views", {3: 3, 5: 5})
    found = value("views")
    assert (found.value, "存量，取2023年5月31日的数" in found.definition) == (5, True)


def test_parts_add_up_only_where_they_cover_the_whole_period(counting, value):
    months(counting, "kiosks.length", {1: 100, 2: 100, 4: 100})
    quarter = Period.parse("2023-01-01..2023-03-31")
    assert value("length", period=quarter).said == "—"
    assert "还缺2023年3月，不以部分代替全部" in value("length", period=quarter).definition
    stated(counting, 50, indicator="kiosks.length", period=month_of(date(2023, 3, 1)))
    found = value("length", period=quarter)
    assert (found.said, found.rows, found.status) == ("2.5公里", 3, "final")
    assert "3期相加：2023年1月、2023年2月、2023年3月" in found.definition
    assert value("length", period=Period.parse("2023-01-01..2023-06-30")).said == "—"


def test_the_two_halves_make_the_year_and_one_of_them_never_does(counting, value):
    """F025: 12 for the first half and 24 for the second were printed as 24 for the year."""
    first, second = (Period.parse(f"2023-{days}") for days in ("01-01..2023-06-30", "07-01..2023-12-31"))
    year = Period(first.start, second.end)
    stated(counting, 2400, indicator="kiosks.length", period=second)
    assert value("length", period=year).said == "—"
    assert "还缺2023年上半年" in value("length", period=year).definition
    stated(counting, 1200, indicator="kiosks.length", period=first)
    assert value("length", period=year).said == "36公里"


def test_of_300_random_ones_no_part_is_ever_shown_for_the_whole(counting, value):
    """Each states as many as it has days: a period shows its own number of days, or nothing."""
    dice, first = Random(25), date(2023, 1, 1)
    parts = {_stretch(first, dice.randrange(60), dice.randint(1, 9)) for _ in range(300)}
    Observation.objects.bulk_create(
        Observation(
            office=counting.office,
            indicator="kiosks.length",
            start=part.start,
            end=part.end,
            value=part.days,
            signed_by="秦书",
            signed_on=date(2023, 6, 27),
            source="台账",
        )
        for part in dice.sample(sorted(parts), 60)
    )
    asked = [_stretch(first, dice.randrange(60), dice.randint(5, 40)) for _ in range(300)]
    shown = [(period.days, value("length", period=period).value) for period in asked]
    said = {found is None for _days, found in shown}
    assert said == {True, False}
    assert [one for one in shown if one[1] is not None and one[1] * 100 != one[0]] == []


def _stretch(first: date, start: int, days: int) -> Period:
    day = date.fromordinal(first.toordinal() + start)
    return Period(day, date.fromordinal(day.toordinal() + days))


def test_what_was_stated_of_days_before_the_adoption_is_seen(cast, client, settings):  # noqa: F811
    """F047: kept with thanks, and then on no page and in no paper."""
    cast.adopt(rows.COUNTING, from_on=date(2023, 4, 1))
    first = Period.parse("2023-01-01..2023-03-31")
    reading = looking(period=first, for_=cast.scope("clerk"))
    assert "kiosks.length" not in reading.entries
    stated(cast, 1234, indicator="kiosks.length", period=first)
    reading = looking(period=first, for_=cast.scope("clerk"))
    assert [ref for ref in reading.entries if ref.startswith("kiosks.")] == ["kiosks.length"]
    assert (reading.value("kiosks.length").said, len(reading.rows("kiosks.length").ids)) == ("12.34公里", 1)
    client.login(username="clerk", password=PASSWORD)
    for page in ("/figures/kiosks.length/", "/figures/"):
        said = client.get(page, {"period": first.printed(), "scenario": "kiosks"}).content.decode()
        assert "12.34" in said


def test_what_a_series_does_not_say_is_of_exactly_its_period(counting, value):
    months(counting, "kiosks.visitors", dict.fromkeys(range(1, 7), 10))
    found = value("visitors", period=Period.parse("2023-01-01..2023-06-30"))
    assert (found.said, "只认恰好这一期的" in found.definition) == ("—", True)
    assert value("visitors", period=month_of(date(2023, 5, 1))).said == "10人次"


def test_a_forecast_is_never_added_to_facts(counting, value):
    months(counting, "kiosks.length", {1: 100, 2: 100})
    stated(counting, 100, indicator="kiosks.length", period=month_of(date(2023, 3, 1)), status="forecast")
    assert value("length", period=Period.parse("2023-01-01..2023-03-31")).said == "—"
    assert value("length", period=month_of(date(2023, 3, 1))).status == "forecast"


def test_a_target_is_written_in_the_smallest_unit(counting, value):
    """F035: 350 with two digits is 3.5 and no 350."""
    year = Period.parse("2023-01-01..2023-12-31")
    stated(counting, 350, indicator="kiosks.length", period=year)
    found = value("length", period=year)
    assert (found.part_said("target"), found.verdict.words) == ("3.5公里", "完成")


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
