"""T-late: three workdays from the Friday before a holiday, and late stays late after closing."""

from __future__ import annotations

from datetime import date

from gewu.kernel.periods import Period
from gewu.matters.rules import NewMatter
from gewu.records import actions as records
from gewu.records.rules import NewRecord
from tests.histories import at, figure, history, load

# Friday 28 April 2023; the May holiday is 29 April to 3 May, Saturday 6 May is worked.
NEW = NewMatter("city_cases", channel="onsite", level="city", category="ads", place="石桥路")
MAY = Period.of(date(2023, 5, 1), date(2023, 5, 31))


def test_t_late_three_workdays_over_the_may_holiday_end_on_the_worked_saturday(cast):
    cast.adopt("packs/urban/city_cases")
    on_time, late = load(
        cast,
        history(cast, NEW, "04-28 16:00", "05-06 17:30"),
        history(cast, NEW, "04-28 16:00", "05-08 09:00"),
    )
    assert (on_time.due_on, on_time.closed_late, late.closed_late) == (date(2023, 5, 6), False, True)
    assert figure(cast, "city_cases.on_time_rate", MAY).parts == (1, 2)


def test_t_late_a_record_entered_late_counts_on_its_day_and_is_marked(cast):
    cast.adopt("tests/tasks/fire.yaml")
    checks = dict.fromkeys(("exits_clear", "extinguishers", "wiring"), "pass")
    fields = {"form": "inspection", "answers": {"team": 4}, "checks": checks}
    record = records.submit(NewRecord("fire", at("05-31 10:00"), **fields), by=cast.system, at=at("06-20 10:00"))
    found = figure(cast, "fire.team", MAY)
    assert (record.happened_on, record.late_entry, found.value, found.late_entries) == (date(2023, 5, 31), True, 4, 1)
