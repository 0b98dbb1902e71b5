"""What follows when a subject moves, closes, is voided or related; what is refused and leaves everything as it was."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from gewu.answers import search
from gewu.journal.models import JournalLine
from gewu.kernel.calendar import LOCAL
from gewu.kernel.types import Refused
from gewu.registry import actions, queries
from gewu.registry.actions import Stage
from gewu.registry.models import Relation, StageSpan, Subject, Tag
from tests.registry.conftest import SHOPS, shop

FEBRUARY, MARCH, APRIL = (date(2023, month, 1) for month in (2, 3, 4))


def refused(call, *args, **more) -> str:
    with pytest.raises(Refused) as found:
        call(*args, **more)
    return found.value.id


def acts() -> list[str]:
    rows = JournalLine.objects.filter(act__startswith="registry.").order_by("id")
    return [act.removeprefix("registry.") for act in rows.values_list("act", flat=True)]


@pytest.fixture
def pair(street):
    """Two shops alike, each with a tag in force, one that ended, a stage it left and one it is in."""
    stages = [Stage("shops", "lead", date(2023, 1, 5), FEBRUARY), Stage("shops", "signed", FEBRUARY)]
    rows = [shop(street, code, tags=["bottled_gas"], stages=stages) for code in ("S1", "S2")]
    ids = actions.admit_many(rows, by=street.system, at=street.at)
    by = {"by": street.system, "at": street.at}
    for id in ids.values():
        actions.untag(**by, subject_id=id, tag="bottled_gas", on=FEBRUARY)
        actions.tag(**by, subject_id=id, tag="bottled_gas", valid_from=MARCH)
    return [Subject.objects.get(id=id) for id in ids.values()]


def places(rows, start: str) -> list[tuple]:
    return list(rows.order_by("subject__code", start).values_list("subject__code", "area__code", "split"))


def test_open_tags_and_stages_follow_a_subject_and_its_past_stays(street, pair):
    area = street.areas["willow_2"]
    actions.change(
        by=street.system, at=street.at, subject_id=pair[0].id, area_id=area.id, split="goods", reason="改行"
    )
    old, new = (street.areas["willow_1"].code, "food"), (area.code, "goods")
    followed = [("S1", *old), ("S1", *new), ("S2", *old), ("S2", *old)]
    assert places(Tag.objects, "valid_from") == followed
    assert places(StageSpan.objects, "entered_on") == followed


def test_a_closed_subject_ends_what_was_open_and_nobody_elses(street, pair):
    actions.close_subject(by=street.system, at=street.at, subject_id=pair[0].id, on=APRIL, reason="转让")
    tags = Tag.objects.order_by("subject__code", "valid_from").values_list("subject__code", "valid_to")
    stages = StageSpan.objects.order_by("subject__code", "entered_on").values_list("subject__code", "left_on")
    ended = [("S1", FEBRUARY), ("S1", APRIL), ("S2", FEBRUARY), ("S2", None)]
    assert (list(tags), list(stages)) == (ended, ended)
    line = JournalLine.objects.get(act="registry.closed")
    assert (line.row_id, line.detail, line.private.values) == (pair[0].id, {"on": "2023-04-01"}, {"reason": "转让"})


@pytest.mark.parametrize(("on", "closes"), [(date(2023, 1, 1), False), (date(2023, 1, 2), True)])
def test_nobody_leaves_the_register_before_the_day_after_they_came(street, admitted, on, closes):
    asked = {"by": street.system, "at": street.at, "subject_id": admitted.id, "on": on, "reason": "转让"}
    if closes:
        assert actions.close_subject(**asked).valid_to == on
    else:
        assert refused(actions.close_subject, **asked) == "registry.R107"


def test_a_void_subject_takes_its_tags_and_stages_with_it_and_nobody_elses(street, pair):
    actions.void(by=street.system, at=street.at, subject_id=pair[0].id, reason="重复登记")
    for rows in (Tag.objects, StageSpan.objects):
        assert set(rows.values_list("subject__code", "void_at")) == {("S1", street.at), ("S2", None)}
    line = JournalLine.objects.get(act="registry.voided")
    assert (line.row_id, line.private.values) == (pair[0].id, {"reason": "重复登记"})
    assert [hit.owner_id for hit in search.find("福满楼", street.scope("dispatcher"))] == [pair[1].id]


def test_what_is_void_is_not_changed_again(street, admitted):
    actions.void(by=street.system, at=street.at, subject_id=admitted.id, reason="重复登记")
    assert refused(actions.verify_on_site, by=street.system, at=street.at, subject_id=admitted.id) == "registry.R105"


@pytest.mark.parametrize(
    ("who", "area", "keeps"),
    [("officer_a", "willow_1", True), ("officer_a", "willow_2", False), ("secretary", "willow_2", True)],
)
def test_a_subject_is_moved_inside_ones_own_ground_only(street, admitted, who, area, keeps):
    asked = {"by": street.actor(who), "at": street.at, "subject_id": admitted.id, "area_id": street.areas[area].id}
    if keeps:
        assert actions.change(**asked).area_id == street.areas[area].id
    else:
        assert refused(actions.change, **asked) == "registry.R106"


def test_a_subject_is_not_moved_to_the_ground_of_the_office_next_door(street, neighbour, admitted):
    asked = {"by": street.system, "at": street.at, "subject_id": admitted.id}
    assert refused(actions.change, **asked, area_id=neighbour.areas["willow_1"].id) == "registry.R106"


def test_what_is_saved_as_it_was_is_not_written(street, admitted):
    by = {"by": street.system, "at": street.at, "subject_id": admitted.id}
    actions.change(**by, name=admitted.name, attributes={"floor_area_m2": "80.5"})
    for _ in range(2):
        actions.verify_on_site(**by)
        actions.set_secret(**by, kind="phone", text="13800138000")
    assert acts() == ["admitted", "verified", "secret_set"]


def test_another_number_takes_the_place_of_the_first(street, admitted):
    by = {"by": street.system, "at": street.at, "subject_id": admitted.id}
    for text in ("13800138000", "13900139000"):
        actions.set_secret(**by, kind="phone", text=text, reason="本人换号")
    found = [queries.find_by_identifier(text, street.scope("secretary")) for text in ("13800138000", "13900139000")]
    assert found == [[], [admitted]]


def test_a_check_on_the_next_day_is_another_one(street, admitted):
    for days in (0, 0, 1):
        at = street.at + timedelta(days=days)
        row = actions.verify_on_site(by=street.actor("officer_a"), at=at, subject_id=admitted.id)
    assert (row.verified_on, acts()) == (date(2023, 1, 4), ["admitted", "verified", "verified"])


def test_answers_no_field_asks_for_any_more_stay(street, admitted):
    Subject.objects.filter(id=admitted.id).update(attributes={"floor_area_m2": 805, "shutters": 2})
    actions.change(by=street.system, at=street.at, subject_id=admitted.id, attributes={"rent": "3000"})
    admitted.refresh_from_db()
    assert admitted.attributes == {"floor_area_m2": 805, "shutters": 2, "rent": 300000}


# tags, admissions taken back ----------------------------------------------------------------


@pytest.mark.parametrize(("on", "ends"), [(date(2023, 2, 28), False), (MARCH, True)])
def test_a_tag_ends_on_its_first_day_at_the_earliest(street, admitted, on, ends):
    by = {"by": street.system, "at": street.at, "subject_id": admitted.id, "tag": "bottled_gas"}
    actions.tag(**by, valid_from=MARCH)
    if ends:
        assert actions.untag(**by, on=on).valid_to == on
    else:
        assert refused(actions.untag, **by, on=on) == "registry.R122"


@pytest.mark.parametrize(("who", "minutes"), [("officer_a", 11), ("secretary", 1)])
def test_too_late_or_by_another_an_admission_is_not_taken_back(street, who, minutes):
    subject = actions.admit(by=street.actor("officer_a"), at=street.at, **vars(shop(street)))
    at = street.at + timedelta(minutes=minutes)
    assert refused(actions.undo_admit, by=street.actor(who), at=at, subject_id=subject.id) == "registry.R130"
    assert queries.subjects(street.scope("dispatcher")).count() == 1


# promises -----------------------------------------------------------------------------------


@pytest.fixture
def promise(street, admitted):
    """Whose promise of an opening on 1 May is meant."""
    asked = {"by": street.system, "at": street.at, "subject_id": admitted.id, "key": "opening"}
    actions.set_milestone(**asked, title="开业", planned_on=date(2023, 5, 1))
    return asked


def test_what_is_not_said_of_a_milestone_stays(street, promise):
    row = actions.set_milestone(**promise, actual_on=date(2023, 1, 2))
    assert (row.title, row.planned_on, row.actual_on) == ("开业", date(2023, 5, 1), date(2023, 1, 2))
    row = actions.set_milestone(**promise, title="试营业", planned_on=date(2023, 6, 1))
    assert (row.title, row.planned_on, row.actual_on) == ("试营业", date(2023, 6, 1), date(2023, 1, 2))


def test_a_milestone_without_a_title_is_called_by_its_key(street, promise):
    assert actions.set_milestone(**(promise | {"key": "signing"})).title == "signing"


def test_a_milestone_is_reached_today_and_not_tomorrow(street, promise):
    today = street.at.date()
    assert refused(actions.set_milestone, **promise, actual_on=today + timedelta(days=1)) == "registry.R151"
    assert actions.set_milestone(**promise, actual_on=today).actual_on == today


def test_a_forecast_needs_a_promise_that_is_open_and_a_reason(street, promise):
    later = {"forecast_on": date(2023, 6, 1), "reason": "装修延后"}
    assert refused(actions.forecast, **promise, **(later | {"reason": " "})) == "registry.R152"
    assert refused(actions.forecast, **(promise | {"key": "signing"}), **later) == "registry.R150"
    actions.set_milestone(**promise, actual_on=street.at.date())
    assert refused(actions.forecast, **promise, **later) == "registry.R153"


# relations ----------------------------------------------------------------------------------


@pytest.fixture
def related(street, pair):
    first, second = pair
    by = {"by": street.system, "at": street.at}
    return actions.relate(**by, kind="part_of", subject_id=first.id, other_id=second.id)


def test_a_relation_begins_today_and_ends_today_if_no_day_is_said(street, related):
    ended = actions.end_relation(by=street.system, at=street.at, relation_id=related.id)
    line = JournalLine.objects.get(act="registry.relation_ended")
    assert (related.valid_from, ended.id, ended.valid_to) == (date(2023, 1, 3), related.id, date(2023, 1, 3))
    assert (line.row_id, line.detail) == (related.subject_id, {"relation_id": related.id, "kind": "part_of"})


def test_a_relation_begins_and_ends_on_the_days_that_are_said(street, pair):
    ends = {"subject_id": pair[0].id, "other_id": pair[1].id}
    later = {"by": street.system, "at": datetime(2023, 4, 1, 9, tzinfo=LOCAL)}
    row = actions.relate(**later, kind="part_of", **ends, valid_from=FEBRUARY)
    actions.end_relation(**later, relation_id=row.id, on=MARCH)
    assert list(Relation.objects.values_list("valid_from", "valid_to")) == [(FEBRUARY, MARCH)]


def test_a_relation_of_the_office_next_door_is_not_ended(street, neighbour, related):
    asked = {"by": neighbour.system, "at": street.at, "relation_id": related.id}
    assert refused(actions.end_relation, **asked) == "registry.R162"
    related.refresh_from_db()
    assert related.valid_to is None


@pytest.mark.parametrize("wrong", ["an unknown kind", "itself", "a void one", "one out of sight"])
def test_a_relation_has_a_known_kind_and_two_live_ends_in_sight(street, pair, wrong):
    first, second = pair
    far = actions.admit_many([shop(street, "S3", "bridge_1")], by=street.system, at=street.at)["S3"]
    if wrong == "a void one":
        actions.void(by=street.system, at=street.at, subject_id=second.id, reason="误登")
    other = {"itself": first.id, "one out of sight": far}.get(wrong, second.id)
    row = actions.NewRelation("cousin" if wrong == "an unknown kind" else "part_of", first.id, other)
    expected = "registry.R160" if wrong == "an unknown kind" else "registry.R161"
    assert refused(actions.relate_many, [row], by=street.actor("officer_a"), at=street.at) == expected
    assert Relation.objects.count() == 0


def test_many_relations_are_one_line_of_the_journal(street, pair):
    first, second = pair
    rows = [actions.NewRelation("part_of", *ends) for ends in ((first.id, second.id), (second.id, first.id))]
    told: list[int] = []
    assert actions.relate_many(rows, by=street.system, at=street.at, on_progress=told.append) == 2
    line = JournalLine.objects.get(act="registry.related")
    assert (line.count, told, Relation.objects.count()) == (2, [2], 2)


# what is found ------------------------------------------------------------------------------


def test_a_place_is_found_by_its_code_and_a_person_is_not(street):
    rows = [shop(street, "QH7788"), shop(street, "QH9911", nature="person", kind="resident", name="张小三")]
    ids = actions.admit_many(rows, by=street.system, at=street.at)
    found = [[hit.owner_id for hit in search.find(text, street.scope("dispatcher"))] for text in ("QH7788", "QH9911")]
    assert found == [[ids["QH7788"]], []]


def test_facts_are_rebuilt_for_one_kind_of_one_office(street, neighbour, admitted):
    from gewu.answers.models import Fact

    neighbour.adopt(SHOPS)
    new = shop(neighbour, "S1", attributes={"floor_area_m2": "80.5"})
    actions.admit_many([new], by=neighbour.system, at=street.at)
    Fact.objects.all().delete()
    made = actions.rebuild_facts(by=street.system, at=street.at, kind="shop")
    line = JournalLine.objects.get(act="registry.facts_rebuilt")
    assert (made, line.count, line.detail) == (1, 1, {"kind": "shop"})
    assert list(Fact.objects.values_list("owner_id", flat=True)) == [admitted.id]


def test_nothing_more_happens_to_what_has_left_the_register(street, admitted):
    of = {"by": street.system, "at": street.at, "subject_id": admitted.id}
    actions.close_subject(**of, on=street.at.date() + timedelta(days=1), reason="停业")
    later = of | {"at": street.at + timedelta(days=2)}
    assert refused(actions.tag, **later, tag="bottled_gas") == "registry.R115"
    assert refused(actions.enter_stage, **later, scenario="shops", stage="signed") == "registry.R115"
