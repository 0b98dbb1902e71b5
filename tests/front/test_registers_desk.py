"""底数台账: registers, one subject's story, doors, and acts that are refused beside their field."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gewu.front.desks.subjects.doors import STALE
from gewu.journal.models import JournalPrivate
from gewu.kernel.identifiers import demo_citizen_id, demo_uscc
from gewu.kernel.types import Refused
from gewu.registry import actions as registry
from gewu.registry.actions import NewSubject
from gewu.registry.models import Reveal, Subject, Tag
from gewu.scenario import packs, reader
from tests.cast import pack
from tests.front.actors import reported
from tests.front.knowing import AT, FIRE, estate, questions, shops


@pytest.fixture
def fire(hotline):
    hotline.adopt(FIRE)
    return hotline


@pytest.mark.parametrize(
    ("who", "status"), [("officer_a", 200), ("leader_main", 200), ("admin_system", 403), ("assessor", 403)]
)
def test_registers_open_to_those_who_may_see_them(fire, at_desk, who, status):
    assert "商户" in at_desk(who).read("/subjects/kind/merchant/", status) or status == 403


def test_a_grid_officer_sees_the_shops_of_the_own_grid_only(fire, at_desk):
    shops(fire, 2, area="willow_1")
    shops(fire, 1, area="bridge_1", first=9)
    page = at_desk("officer_a").read("/subjects/kind/merchant/")
    assert ("1号小馆" in page, "2号小馆" in page, "9号小馆" in page) == (True, True, False)


@pytest.mark.parametrize(
    ("split", "answers", "said"),
    [
        ("shop", {"floor_area_m2": 320}, "面积320㎡，超过“小商店”的上限300㎡"),
        ("restaurant", {"seats": 101}, "座位101个，超过“小餐馆”的上限100个"),
        ("shop", {"floor_area_m2": 300}, ""),
        ("shop", {"seats": 900}, ""),
        ("hotel", {}, ""),
    ],
)
def test_a_place_too_large_for_its_class_says_so_on_its_page_list_and_file(hotline, at_desk, split, answers, said):
    """F014: the limits of a class were read by nothing."""
    hotline.adopt(Path("tests/scenario/fixtures/small_places.yaml").read_text(encoding="utf-8"))
    new = NewSubject("place", "small_premises", "X1", "临街店", split=split, area_id=hotline.areas["willow_1"].id)
    row = registry.admit(by=hotline.actor("officer_a"), at=AT, **vars(replace(new, attributes=answers)))
    desk = at_desk("officer_a")
    page, listed = desk.read(f"/subjects/{row.id}/"), desk.read("/subjects/kind/small_premises/")
    taken = desk.browser.get("/subjects/kind/small_premises/?as=csv")
    file = b"".join(taken.streaming_content).decode() if taken.streaming else taken.content.decode()
    assert (said in page, said in file) == (True, True)
    assert ("的上限" in page, "与细类不符" in listed) == (bool(said), bool(said))


def test_a_register_asks_the_database_no_more_for_more_rows(fire, at_desk):
    shops(fire, 1)
    one = questions(at_desk("section_head"), "/subjects/kind/merchant/")
    shops(fire, 2, first=2)
    assert questions(at_desk("section_head"), "/subjects/kind/merchant/") == one


def test_a_story_asks_the_database_no_more_for_more_matters(fire, at_desk):
    (shop,) = shops(fire, 1)
    reported(fire, subject_id=shop)
    one = questions(at_desk("section_head"), f"/subjects/{shop}/")
    reported(fire, subject_id=shop, category="garbage")
    reported(fire, subject_id=shop, category="parking")
    assert questions(at_desk("section_head"), f"/subjects/{shop}/") == one


def test_a_shop_tells_its_matters_in_its_story(fire, at_desk):
    (shop,) = shops(fire, 1)
    matter = reported(fire, subject_id=shop)
    assert matter.number in at_desk("section_head").read(f"/subjects/{shop}/")


def test_a_wrong_check_digit_is_refused_beside_its_field(fire, at_desk):
    typed = {
        "name": "新店",
        "area": fire.areas["willow_1"].id,
        "place_text": "柳荫路1号",
        "uscc": "91320400MA1XXXXX00",
    }
    answer = at_desk("secretary").send("/subjects/kind/merchant/new/", **typed)
    page = answer.content.decode()
    field = page.split('for="id_uscc"')[1].split("</div>")[0]
    assert (answer.status_code, 'class="error"' in field, 'value="新店"' in page, Subject.objects.count()) == (
        422,
        True,
        True,
        0,
    )


def test_a_shop_is_admitted_once_for_one_form(fire, at_desk):
    desk, typed = at_desk("secretary"), {"name": "新店", "area": fire.areas["willow_1"].id, "split": "restaurant"}
    once = "6f1b8c1e-0000-4000-8000-000000000001"
    answers = [desk.send("/subjects/kind/merchant/new/", once=once, **typed) for _ in range(2)]
    assert ([answer.status_code for answer in answers], Subject.objects.filter(name="新店").count()) == ([302, 302], 1)


def test_a_kind_that_no_scenario_names_cannot_be_admitted(fire, at_desk):
    assert at_desk("secretary").send("/subjects/kind/spaceship/new/", name="X").status_code == 422


@pytest.mark.parametrize(
    ("kind", "nature", "file"),
    [
        ("dwelling", "dwelling", "一房一档"),
        ("building", "place", "一处一档"),
        ("household", "household", "一户一档"),
        ("resident", "person", "一人一档"),
        ("estate", "place", "一区一档"),
    ],
)
def test_what_every_register_has_is_admitted_as_what_it_is(fire, at_desk, kind, nature, file):
    desk = at_desk("secretary")
    form = desk.read(f"/subjects/kind/{kind}/new/")
    desk.send(f"/subjects/kind/{kind}/new/", name="新登记", area=fire.areas["willow_1"].id)
    row = Subject.objects.get(kind=kind)
    has_code = 'name="uscc"' in form
    assert (row.nature, has_code, file in desk.read(f"/subjects/{row.id}/")) == (nature, nature == "place", True)


REGISTERED = [one.path for one in packs.shipped() if "\nsubject:\n" in one.text]


@pytest.mark.parametrize("path", REGISTERED, ids=lambda one: one.name)
def test_every_kind_of_a_shipped_scenario_has_its_form(hotline, at_desk, path):
    hotline.adopt(path)
    kind = reader.read(pack(path)).subject.kind
    desk = at_desk("section_head")
    listed = f"/subjects/kind/{kind}/new/" in desk.read("/subjects/")
    assert (listed, 'name="name"' in desk.read(f"/subjects/kind/{kind}/new/")) == (True, True)


def test_a_kind_that_only_its_rows_still_name_can_be_admitted(fire, at_desk):
    area = fire.areas["willow_1"].id
    registry.admit(
        by=fire.system,
        at=AT,
        nature="thing",
        kind="outfall",
        code="PK1",
        name="1号排口",
        area_id=area,
    )
    at_desk("section_head").send("/subjects/kind/outfall/new/", name="2号排口", area=area)
    assert set(Subject.objects.filter(kind="outfall").values_list("nature", flat=True)) == {"thing"}


def test_a_row_that_says_a_dwelling_were_a_place_is_refused(fire):
    with pytest.raises(Refused, match="这种对象属于房屋，不能登记为场所"):
        registry.admit(by=fire.system, at=AT, nature="place", kind="dwelling", code="D1", name="101室")


def admitted(desk, kind="merchant", area="willow_1", **typed):
    return desk.send(f"/subjects/kind/{kind}/new/", area=desk.cast.areas[area].id, **typed)


@pytest.mark.parametrize("again", ["福满楼", "福 满楼", " 福满楼", "福满楼　"])
def test_a_name_that_is_on_the_register_near_by_is_offered(fire, at_desk, again):
    desk = at_desk("secretary")
    admitted(desk, name="福满楼")
    there = Subject.objects.get()
    answer = admitted(desk, name=again)
    page = answer.content.decode()
    assert (answer.status_code, "registry.R113" in page, f'href="/subjects/{there.id}/"' in page) == (422, True, True)
    admitted(desk, name=again, another_because="同名分店，在对面")
    admitted(desk, name="福满楼", area="willow_2")
    assert Subject.objects.count() == 3


def test_why_it_is_another_is_kept_in_the_journal(fire, at_desk):
    desk = at_desk("secretary")
    admitted(desk, name="福满楼")
    admitted(desk, name="福满楼", another_because="同名分店，在对面")
    kept = JournalPrivate.objects.filter(line__act="registry.admitted").latest("id").values
    assert list(kept["another_because"].values()) == ["同名分店，在对面"]


def test_one_credit_code_is_not_borne_by_two_without_a_word(fire, at_desk):
    desk, code = at_desk("secretary"), demo_uscc(7)
    admitted(desk, name="福满楼", uscc=code)
    answer = admitted(desk, name="新福满楼", area="willow_2", uscc=code)
    page = answer.content.decode()
    assert (answer.status_code, "福满楼（" in page, Subject.objects.count()) == (422, True, 1)


def test_a_holder_out_of_sight_is_not_named(fire, at_desk):
    code = demo_uscc(7)
    admitted(at_desk("section_head"), name="石桥饭店", area="bridge_1", uscc=code)
    answer = admitted(at_desk("officer_a"), name="新店", uscc=code)
    page = answer.content.decode()
    assert (answer.status_code, "不在您的可见范围" in page, "石桥饭店" in page) == (422, True, False)


def test_one_identity_number_is_one_person(fire, at_desk):
    desk, number = at_desk("secretary"), demo_citizen_id(date(1950, 3, 2), 12)
    admitted(desk, kind="resident", name="赵一", citizen_id=number)
    answer = admitted(desk, kind="resident", name="赵乙", area="willow_2", citizen_id=number, another_because="就要")
    said = answer.content.decode()
    namesake = admitted(desk, kind="resident", name="赵一", citizen_id=demo_citizen_id(date(1951, 3, 2), 12))
    assert (answer.status_code, "证件号码与在册的赵一" in said, namesake.status_code) == (
        422,
        True,
        302,
    )


def test_projects_of_one_name_are_offered_wherever_they_lie(hotline, at_desk):
    hotline.adopt("packs/economy/investment")
    desk = at_desk("section_head")
    kind = "investment_project"
    admitted(desk, kind=kind, name="新材料产业园")
    assert (admitted(desk, kind=kind, name="新材料产业园", area="bridge_1").status_code, Subject.objects.count()) == (
        422,
        1,
    )


def test_a_load_names_every_row_that_is_there_already(fire):
    number = demo_citizen_id(date(1950, 3, 2), 12)
    rows = [NewSubject("person", "resident", f"R{n}", f"赵{n}", secrets={"citizen_id": number}) for n in (1, 2)]
    with pytest.raises(Refused) as within:
        registry.admit_many(rows, by=fire.system, at=AT)
    registry.admit_many(rows[:1], by=fire.system, at=AT)
    with pytest.raises(Refused) as before:
        registry.admit_many(rows[1:], by=fire.system, at=AT)
    assert (within.value.fields, before.value.fields) == (
        {"第2行": "证件号码与前面一行相同"},
        {"第1行": "证件号码与在册的赵1（R1）相同"},
    )


def test_a_number_set_later_is_compared_too(fire):
    number = demo_citizen_id(date(1950, 3, 2), 12)
    rows = [NewSubject("person", "resident", f"R{n}", f"赵{n}") for n in (1, 2)]
    one, two = registry.admit_many(rows, by=fire.system, at=AT).values()
    registry.set_secret(by=fire.system, at=AT, subject_id=one, kind="citizen_id", text=number)
    with pytest.raises(Refused, match=r"registry\.R112"):
        registry.set_secret(by=fire.system, at=AT, subject_id=two, kind="citizen_id", text=number)


def test_a_void_without_reason_changes_nothing(fire, at_desk):
    (shop,) = shops(fire, 1)
    answer = at_desk("secretary").send(f"/subjects/{shop}/void/", reason="")
    assert (answer.status_code, Subject.objects.get().void_at) == (422, None)


def test_a_masked_value_is_shown_where_its_reason_was_given_and_noted(fire, at_desk):
    (shop,) = shops(fire, 1)
    registry.set_secret(by=fire.system, at=AT, subject_id=shop, kind="phone", text="10012345678")
    desk = at_desk("section_head")
    assert "10012345678" not in desk.read(f"/subjects/{shop}/")
    opened = desk.send(f"/subjects/{shop}/reveal/phone/", reason="联系店主核实情况").headers["Location"]
    pages = [desk.read(page) for page in (opened, f"/subjects/{shop}/")]
    assert (["10012345678" in page for page in pages], Reveal.objects.count()) == ([True, False], 1)


def test_a_tag_is_given_with_its_basis(fire, at_desk):
    (shop,) = shops(fire, 1, tags=())
    at_desk("secretary").send(f"/subjects/{shop}/tag/", tag="fire_key_place", basis="排查表", valid_from="2023-06-28")
    assert list(Tag.objects.values_list("tag", "basis", "valid_from")) == [
        ("fire_key_place", "排查表", date(2023, 6, 28))
    ]


def test_an_estate_names_the_doors_that_were_not_collected(fire, at_desk):
    page = at_desk("secretary").read(f"/subjects/{estate(fire, 12, 10)}/doors/")
    assert ("采集率 83.3%" in page, page.count('class="door missing"') - 1, "11室" in page) == (True, 2, True)


def test_a_household_not_verified_for_half_a_year_is_marked(fire, at_desk):
    home = estate(fire, 1, 1)
    Subject.objects.filter(kind="household").update(
        verified_on=date(2023, 6, 28) - STALE - (date(2023, 1, 2) - date(2023, 1, 1))
    )
    page = at_desk("secretary").read(f"/subjects/{home}/doors/")
    assert (page.count('class="door stale"'), page.count('class="door fresh"')) == (2, 1)


def test_doors_are_asked_for_together(fire, at_desk):
    small = questions(at_desk("secretary"), f"/subjects/{estate(fire, 1, 1)}/doors/")
    Subject.objects.filter(kind="estate").update(code="E0")
    assert small <= 30


def test_an_exported_register_holds_exactly_its_rows(fire, at_desk):
    shops(fire, 2)
    lines = (
        at_desk("section_head")
        .browser.get("/subjects/kind/merchant/?as=csv&q=2号")
        .getvalue()
        .decode("utf-8-sig")
        .splitlines()
    )
    assert [line.split(",")[1] for line in lines if line.startswith("M0")] == ["2号小馆"]


def test_a_change_is_typed_with_its_day_and_a_correction_says_that_it_is_one(fire, at_desk):
    shops(fire, 1, area="willow_1")
    one = Subject.objects.get(kind="merchant")
    desk, page = at_desk("section_head"), f"/subjects/{one.id}/change/"
    assert ("从哪天起" in desk.read(page), "是更正：原来就登记错了" in desk.read(page)) == (True, True)
    given = {"name": "新名", "split": one.split, "area": one.area_id, "place_text": ""}
    refused = desk.send(page, **given, on="2023-06-30")
    assert (refused.status_code, "请改日期；登记时就错了的，请选“更正”。" in refused.content.decode()) == (422, True)
    assert desk.send(page, **given, on="2023-06-20").status_code == 302
    assert Subject.objects.get(id=one.id).name == "新名"
