"""Records: typed answers, the whole checklist, late entries, voiding, one by one and by the thousand."""

from __future__ import annotations

from datetime import date

import pytest

from gewu.answers import search
from gewu.answers.models import Fact
from gewu.journal.models import JournalLine
from gewu.kernel.types import Refused
from gewu.office import actions as office
from gewu.records import actions, queries
from gewu.records.models import Record
from gewu.records.rules import NewRecord, is_late
from gewu.tasks.models import Task
from tests.matters.conftest import at
from tests.records.conftest import checks


def refused(call, *args, **more) -> Refused:
    with pytest.raises(Refused) as found:
        call(*args, **more)
    return found.value


def test_a_record_has_number_officer_unit_and_grid(visits):
    row = visits.submit(visits.place("A1"))
    assert (row.number, row.staff.name, row.unit.name, row.area.name, row.title) == (
        "JL202306100001",
        "王芳",
        "柳荫社区",
        "柳荫一网格",
        "检查：A1号店",
    )


def test_what_an_indicator_counts_is_kept_as_a_fact(visits):
    row = visits.submit(visits.place("A1"), answers={"team": "3", "trading": "是"})
    facts = Fact.objects.filter(owner_kind="record", owner_id=row.id).values_list("field", "number")
    assert (row.answers, list(facts)) == ({"team": 3, "trading": "yes"}, [("team", 3)])


def test_every_item_of_the_checklist_is_answered_and_no_other(visits):
    place = visits.place("A1")
    said = checks() | {"unknown": "pass"}
    del said["exits_clear"]
    found = refused(visits.submit, place, checks=said)
    assert (found.id, sorted(found.fields)) == ("records.R111", ["exits_clear", "unknown"])


def test_a_shop_is_not_asked_what_only_hotels_are_asked(visits):
    found = refused(visits.submit, visits.place("A1", "shop"))
    assert sorted(found.fields) == ["lining"]


def test_training_has_questions_of_its_own_and_no_checklist(visits):
    row = visits.submit(visits.place("A1"), form="training", answers={"trained": 12}, checks={})
    assert (row.kind, row.answers, row.checks) == ("training", {"trained": 12}, {})


def test_a_form_that_the_scenario_does_not_have_is_refused(visits):
    assert refused(visits.submit, visits.place("A1"), form="party").id == "records.R110"


def test_more_than_three_days_later_is_a_late_entry(visits):
    place = visits.place("A1")
    rows = [visits.submit(place, "06-01 10:00", entered=f"{day} 10:00") for day in ("06-04", "06-05")]
    assert [row.late_entry for row in rows] == [False, True]
    assert is_late(date(2023, 6, 1), date(2023, 6, 1)) is False


def test_nothing_happens_tomorrow(visits):
    assert refused(visits.submit, visits.place("A1"), "06-10 10:00", entered="06-09 10:00").id == "records.R113"


def test_an_after_photo_that_is_the_before_photo_is_refused(visits):
    same = [{"sha256": "c" * 64, "what": "before"}, {"sha256": "c" * 64, "what": "after"}]
    assert refused(visits.submit, visits.place("A1"), files=same).id == "records.R112"


def test_a_place_in_another_grid_is_not_in_sight(visits):
    assert refused(visits.submit, visits.place("B1", area="bridge_1")).id == "records.R115"


def test_a_locked_period_takes_no_record_and_lets_none_be_voided(visits):
    place = visits.place("A1")
    row = visits.submit(place)
    by = visits.cast.actor("clerk")
    office.lock_period(by=by, at=at("07-03 09:00"), start=date(2023, 6, 1), end=date(2023, 7, 1))
    officer = visits.cast.actor("officer_a")
    judge = {"by": visits.cast.actor("secretary"), "at": at("07-04 09:00"), "agreed": True}
    assert refused(actions.judge_void, row.id, **judge).id == "office.R310"
    assert refused(visits.submit, place, "06-11 10:00", entered="07-04 09:00").id == "office.R310"
    assert refused(actions.void, row.id, by=officer, at=at("07-04 09:00"), reason="误登").id == "office.R310"


def test_a_void_record_needs_a_reason_and_opens_its_task_again(visits):
    place, officer = visits.place("A1"), visits.cast.actor("officer_a")
    visits.tick("06-01")
    row = visits.submit(place)
    assert Task.objects.get().state == "done"
    assert refused(actions.void, row.id, by=officer, at=at("06-10 17:00"), reason=" ").id == "records.R120"
    actions.void(row.id, by=officer, at=at("06-10 18:00"), reason="登错了店")
    assert (Task.objects.get().state, queries.records(officer.scope).count()) == ("due", 0)
    assert refused(actions.void, row.id, by=officer, at=at("06-10 18:10"), reason="再来").id == "records.R121"


def test_many_records_obey_the_rules_of_one_and_write_one_journal_line(visits):
    places = [visits.place(f"A{n}") for n in range(3)]
    visits.tick("05-04")
    visits.tick("06-01")
    days = [(f"0{month}-20 10:00", place) for month in (5, 6) for place in places]
    rows = [visits.record(place, day, "wiring", entered_at=at(day)) for day, place in days]
    ids = actions.submit_many(rows, by=visits.cast.system, at=at("06-28 09:00"))
    line = JournalLine.objects.filter(act="records.submitted").get()
    assert (len(ids), line.count, Task.objects.filter(state="done", late=False).count()) == (6, 6, 6)
    assert [row.number for row in Record.objects.order_by("id")][3:] == [
        "JL202306200001",
        "JL202306200002",
        "JL202306200003",
    ]


def test_a_wrong_record_among_many_names_its_place_and_nothing_is_kept(visits):
    place = visits.place("A1")
    rows = [visits.record(place), visits.record(place, answers={"team": 200})]
    found = refused(actions.submit_many, rows, by=visits.cast.system, at=at("06-28 09:00"))
    assert (found.words[:4], list(found.fields), Record.objects.count()) == ("第2条：", ["team"], 0)


def test_an_edition_that_was_not_in_force_that_day_is_refused(visits):
    new = NewRecord("gas", at("06-10 10:00"))
    assert refused(actions.submit, new, by=visits.cast.actor("officer_a"), at=at("06-10 10:00")).id == "records.R114"


def test_the_detail_speaks_the_words_of_the_scenario(visits):
    row = visits.submit(visits.place("A1"), "06-10 10:00", "wiring", answers={"team": 2, "signed": "refused"})
    detail = queries.detail(row.id, visits.cast.scope("officer_a"))
    said = {check.key: result for check, result in detail.checks}
    assert (dict(detail.answers)["现场负责人签字"], said["wiring"], said["lining"]) == (
        "拒签并注明",
        "不合格",
        "合格",
    )


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_asks_the_database_no_more_for_more_rows(visits, count, django_assert_num_queries):
    for n in range(count):
        visits.submit(visits.place(f"A{n}"))
    scope = visits.cast.scope("officer_a")
    with django_assert_num_queries(1):
        rows = [(row.subject.name, row.area.name, row.staff.name) for row in queries.records(scope)]
    assert len(rows) == count


def test_a_record_is_found_by_its_words_and_its_number(visits):
    row = visits.submit(visits.place("A1"), said="楼道堆着纸箱")
    scope = visits.cast.scope("officer_a")
    found = [search.find(text, scope)[0] for text in ("纸箱", row.number, "柳荫路")]
    assert {(one.owner_kind, one.owner_id) for one in found if one.owner_kind == "record"} == {("record", row.id)}


def test_a_record_of_another_grid_is_not_voided(visits):
    row = visits.submit(visits.place("A1"))
    other = visits.cast.actor("officer_b")
    assert refused(actions.void, row.id, by=other, at=at("06-11 09:00"), reason="误登").id == "records.R404"


def test_a_record_is_voided_after_its_day_by_two_persons(visits):
    place = visits.place("A1")
    visits.tick("06-01")
    row = visits.submit(place)
    officer, secretary = visits.cast.actor("officer_a"), visits.cast.actor("secretary")
    asked = actions.void(row.id, by=officer, at=at("06-11 09:00"), reason="登错了店")
    assert (asked.void_at, asked.void_asked_by_id, Task.objects.get().state) == (None, officer.staff_id, "done")
    assert [one.id for one in queries.void_asked(secretary.scope)] == [row.id]
    when = {"at": at("06-11 10:00")}
    assert refused(actions.judge_void, row.id, by=officer, agreed=True, **when).id == "records.R124"
    assert refused(actions.void, row.id, by=secretary, reason="也说登错", **when).id == "records.R122"
    done = actions.judge_void(row.id, by=secretary, agreed=True, **when)
    assert (done.void_reason, done.void_at, Task.objects.get().state) == ("登错了店", at("06-11 10:00"), "due")


def test_a_colleagues_record_of_today_is_not_voided_alone_and_a_proposal_is_refused(visits):
    row = visits.submit(visits.place("A1"))
    secretary = visits.cast.actor("secretary")
    assert actions.void(row.id, by=secretary, at=at("06-10 12:00"), reason="没有去").void_at is None
    officer = {"by": visits.cast.actor("officer_a"), "at": at("06-10 13:00")}
    kept = actions.judge_void(row.id, agreed=False, **officer)
    assert (kept.void_at, kept.void_asked_at, kept.void_asked_because) == (None, None, "")
    assert refused(actions.judge_void, row.id, agreed=True, **officer).id == "records.R123"
