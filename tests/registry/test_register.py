"""Subjects: admitted, changed, tagged, staged, closed, voided, taken back."""

import re
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from gewu.answers import search
from gewu.answers.models import Fact
from gewu.journal.models import JournalLine
from gewu.kernel.types import Refused
from gewu.money.models import Entitlement
from gewu.registry import actions, queries
from gewu.registry.actions import Stage
from gewu.registry.models import StageSpan, Subject
from tests.cast import AT
from tests.registry.conftest import SHOPS, shop

IN_JUNE = AT.replace(month=6)


@pytest.fixture
def sorted_by_fuel(cast):
    """Shops whose finer class is the answer to a question."""
    text = re.sub(r"  splits:\n(    .*\n)+", "", SHOPS).replace("split_by: trade", "split_by: fuel")
    cast.adopt(text.replace(", when: {split: [food]}", ""))
    return cast


def test_the_question_by_which_a_subject_is_sorted_fills_its_class(sorted_by_fuel):
    street, by = sorted_by_fuel, {"by": sorted_by_fuel.system, "at": sorted_by_fuel.at}
    rows = [shop(street, "S1", split="", attributes={"fuel": "bottle"}), shop(street, "S2", split="")]
    one, two = (Subject.objects.get(id=id) for id in actions.admit_many(rows, **by).values())
    assert (one.split, two.split) == ("bottle", "")
    actions.change(subject_id=two.id, attributes={"fuel": "pipe"}, **by)
    assert Subject.objects.get(id=two.id).split == "pipe"
    actions.change(subject_id=two.id, attributes={"floor_area_m2": "12"}, **by)
    assert Subject.objects.get(id=two.id).split == "pipe"


def facts(subject):
    return sorted(
        Fact.objects.filter(owner_kind="subject", owner_id=subject.id).values_list("field", "number", "text")
    )


# admitting


def test_an_answer_is_kept_for_display_and_as_a_fact(admitted):
    assert (admitted.attributes, facts(admitted)) == ({"floor_area_m2": 805}, [("floor_area_m2", 805, "")])


def test_what_no_indicator_counts_is_no_fact(street):
    new = shop(street, attributes={"rent": "5000", "opened_on": "2020-05-01", "fuel": "bottle"})
    ids = actions.admit_many([new], by=street.system, at=street.at)
    subject = Subject.objects.get(id=ids["S1"])
    assert (subject.attributes, facts(subject)) == (
        {"rent": 500000, "fuel": "bottle", "opened_on": "2020-05-01"},
        [("fuel", None, "bottle")],
    )


def test_a_bulk_admission_is_one_journal_line_with_its_count(street):
    ids = actions.admit_many([shop(street, f"S{n}") for n in range(3)], by=street.system, at=street.at)
    line = JournalLine.objects.get(act="registry.admitted")
    assert (line.count, line.row_id, len(ids), line.detail["manifest"][:4]) == (3, None, 3, "sm3:")


def test_one_and_many_are_kept_alike(street):
    one = actions.admit(by=street.system, at=street.at, **vars(shop(street, "S1")))
    actions.admit_many([shop(street, "S2"), shop(street, "S3")], by=street.system, at=street.at)
    rows = list(Subject.objects.order_by("id").values())
    for row in rows:
        del row["id"], row["code"], row["name"], row["recorded_at"]
    assert (one.code, rows[0]) == ("S1", rows[1])


def test_every_wrong_row_is_said_and_none_is_kept(street):
    rows = [
        shop(street, "S1"),
        shop(street, "S1"),
        shop(street, "S2", tags=["vip"]),
        shop(street, "S3", attributes={"floor_area_m2": "很大"}),
        shop(street, "S4", secrets={"phone": "12"}),
        shop(street, "S5", nature="star"),
    ]
    with pytest.raises(Refused) as refused:
        actions.admit_many(rows, by=street.system, at=street.at)
    assert (refused.value.fields, Subject.objects.count()) == (
        {
            "第2行": "编号S1与前面一行相同",
            "第3行": "没有“vip”这个标签",
            "第4行": "请填写数字",
            "第5行": "电话号码无法识别：12。请填11位手机号，或区号加固定电话。",
            "第6行": "对象类别“star”不认识",
        },
        0,
    )


def test_a_code_on_the_register_is_not_admitted_again(street, admitted):
    with pytest.raises(Refused) as refused:
        actions.admit_many([shop(street)], by=street.system, at=street.at)
    assert refused.value.fields == {"第1行": "编号S1已由福满楼S1使用"}


def test_a_grid_officer_admits_in_their_own_grid_only(street):
    actions.admit_many([shop(street, "S1", "willow_1")], by=street.actor("officer_a"), at=street.at)
    with pytest.raises(Refused) as refused:
        actions.admit_many([shop(street, "S2", "bridge_1")], by=street.actor("officer_a"), at=street.at)
    assert refused.value.fields == {"第1行": "所填网格不在本单位或您的辖区内"}


def test_a_clerk_does_not_keep_the_register(street):
    with pytest.raises(Refused, match=r"office\.R403"):
        actions.admit_many([shop(street)], by=street.actor("clerk"), at=street.at)


# seeing


def test_a_subject_is_found_by_its_name_and_place(street, admitted):
    assert [hit.owner_id for hit in search.find("福满楼", street.scope("officer_a"))] == [admitted.id]


def test_a_subject_out_of_sight_is_not_there(street, admitted):
    with pytest.raises(Refused, match=r"registry\.R404"):
        queries.subject(admitted.id, street.scope("officer_b"))


def test_a_list_is_narrowed_by_area_split_tag_and_words(street):
    rows = [
        shop(street, "S1", tags=["bottled_gas"]),
        shop(street, "S2", "willow_2", split="goods"),
        shop(street, "S3", "bridge_1"),
    ]
    actions.admit_many(rows, by=street.system, at=street.at)
    scope = street.scope("dispatcher")

    def codes(**wanted):
        return list(queries.subjects(scope, **wanted).values_list("code", flat=True))

    found = [
        codes(),
        codes(area_id=street.areas["willow"].id),
        codes(split="goods"),
        codes(tag="bottled_gas", on=date(2023, 6, 1)),
        codes(text="福满楼S3"),
        codes(on=date(2022, 12, 31)),
    ]
    assert found == [["S1", "S2", "S3"], ["S1", "S2"], ["S2"], ["S1"], ["S3"], []]


# changing


def test_a_change_keeps_what_was_there_before_beside_the_journal(street, admitted):
    actions.change(
        by=street.system, at=street.at, subject_id=admitted.id, name="春风面馆", attributes={"rent": "3000"}
    )
    admitted.refresh_from_db()
    private = JournalLine.objects.get(act="registry.changed").private.values
    assert (admitted.name, admitted.attributes, private["before"]) == (
        "春风面馆",
        {"floor_area_m2": 805, "rent": 300000},
        {"name": "福满楼S1", "attributes": {"floor_area_m2": 805}},
    )


def test_facts_and_search_follow_a_subject_that_moves(street, admitted):
    area = street.areas["bridge_1"].id
    actions.change(by=street.system, at=street.at, subject_id=admitted.id, area_id=area)
    places = set(Fact.objects.filter(owner_id=admitted.id).values_list("area_id", flat=True))
    seen = [len(search.find("福满楼", street.scope(who))) for who in ["officer_a", "officer_b"]]
    assert (places, seen) == ({area}, [0, 1])


def test_a_closed_subject_stays_in_the_figures_of_its_time(street, admitted):
    actions.close_subject(by=street.system, at=street.at, subject_id=admitted.id, on=date(2023, 5, 1), reason="停业")
    scope = street.scope("dispatcher")
    counted = [queries.subjects(scope, on=day).count() for day in [date(2023, 4, 30), date(2023, 5, 1)]]
    assert counted == [1, 0]


def test_a_void_subject_leaves_lists_and_search(street, admitted):
    actions.void(by=street.system, at=street.at, subject_id=admitted.id, reason="重复登记")
    scope = street.scope("dispatcher")
    assert (queries.subjects(scope).count(), search.find("福满楼", scope)) == (0, [])


def test_to_void_needs_a_reason(street, admitted):
    with pytest.raises(Refused, match=r"registry\.R108"):
        actions.void(by=street.system, at=street.at, subject_id=admitted.id, reason=" ")


def test_facts_are_rebuilt_from_answers(street, admitted):
    Fact.objects.all().delete()
    actions.rebuild_facts(by=street.system, at=street.at, kind="shop")
    assert facts(admitted) == [("floor_area_m2", 805, "")]


# tags and stages


def test_a_tag_is_dated(street, admitted):
    for act, day in [(actions.tag, date(2023, 2, 1)), (actions.untag, date(2023, 4, 1))]:
        word = "valid_from" if act is actions.tag else "on"
        act(by=street.system, at=street.at, subject_id=admitted.id, tag="bottled_gas", **{word: day})
    scope = street.scope("dispatcher")
    days = [date(2023, 1, 31), date(2023, 2, 1), date(2023, 3, 31), date(2023, 4, 1)]
    assert [queries.subjects(scope, tag="bottled_gas", on=day).count() for day in days] == [0, 1, 1, 0]


def test_a_tag_is_borne_once(street, admitted):
    actions.tag(by=street.system, at=street.at, subject_id=admitted.id, tag="bottled_gas")
    with pytest.raises(Refused, match=r"registry\.R121"):
        actions.tag(by=street.system, at=street.at, subject_id=admitted.id, tag="bottled_gas")


def test_a_tag_no_scenario_keeps_is_refused(street, admitted):
    with pytest.raises(Refused, match=r"registry\.R120"):
        actions.tag(by=street.system, at=street.at, subject_id=admitted.id, tag="vip")


def spans(subject):
    rows = StageSpan.objects.filter(subject=subject, void_at=None).order_by("entered_on")
    return list(rows.values_list("stage", "entered_on", "left_on"))


def test_a_subject_is_in_one_stage_at_a_time(street, admitted):
    for stage, day in [("lead", date(2023, 1, 5)), ("signed", date(2023, 3, 1))]:
        actions.enter_stage(
            by=street.system, at=IN_JUNE, subject_id=admitted.id, scenario="shops", stage=stage, on=day
        )
    admitted.refresh_from_db()
    assert (admitted.stage, spans(admitted)) == (
        "signed",
        [("lead", date(2023, 1, 5), date(2023, 3, 1)), ("signed", date(2023, 3, 1), None)],
    )


def test_a_stage_of_no_scenario_is_refused(street, admitted):
    with pytest.raises(Refused, match=r"registry\.R140"):
        actions.enter_stage(by=street.system, at=street.at, subject_id=admitted.id, scenario="shops", stage="gone")


def test_a_stage_before_the_one_it_is_in_is_refused(street, admitted):
    enter = {"by": street.system, "at": IN_JUNE, "subject_id": admitted.id, "scenario": "shops"}
    actions.enter_stage(**enter, stage="lead", on=date(2023, 3, 1))
    with pytest.raises(Refused, match=r"registry\.R142"):
        actions.enter_stage(**enter, stage="signed", on=date(2023, 2, 1))


def test_the_database_refuses_two_open_stages(street):
    stages = [Stage("shops", "lead", date(2023, 1, 5)), Stage("shops", "signed", date(2023, 2, 1))]
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.admit_many([shop(street, stages=stages)], by=street.system, at=street.at)


def test_stages_come_with_a_bulk_admission(street):
    stages = [Stage("shops", "lead", date(2023, 1, 5), date(2023, 2, 1)), Stage("shops", "landed", date(2023, 2, 1))]
    ids = actions.admit_many([shop(street, stages=stages)], by=street.system, at=street.at)
    assert Subject.objects.get(id=ids["S1"]).stage == "landed"


# taking back


def test_a_slip_is_taken_back_within_ten_minutes(street, admitted):
    by, at = street.actor("officer_a"), street.at
    before = spans(admitted)
    actions.enter_stage(by=by, at=at, subject_id=admitted.id, scenario="shops", stage="lead")
    actions.undo_stage(by=by, at=at + timedelta(minutes=10), subject_id=admitted.id, scenario="shops")
    admitted.refresh_from_db()
    assert (admitted.stage, spans(admitted)) == ("", before)


def test_after_a_stage_is_taken_back_the_one_before_is_open(street, admitted):
    by = street.actor("officer_a")
    for stage in ["lead", "signed"]:
        actions.enter_stage(by=by, at=street.at, subject_id=admitted.id, scenario="shops", stage=stage)
    actions.undo_stage(by=by, at=street.at, subject_id=admitted.id, scenario="shops")
    admitted.refresh_from_db()
    assert (admitted.stage, spans(admitted)) == ("lead", [("lead", date(2023, 1, 3), None)])


@pytest.mark.parametrize(("who", "minutes"), [("officer_a", 11), ("secretary", 1)])
def test_too_late_or_by_another_it_is_not_taken_back(street, admitted, who, minutes):
    given = actions.tag(by=street.actor("officer_a"), at=street.at, subject_id=admitted.id, tag="bottled_gas")
    late = {"by": street.actor(who), "at": street.at + timedelta(minutes=minutes), "subject_id": admitted.id}
    with pytest.raises(Refused, match=r"registry\.R130"):
        actions.undo_tag(**late, tag_id=given.id)
    actions.undo_tag(**late, tag_id=given.id, reason="看错了人")
    assert queries.tags(admitted, street.system.scope) == []


def test_a_tag_taken_back_never_was(street, admitted):
    by = street.actor("officer_a")
    given = actions.tag(by=by, at=street.at, subject_id=admitted.id, tag="bottled_gas")
    actions.undo_tag(by=by, at=street.at, subject_id=admitted.id, tag_id=given.id)
    assert queries.tags(admitted, street.system.scope) == []


def test_an_admission_is_taken_back_while_nobody_built_on_it(street):
    by = street.actor("officer_a")
    subject = actions.admit(by=by, at=street.at, **vars(shop(street)))
    actions.undo_admit(by=by, at=street.at, subject_id=subject.id)
    assert queries.subjects(street.scope("dispatcher")).count() == 0


def test_an_admission_somebody_built_on_is_not_taken_back(street):
    by = street.actor("officer_a")
    subject = actions.admit(by=by, at=street.at, **vars(shop(street)))
    Entitlement.objects.create(
        office=street.office, subject=subject, programme="rent_aid", valid_from=date(2023, 1, 1)
    )
    with pytest.raises(Refused) as refused:
        actions.undo_admit(by=by, at=street.at, subject_id=subject.id)
    assert (refused.value.id, refused.value.words) == ("registry.R131", "已有业务用到这个对象，不能撤回：资金1条。")


# promises and relations


def test_forecasts_are_added_and_never_overwritten(street, admitted):
    promise = {"by": street.system, "at": street.at, "subject_id": admitted.id, "key": "opening"}
    actions.set_milestone(**promise, title="开业", planned_on=date(2023, 5, 1))
    for day, reason in [(date(2023, 6, 1), "装修延后"), (date(2023, 6, 30), "消防未验收")]:
        actions.forecast(**promise, forecast_on=day, reason=reason)
    milestone = queries.milestones(admitted)[0]
    days = [row.forecast_on for row in milestone.forecasts.order_by("id")]
    assert (milestone.planned_on, milestone.forecast_on, days) == (
        date(2023, 5, 1),
        date(2023, 6, 30),
        [date(2023, 6, 1), date(2023, 6, 30)],
    )


def test_relations_run_both_ways(street):
    ids = actions.admit_many([shop(street, "S1"), shop(street, "S2")], by=street.system, at=street.at)
    actions.relate(by=street.system, at=street.at, kind="part_of", subject_id=ids["S1"], other_id=ids["S2"])
    other = Subject.objects.get(id=ids["S2"])
    assert [row.subject.code for row in queries.relations(other, street.scope("officer_a"))] == ["S1"]


def test_a_relation_to_what_is_out_of_sight_is_not_shown(street):
    rows = [shop(street, "S1"), shop(street, "S2", "bridge_1")]
    ids = actions.admit_many(rows, by=street.system, at=street.at)
    actions.relate(by=street.system, at=street.at, kind="part_of", subject_id=ids["S1"], other_id=ids["S2"])
    here = Subject.objects.get(id=ids["S1"])
    assert queries.relations(here, street.scope("officer_a")) == []


def test_subjects_of_two_offices_are_not_related(street, neighbour):
    ids = actions.admit_many([shop(street, "S1")], by=street.system, at=street.at)
    neighbour.adopt(SHOPS)
    others = actions.admit_many([shop(neighbour, "S1")], by=neighbour.system, at=street.at)
    rows = [actions.NewRelation("part_of", ids["S1"], others["S1"])]
    with pytest.raises(Refused, match=r"registry\.R161"):
        actions.relate_many(rows, by=street.system, at=street.at)


def test_codes_lead_to_what_is_live_and_in_sight(street):
    rows = [shop(street, "S1"), shop(street, "S2"), shop(street, "S3", "bridge_1")]
    ids = actions.admit_many(rows, by=street.system, at=street.at)
    actions.void(by=street.system, at=street.at, subject_id=ids["S2"], reason="误登")
    scope = street.scope("officer_a")
    assert queries.by_codes(scope, "shop", ["S1", "S2", "S3", "S4"]) == {"S1": ids["S1"]}
    assert queries.kind_counts(scope, date(2023, 6, 1)) == [("shop", "place", 1)]


@pytest.mark.parametrize(
    ("came", "went", "news"),
    [
        (date(2023, 3, 2), None, True),
        (date(2023, 1, 1), date(2023, 3, 2), True),
        (date(2023, 3, 1), None, False),
        (date(2023, 3, 3), None, False),
        (date(2023, 1, 1), date(2023, 3, 1), False),
        (date(2023, 1, 1), date(2023, 3, 3), False),
    ],
)
def test_it_is_news_that_one_came_or_went_after_a_day_up_to_another(street, admitted, came, went, news):
    Subject.objects.filter(id=admitted.id).update(valid_from=came, valid_to=went)
    rows = Subject.objects.filter(id=admitted.id)
    assert queries.came_or_went(rows, date(2023, 3, 1), date(2023, 3, 2)) is news
