"""走访检查 and 专项行动: tasks, the form a scenario makes, what failed becomes matters, coverage names the missing."""

import re
from datetime import date

import pytest

from gewu.flows import campaign
from gewu.matters.models import Matter
from gewu.records.models import Record
from gewu.tasks.models import Campaign, Task
from tests.front.knowing import AT, FIRE, questions, raised, shops


@pytest.fixture
def fire(hotline):
    hotline.adopt(FIRE)
    return hotline


def answered(desk, shop, **more):
    """A checklist with every item in order, but for `more`."""
    page = desk.browser.get(f"/tasks/records/new/fire/?subject={shop}")
    checks = {name: "pass" for name in page.context["form"].fields if name.startswith("check_")}
    return {"happened_at": "2023-06-28T08:30", "said": "", **checks, **more}


@pytest.mark.parametrize(("who", "status"), [("officer_a", 200), ("section_head", 200), ("admin_system", 403)])
def test_rounds_open_to_those_who_go_and_those_who_keep_the_register(fire, at_desk, who, status):
    assert at_desk(who).read("/tasks/", status) != ""


def test_a_failed_item_becomes_a_matter_and_the_task_is_done(fire, at_desk):
    (shop,) = shops(fire, 1)
    raised(fire)
    desk = at_desk("officer_a")
    failed = next(name for name in answered(desk, shop) if name.startswith("check_"))
    answer = desk.send(f"/tasks/records/new/fire/?subject={shop}", **answered(desk, shop, **{failed: "fail"}))
    task = Task.objects.get()
    said = (answer.status_code, Matter.objects.get().category, task.state, task.done_on)
    assert said == (302, failed.removeprefix("check_"), "done", date(2023, 6, 28))


def test_an_unanswered_item_is_named_beside_its_field(fire, at_desk):
    (shop,) = shops(fire, 1)
    desk = at_desk("officer_a")
    answer = desk.send(f"/tasks/records/new/fire/?subject={shop}", happened_at="2023-06-28T08:30", said="看过")
    page = answer.content.decode()
    assert (answer.status_code, page.count('class="field wrong"') > 0, "看过" in page, Record.objects.count()) == (
        422,
        True,
        True,
        0,
    )


def test_a_record_of_tomorrow_is_refused(fire, at_desk):
    (shop,) = shops(fire, 1)
    desk = at_desk("officer_a")
    typed = answered(desk, shop) | {"happened_at": "2023-06-29T08:30"}
    assert desk.send(f"/tasks/records/new/fire/?subject={shop}", **typed).status_code == 422


def test_without_a_subject_the_form_asks_on_whom(fire, at_desk):
    shops(fire, 1)
    assert "1号小馆" in at_desk("officer_a").read("/tasks/records/new/fire/")


def test_coverage_names_who_is_missing(fire, at_desk):
    done, _missing = shops(fire, 2)
    raised(fire)
    desk = at_desk("officer_a")
    desk.send(f"/tasks/records/new/fire/?subject={done}", **answered(desk, done))
    page = at_desk("section_head").read("/tasks/coverage/?scenario=fire&period=2023-04-01..2023-06-30")
    missing = page.split("还缺的")[1]
    assert ("50%" in page, "2号小馆" in missing, "1号小馆" in missing) == (True, True, False)


def test_the_list_of_tasks_asks_the_database_no_more_for_more_rows(fire, at_desk):
    shops(fire, 1)
    raised(fire)
    one = questions(at_desk("section_head"), "/tasks/?stand=open")
    shops(fire, 2, first=2)
    raised(fire, date(2023, 6, 2))
    assert (questions(at_desk("section_head"), "/tasks/?stand=open"), Task.objects.count()) == (one, 3)


def test_the_list_of_records_asks_the_database_no_more_for_more_rows(fire, at_desk):
    ids = shops(fire, 3)
    desk = at_desk("officer_a")
    desk.send(f"/tasks/records/new/fire/?subject={ids[0]}", **answered(desk, ids[0]))
    one = questions(desk, "/tasks/records/")
    for shop in ids[1:]:
        desk.send(f"/tasks/records/new/fire/?subject={shop}", **answered(desk, shop))
    assert (questions(desk, "/tasks/records/"), Record.objects.count()) == (one, 3)


def test_a_voided_record_opens_its_task_again(fire, at_desk):
    (shop,) = shops(fire, 1)
    raised(fire)
    desk = at_desk("officer_a")
    desk.send(f"/tasks/records/new/fire/?subject={shop}", **answered(desk, shop))
    desk.send(f"/tasks/records/{Record.objects.get().id}/void/", reason="记错了店")
    assert (Record.objects.get().void_reason, Task.objects.get().state) == ("记错了店", "due")


def test_a_paper_sheet_has_a_box_for_every_answer(fire, at_desk):
    (shop,) = shops(fire, 1)
    desk = at_desk("officer_a")
    checks = [name for name in answered(desk, shop) if name.startswith("check_")]
    assert desk.read(f"/tasks/sheet/fire/?subject={shop}").count("□") == 3 * len(checks)


def test_a_campaign_freezes_its_list_and_counts_additions_apart(fire, at_desk):
    shops(fire, 2)
    desk = at_desk("section_head")
    typed = {
        "scenario": "fire",
        "title": "夏季行动",
        "from_on": "2023-06-28",
        "to_on": "2023-07-31",
        "area": "",
        "tag": "",
    }
    desk.send("/campaigns/new/", **typed)
    shops(fire, 1, first=3)
    campaign = Campaign.objects.get()
    desk.send(f"/campaigns/{campaign.id}/add/", codes="M003")
    page = desk.read(f"/campaigns/{campaign.id}/")
    late = list(campaign.items.order_by("id").values_list("added_late", flat=True))
    assert (late, "增补（不计入按期率）" in page) == ([False, False, True], True)


def test_a_subject_offers_the_rounds_of_the_tags_it_bears(fire, at_desk):
    desk = at_desk("officer_a")
    tagged, plain = shops(fire, 1)[0], shops(fire, 1, tags=(), first=2)[0]
    offered = ["记一次消防隐患排查" in desk.read(f"/subjects/{shop}/") for shop in (tagged, plain)]
    assert offered == [True, False]


def test_a_campaign_says_whose_places_it_counts(fire, at_desk):
    """F091: the counts were read as the reader's own, or as the office's."""
    shops(fire, 2, area="willow_1")
    shops(fire, 1, area="bridge_1", first=9)
    row = campaign.start(
        by=fire.actor("section_head"),
        at=AT,
        scenario="fire",
        title="百日行动",
        from_on=date(2023, 6, 1),
        to_on=date(2023, 9, 8),
    )
    read = {who: at_desk(who).read(f"/campaigns/{row.id}/") for who in ("leader_main", "officer_a")}
    said = {who: ("全街道口径" in page, "只含您所在区域" in page) for who, page in read.items()}
    assert said == {"leader_main": (True, False), "officer_a": (False, True)}
    counted = {who: re.findall(r'<td class="number">(\d+)</td>', page)[0] for who, page in read.items()}
    assert counted == {"leader_main": "3", "officer_a": "2"}


def test_campaigns_ask_the_database_no_more_for_more_rows(fire, at_desk):
    shops(fire, 1)
    desk = at_desk("section_head")
    typed = {"scenario": "fire", "from_on": "2023-06-28", "to_on": "2023-07-31", "area": "", "tag": ""}
    desk.send("/campaigns/new/", **typed, title="一号行动")
    one = questions(desk, "/campaigns/")
    for title in ("二号行动", "三号行动"):
        desk.send("/campaigns/new/", **typed, title=title)
    assert (questions(desk, "/campaigns/"), Campaign.objects.count()) == (one, 3)


def test_an_article_hangs_on_no_practice_station(hotline, at_desk):
    """F106: a media article was recorded only on a 实践阵地."""
    hotline.adopt("packs/party/publicity")
    desk = at_desk("clerk")
    asked = desk.read("/tasks/records/new/publicity/?form=article")
    assert 'href="?form=article&amp;alone=1"' in asked
    address = "/tasks/records/new/publicity/?form=article&alone=1"
    typed = {"happened_at": "2023-06-27T10:00", "title": "一篇稿件", "ask_medium": "市日报", "ask_media_level": "city"}
    answer = desk.send(address, **typed)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    row = Record.objects.get(scenario="publicity")
    assert (row.subject_id, row.kind) == (None, "article")


def test_an_inspection_is_of_somebody(fire, at_desk):
    page = at_desk("officer_a").read("/tasks/records/new/fire/?alone=1")
    assert ('href="?form=' in page, 'name="happened_at"' in page) == (False, False)


def test_a_colleagues_record_is_voided_by_two_persons_on_its_page(fire, at_desk):
    (shop,) = shops(fire, 1)
    raised(fire)
    secretary, officer = at_desk("secretary"), at_desk("officer_a")
    officer.send(f"/tasks/records/new/fire/?subject={shop}", **answered(officer, shop))
    page = f"/tasks/records/{Record.objects.get().id}/"
    assert "这条记录要两个人办" in secretary.read(f"{page}void/")
    secretary.send(f"{page}void/", reason="没有去过")
    assert "没有去过" in officer.read("/tasks/records/")
    assert ["确认作废" in desk.read(page) for desk in (officer, secretary)] == [True, False]
    own = secretary.send(f"{page}void/judge/", agreed="yes")
    assert (own.status_code, Record.objects.get().void_at) == (422, None)
    officer.send(f"{page}void/judge/", agreed="yes")
    assert Record.objects.get().void_reason == "没有去过"
