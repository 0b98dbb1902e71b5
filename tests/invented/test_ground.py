"""The demo's ground, homes and days: invented, exact, and the same every time."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from demo import days, ground, homes, own, streams, verify
from gewu.kernel.calendar import Calendar
from gewu.kernel.geometry import area_m2, outline_problems


def test_the_subdistrict_has_24_communities_and_101_grids_whose_outlines_are_sound():
    areas = ground.areas()
    kinds = [area.kind for area in areas]
    assert (kinds.count("community"), kinds.count("grid")) == (24, 101)
    assert [area.name for area in areas if outline_problems(area.geojson())] == []


def test_the_communities_fill_the_subdistrict_and_do_not_overlap():
    areas = ground.areas()
    whole = area_m2(areas[0].geojson())
    parts = sum(area_m2(area.geojson()) for area in areas if area.kind == "community")
    assert abs(parts - whole) / whole < 1e-5  # corners are rounded to a decimetre


def test_77828_households_live_in_it_and_the_same_ones_every_time():
    estates = homes.estates(ground.areas())
    again = homes.estates(ground.areas())
    assert (sum(estate.households for estate in estates), estates) == (77_828, again)


def test_sundays_are_empty_in_the_office_but_for_made_up_workdays():
    calendar = Calendar.seeded([2023])
    found = days.dates(1_000, days.office_days(calendar))
    assert {day for day in found if day.weekday() == 6 and not calendar.is_workday(day)} == set()


def test_days_are_drawn_evenly_in_order_and_before_the_cut_off():
    found = days.dates(300, days.every_day(Calendar.seeded([2023])))
    assert (found == sorted(found), len(found), found[-1] <= date(2023, 6, 28)) == (True, 300, True)


def test_no_moment_of_the_cut_off_day_is_after_the_office_clock_and_time_is_left_to_act():
    drawn = [days.moment(days.CUT_OFF, Random(seed)) for seed in range(300)]
    assert max(drawn) <= days.NOW - timedelta(minutes=20)


def test_what_the_platform_handled_adds_up_to_the_printed_number():
    on_platform = [one for one in streams.streams() if {"grid", "resident"} & set(one.channels) and one.closed]
    assert sum(one.closed for one in on_platform if "hotline" not in one.channels) == 4_496


def test_every_figure_and_date_of_the_summary_is_compared_once():
    ids = [one["id"] for one in verify.targets()]
    assert (len(ids), len(set(ids))) == (119, 119)


def test_whoever_is_visited_has_an_address():
    cared_for = [entry for key, entry in own.told("population") if key in ("aid_payments", "care_visits")]
    assert len(cared_for) == 12
    assert [entry["code"] for entry in cared_for if not entry.get("place") or entry["space"] != "care"] == []
