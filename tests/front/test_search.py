"""One search box: words of two characters, within sight, and numbers that are in no index."""

from datetime import date

import pytest

from gewu.registry import actions as registry
from tests.front.actors import reported


@pytest.fixture
def shop(hotline):
    hotline.adopt("packs/safety/fire")
    return registry.admit(
        nature="place",
        kind="merchant",
        code="M1",
        name="柳荫面馆",
        split="restaurant",
        area_id=hotline.areas["willow_1"].id,
        place_text="柳荫新村2幢101",
        secrets={"phone": "13900002222"},
        tags=("fire_key_place",),
        valid_from=date(2023, 1, 5),
        by=hotline.system,
        at=hotline.at,
    )


def test_two_characters_find_matters_places_and_figures(at_desk, hotline, shop):
    reported(hotline, place="柳荫路12号")
    page = at_desk("officer_a").read("/search/?q=柳荫")
    assert ("噪声扰民：柳荫路12号" in page, "柳荫面馆" in page) == (True, True)
    assert "工单办结件数" in at_desk("officer_a").read("/search/?q=办结")


def test_what_lies_out_of_sight_is_not_found(at_desk, hotline, shop):
    reported(hotline, place="柳荫路12号")
    assert "没有找到。" in at_desk("officer_b").read("/search/?q=柳荫")


def test_a_whole_telephone_number_finds_its_holder_and_part_of_it_nobody(at_desk, shop):
    desk = at_desk("officer_a")
    whole, part = (desk.read(f"/search/?q={number}") for number in ("13900002222", "1390000"))
    assert ("柳荫面馆" in whole, "柳荫面馆" in part) == (True, False)


def test_one_character_is_too_short(at_desk):
    assert "请至少输入两个字。" in at_desk("officer_a").read("/search/?q=柳")


def test_administrators_find_no_people(at_desk, hotline, shop):
    assert "柳荫面馆" not in at_desk("admin_system").read("/search/?q=柳荫")
