"""Edges of what is counted, stated and told: first and last days, the office next door, whose word it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gewu.indicators import actions, queries
from gewu.indicators.actions import NewObservation
from gewu.indicators.definitions import define
from gewu.indicators.figures import RowSet
from gewu.indicators.listing import count_seen
from gewu.indicators.telling import Telling, story
from gewu.journal.models import JournalLine
from gewu.kernel.periods import Period
from gewu.kernel.types import Refused
from gewu.office import queries as office
from gewu.scenario.grammar import Condition, When
from tests.indicators import rows

HALF = Period.parse("2023-01-01..2023-06-28")
LAST, AFTER = date(2023, 6, 28), date(2023, 6, 29)


@pytest.mark.parametrize("key", ["on_register", "busy", "landed"])
def test_what_comes_into_force_on_the_last_day_counts_and_on_the_day_after_does_not(counting, value, key):
    for day in (LAST, AFTER):
        if key == "on_register":
            rows.subject(counting, valid_from=day)
            continue
        row = rows.subject(counting)
        rows.tag(counting, row, "busy", day)
        rows.stage(counting, row, "landed", day)
    assert value(key).value == 1


@pytest.mark.parametrize("key", ["on_register", "busy", "landed"])
def test_what_ends_on_the_last_day_is_no_longer_there(counting, value, key):
    for day in (LAST, AFTER):
        row = rows.subject(counting, valid_to=day if key == "on_register" else None)
        rows.tag(counting, row, "busy", until=day)
        rows.stage(counting, row, "landed", date(2023, 1, 1), day)
    assert value(key).value == 1


@pytest.mark.parametrize(
    ("word", "said"),
    [("field", "“启用场景数”不能按“invest_wan”筛选。"), ("weather", "“启用场景数”不能按“weather”筛选。")],
)
def test_a_condition_that_a_measure_cannot_look_up_is_refused_by_its_name(counting, word, said):
    adopted = office.adopted(counting.office.id, LAST)
    where = When(((Condition(word, "in", ("x",), "invest_wan" if word == "field" else ""),),))
    indicator = replace(adopted["kiosks"].indicators["scenarios"], where=where)
    with pytest.raises(Refused) as refused:
        define(adopted["kiosks"], indicator, adopted)
    assert (refused.value.id, refused.value.words) == ("indicators.R422", said)


# stated -------------------------------------------------------------------------------------


def stated(cast, value: int, **more):
    new = {"indicator": "kiosks.views", "period": HALF, "value": value, "signed_by": " 秦书 ", "source": " 后台 "}
    new = NewObservation(**(new | {"signed_on": date(2023, 6, 27)} | more))
    return actions.observe(by=cast.actor("clerk"), at=rows.at(LAST), new=new)


def test_an_observation_is_kept_under_the_name_of_its_series(counting):
    row = stated(counting, 5, reported_by=counting.units["desk"].id)
    assert (row.indicator, row.signed_by, row.source) == ("kiosks.views", "秦书", "后台")
    assert row.reported_by_id == counting.units["desk"].id
    line = JournalLine.objects.get(act="indicators.observed")
    detail = {"indicator": "kiosks.views", "period": HALF.printed(), "value": 5, "status": "final"}
    assert (line.row_id, line.detail) == (row.id, detail)


def test_a_history_is_of_one_series_one_stretch_and_one_office(counting, neighbour):
    neighbour.adopt(rows.COUNTING)
    first, second = stated(counting, 1), stated(counting, 2)
    stated(counting, 3, period=Period.parse("2023-03-01..2023-06-28"))
    stated(counting, 4, period=Period.parse("2023-01-01..2023-06-27"))
    stated(counting, 5, indicator="kiosks.length")
    theirs = stated(neighbour, 6)
    found = [queries.history(cast.scope("clerk"), second) for cast in (counting, neighbour)]
    assert [[row.id for row in those] for those in found] == [[second.id, first.id], [theirs.id]]


def test_what_holds_is_listed_newest_period_first_then_by_name(counting, neighbour):
    neighbour.adopt(rows.COUNTING)
    spring, may = Period.parse("2023-03-01..2023-04-30"), Period.parse("2023-05-01..2023-05-31")
    old, views, length = (
        stated(counting, 1, period=spring),
        stated(counting, 2),
        stated(counting, 3, indicator="kiosks.length"),
    )
    stated(neighbour, 4)
    void = stated(counting, 5, period=may)
    actions.void(by=counting.actor("clerk"), at=counting.at, observation_id=void.id, reason="报错了")
    scope = counting.scope("clerk")

    def ids(*asked):
        return [row.id for row in queries.observations(scope, *asked)]

    assert ids() == [length.id, views.id, old.id]
    assert ids(may) == [length.id, views.id]
    assert ids(Period.parse("2023-04-30..2023-04-30")) == [length.id, views.id, old.id]
    assert ids(None, "kiosks.views") == [views.id, old.id]


def test_of_a_stock_the_newest_whose_last_day_is_inside_is_said_and_what_reaches_beyond_is_not(counting, value):
    stated(counting, 2, period=Period.parse("2023-01-01..2023-06-29"))
    stated(counting, 5, period=Period.parse("2022-07-01..2022-12-31"))
    assert value("views").value is None
    stated(counting, 1, period=Period.parse("2022-12-31..2023-06-27"))
    assert value("views").value == 1
    stated(counting, 4, period=Period.parse("2023-04-01..2023-06-28"))
    stated(counting, 3, period=Period.parse("2023-01-01..2023-03-31"))
    assert value("views").value == 4


def test_what_the_office_next_door_stated_is_not_ours(counting, neighbour, value):
    neighbour.adopt(rows.COUNTING)
    theirs = stated(neighbour, 7)
    assert value("views").value is None
    with pytest.raises(Refused, match=r"indicators\.R103"):
        actions.void(by=counting.actor("clerk"), at=counting.at, observation_id=theirs.id, reason="报错了")


@pytest.mark.parametrize(
    ("status", "kept"), [("forecast", "forecast"), ("preliminary", "preliminary"), ("final", "revised")]
)
def test_a_later_word_is_revised_only_where_it_is_final(counting, status, kept):
    stated(counting, 1, status="preliminary")
    assert stated(counting, 2, status=status).status == kept


def test_a_status_nobody_knows_is_refused(counting):
    with pytest.raises(Refused, match=r"indicators\.R105"):
        stated(counting, 1, status="guessed")


def test_a_void_needs_its_reason_and_happens_once(counting):
    row, by = stated(counting, 1), {"by": counting.actor("clerk"), "at": counting.at}
    with pytest.raises(Refused, match=r"indicators\.R104"):
        actions.void(**by, observation_id=row.id, reason=" ")
    found = actions.void(**by, observation_id=row.id, reason=" 报错了 ")
    assert (found.void_at, found.void_reason) == (counting.at, "报错了")
    with pytest.raises(Refused, match=r"indicators\.R103"):
        actions.void(**by, observation_id=row.id, reason="报错了")


def test_many_observations_are_one_line_of_the_journal(counting):
    common = {"period": HALF, "value": 1, "signed_by": "秦书", "signed_on": LAST, "source": "后台"}
    new = [NewObservation(f"kiosks.{key}", **common) for key in ("views", "length")]
    kept = actions.observe_many(by=counting.actor("clerk"), at=rows.at(LAST), rows=new)
    line = JournalLine.objects.get(act="indicators.observed")
    assert ([row.indicator for row in kept], line.count, line.row_id) == (["kiosks.views", "kiosks.length"], 2, None)
    with pytest.raises(Refused, match=r"office\.R403"):
        actions.observe_many(by=counting.actor("officer_a"), at=rows.at(LAST), rows=new)


# told ---------------------------------------------------------------------------------------


def test_of_the_rows_behind_a_figure_those_in_sight_are_counted(counting, neighbour):
    mine = [rows.matter(counting, LAST, area=counting.areas[area]) for area in ("willow_1", "willow_2", "bridge_1")]
    found = RowSet("matter", tuple(row.id for row in (*mine, rows.matter(neighbour, LAST))))
    assert [count_seen(found, counting.scope(who)) for who in ("dispatcher", "secretary", "secretary_b")] == [3, 2, 1]


def test_a_story_keeps_the_newest_days_whatever_was_entered_last(counting):
    place, other = rows.subject(counting), rows.subject(counting)
    days = [date(2023, 5, 2), date(2023, 6, 1), date(2023, 3, 3), date(2023, 4, 4)]
    kept = [rows.record(counting, day, about=place) for day in days]
    rows.record(counting, LAST, about=other)
    told = story(place.id, Telling(counting.system.scope, LAST), 3)
    assert [(noun.kind, id, line.day) for noun, id, line in told] == [
        ("record", kept[1].id, days[1]),
        ("record", kept[0].id, days[0]),
        ("record", kept[3].id, days[3]),
    ]
