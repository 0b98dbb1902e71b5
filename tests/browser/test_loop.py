"""The closed loop in a browser: reported, dispatched, signed, handled, verified, called back, closed, and counted."""

import re

import pytest

from gewu.matters.models import Matter
from tests.browser.conftest import DESK, PHONE
from tests.front.actors import dispatched


def closed(person) -> str:
    """The number of closed tickets that the figure's page shows."""
    page = person.open("/figures/hotline.closed/")
    return re.match(r"\s*(\d+)", page.locator(".figure").first.inner_text()).group(1)


def opened_row(person) -> None:
    """From the figure to its only row, and open it."""
    person.page.get_by_role("link", name="看明细").click()
    person.page.locator("td.main a").click()
    person.page.wait_for_url(re.compile(r"/matters/\d+/$"))


def report(person):
    page = person.open("/matters/new/hotline/")
    page.check('[name=channel][value="hotline"]')
    page.select_option("[name=category]", "noise")
    page.fill("[name=body]", "夜间施工，睡不着。")
    page.fill("[name=place]", "柳荫路12号")
    page.select_option("[name=area]", label="　柳荫一网格")
    page.get_by_role("button", name="提交").click()
    page.wait_for_url(re.compile(r"/matters/\d+/$"))
    return page.url.removeprefix(person.site)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "telephone"])
def test_a_ticket_goes_round_and_the_figure_rises(at_browser, office, size):
    desk, handler, checker = (at_browser(who, size) for who in ("dispatcher", "handler", "checker"))
    before = closed(desk)
    address = report(desk)
    desk.act("accepted")
    desk.act("dispatched", unit=str(office.units["city"].id), words="请今晚到现场。")
    handler.open("/")
    handler.page.get_by_role("link", name="噪声扰民：柳荫路12号", exact=True).click()
    handler.act("signed")
    handler.act("handled", words="已劝停夜间施工。", result="solved")
    checker.open(address)
    checker.act("verified", words="现场看过，已停。")
    desk.open(address)
    desk.act("called_back", contacted="yes", resolved="yes", satisfied="yes")
    desk.act("closed")
    matter = Matter.objects.get()
    assert (matter.state, matter.satisfied, matter.closed_late) == ("done", "yes", False)
    assert (before, closed(desk)) == ("0", "1")
    opened_row(desk)
    assert desk.page.url == desk.site + address
    assert desk.page.locator(".dots li.past").count() == 6
    assert [one.goes_sideways for one in (desk, handler, checker)] == [False] * 3
    assert desk.complaints + handler.complaints + checker.complaints == []


def test_a_ticket_is_handled_on_a_telephone_without_scrolling_sideways(at_browser, office):
    dispatched(office)
    handler = at_browser("handler", PHONE)
    handler.page.get_by_role("link", name="噪声扰民：柳荫路12号", exact=True).click()
    handler.act("signed")
    assert (handler.goes_sideways, Matter.objects.get().step, handler.complaints) == (False, "handling", [])


def test_the_site_works_without_javascript(at_browser, office):
    dispatched(office)
    handler = at_browser("handler", java_script_enabled=False)
    handler.open("/matters/?q=柳荫")
    handler.page.get_by_role("link", name="噪声扰民：柳荫路12号").click()
    handler.page.get_by_role("button", name="签收").click()
    assert Matter.objects.get().step == "handling"


def test_j_k_and_enter_walk_through_the_list(at_browser, office):
    for place in ("柳荫路12号", "柳荫路14号"):
        dispatched(office, place=place)
    handler = at_browser("handler")
    page = handler.open("/matters/")
    for key in ("j", "j", "k", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url(re.compile(r"/matters/\d+/$"))
    assert page.locator("h1").inner_text() == "噪声扰民：柳荫路14号"


def test_a_chip_exchanges_the_rows_and_keeps_the_address(at_browser, office):
    dispatched(office)
    page = at_browser("handler").open("/matters/")
    with page.expect_response(lambda answer: "state=done" in answer.url):
        page.select_option("[name=state]", "done")
    page.get_by_text("没有符合条件的事项。").wait_for()
    assert "state=done" in page.url


def test_what_was_typed_survives_an_expired_login(at_browser, office):
    desk = at_browser("dispatcher")
    page = desk.open("/matters/new/hotline/")
    page.fill("[name=body]", "夜间施工，睡不着。")
    page.context.clear_cookies(name="sessionid")
    page.reload()
    page.fill("[name=username]", "dispatcher")
    page.fill("[name=password]", "Dongcheng-2023")
    page.click("button.primary")
    page.wait_for_url(re.compile("/matters/new/hotline/$"))
    page.get_by_text("已恢复您上次没有提交的内容。").wait_for()
    assert page.locator("[name=body]").input_value() == "夜间施工，睡不着。"
