"""One search box: words of two characters, within sight, and numbers that are in no index."""

from datetime import date

import pytest

from gewu.registry import actions as registry
from tests.front.actors import dispatched, reported


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


def asked(desk, number: str, address: str = "/search/") -> str:
    """What the search answers to a number, which goes in the body of the request."""
    answer = desk.browser.post(address, {"q": number}, follow=True)
    assert number not in str(answer.redirect_chain) or len(number) < 8
    return answer.content.decode()


def test_a_whole_telephone_number_finds_its_holder_and_part_of_it_nobody(at_desk, shop):
    desk = at_desk("officer_a")
    whole, part = (asked(desk, number) for number in ("13900002222", "1390000"))
    assert ("柳荫面馆" in whole, "柳荫面馆" in part) == (True, False)
    assert "柳荫面馆" in asked(desk, "13900002222", "/subjects/")


LISTS = ["/search/", "/subjects/", "/matters/", "/rows/record/", "/tasks/records/", "/subjects/kind/merchant/"]


@pytest.mark.parametrize("page", LISTS)
def test_a_number_in_an_address_is_not_looked_for(at_desk, shop, page):
    said = at_desk("secretary").read(f"{page}?q=13900002222")
    assert "不放进网址里查" in said
    assert "柳荫面馆" not in said or page == "/subjects/kind/merchant/"


def test_words_go_into_the_address(at_desk):
    answer = at_desk("officer_a").browser.post("/search/", {"q": " 柳荫 路 "})
    assert (answer.status_code, answer.url) == (302, "/search/?q=%E6%9F%B3%E8%8D%AB+%E8%B7%AF")


def test_a_ticket_is_found_by_the_telephone_of_its_caller_for_those_who_may_look(at_desk, hotline):
    matter, number = dispatched(hotline), "138 0000 1111"
    found = {who: matter.title in asked(at_desk(who), number) for who in ("dispatcher", "handler", "assessor")}
    assert found == {"dispatcher": True, "handler": True, "assessor": False}
    assert "没有找到。" in asked(at_desk("dispatcher"), "13800001112")


def test_a_found_ticket_says_where_it_is_and_how_it_stands(at_desk, hotline):
    matter = dispatched(hotline)
    page = at_desk("dispatcher").read("/search/?q=噪声扰民")
    assert f"{matter.number} · 柳荫路12号 · 待签收" in page
    assert 'class="mark' in page.partition(matter.title)[2].partition("</section>")[0]


def test_the_whole_number_of_a_ticket_opens_it(at_desk, hotline):
    matter = dispatched(hotline)
    for who, opened in (("dispatcher", True), ("officer_b", False)):
        answer = at_desk(who).browser.get(f"/search/?q={matter.number.lower()}")
        assert (answer.status_code == 302 and answer.url == f"/matters/{matter.id}/") is opened


def test_one_character_is_too_short(at_desk):
    assert "请至少输入两个字。" in at_desk("officer_a").read("/search/?q=柳")


def test_administrators_find_no_people(at_desk, hotline, shop):
    assert "柳荫面馆" not in at_desk("admin_system").read("/search/?q=柳荫")
