"""Rules become tasks, records fulfil them, coverage names who is missing."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gewu.kernel.periods import Period, month_of, quarter_of
from gewu.kernel.types import Refused
from gewu.office import actions as office
from gewu.office.models import Adoption
from gewu.registry import actions as registry
from gewu.tasks import actions, queries
from gewu.tasks.actions.doing import Done
from gewu.tasks.models import Task
from tests.matters.conftest import at

VISIT = {"form": "inspection"}


def done(ground, subject, day: str, entered: str = "", id: int = 1):
    happened = date.fromisoformat(f"2023-{day}")
    entered_on = date.fromisoformat(f"2023-{entered or day}")
    return actions.fulfil([Done(id, ground.office.id, "fire", subject.id, happened, entered_on, VISIT)])


def test_each_subject_gets_one_task_a_period_with_its_officer(ground):
    ground.place("A1", "hotel", "willow_1")
    ground.place("B1", "shop", "bridge_1")
    ground.tick("06-01")
    found = Task.objects.order_by("id").values_list("subject__code", "rule", "staff__name", "opens_on", "due_on")
    assert list(found) == [
        ("A1", "monthly", "王芳", date(2023, 6, 1), date(2023, 6, 30)),
        ("B1", "quarterly", "吴迪", date(2023, 4, 1), date(2023, 6, 30)),
    ]


def test_raising_again_changes_nothing(ground):
    ground.place("A1")
    assert [ground.tick("06-01"), ground.tick("06-01"), ground.tick("06-20"), ground.tick("07-01")] == [1, 0, 0, 1]


def test_a_subject_admitted_in_the_middle_of_the_month_gets_this_months_task(ground):
    ground.tick("06-01")
    ground.place("A1")
    assert ground.tick("06-01") == 1


def test_without_the_tag_nobody_has_to_go(ground):
    ground.place("A1", tag="")
    assert ground.tick("06-01") == 0


def test_a_place_that_closes_ends_its_open_task_and_keeps_its_done_one(ground):
    place = ground.place("A1")
    ground.tick("05-04")
    done(ground, place, "05-10")
    ground.tick("06-01")
    registry.close_subject(
        by=ground.cast.system, at=at("06-10 09:00"), subject_id=place.id, on=date(2023, 6, 10), reason="转让"
    )
    ground.tick("06-11")
    assert list(Task.objects.order_by("opens_on").values_list("state", flat=True)) == ["done", "void"]


def test_a_retired_scenario_raises_nothing_more_and_keeps_its_history(ground):
    ground.place("A1")
    ground.tick("05-04")
    adoption = Adoption.objects.get()
    office.retire(by=ground.cast.system, at=at("05-31 09:00"), adoption_id=adoption.id, on=date(2023, 6, 1))
    assert (ground.tick("06-02"), Task.objects.count()) == (0, 1)


def test_coverage_names_the_missing_and_a_record_of_the_next_month_does_not_repair_it(ground):
    places = [ground.place(f"A{n}") for n in range(12)]
    ground.tick("05-04")
    for number, place in enumerate(places[:11], 1):
        done(ground, place, "05-20", id=number)
    assert done(ground, places[11], "06-01", id=12) == 0
    assert done(ground, places[11], "05-31", entered="06-01", id=13) == 0
    asked = (ground.cast.scope("section_head"), "fire", month_of(date(2023, 5, 1)))
    (cell,) = queries.coverage(*asked)
    assert (cell.due, cell.on_time, cell.missing, round(float(cell.rate), 1)) == (12, 11, 1, 91.7)
    assert [(task.subject.code, task.staff.name) for task in queries.missing(*asked)] == [("A11", "王芳")]


@pytest.mark.parametrize("by", ["", "community", "grid", "split", "staff", "rule"])
def test_coverage_is_counted_by_the_database_in_one_statement_however_it_is_grouped(ground, by):
    for number in range(3):
        ground.place(f"A{number}", area=f"willow_{number % 2 + 1}")
    ground.tick("06-01")
    scope, june = ground.cast.scope("section_head"), month_of(date(2023, 6, 1))
    with CaptureQueriesContext(connection) as asked:
        cells = queries.coverage(scope, "fire", june, by)
    assert len([one for one in asked if '"tasks_task"' in one["sql"]]) == 1
    assert (sum(cell.due for cell in cells), sum(cell.missing for cell in cells)) == (3, 3)
    assert queries.missing(scope, "fire", june, by).count() == 3


def test_done_after_the_last_workday_but_inside_the_month_is_done_and_late(ground):
    """31 December 2023 is a Sunday; the month falls due on Friday the 29th."""
    place = ground.place("A1")
    ground.tick("12-04")
    assert done(ground, place, "12-30") == 1
    task = Task.objects.get()
    assert (task.state, task.late) == ("done", True)


def test_coverage_by_community_in_the_order_of_names(ground):
    ground.place("A1", area="willow_1")
    ground.place("A2", area="willow_2")
    ground.place("B1", area="bridge_1")
    ground.tick("06-01")
    cells = queries.coverage(ground.cast.scope("section_head"), "fire", quarter_of(date(2023, 6, 1)), "community")
    assert [(cell.title, cell.due) for cell in cells] == [("柳荫社区", 2), ("石桥社区", 1)]


def test_nothing_due_is_not_zero_per_cent(ground):
    assert queries.Coverage("合计").rate is None


def test_an_officer_sees_own_doors_only(ground):
    ground.place("A1", area="willow_1")
    ground.place("B1", area="bridge_1")
    ground.tick("06-01")
    mine = {
        who: [task.subject.code for task in queries.mine(ground.cast.scope(who), date(2023, 6, 2))]
        for who in ("officer_a", "officer_b")
    }
    assert mine == {"officer_a": ["A1"], "officer_b": ["B1"]}


def test_an_excused_task_is_no_duty_and_needs_a_reason(ground):
    ground.place("A1")
    ground.tick("06-01")
    task = Task.objects.get()
    head = ground.cast.actor("section_head")
    with pytest.raises(Refused) as found:
        actions.excuse(task.id, by=head, at=at("06-02 09:00"), reason=" ")
    assert found.value.id == "tasks.R111"
    actions.excuse(task.id, by=head, at=at("06-02 09:00"), reason="停业装修")
    assert queries.coverage(head.scope, "fire", month_of(date(2023, 6, 1))) == []


def test_what_the_master_system_did_is_matched_inside_the_period(ground):
    ground.place("A1")
    ground.tick("06-01")
    task, by = Task.objects.get(), ground.cast.system
    with pytest.raises(Refused):
        actions.match_outside(task.id, by=by, at=at("07-02 09:00"), number="XF-1", done_on=date(2023, 7, 1))
    task = actions.match_outside(task.id, by=by, at=at("07-02 09:00"), number="XF-1", done_on=date(2023, 6, 20))
    assert (task.state, task.late, task.outside_number) == ("done", False, "XF-1")


def test_a_campaign_rate_stays_out_of_the_list_frozen_on_the_first_day(ground):
    places = [ground.place(f"A{n}", "shop") for n in range(5)]
    by = ground.cast.system
    campaign = actions.start_campaign(
        by=by,
        at=at("05-04 09:00"),
        scenario="fire",
        title="百日攻坚",
        from_on=date(2023, 5, 4),
        to_on=date(2023, 8, 11),
        subject_ids=[place.id for place in places[:4]],
    )
    actions.add_to_campaign(campaign.id, [places[4].id, places[0].id], by=by, at=at("06-01 09:00"))
    for number, place in enumerate([places[0], places[4]], 1):
        done(ground, place, "06-10", id=number)
    sheet = queries.campaign_sheet(campaign.id, ground.cast.scope("section_head"))
    assert ((sheet.frozen.done, sheet.frozen.due), (sheet.added.done, sheet.added.due)) == ((1, 4), (1, 1))


def test_a_campaign_is_started_and_added_to_by_those_who_keep_the_register(ground):
    place, on = ground.place("A1", "shop"), {"from_on": date(2023, 5, 4), "to_on": date(2023, 8, 11)}
    asked = {"scenario": "fire", "title": "百日攻坚", "subject_ids": [place.id], **on}
    campaign = actions.start_campaign(by=ground.cast.actor("section_head"), at=at("05-04 09:00"), **asked)
    checker = ground.cast.actor("checker")
    for act in (
        lambda: actions.start_campaign(by=checker, at=at("05-04 09:00"), **asked),
        lambda: actions.add_to_campaign(campaign.id, [place.id], by=checker, at=at("06-01 09:00")),
    ):
        with pytest.raises(Refused, match=r"office\.R403"):
            act()


def test_a_campaign_of_next_door_takes_nobody_in(ground, neighbour):
    place, on = ground.place("A1", "shop"), {"from_on": date(2023, 5, 4), "to_on": date(2023, 8, 11)}
    asked = {"scenario": "fire", "title": "百日攻坚", "subject_ids": [place.id], **on}
    campaign = actions.start_campaign(by=ground.cast.system, at=at("05-04 09:00"), **asked)
    with pytest.raises(Refused, match=r"tasks\.R405"):
        actions.add_to_campaign(campaign.id, [place.id], by=neighbour.system, at=at("06-01 09:00"))


def test_coverage_of_another_office_is_not_seen(ground, neighbour):
    ground.place("A1")
    ground.tick("06-01")
    assert queries.coverage(neighbour.scope("section_head"), "fire", Period.parse("2023-06-01..2023-06-30")) == []


@pytest.mark.parametrize(
    ("stand", "codes"),
    [
        ("", ["A0", "A1", "A2", "A3", "A4"]),
        ("open", ["A0", "A1"]),
        ("late", ["A1"]),
        ("missed", ["A2"]),
        ("coming", ["A4"]),
        ("done", ["A3"]),
        ("exempt", []),
    ],
)
def test_the_desk_lists_tasks_by_how_they_stand_on_a_day(ground, stand, codes):
    places = [ground.place(f"A{number}") for number in range(5)]
    ground.tick("06-01")
    done(ground, places[3], "06-10")
    day = date(2023, 6, 20)
    of = {place.code: Task.objects.filter(subject=place) for place in places}
    of["A1"].update(due_on=date(2023, 6, 16))
    of["A2"].update(due_on=date(2023, 6, 16), closes_on=day)
    of["A3"].update(opens_on=date(2023, 6, 21))
    of["A4"].update(opens_on=date(2023, 6, 21))
    found = queries.listed(ground.cast.scope("section_head"), scenario="fire", stand=stand, day=day)
    assert sorted(row.subject.code for row in found) == codes


@pytest.mark.parametrize(("day", "asked"), [("05-31", 0), ("06-01", 1), ("06-30", 1), ("07-01", 0)])
def test_a_task_is_asked_from_the_day_it_opens_to_the_last_day_of_its_month(ground, day, asked):
    ground.place("A1", "hotel", "willow_1")
    ground.tick("06-01")
    on = date.fromisoformat(f"2023-{day}")
    assert len(queries.mine(ground.cast.scope("officer_a"), on)) == asked
