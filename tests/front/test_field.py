"""走访 at telephone width: the round, one card a door, records and what they open."""

import re
from datetime import date

import pytest

from gewu.front import rounds
from gewu.matters.models import Matter
from gewu.records.models import Record
from gewu.registry import actions as registry
from gewu.registry.models import Subject
from gewu.tasks import actions as tasks
from gewu.tasks.models import Task
from tests.front.actors import hidden


@pytest.fixture
def street(hotline):
    """Three shops in grid 柳荫一网格, due for fire and gas inspection by its officer."""
    hotline.adopt("packs/safety/fire")
    hotline.adopt("packs/safety/gas")
    shops = [
        ("M1", "老陈饭店", "柳荫新村2幢101", ("fire_key_place", "bottled_gas")),
        ("M2", "悦来小吃", "柳荫新村10幢301", ("fire_key_place",)),
        ("M3", "小丁烧烤", "柳荫新村2幢102", ("fire_key_place",)),
    ]
    rows = [
        registry.NewSubject(
            nature="place",
            kind="merchant",
            code=code,
            name=name,
            split="restaurant",
            area_id=hotline.areas["willow_1"].id,
            place_text=place,
            tags=tags,
            valid_from=date(2023, 1, 5),
        )
        for code, name, place, tags in shops
    ]
    registry.admit_many(rows, by=hotline.system, at=hotline.at)
    tasks.raise_due(by=hotline.system, at=hotline.at, office_id=hotline.office.id, day=date(2023, 6, 28))
    return hotline


def shop(name):
    return Subject.objects.get(name=name)


def card(page_keys, scenario, results=None, **said):
    """What a section of the card sends: every item 合格 but those in `results`."""
    checks = dict.fromkeys(page_keys, "pass") | (results or {})
    return {f"{scenario}-done": "on"} | {f"{scenario}-check_{key}": value for key, value in checks.items()} | said


def asked_in(page, scenario):
    """The items of a scenario's checklist on a card."""
    return set(re.findall(rf'name="{scenario}-check_(\w+)"', page))


def test_the_round_goes_by_building_and_floor(at_desk, street):
    page = at_desk("officer_a").read("/field/")
    order = [page.index(word) for word in ("柳荫新村2幢", "老陈饭店", "小丁烧烤", "柳荫新村10幢", "悦来小吃")]
    assert order == sorted(order)


def test_two_comes_before_ten():
    assert rounds.natural("2幢101") < rounds.natural("10幢101")


def test_one_door_is_one_card_for_all_scenarios(at_desk, street):
    page = at_desk("officer_a").read(f"/field/{shop('老陈饭店').id}/")
    assert ("消防隐患排查" in page, "燃气安全与瓶改管" in page, page.count('<form class="form"')) == (True, True, 1)


def test_somebody_elses_doors_are_not_in_my_round(at_desk, street):
    assert "老陈饭店" not in at_desk("officer_a2").read("/field/")


def test_a_door_of_another_grid_is_not_found(at_desk, street):
    at_desk("officer_b").read(f"/field/{shop('老陈饭店').id}/", status=404)


def test_a_ticked_section_becomes_a_record_and_its_task_is_done(at_desk, street):
    desk, address = at_desk("officer_a"), f"/field/{shop('老陈饭店').id}/"
    items = asked_in(desk.read(address), "fire")
    answer = desk.send(address, happened_at="2023-06-28T08:50", **card(items, "fire"))
    states = dict(Task.objects.filter(subject=shop("老陈饭店")).values_list("scenario", "state"))
    assert (answer.status_code, Record.objects.count(), states) == (302, 1, {"fire": "done", "gas": "due"})


def test_a_failed_item_opens_a_matter_and_the_next_page_says_so(at_desk, street):
    desk, address = at_desk("officer_a"), f"/field/{shop('老陈饭店').id}/"
    items = asked_in(desk.read(address), "fire")
    desk.send(address, happened_at="2023-06-28T08:50", **card(items, "fire", {"extinguishers": "fail"}))
    assert (Matter.objects.get().category, "新增隐患1处" in desk.read("/field/")) == ("extinguishers", True)


def test_two_sections_are_two_records_of_one_visit(at_desk, street):
    desk, address = at_desk("officer_a"), f"/field/{shop('老陈饭店').id}/"
    page = desk.read(address)
    sent = card(asked_in(page, "fire"), "fire") | card(asked_in(page, "gas"), "gas")
    desk.send(address, happened_at="2023-06-28T08:50", **sent)
    assert list(Record.objects.order_by("scenario").values_list("scenario", flat=True)) == ["fire", "gas"]


def test_an_item_left_open_is_said_beside_it_and_nothing_is_kept(at_desk, street):
    desk, address = at_desk("officer_a"), f"/field/{shop('老陈饭店').id}/"
    items = asked_in(desk.read(address), "fire") - {"wiring"}
    answer = desk.send(address, happened_at="2023-06-28T08:50", **card(items, "fire"))
    page = answer.content.decode()
    assert (answer.status_code, "请选择合格、不合格或不适用" in page, Record.objects.count()) == (422, True, 0)


def test_a_card_with_nothing_ticked_says_so(at_desk, street):
    answer = at_desk("officer_a").send(f"/field/{shop('老陈饭店').id}/", happened_at="2023-06-28T08:50")
    assert (answer.status_code, "还没有勾选办了哪一项。" in answer.content.decode()) == (422, True)


def test_a_card_sent_twice_is_one_record(at_desk, street):
    desk, address = at_desk("officer_a"), f"/field/{shop('小丁烧烤').id}/"
    page = desk.read(address)
    for _ in range(2):
        desk.send(
            address, once=hidden(page, "_once"), happened_at="2023-06-28T08:50", **card(asked_in(page, "fire"), "fire")
        )
    assert Record.objects.count() == 1


def late(desk, address, **said):
    """Send a card for fire inspection as it was filled in when that was still due."""
    items = asked_in(desk.read(f"{address}?again=fire"), "fire")
    return desk.send(address, happened_at="2023-06-28T08:50", **card(items, "fire"), **said)


def test_a_card_that_comes_after_a_colleagues_is_asked_about_and_then_kept(at_desk, street):
    desk, address = at_desk("officer_a"), f"/field/{shop('小丁烧烤').id}/"
    desk.send(address, happened_at="2023-06-28T08:40", **card(asked_in(desk.read(address), "fire"), "fire"))
    asked = late(desk, address)
    page = asked.content.decode()
    assert (asked.status_code, "今天已经有人办过" in page, 'name="fire-again"' in page) == (422, True, True)
    assert Record.objects.count() == 1
    kept = late(desk, address, **{"fire-again": "on"})
    assert (kept.status_code, Record.objects.count()) == (302, 2)


def test_a_card_is_not_opened_for_what_does_not_concern_the_door(at_desk, street):
    desk, address = at_desk("officer_a"), f"/field/{shop('小丁烧烤').id}/"
    page = desk.read(f"{address}?again=hotline&again=nothing&again=gas")
    assert [f'name="{key}-done"' in page for key in ("fire", "hotline", "gas")] == [True, False, True]


def test_a_page_that_is_fetched_ahead_leaves_the_messages_for_a_reader(at_desk, street):
    desk, address = at_desk("officer_a"), f"/field/{shop('小丁烧烤').id}/"
    desk.send(address, happened_at="2023-06-28T08:50", **card(asked_in(desk.read(address), "fire"), "fire"))
    ahead = desk.browser.get("/field/", headers={"Gewu-Ahead": "1"}).content.decode()
    assert ("已提交：小丁烧烤" in ahead, "已提交：小丁烧烤" in desk.read("/field/")) == (False, True)


def test_the_page_for_what_is_not_kept_is_nobodys(client, db):
    answer = client.get("/offline/")
    assert (answer.status_code, "data-person" in answer.content.decode()) == (200, False)


def test_the_worker_is_served_from_the_root_and_kept_by_nobody(client, db):
    answer = client.get("/sw.js")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/javascript; charset=utf-8", "no-cache")
    assert "/static/css/tokens.css" in answer.content.decode()
