"""The summary in a browser: written, checked, signed, issued, and every number opens into the rows it counted."""

import re

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.front.actors import reported
from tests.front.knowing import report


def press(person, address: str, word: str) -> None:
    """Open a paper and take its next step."""
    page = person.open(address)
    page.get_by_role("button", name=word, exact=True).click()
    page.wait_for_load_state()


def issued(office, at_browser, size) -> str:
    """A half-year paper, taken by three people to 印发; its address."""
    row = report(office)
    address = f"/reports/{row.id}/"
    clerk, second, leader = (at_browser(who, size) for who in ("clerk", "clerk_b", "leader_main"))
    page = clerk.open(f"{address}text/tickets/")
    page.fill("[name=says]", page.input_value("[name=says]").replace("；另有37件待查", ""))
    page.get_by_role("button", name="暂存").click()
    page.wait_for_load_state()
    press(clerk, address, "送核稿")
    press(second, address, "核稿通过")
    press(second, address, "送审签")
    press(leader, address, "审签并印发")
    assert clerk.complaints + second.complaints + leader.complaints == []
    return address


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "telephone"])
def test_a_number_of_the_issued_summary_opens_into_its_rows(at_browser, office, size):
    for place in ("柳荫路12号", "柳荫路14号"):
        reported(office, place=place)
    address = issued(office, at_browser, size)
    reader = at_browser("officer_a", size)
    page = reader.open("/reports/")
    page.get_by_role("link", name="东澄街道2023年上半年工作总结").click()
    page.wait_for_url(re.compile(re.escape(address)))
    number = page.locator("#F001")
    said = number.inner_text()
    number.click()
    page.wait_for_selector("#figure .figure")
    page.get_by_role("link", name="看明细").click()
    page.wait_for_url(re.compile(r"/figure/F001/rows/$"))
    rows = page.locator("td.main a")
    assert (said, rows.count(), reader.goes_sideways) == ("2件", 2, False)
    rows.first.click()
    page.wait_for_url(re.compile(r"/matters/\d+/$"))
    assert (page.locator("h1").inner_text()[:4], reader.goes_sideways, reader.complaints) == ("噪声扰民", False, [])
