"""What a register keeps can be entered, put right with a reason and ended on a day, all by pages."""

from datetime import date

import pytest

from gewu.answers import search
from gewu.grid import actions as ground
from gewu.grid.models import AddressAlias
from gewu.journal.models import JournalLine, JournalPrivate
from gewu.kernel.identifiers import demo_citizen_id, demo_uscc
from gewu.registry import actions as registry
from gewu.registry import queries
from gewu.registry.actions import NewSubject
from gewu.registry.models import Relation, Secret, StageSpan, Subject, Tag
from tests.front.knowing import AT, FIRE, shops


@pytest.fixture
def fire(hotline):
    hotline.adopt(FIRE)
    return hotline


@pytest.fixture
def home(fire):
    """A flat, a household and a person on one ground, and a shop on another: code -> id."""
    rows = [
        NewSubject("dwelling", "dwelling", "D1", "柳荫新村101室", area_id=fire.areas["willow_1"].id),
        NewSubject("household", "household", "H1", "白家", area_id=fire.areas["willow_1"].id),
        NewSubject("person", "resident", "R1", "白一", area_id=fire.areas["willow_1"].id),
        NewSubject("place", "merchant", "M1", "石桥饭店", area_id=fire.areas["bridge_1"].id),
    ]
    return registry.admit_many(rows, by=fire.system, at=AT)


def related(desk, id, tie, other, **more):
    typed = {"tie": tie, "other": other, "valid_from": "2023-06-01", "source": "走访"} | more
    return desk.send(f"/subjects/{id}/relate/", **typed)


# relations


def test_a_relation_is_entered_from_either_end_and_shown_on_both(home, at_desk):
    desk = at_desk("officer_a")
    assert related(desk, home["H1"], "lives_in:out", "D1").status_code == 302
    assert related(desk, home["D1"], "owns:in", "白一").status_code == 302
    kept = Relation.objects.order_by("id").values_list("kind", "subject_id", "other_id", "valid_from", "source")
    day = date(2023, 6, 1)
    assert list(kept) == [
        ("lives_in", home["H1"], home["D1"], day, "走访"),
        ("owns", home["R1"], home["D1"], day, "走访"),
    ]
    pages = {one: desk.read(f"/subjects/{home[one]}/") for one in ("H1", "D1", "R1")}
    assert ("柳荫新村101室" in pages["H1"], "住在这里" in pages["D1"], "产权人" in pages["R1"]) == (True, True, True)


def test_of_two_with_one_name_it_is_asked_which(home, fire, at_desk):
    twin = registry.admit_many(
        [NewSubject("person", "resident", "R2", "白一", area_id=fire.areas["willow_1"].id)], by=fire.system, at=AT
    )
    desk = at_desk("officer_a")
    answer = related(desk, home["H1"], "member_of:in", "白一")
    page = answer.content.decode()
    assert (answer.status_code, "R1" in page, "R2" in page, Relation.objects.count()) == (422, True, True, 0)
    related(desk, home["H1"], "member_of:in", "白一", pick=str(twin["R2"]))
    assert Relation.objects.get().subject_id == twin["R2"]


@pytest.mark.parametrize(
    ("tie", "other", "said"),
    [
        ("owns:in", "没有这个人", "没有找到"),
        ("owns:in", "石桥饭店", "没有找到"),  # out of the officer's sight, and no owner
        ("lives_in:in", "白家", "registry.R164"),
    ],
)
def test_what_cannot_be_related_is_said_on_the_form(home, at_desk, tie, other, said):
    desk = at_desk("officer_a")
    related(desk, home["D1"], "lives_in:in", "白家")
    answer = related(desk, home["D1"], tie, other)
    assert (answer.status_code, said in answer.content.decode(), Relation.objects.count()) == (422, True, 1)


def test_a_relation_to_come_is_refused(home, at_desk):
    answer = related(at_desk("officer_a"), home["H1"], "lives_in:out", "D1", valid_from="2023-07-01")
    assert (answer.status_code, "registry.R165" in answer.content.decode()) == (422, True)


def test_a_relation_is_ended_on_a_day_and_put_right_with_a_reason(home, at_desk):
    desk = at_desk("officer_a")
    related(desk, home["H1"], "lives_in:out", "D1")
    row = Relation.objects.get()
    at = f"/subjects/{home['D1']}/relations/{row.id}"
    desk.send(f"{at}/end/", on="2023-06-20")
    page = desk.read(f"/subjects/{home['H1']}/")
    assert ("<s>" in page, "2023年6月20日" in page or "6月20日" in page) == (True, True)
    wrong = desk.send(f"{at}/correct/", valid_from="2023-06-02", valid_to="2023-06-01", reason="抄错")
    desk.send(f"{at}/correct/", valid_from="2023-05-02", valid_to="", source="合同", reason="还住着")
    row.refresh_from_db()
    assert (wrong.status_code, row.valid_from, row.valid_to, row.source) == (422, date(2023, 5, 2), None, "合同")
    kept = JournalPrivate.objects.get(line__act="registry.relation_corrected").values
    assert (kept["reason"], kept["before"]["valid_to"]) == ("还住着", "2023-06-20")


def test_a_relation_that_never_was_is_taken_back_with_a_reason(home, at_desk):
    desk = at_desk("officer_a")
    related(desk, home["H1"], "lives_in:out", "D1")
    address = f"/subjects/{home['D1']}/relations/{Relation.objects.get().id}/void/"
    assert desk.send(address, reason="").status_code == 422
    desk.send(address, reason="登错了门")
    assert ("白家" in desk.read(f"/subjects/{home['D1']}/"), Relation.objects.get().void_reason) == (False, "登错了门")
    related(desk, home["H1"], "lives_in:out", "D1")
    assert Relation.objects.filter(void_at=None).count() == 1


@pytest.mark.parametrize(("who", "status"), [("officer_b", 404), ("checker", 403), ("leader_main", 403)])
def test_relations_are_changed_by_those_who_keep_that_ground_only(home, at_desk, who, status):
    related(at_desk("officer_a"), home["H1"], "lives_in:out", "D1")
    row = Relation.objects.get()
    answers = [
        related(at_desk(who), home["D1"], "owns:in", "白一").status_code,
        *(
            at_desk(who)
            .send(f"/subjects/{home['D1']}/relations/{row.id}/{act}/", on="2023-06-02", reason="不该")
            .status_code
            for act in ("end", "correct", "void")
        ),
    ]
    row.refresh_from_db()
    assert (answers, row.valid_to, row.void_at, Relation.objects.count()) == ([status] * 4, None, None, 1)


def test_a_relation_is_not_changed_by_the_address_of_a_stranger(home, fire, at_desk):
    desk = at_desk("section_head")
    related(desk, home["H1"], "lives_in:out", "D1")
    answer = desk.send(f"/subjects/{home['M1']}/relations/{Relation.objects.get().id}/void/", reason="不该")
    assert (answer.status_code, Relation.objects.get().void_at) == (404, None)


def test_who_leaves_the_register_lives_nowhere_any_more(home, at_desk):
    desk = at_desk("officer_a")
    related(desk, home["H1"], "lives_in:out", "D1")
    related(desk, home["H1"], "member_of:in", "白一")
    desk.send(f"/subjects/{home['H1']}/close/", on="2023-06-20", reason="搬走")
    assert set(Relation.objects.values_list("valid_to", flat=True)) == {date(2023, 6, 20)}


# vacancy


def test_a_flat_is_vacant_from_a_day_to_a_day(home, at_desk):
    desk, page = at_desk("officer_a"), f"/subjects/{home['D1']}/"
    assert "标为空置" in desk.read(page)
    desk.send(f"{page}tag/", tag="vacant", basis="楼长告知", valid_from="2023-06-10")
    shown = desk.read(page)
    assert ("空置" in shown, "楼长告知" in shown, "不再空置" in shown) == (True, True, True)
    desk.send(f"{page}untag/", stage="vacant", on="2023-06-20")
    assert list(Tag.objects.values_list("tag", "valid_from", "valid_to")) == [
        ("vacant", date(2023, 6, 10), date(2023, 6, 20))
    ]


def test_nobody_lives_in_a_vacant_flat_and_no_lived_in_flat_is_vacant(home, at_desk):
    desk = at_desk("officer_a")
    vacant = {"tag": "vacant", "basis": "楼长告知", "valid_from": "2023-06-10"}
    desk.send(f"/subjects/{home['D1']}/tag/", **vacant)
    first = related(desk, home["H1"], "lives_in:out", "D1")
    desk.send(f"/subjects/{home['D1']}/untag/", stage="vacant", on="2023-06-20")
    related(desk, home["H1"], "lives_in:out", "D1", valid_from="2023-06-20")
    second = desk.send(f"/subjects/{home['D1']}/tag/", **vacant | {"valid_from": "2023-06-25"})
    assert ("registry.R166" in first.content.decode(), "registry.R123" in second.content.decode()) == (True, True)


# numbers


def test_a_telephone_is_entered_changed_with_a_reason_and_taken_out(home, fire, at_desk):
    desk, page = at_desk("officer_a"), f"/subjects/{home['R1']}/number/phone/"
    assert "登记号码" in desk.read(f"/subjects/{home['R1']}/")
    desk.send(page, text="13900000001")
    assert desk.send(page, text="13900000002", reason="").status_code == 422
    desk.send(page, text="13900000002", reason="本人换号")
    found = [
        [one.code for one in queries.find_by_identifier(n, fire.scope("secretary"))]
        for n in ("13900000001", "13900000002")
    ]
    sealed = Secret.objects.get()
    assert (found, "13900000002" in sealed.sealed) == ([[], ["R1"]], False)
    kept = JournalPrivate.objects.filter(line__act="registry.secret_set").latest("id").values
    assert (kept["reason"], "13900000001" in str(kept)) == ("本人换号", False)
    desk.send(page, text="", reason="停机")
    assert Secret.objects.count() == 0


def test_a_number_of_somebody_else_is_refused_and_the_holder_named(home, fire, at_desk):
    number, desk = demo_citizen_id(date(1950, 3, 2), 12), at_desk("officer_a")
    desk.send(f"/subjects/{home['R1']}/number/citizen_id/", text=number)
    registry.admit_many(
        [NewSubject("person", "resident", "R2", "白二", area_id=fire.areas["willow_1"].id)], by=fire.system, at=AT
    )
    other = Subject.objects.get(code="R2")
    answer = desk.send(f"/subjects/{other.id}/number/citizen_id/", text=number)
    page = answer.content.decode()
    assert (answer.status_code, "白一（R1）" in page, Secret.objects.count()) == (422, True, 1)


def test_a_credit_code_is_shared_for_a_reason(fire, at_desk):
    one, two = shops(fire, 2)
    desk = at_desk("secretary")
    desk.send(f"/subjects/{one}/number/uscc/", text=demo_uscc(7))
    assert desk.send(f"/subjects/{two}/number/uscc/", text=demo_uscc(7)).status_code == 422
    desk.send(f"/subjects/{two}/number/uscc/", text=demo_uscc(7), another_because="同一法人的两个门店")
    assert Secret.objects.count() == 2


def test_a_household_has_no_credit_code(home, at_desk):
    assert at_desk("officer_a").send(f"/subjects/{home['H1']}/number/uscc/", text=demo_uscc(7)).status_code == 422


def test_a_number_that_is_taken_is_named_with_its_holder(fire, at_desk):
    shops(fire, 1)
    desk, area = at_desk("secretary"), fire.areas["willow_1"].id
    page = desk.send("/subjects/kind/merchant/new/", name="新店", code="M001", area=area).content.decode()
    assert ("编号M001已由1号小馆使用" in page.split('for="id_code"')[1].split("</div>")[0], "第1行" in page) == (
        True,
        False,
    )


def test_a_holder_of_a_number_out_of_sight_is_not_named(fire, at_desk):
    shops(fire, 1, area="bridge_1")
    desk, area = at_desk("officer_a"), fire.areas["willow_1"].id
    page = desk.send("/subjects/kind/merchant/new/", name="新店", code="M001", area=area).content.decode()
    assert ("可见范围以外" in page, "1号小馆" in page, Subject.objects.count()) == (True, False, 1)


# class and address


def test_a_class_is_changed_with_a_reason(fire, at_desk):
    (shop,) = shops(fire, 1)
    desk, typed = (
        at_desk("secretary"),
        {"name": "1号小馆", "area": fire.areas["willow_1"].id, "place_text": "柳荫路1号"},
    )
    page = desk.read(f"/subjects/{shop}/change/")
    other = next(
        one for one in page.split('name="split"')[1].split("</select>")[0].split('value="') if one[0] not in '"\n >r'
    )
    other = other.split('"')[0]
    assert desk.send(f"/subjects/{shop}/change/", **typed, split=other).status_code == 422
    desk.send(f"/subjects/{shop}/change/", **typed, split=other, reason="转行")
    assert Subject.objects.get(id=shop).split == other


def test_an_address_is_changed_and_called_by_another_name(home, fire, at_desk):
    area = fire.areas["willow_1"].id
    ids = ground.admit_addresses([ground.NewAddress("A1", "柳荫路8号", area, "standard")], by=fire.system, at=AT)
    desk, page = at_desk("officer_a"), f"/subjects/{home['D1']}/"
    answer = desk.send(f"{page}address/", place_text="柳荫路8号")
    assert (answer.status_code, "柳荫路8号" in answer.content.decode()) == (422, True)
    desk.send(f"{page}address/", place_text="柳荫路8号", pick=str(ids["A1"]))
    desk.send(f"{page}alias/", text="老粮站院")
    row = Subject.objects.get(id=home["D1"])
    assert (row.place_text, row.address_id, "老粮站院" in desk.read(page)) == ("柳荫路8号", ids["A1"], True)
    assert desk.send(f"{page}alias/", text="老粮站院").status_code == 422
    desk.send(f"{page}alias/{AddressAlias.objects.get().id}/drop/")
    assert AddressAlias.objects.count() == 0


def test_a_place_that_is_no_standard_address_is_kept_as_text(home, at_desk):
    at_desk("officer_a").send(f"/subjects/{home['D1']}/address/", place_text="菜场旁棚户3号")
    assert Subject.objects.get(id=home["D1"]).place_text == "菜场旁棚户3号"


def test_an_address_is_changed_on_one_s_own_ground_only(home, at_desk):
    pages = [f"/subjects/{home['D1']}/{one}/" for one in ("address", "alias", "number/phone", "verified", "undo")]
    assert [at_desk("officer_b").send(page, place_text="X", text="Y").status_code for page in pages] == [404] * 5


# taken back


def test_a_stage_entered_wrong_is_taken_back_with_a_reason(hotline, at_desk):
    hotline.adopt("packs/economy/investment")
    desk = at_desk("section_head")
    kind, area = "investment_project", hotline.areas["willow_1"].id
    desk.send(f"/subjects/kind/{kind}/new/", name="新材料产业园", area=area)
    lead = Subject.objects.get()
    for stage in ("signed", "landed"):
        desk.send(f"/subjects/{lead.id}/stage/", stage=f"investment.{stage}", on="2023-06-20")
    assert desk.send(f"/subjects/{lead.id}/stage/investment/undo/", reason="").status_code == 422
    other = at_desk("section_head")
    other.send(f"/subjects/{lead.id}/stage/investment/undo/", reason="会上说的是另一个项目")
    lead.refresh_from_db()
    assert (lead.stage, StageSpan.objects.filter(void_at=None, left_on=None).get().stage) == ("signed", "signed")
    assert JournalPrivate.objects.get(line__act="registry.stage_undone").values == {"reason": "会上说的是另一个项目"}


def test_a_tag_of_the_wrong_shop_is_taken_back_with_a_reason(fire, at_desk):
    (shop,) = shops(fire, 1)
    given = Tag.objects.get()
    desk = at_desk("secretary")
    assert f"/subjects/{shop}/tag/{given.id}/undo/" in desk.read(f"/subjects/{shop}/")
    assert desk.send(f"/subjects/{shop}/tag/{given.id}/undo/", reason="").status_code == 422
    desk.send(f"/subjects/{shop}/tag/{given.id}/undo/", reason="认错了店")
    assert queries.tags(Subject.objects.get(id=shop), fire.system.scope) == []


def test_what_was_just_admitted_is_taken_back_by_whoever_did_it(fire, at_desk):
    desk, area = at_desk("secretary"), fire.areas["willow_1"].id
    there = desk.send("/subjects/kind/merchant/new/", name="新店", area=area).headers["Location"]
    assert ("撤回刚才的登记" in desk.read(there), "撤回刚才的登记" in at_desk("section_head").read(there)) == (
        True,
        False,
    )
    desk.send(f"{there}undo/")
    assert (Subject.objects.get().void_at is None, search.count("新店", fire.system.scope)) == (False, 0)


def test_who_was_there_says_that_nothing_changed(home, at_desk):
    desk, page = at_desk("officer_a"), f"/subjects/{home['D1']}/"
    desk.send(f"{page}verified/")
    assert (Subject.objects.get(id=home["D1"]).verified_on, "现场核实" in desk.read(page)) == (
        date(2023, 6, 28),
        False,
    )
    assert JournalLine.objects.filter(act="registry.verified").count() == 1


# whose register it is


def test_the_clerk_whom_a_scenario_sends_keeps_its_register_and_no_other(fire, at_desk):
    fire.adopt("packs/office/work_items")
    desk, area = at_desk("clerk"), fire.areas["willow_1"].id
    assert "登记" in desk.read("/subjects/kind/work_item/")
    there = desk.send("/subjects/kind/work_item/new/", name="安置小区物业管理委员会备案", area=area).headers[
        "Location"
    ]
    desk.send(f"{there}stage/", stage="work_items.doing", on="2023-06-20")
    desk.send(f"{there}change/", name="安置小区物管会备案", area=area)
    row = Subject.objects.get(kind="work_item")
    assert (row.stage, row.name, "进入阶段" in desk.read(there)) == ("doing", "安置小区物管会备案", True)
    (shop,) = shops(fire, 1)
    refused = [
        desk.send("/subjects/kind/merchant/new/", name="新店", area=area).status_code,
        desk.send(f"/subjects/{shop}/close/", on="2023-06-20", reason="不该").status_code,
        desk.send(f"/subjects/{shop}/tag/", tag="fire_key_place", basis="不该", valid_from="2023-06-20").status_code,
    ]
    assert ([422 if one == 403 else one for one in refused], Subject.objects.count()) == ([422] * 3, 2)
    assert (
        "subjects/kind/merchant/new" in desk.read("/subjects/kind/merchant/"),
        "/close/" in desk.read(f"/subjects/{shop}/"),
    ) == (
        False,
        False,
    )
