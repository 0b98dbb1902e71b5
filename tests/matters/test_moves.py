"""What each step asks for, and what it refuses (E1-R12 … R30)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gewu.front import spoken
from gewu.kernel.types import Refused
from gewu.matters import actions, queries
from gewu.matters.loop import fold, heard
from gewu.matters.models import Matter, MatterEvent
from gewu.matters.rules import NewMatter, NewReporter
from gewu.matters.rules.intake import title as titled
from gewu.office import actions as office_actions
from gewu.office import queries as office
from gewu.scenario import reader
from tests.cast import pack
from tests.matters.conftest import at


def refused(call, *args, **more) -> str:
    with pytest.raises(Refused) as found:
        call(*args, **more)
    return found.value.id


def projected(matter: Matter) -> dict:
    return {name: value for name, value in matter.__dict__.items() if name not in ("_state", "seq")}


# numbers and intake ------------------------------------------------------------------------


def test_numbers_run_within_a_day_and_start_again_the_next(hotline):
    numbers = [hotline.new("06-21 09:00").number, hotline.new("06-21 23:59").number, hotline.new("06-22 00:01").number]
    assert numbers == ["RX202306210001", "RX202306210002", "RX202306220001"]


def test_intake_names_every_wrong_field_at_once(hotline):
    with pytest.raises(Refused) as found:
        hotline.new(channel="pigeon", category="ufo", grade="huge")
    assert sorted(found.value.fields) == ["category", "channel", "grade"]


def test_a_number_is_taken_when_the_caller_is_known(hotline):
    """Whoever takes the next number of a series waits from there until the first is kept."""
    with CaptureQueriesContext(connection) as asked:
        hotline.new(reporter=NewReporter("白小七", "13900000001"))
    tables = ("journal_numberseries", "matters_reporter")
    numbers, reporters = ([place for place, one in enumerate(asked) if table in one["sql"]] for table in tables)
    assert max(reporters) < numbers[0]


def test_the_same_caller_with_the_same_matter_within_thirty_days_is_marked_repeated(hotline):
    caller = NewReporter("白小七", "13900000001")
    first = hotline.new(reporter=caller)
    again = hotline.new("06-30 09:00", reporter=NewReporter("白小七", "139 0000 0001"))
    later = hotline.new("08-30 09:00", reporter=caller)
    other = hotline.new("06-30 09:00", reporter=caller, category="parking")
    assert [again.repeat_of_id, later.repeat_of_id, other.repeat_of_id] == [first.id, None, None]


def test_the_reporter_is_sealed_and_masked(hotline):
    reporter = hotline.new(reporter=NewReporter("白小七", "13900000001")).reporter
    assert (reporter.masked_name, "白小七" in reporter.sealed_name, reporter.sealed_phone[:8]) == (
        "白**",
        False,
        "sm4gcm1:",
    )


def test_nothing_is_taken_in_into_a_locked_period(hotline):
    clerk = hotline.cast.actor("clerk")
    office_actions.lock_period(by=clerk, at=at("07-03 09:00"), start=date(2023, 6, 1), end=date(2023, 7, 1))
    assert refused(hotline.new) == "office.R310"


# stale forms and rights --------------------------------------------------------------------


def test_a_stale_form_is_refused_and_saves_nothing(hotline):
    matter = hotline.new()
    hotline.do(matter, "accepted", "dispatcher", "06-21 09:10")
    stale = hotline.do
    assert refused(stale, matter, "accepted", "dispatcher", "06-21 09:12") == "matters.R409"
    assert MatterEvent.objects.count() == 2


def test_a_handler_cannot_dispatch_and_another_unit_cannot_sign(hotline):
    matter = hotline.do(hotline.new(), "accepted", "dispatcher", "06-21 09:10")
    city = hotline.cast.units["city"].id
    assert refused(hotline.do, matter, "dispatched", "handler", "06-21 09:20", unit=city) == "matters.R404"
    dispatched = hotline.do(matter, "dispatched", "dispatcher", "06-21 09:20", unit=city)
    assert refused(hotline.do, dispatched, "signed", "handler_b", "06-21 09:30") == "matters.R404"


def test_a_grid_officer_of_another_grid_does_not_see_the_matter(hotline):
    matter = hotline.new()
    assert refused(queries.detail, matter.id, hotline.cast.scope("officer_b"), at("06-21 10:00")) == "matters.R404"


def test_the_buttons_follow_the_person_and_the_step(hotline):
    matter = hotline.dispatched()
    keys = {
        who: [verb.key for verb in queries.verbs(matter.id, hotline.cast.actor(who))] for who in ("handler", "checker")
    }
    assert keys == {
        "handler": ["signed", "objected", "extension_asked", "pause_asked", "co_asked", "exclusion_asked", "note"],
        "checker": ["note"],
    }


def test_one_verb_is_primary(hotline):
    verbs = queries.verbs(hotline.signed().id, hotline.cast.actor("handler"))
    assert [(verb.key, verb.title) for verb in verbs if verb.primary] == [("handled", "反馈")]


# clocks ------------------------------------------------------------------------------------


def test_the_clock_runs_from_dispatch_by_the_calendar(hotline):
    """Wednesday before 端午: three days off, Sunday the 25th worked; five workdays end on Thursday the 29th."""
    matter = hotline.dispatched()
    assert (matter.due_at, matter.due_on.isoformat()) == (at("06-29 18:00"), "2023-06-29")


def test_a_local_limit_touches_only_new_dispatches(hotline):
    old = hotline.dispatched()
    office_actions.set_rule(
        by=hotline.cast.system,
        at=at("06-21 09:30"),
        scenario="hotline",
        key="matter.grades.ordinary.within",
        value="2 workdays",
        from_on=date(2023, 6, 21),
        source="占位",
    )
    new = hotline.dispatched(when="06-21 09:40")
    old.refresh_from_db()
    assert (old.due_at, new.due_at) == (at("06-29 18:00"), at("06-26 18:00"))


def test_a_local_limit_for_signing_touches_only_new_dispatches(hotline):
    old = hotline.dispatched()
    rule = {"scenario": "hotline", "key": "matter.sign_within", "value": "2 working_hours", "source": "占位"}
    office_actions.set_rule(by=hotline.cast.system, at=at("06-21 09:30"), from_on=date(2023, 6, 21), **rule)
    new = hotline.dispatched(when="06-21 09:40")
    old.refresh_from_db()
    assert (old.sign_due_at, new.sign_due_at) == (at("06-21 15:20"), at("06-21 11:40"))


def test_signing_within_four_working_hours_is_in_time_and_later_is_late(hotline):
    early, late = hotline.dispatched(), hotline.dispatched()
    early = hotline.do(early, "signed", "handler", "06-21 15:00")
    late = hotline.do(late, "signed", "handler", "06-21 15:30")
    assert (early.signed_late, late.signed_late) == (False, True)


def test_a_pause_moves_the_deadline_by_its_workdays_and_is_approved_by_another_person(hotline):
    matter = hotline.signed()
    matter = hotline.do(matter, "pause_asked", "handler", "06-26 09:00", reason="engineering", review_on="2023-07-10")
    assert (matter.pending, matter.who) == ("pause", "duty_chief")
    assert (
        refused(hotline.do, matter, "handled", "handler", "06-26 09:30", words="好了", result="solved")
        == "matters.R103"
    )
    matter = hotline.do(matter, "paused", "duty_chief", "06-26 10:00")
    assert (matter.state, matter.step, matter.due_at) == ("paused", "paused", None)
    matter = hotline.do(matter, "resumed", "duty_chief", "06-28 10:00")
    assert (matter.step, matter.due_at, len(matter.pauses)) == ("handling", at("07-03 18:00"), 1)


def test_an_extension_comes_before_expiry_once_and_only_after_the_caller_was_told(hotline):
    matter = hotline.signed()
    ask = {"more": "3 workdays", "words": "等材料"}
    assert refused(hotline.do, matter, "extension_asked", "handler", "06-29 17:00", **ask) == "matters.R143"
    assert refused(hotline.do, matter, "extension_asked", "handler", "06-29 18:01", **ask, told=True) == "matters.R140"
    matter = hotline.do(matter, "extension_asked", "handler", "06-29 17:00", **ask, told=True)
    matter = hotline.do(matter, "extended", "duty_chief", "06-29 17:30", granted=True)
    assert (matter.due_at, matter.extensions, matter.pending) == (at("07-04 18:00"), 1, "")
    assert refused(hotline.do, matter, "extension_asked", "handler", "07-03 09:00", **ask, told=True) == "matters.R141"


def test_the_reason_for_the_colour_is_one_sentence(hotline):
    matter = hotline.signed()
    detail = queries.detail(matter.id, hotline.cast.scope("dispatcher"), at("06-30 09:00"))
    assert spoken.sentence(detail.line.colour) == (
        "已超期1个工作日。应于6月29日18:00前办结（时限5个工作日，6月22日至24日端午节不计，6月25日调休上班计入）"
    )
    assert (detail.line.colour.name, spoken.short(detail.line.colour)) == ("late", "超期1个工作日")


def seen(hotline, matter, when: str):
    """Colour and sentence on the page, which are those of the list."""
    page = queries.detail(matter.id, hotline.cast.scope("dispatcher"), at(when)).line
    (row,) = queries.desk(hotline.cast.scope("dispatcher"), queries.Filters(ids=(matter.id,)), at(when)).rows
    assert row.colour == page.colour
    return page.colour.name, spoken.sentence(page.colour)


def test_what_waits_for_signing_past_its_time_says_the_clock_of_signing(hotline):
    matter = hotline.dispatched()
    late = queries.desk(hotline.cast.scope("dispatcher"), queries.Filters(clock="late"), at("06-21 16:00"))
    assert seen(hotline, matter, "06-21 15:00") == ("soon", "还剩20分，6月21日15:20前签收（时限4个工作时）")
    assert seen(hotline, matter, "06-21 16:00") == ("late", "已超期40分。应于6月21日15:20前签收（时限4个工作时）")
    assert late.total == 1
    signed = hotline.do(matter, "signed", "handler", "06-21 16:05")
    assert seen(hotline, signed, "06-21 16:05")[1].startswith("还剩5个工作日，6月29日18:00前办结")


OFF = "6月22日至24日端午节不计，6月25日调休上班计入）"


def test_a_matter_that_nobody_dispatches_has_a_clock_from_receipt(hotline):
    matter = hotline.do(hotline.new(), "accepted", "dispatcher", "06-21 09:10")
    assert seen(hotline, matter, "06-21 10:00") == (
        "running",
        "还剩7个工作时，6月25日09:00前派单（时限8个工作时，" + OFF,
    )
    assert seen(hotline, matter, "06-25 10:00")[0] == "late"
    city = hotline.cast.units["city"].id
    dispatched = hotline.do(matter, "dispatched", "dispatcher", "06-25 10:30", unit=city)
    assert (dispatched.clock_from, dispatched.due_on.isoformat()) == (at("06-25 10:30"), "2023-06-30")


def test_a_local_limit_an_extension_and_a_pause_are_said_wherever_the_matter_is(hotline):
    rule = {"scenario": "hotline", "key": "matter.grades.ordinary.within", "value": "2 workdays", "source": "占位"}
    office_actions.set_rule(by=hotline.cast.system, at=at("06-20 09:30"), from_on=date(2023, 6, 20), **rule)
    matter = hotline.signed()
    asked = {"more": "3 workdays", "words": "等材料", "told": True}
    matter = hotline.do(matter, "extension_asked", "handler", "06-21 17:00", **asked)
    matter = hotline.do(matter, "extended", "duty_chief", "06-21 17:30", granted=True)
    assert seen(hotline, matter, "06-21 18:00")[1].endswith("6月29日18:00前办结（时限2个工作日，延期3个工作日，" + OFF)
    matter = hotline.do(matter, "paused", "duty_chief", "06-26 10:00", reason="engineering", review_on="2023-07-10")
    assert seen(hotline, matter, "06-27 10:00")[0] == "paused"
    matter = hotline.do(matter, "resumed", "duty_chief", "06-28 10:00")
    assert "扣除挂账2个工作日" in seen(hotline, matter, "06-28 10:00")[1]


# objections --------------------------------------------------------------------------------


def object_(hotline, matter, when):
    return hotline.do(matter, "objected", "handler", when, reason="not_ours", words="不在职责清单内")


def test_an_objection_needs_a_reason_and_comes_within_one_workday(hotline):
    matter = hotline.dispatched()
    assert refused(hotline.do, matter, "objected", "handler", "06-21 10:00", words="不是我们的") == "matters.R130"
    assert refused(object_, hotline, matter, "06-26 09:00") == "matters.R133"
    matter = object_(hotline, matter, "06-21 11:00")
    assert (matter.step, matter.pending, matter.who) == ("objected", "objection", "dispatcher")


def test_after_two_objections_the_third_is_ruled_on_finally(hotline):
    cast, matter = hotline.cast, hotline.dispatched()
    for hour in (10, 11):
        matter = object_(hotline, matter, f"06-21 {hour}:00")
        matter = hotline.do(
            matter, "objection_ruled", "dispatcher", f"06-21 {hour}:30", accepted=False, words="应由城管办办"
        )
    matter = object_(hotline, matter, "06-21 14:00")
    assert (matter.pending, matter.who, matter.objections) == ("ruling", "duty_chief", 3)
    ruling = {"accepted": False, "words": "以本次裁定为准"}
    assert refused(hotline.do, matter, "objection_ruled", "dispatcher", "06-21 14:30", **ruling) == "matters.R403"
    matter = hotline.do(matter, "objection_ruled", "duty_chief", "06-21 14:30", **ruling)
    assert (matter.step, matter.unit_id) == ("to_sign", cast.units["city"].id)
    assert refused(object_, hotline, matter, "06-21 15:00") == "matters.R131"


def test_an_accepted_objection_goes_to_another_unit_and_the_callers_deadline_stays(hotline):
    cast, matter = hotline.cast, hotline.dispatched()
    matter = object_(hotline, matter, "06-21 11:00")
    safety = cast.units["safety"].id
    matter = hotline.do(matter, "objection_ruled", "dispatcher", "06-21 11:30", accepted=True, unit=safety)
    assert (matter.unit_id, matter.step, matter.returns, matter.due_at) == (safety, "to_sign", 1, at("06-29 18:00"))


# result, check, answers --------------------------------------------------------------------


def test_closing_lists_what_is_missing(hotline):
    with pytest.raises(Refused) as found:
        hotline.do(hotline.signed(), "handled", "handler", "06-26 10:00", words="已处理")
    assert (found.value.id, found.value.words) == ("matters.R101", "还不能反馈，缺：办理结果。")


def test_a_class_that_asks_for_a_photo_is_not_handed_in_without_one(hotline):
    """Who was there brings what closing asks: nobody else can."""
    matter, said = hotline.signed(category="garbage"), {"words": "已清运", "result": "solved"}
    assert refused(hotline.do, matter, "handled", "handler", "06-26 10:00", **said) == "matters.R101"
    photo = {"sha256": "a" * 64, "what": "after", "name": "after.jpg"}
    assert hotline.do(matter, "handled", "handler", "06-26 10:00", **said, files=[photo]).step == "verifying"


def test_what_became_a_class_with_a_photo_after_it_was_handed_in_is_not_closed_without_one(hotline):
    matter = hotline.called_back()
    Matter.objects.filter(id=matter.id).update(category="garbage")
    assert refused(hotline.do, matter, "closed", "dispatcher", "06-27 10:00") == "matters.R101"
    photo = {"sha256": "a" * 64, "what": "after", "name": "after.jpg"}
    assert hotline.do(matter, "closed", "dispatcher", "06-27 10:00", files=[photo]).state == "done"


def test_an_after_photo_that_is_the_before_photo_is_refused(hotline):
    photo = {"sha256": "b" * 64, "what": "before"}
    matter = hotline.signed(files=(photo,))
    said = {"words": "已清理", "result": "solved", "files": [{**photo, "what": "after"}]}
    assert refused(hotline.do, matter, "handled", "handler", "06-26 10:00", **said) == "matters.R109"


def test_the_handler_does_not_verify(hotline):
    """The community secretary may verify, but not what she handled herself."""
    cast, matter = hotline.cast, hotline.dispatched(unit="willow")
    matter = hotline.do(matter, "signed", "secretary", "06-21 10:00")
    matter = hotline.do(matter, "handled", "secretary", "06-21 11:00", words="已调解", result="solved")
    assert refused(hotline.do, matter, "verified", "secretary", "06-21 12:00") in ("matters.R403", "matters.R120")
    matter = hotline.do(matter, "verified", "checker", "06-21 12:00")
    assert (matter.handled_by_id, matter.verified_by_id) == (cast.people["secretary"].id, cast.people["checker"].id)


def test_rework_is_counted_and_clears_the_result(hotline):
    matter = hotline.do(hotline.handled(), "rework", "checker", "06-26 14:00", words="现场仍在施工")
    assert (matter.step, matter.reworks, matter.handled_at) == ("handling", 1, None)


def test_who_was_not_reached_is_neither_satisfied_nor_resolved(hotline):
    said = {"contacted": "no_answer", "satisfied": "yes", "resolved": "yes"}
    matter = hotline.do(hotline.verified(), "called_back", "dispatcher", "06-27 09:00", **said)
    assert (matter.contacted, matter.resolved, matter.satisfied) == ("no_answer", "no_answer", "no_answer")


def test_a_redo_runs_three_workdays_and_names_its_head(hotline):
    matter = hotline.called_back(satisfied="no")
    assert refused(hotline.do, matter, "redo", "dispatcher", "06-27 10:00", words="没解决") == "matters.R126"
    matter = hotline.do(
        matter, "redo", "dispatcher", "06-27 10:00", words="没解决", head=hotline.cast.people["section_head"].id
    )
    assert (matter.step, matter.state, matter.due_at, matter.satisfied) == ("redo", "running", at("06-30 18:00"), "")


def test_not_accepting_needs_reason_time_told_and_a_second_person(hotline):
    matter = hotline.new()
    said = {"reason": "legal_route", "told_at": "2023-06-21T09:20:00+08:00", "words": "已告知走劳动仲裁"}
    assert refused(hotline.do, matter, "not_accepted", "duty_chief", "06-21 09:30", granted=True) == "matters.R256"
    matter = hotline.do(matter, "refusal_asked", "dispatcher", "06-21 09:30", **said)
    assert (matter.state, matter.pending, matter.who) == ("new", "refusal", "duty_chief")
    assert refused(hotline.do, matter, "accepted", "dispatcher", "06-21 09:31") == "matters.R103"
    assert refused(hotline.do, matter, "not_accepted", "dispatcher", "06-21 09:31", granted=True) == "matters.R114"
    matter = hotline.do(matter, "not_accepted", "duty_chief", "06-21 09:40", granted=True)
    assert (matter.state, matter.closed_on.isoformat(), matter.void_at) == ("void", "2023-06-21", None)


def test_what_the_other_person_sends_back_is_open_and_can_be_accepted(hotline):
    said = {"reason": "legal_route", "words": "走劳动仲裁"}
    matter = hotline.do(hotline.new(), "refusal_asked", "dispatcher", "06-21 09:30", **said)
    assert refused(hotline.do, matter, "not_accepted", "duty_chief", "06-21 09:40", granted=False) == "matters.R257"
    assert refused(hotline.do, matter, "not_accepted", "duty_chief", "06-21 09:40", granted=True) == "matters.R113"
    matter = hotline.do(matter, "not_accepted", "duty_chief", "06-21 09:40", granted=False, words="属于我们办理")
    assert (matter.state, matter.pending, matter.closed_at) == ("new", "", None)
    assert hotline.do(matter, "accepted", "dispatcher", "06-21 09:50").step == "to_dispatch"


# beside the path ---------------------------------------------------------------------------


def test_a_merged_matter_follows_its_parent_to_the_end(hotline):
    child = hotline.new("06-21 08:50")
    parent = hotline.called_back()
    child = hotline.do(child, "merged", "dispatcher", "06-27 09:01", into=parent.id)
    assert refused(hotline.do, child, "accepted", "dispatcher", "06-27 09:02") == "matters.R106"
    hotline.do(parent, "closed", "dispatcher", "06-27 09:05")
    child.refresh_from_db()
    assert (child.state, child.merged_into_id, child.events.last().said) == (
        "done",
        parent.id,
        {"main": parent.number, "handler": hotline.cast.people["handler"].id},
    )


def test_not_counting_is_decided_by_a_second_person(hotline):
    matter = hotline.signed()
    matter = hotline.do(
        matter, "exclusion_asked", "handler", "06-21 11:00", category_of="untrue", words="现场无此情况"
    )
    assert refused(hotline.do, matter, "excluded", "handler", "06-21 12:00", granted=True) == "matters.R403"
    matter = hotline.do(matter, "excluded", "duty_chief", "06-21 12:00", granted=True)
    assert (matter.not_counted, matter.step, matter.state) == ("untrue", "handling", "running")


def test_supervision_slips_are_numbered(hotline):
    first = hotline.do(hotline.signed(), "supervised", "duty_chief", "06-21 11:00", words="今日办结")
    second = hotline.do(hotline.signed(), "supervised", "duty_chief", "06-21 11:00", words="今日办结")
    assert [matter.events.last().said["number"] for matter in (first, second)] == [
        "督办〔2023〕1号",
        "督办〔2023〕2号",
    ]


def test_a_co_handler_has_a_clock_of_its_own_and_answers_once(hotline):
    cast, matter = hotline.cast, hotline.signed()
    safety = cast.units["safety"].id
    matter = hotline.do(matter, "co_asked", "handler", "06-21 11:00", co_unit=safety, within="1 workday")
    matter = hotline.do(matter, "co_answered", "handler_b", "06-25 09:00", words="已到场")
    row = matter.co_handlers.get()
    assert (row.unit_id, row.due_at, row.answered_at) == (safety, at("06-25 18:00"), at("06-25 09:00"))
    assert refused(hotline.do, matter, "co_answered", "handler_b", "06-25 10:00", words="再答") == "matters.R158"


def test_a_slip_is_taken_back_within_ten_minutes_by_the_same_person_and_leaves_no_trace_in_the_columns(hotline):
    matter = hotline.do(hotline.new(), "accepted", "dispatcher", "06-21 09:10")
    before = projected(Matter.objects.get(id=matter.id))
    matter = hotline.do(matter, "dispatched", "dispatcher", "06-21 09:20", unit=hotline.cast.units["city"].id)
    assert refused(hotline.do, matter, "undone", "duty_chief", "06-21 09:25") == "matters.R191"
    assert refused(hotline.do, matter, "undone", "dispatcher", "06-21 09:31") == "matters.R192"
    matter = hotline.do(matter, "undone", "dispatcher", "06-21 09:29")
    assert projected(Matter.objects.get(id=matter.id)) == before
    assert [event.kind for event in matter.events.all()] == ["received", "accepted", "dispatched", "undone"]


def test_a_void_matter_keeps_its_reason_and_takes_only_notes(hotline):
    matter = hotline.do(hotline.new(), "void", "duty_chief", "06-21 10:00", reason="测试误登")
    assert (matter.state, matter.void_reason) == ("void", "测试误登")
    assert refused(hotline.do, matter, "accepted", "dispatcher", "06-21 10:10") == "matters.R105"


def test_columns_say_what_the_events_say(hotline):
    for build in (hotline.closed, hotline.handled, hotline.signed, hotline.new):
        build()
    scenario = office.edition(hotline.cast.office.id, "hotline", "2023-01")
    assert queries.replay_check(hotline.cast.office.id) == []
    Matter.objects.filter(number="RX202306210001").update(due_on="2023-07-30", reworks=4)
    found = queries.replay_check(hotline.cast.office.id)
    assert [(one.number, one.column) for one in found] == [("RX202306210001", "due_on"), ("RX202306210001", "reworks")]
    matter = Matter.objects.get(number="RX202306210002")
    assert fold(scenario, map(heard, matter.events.all())).step == "verifying"


# the list ----------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_asks_the_database_no_more_for_more_rows(hotline, count, django_assert_num_queries):
    for _ in range(count):
        hotline.dispatched()
    scope = hotline.cast.scope("dispatcher")
    with django_assert_num_queries(3):
        assert queries.desk(scope, queries.Filters(), at("06-22 09:00")).total == count


def test_the_desk_finds_by_two_characters_and_by_number(hotline):
    hotline.new(body="楼下烧烤摊")
    hotline.new(place="石桥路")
    scope, now = hotline.cast.scope("dispatcher"), at("06-22 09:00")
    found = [queries.desk(scope, queries.Filters(text=text), now).total for text in ("烧烤", "石桥", "RX2023", "没有")]
    assert found == [1, 1, 2, 0]


def test_my_turn_is_by_role_unit_and_name(hotline):
    hotline.new()
    hotline.dispatched()
    hotline.handled()
    now = at("06-27 09:00")
    mine = {
        who: queries.desk(hotline.cast.scope(who), queries.Filters(mine=hotline.cast.actor(who)), now).total
        for who in ("dispatcher", "handler", "handler_b", "checker", "duty_chief")
    }
    assert mine == {"dispatcher": 1, "handler": 1, "handler_b": 0, "checker": 1, "duty_chief": 0}


def test_the_count_beside_the_menu_is_that_of_the_list_at_any_moment(hotline):
    hotline.new()
    hotline.dispatched()
    hotline.handled()
    for who in ("dispatcher", "handler", "handler_b", "secretary"):
        actor = hotline.cast.actor(who)
        for now in (at("06-20 08:00"), at("06-27 09:00")):
            listed = queries.desk(actor.scope, queries.Filters(mine=actor), now).total
            assert queries.waiting(actor, now) == listed, (who, now)


def test_nothing_waits_for_whoever_has_no_ground(hotline):
    hotline.new()
    actor = hotline.cast.actor("dispatcher")
    actor = replace(actor, scope=replace(actor.scope, area_ids=frozenset()))
    assert queries.waiting(actor, at("06-27 09:00")) == 0


def test_late_and_soon_are_told_apart(hotline):
    hotline.signed()
    scope = hotline.cast.scope("dispatcher")
    named = {
        when: [
            queries.desk(scope, queries.Filters(clock=name), at(when)).total for name in ("running", "soon", "late")
        ]
        for when in ("06-26 09:00", "06-28 09:00", "06-29 18:01")
    }
    assert named == {"06-26 09:00": [1, 0, 0], "06-28 09:00": [0, 1, 0], "06-29 18:01": [0, 0, 1]}


def test_a_matter_of_a_confidential_space_is_not_in_sight_without_it(cast):
    cast.adopt("packs/social/petitions")
    part = office.edition(cast.office.id, "petitions", "2023-01").matter
    channel, category = next(iter(part.channels)), next(iter(part.categories))
    new = NewMatter("petitions", channel=channel, category=category, place="柳荫路", area_id=cast.areas["willow_1"].id)
    actions.take_in(new, by=cast.system, at=at("06-21 09:00"))
    seen = [
        queries.desk(cast.scope(who), queries.Filters(), at("06-22 09:00")).total
        for who in ("dispatcher", "officer_a")
    ]
    assert seen == [1, 0]


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("井盖松动。已摆警示。", "晨检问题：井盖松动"),
        ("", "晨检问题"),
        ("一" * 30, "晨检问题：" + "一" * 20 + "…"),
    ],
)
def test_a_title_that_waits_for_a_check_begins_with_what_was_said(body, title):
    scenario = reader.read(pack("packs/urban/morning_checks"))
    assert titled(scenario, NewMatter(scenario="morning_checks", channel="patrol", body=body)) == title
