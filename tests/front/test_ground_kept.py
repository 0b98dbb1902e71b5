"""Areas, units and people: entered, put right, ended once what is there has passed on."""

from datetime import date

import pytest

from gewu.flows import check_data
from gewu.front.desks.admin.ground import ground
from gewu.grid import queries as grid
from gewu.grid.models import Area
from gewu.journal.models import JournalPrivate, Outgoing
from gewu.matters.models import Matter
from gewu.office import queries as office
from gewu.office.models import RoleGrant, Staff, Unit
from gewu.registry.models import Subject, Tag
from gewu.tasks.models import Task
from tests.front.actors import NOW, dispatched, reported, step
from tests.front.knowing import FIRE, raised, shops

TODAY = date(2023, 6, 28)


@pytest.fixture
def admin(hotline, at_desk):
    return at_desk("admin_system")


# areas


def test_a_grid_is_entered_and_called_otherwise(hotline, admin):
    typed = {"kind": "grid", "code": "009999003001009", "name": "柳荫三网格", "valid_from": "2023-06-01"}
    admin.send("/admin/areas/new/", **typed, parent=hotline.areas["willow"].id)
    row = Area.objects.get(code="009999003001009")
    admin.send(f"/admin/areas/{row.id}/rename/", name="柳荫河畔网格")
    assert (row.parent, "柳荫河畔网格" in admin.read("/admin/areas/")) == (hotline.areas["willow"], True)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"code": "009999003001001"}, "已由柳荫一网格使用"),
        ({"parent": "street"}, "应属于社区"),
    ],
)
def test_what_is_wrong_with_a_new_area_is_said_on_the_form(hotline, admin, changed, said):
    typed = {
        "kind": "grid",
        "code": "009999003001009",
        "name": "新网格",
        "valid_from": "2023-06-01",
        "parent": "willow",
    }
    typed |= changed
    answer = admin.send("/admin/areas/new/", **typed | {"parent": hotline.areas[typed["parent"]].id})
    assert (answer.status_code, said in answer.content.decode(), Area.objects.count()) == (422, True, 7)


def full(hotline):
    """A shop with its task, an open and a closed matter in 柳荫二网格."""
    hotline.adopt(FIRE)
    (shop,) = shops(hotline, 1, area="willow_2")
    raised(hotline)
    matter = reported(hotline, area="willow_2")
    done = reported(hotline, area="willow_2", category="garbage")
    Matter.objects.filter(id=done.id).update(state="void")
    return shop, matter, done


def test_a_closed_grid_passes_everything_open_to_another(hotline, admin):
    shop, matter, done = full(hotline)
    old, new = hotline.areas["willow_2"], hotline.areas["willow_1"]
    page = admin.read(f"/admin/areas/{old.id}/close/")
    shown = page.split('<dl class="facts">')[1].split("</dl>")[0]
    assert [piece.split("</dd>")[0] for piece in shown.split("<dd>")[1:]] == ["1", "1", "1", "0", "0", "1"]
    assert admin.send(f"/admin/areas/{old.id}/close/", on="2023-06-28", into="").status_code == 422
    admin.send(f"/admin/areas/{old.id}/close/", on="2023-06-28", into=new.id)
    old.refresh_from_db()
    task = Task.objects.get()
    assert (old.valid_to, old.successor_id) == (TODAY, new.id)
    assert (Subject.objects.get(id=shop).area_id, Tag.objects.get().area_id) == (new.id, new.id)
    assert (task.area_id, task.staff_id) == (new.id, hotline.people["officer_a"].id)
    matter.refresh_from_db(), done.refresh_from_db()
    assert (matter.area_id, done.area_id) == (new.id, old.id)
    held = RoleGrant.objects.filter(staff=hotline.people["officer_a2"]).order_by("id")
    assert list(held.values_list("area_id", "from_on", "to_on")) == [
        (old.id, date(2023, 1, 1), TODAY),
        (new.id, TODAY, None),
    ]
    assert [found for found in check_data.run(hotline.office.id) if found.check == "撤销的区域"] == []


def test_people_of_a_closed_grid_see_what_came_to_the_other(hotline, admin, at_desk):
    shop, matter, _done = full(hotline)
    admin.send(
        f"/admin/areas/{hotline.areas['willow_2'].id}/close/", on="2023-06-28", into=hotline.areas["willow_1"].id
    )
    for who in ("officer_a", "officer_a2"):
        assert matter.number in at_desk(who).read("/matters/")
    assert [hit.owner_id for hit in found_by(hotline, "officer_a", "1号小馆")] == [shop]


def found_by(hotline, who, text):
    from gewu.answers import search

    return search.find(text, office.actor_for(hotline.people[who], TODAY).scope, ["subject"])


@pytest.mark.parametrize(
    ("area", "into", "on", "said"),
    [
        ("willow", "bridge", "2023-06-28", "grid.R109"),  # its grids are open
        ("willow_2", "bridge_1", "2023-06-29", "flows.R150"),
        ("willow_2", "willow_2", "2023-06-28", "有效选择"),
    ],
)
def test_an_area_does_not_end_in_halves(hotline, admin, area, into, on, said):
    full(hotline)
    before = list(Area.objects.order_by("id").values_list("valid_to", flat=True))
    typed = {"on": on, "into": hotline.areas[into].id}
    answer = admin.send(f"/admin/areas/{hotline.areas[area].id}/close/", **typed)
    rows = (Subject.objects.get().area_id, RoleGrant.objects.filter(to_on__isnull=False).count())
    assert (answer.status_code, rows) == (422, (hotline.areas["willow_2"].id, 0))
    assert list(Area.objects.order_by("id").values_list("valid_to", flat=True)) == before
    if said != "有效选择":
        assert said in answer.content.decode()


def test_an_empty_area_ends_without_another(hotline, admin):
    area = ground.admit_area(
        by=hotline.system, at=NOW, kind="grid", code="X1", name="空网格", parent=hotline.areas["willow"],
        valid_from=date(2023, 1, 1),
    )  # fmt: skip
    admin.send(f"/admin/areas/{area.id}/close/", on="2023-06-28", into="")
    assert "空网格" not in admin.read("/admin/areas/")
    answer = admin.send(
        "/admin/areas/new/", kind="micro_grid", code="X2", name="微", valid_from="2023-06-28", parent=area.id
    )
    assert answer.status_code == 422


def test_what_is_open_below_closed_ground_is_named_by_the_check(hotline):
    full(hotline)
    Area.objects.filter(id__in=[hotline.areas["willow"].id, hotline.areas["willow_2"].id]).update(valid_to=TODAY)
    from gewu.journal import versions

    versions.changed(hotline.office.id)
    said = [found.words for found in check_data.run(hotline.office.id) if found.check == "撤销的区域"]
    assert "区域“柳荫一网格”还在用，上级“柳荫社区”已撤销" in said
    assert "区域“柳荫二网格”已撤销，里面还有1个在册对象" in said
    assert "区域“柳荫二网格”已撤销，里面还有1件没有办完的事项" in said


@pytest.mark.parametrize(
    ("who", "read", "act"),
    [("admin_system", 200, 302), ("admin_security", 200, 403), ("admin_audit", 200, 403), ("leader_main", 403, 403)],
)
def test_ground_and_units_are_kept_by_the_system_administrator_only(hotline, at_desk, who, read, act):
    desk, area, unit = at_desk(who), hotline.areas["bridge_2"], hotline.units["cleaners"]
    lists = [
        desk.browser.get(page).status_code for page in ("/admin/areas/", "/admin/units/", f"/admin/units/{unit.id}/")
    ]
    acts = [
        desk.send(f"/admin/areas/{area.id}/rename/", name="改名"),
        desk.send(f"/admin/units/{unit.id}/change/", name="改名", area=""),
        desk.send(f"/admin/units/{unit.id}/close/"),
        desk.send(f"/admin/areas/{area.id}/close/", on="2023-06-28", into=""),
    ]
    assert (lists, [answer.status_code for answer in acts]) == ([read] * 3, [act] * 4)


def test_the_ground_of_the_office_next_door_is_not_found(hotline, neighbour, admin):
    area, unit, person = neighbour.areas["willow_1"], neighbour.units["city"], neighbour.people["handler"]
    pages = (f"areas/{area.id}/rename/", f"areas/{area.id}/close/", f"units/{unit.id}/", f"staff/{person.id}/change/")
    assert [admin.browser.get(f"/admin/{page}").status_code in (404, 422) for page in pages] == [True] * 4


# units


def test_a_unit_is_called_otherwise_and_taken_out_of_use(hotline, admin):
    unit = hotline.units["cleaners"]
    admin.send(f"/admin/units/{unit.id}/change/", name="清源保洁公司", area=hotline.areas["willow"].id)
    admin.send(f"/admin/units/{unit.id}/close/")
    unit.refresh_from_db()
    assert (unit.name, unit.area, unit.active, "已停用" in admin.read("/admin/units/")) == (
        "清源保洁公司",
        hotline.areas["willow"],
        False,
        True,
    )
    admin.send(f"/admin/units/{unit.id}/open/")
    assert Unit.objects.get(id=unit.id).active
    kept = JournalPrivate.objects.get(line__act="office.unit_changed").values
    assert kept["before"]["name"] == "净源保洁公司"


def test_a_unit_with_people_or_open_work_stays_in_use(hotline, admin):
    dispatched(hotline)
    answers = [admin.send(f"/admin/units/{hotline.units[unit].id}/close/") for unit in ("city", "safety")]
    said = [answer.content.decode() for answer in answers]
    assert ("flows.R153" in said[0], "office.R143" in said[1], Unit.objects.filter(active=False).count()) == (
        True,
        True,
        0,
    )


def test_a_taken_code_names_its_holder(hotline, admin):
    unit = admin.send("/admin/units/new/", code="CG", name="新单位", kind="department", area="")
    person = admin.send(
        "/admin/staff/new/", code="030", name="新人", unit=hotline.units["city"].id, from_on="2023-06-28", title=""
    )
    assert ("城市管理办公室" in unit.content.decode(), "工号“030”已由周强使用" in person.content.decode()) == (
        True,
        True,
    )


# people


def test_a_person_is_called_otherwise_and_gets_a_telephone(hotline, admin):
    who = hotline.people["handler"]
    typed = {"name": "周小强", "title": "副主任", "phone": "0519-8899", "unit": hotline.units["city"].id}
    admin.send(f"/admin/staff/{who.id}/change/", **typed)
    page = admin.read(f"/admin/staff/{who.id}/")
    assert ("周小强" in page, "0519-8899" in page, "副主任" in page) == (True, True, True)


def test_nobody_moves_to_another_unit_with_work_in_hand(hotline, admin):
    held = step(hotline, dispatched(hotline), "signed", "handler", hour=11)
    who, safety = hotline.people["handler"], hotline.units["safety"]
    move = {"name": "周强", "title": "", "phone": "", "unit": safety.id}
    answer = admin.send(f"/admin/staff/{who.id}/change/", **move)
    assert (answer.status_code, "flows.R123" in answer.content.decode()) == (422, True)
    admin.send(f"/admin/staff/{who.id}/hand-over/", successor="孙立")
    admin.send(f"/admin/staff/{who.id}/change/", **move)
    held.refresh_from_db()
    assert (Staff.objects.get(id=who.id).unit_id, held.staff_id) == (safety.id, hotline.people["handler_b"].id)


@pytest.mark.parametrize("who", ["admin_audit", "leader_main", "dispatcher"])
def test_nobody_hands_over_to_whoever_does_no_such_work(hotline, admin, who):
    step(hotline, dispatched(hotline), "signed", "handler", hour=11)
    page = admin.read(f"/admin/staff/{hotline.people['handler'].id}/leave/")
    offered = page.split("<datalist")[1].split("</datalist>")[0]
    name = hotline.people[who].name
    answer = admin.send(f"/admin/staff/{hotline.people['handler'].id}/hand-over/", successor=name)
    assert (name in offered, "孙立" in offered, answer.status_code) == (False, True, 422)


def test_successors_of_the_same_unit_come_first(hotline):
    found = office.successors(hotline.scope("admin_system"), hotline.people["officer_a"], TODAY)
    willow = [row.unit_id == hotline.units["willow"].id for row in found]
    assert willow == sorted(willow, reverse=True)
    assert willow[0]


def test_of_two_of_one_name_a_person_is_chosen_by_number(hotline, admin):
    typed = {"name": "孙立", "title": "", "phone": "", "unit": hotline.units["city"].id}
    admin.send(f"/admin/staff/{hotline.people['secretary'].id}/change/", **typed)
    page = f"/admin/staff/{hotline.people['handler'].id}/hand-over/"
    assert (admin.send(page, successor="孙立").status_code, admin.send(page, successor="031").status_code) == (
        422,
        302,
    )


# a leaver's ground


def test_the_leaving_page_names_the_ground_that_will_have_nobody(hotline, admin):
    page = admin.read(f"/admin/staff/{hotline.people['officer_a'].id}/leave/")
    assert "柳荫一网格没有网格员" in page
    assert (
        "没有" not in admin.read(f"/admin/staff/{hotline.people['handler'].id}/leave/").split("note warning")[0][-1:]
    )


def test_ground_without_anybody_waits_for_the_security_administrator_until_somebody_has_it(hotline, admin, at_desk):
    leaver, security = hotline.people["officer_a"], at_desk("admin_security")
    assert "柳荫一网格没有网格员" not in security.read("/")
    admin.send(f"/admin/staff/{leaver.id}/leave/", on="2023-06-28", successor="")
    home = security.read("/")
    assert ("原为王芳" in home, "原为王芳" in admin.read("/")) == (True, False)
    told = Outgoing.objects.filter(to_staff_id=hotline.people["admin_security"].id, kind="role_due").latest("id")
    assert "王芳离岗后，柳荫一网格没有网格员" in told.words
    address = home.split("柳荫一网格没有网格员")[0].split('href="')[-1].split('"')[0].replace("&amp;", "&")
    form = security.read(address)
    assert f'value="{hotline.areas["willow_1"].id}" selected' in form
    typed = {"role": "grid_officer", "area": hotline.areas["willow_1"].id, "from_on": "2023-06-28"}
    security.send("/admin/grants/new/", **typed, staff="043")
    assert "原为王芳" not in security.read("/")
    assert office.responsible(hotline.office.id, "grid_officer", hotline.areas["willow_1"].id, TODAY).name == "林森"


def test_ground_that_another_covers_is_nobody_s_worry(hotline):
    actor = hotline.system
    from gewu.office import actions

    actions.grant(
        by=actor, at=NOW, staff=hotline.people["officer_a2"], role="grid_officer", area=hotline.areas["willow_1"],
        from_on=date(2023, 1, 1),
    )  # fmt: skip
    assert office.left_without(hotline.people["officer_a"], TODAY) == []
    assert [one.said for one in office.left_without(hotline.people["secretary"], TODAY)] == ["柳荫社区没有社区书记"]


def test_only_the_security_administrator_grants_ground(hotline, at_desk):
    typed = {"role": "grid_officer", "area": hotline.areas["willow_1"].id, "from_on": "2023-06-28", "staff": "043"}
    answers = {
        who: at_desk(who).send("/admin/grants/new/", **typed).status_code for who in ("admin_system", "secretary")
    }
    assert answers == {"admin_system": 403, "secretary": 403}


def test_areas_are_asked_for_together(hotline, admin):
    from tests.front.knowing import questions

    before = questions(admin, "/admin/areas/")
    ground.admit_area(by=hotline.system, at=NOW, kind="grid", code="X1", name="新", parent=hotline.areas["willow"],
                      valid_from=date(2023, 1, 1))  # fmt: skip
    assert (questions(admin, "/admin/areas/"), len(grid.tree(hotline.system.scope))) == (before, 8)
