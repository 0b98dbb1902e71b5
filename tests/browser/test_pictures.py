"""Pictures and papers in a browser: charts and the map draw under the strict CSP, a figure opens beside its sheet."""

from gewu.grid.models import Area
from tests.browser.conftest import PHONE
from tests.front.actors import reported
from tests.front.knowing import report


def test_a_chart_draws_and_the_console_is_silent(at_browser, office):
    for day in (5, 12, 20, 27):
        reported(office, day=day)
    leader = at_browser("leader_main")
    page = leader.open("/overview/?period=2023-01-01..2023-06-30")
    page.wait_for_selector('[data-chart="received"] svg')
    assert leader.complaints == []


def test_the_map_draws_its_outlines_with_name_and_number_in_each(at_browser, office):
    box = [[119.0, 31.0], [119.1, 31.0], [119.1, 31.1], [119.0, 31.1], [119.0, 31.0]]
    Area.objects.filter(kind="community").update(outline={"type": "Polygon", "coordinates": [box]})
    reported(office)
    leader = at_browser("leader_main")
    page = leader.open("/map/")
    page.wait_for_selector(".ground-number")
    assert (page.locator(".ground-number").all_inner_texts(), leader.complaints) == (["1", "0"], [])
    assert page.locator(".ground-name").all_inner_texts() == ["柳荫社区", "石桥社区"]


def test_a_figure_opens_beside_the_sheet_without_leaving_it(at_browser, office):
    reported(office)
    row = report(office)
    clerk = at_browser("clerk")
    page = clerk.open(f"/reports/{row.id}/")
    page.click("#F001")
    page.wait_for_selector("#figure .figure")
    assert (
        page.locator("#figure .figure").inner_text(),
        page.url.endswith(f"/reports/{row.id}/"),
        clerk.complaints,
    ) == (
        "1件",
        True,
        [],
    )


PAGES = (
    "/subjects/ /figures/ /figures/hotline.received/ /scenarios/ /scenarios/hotline/ /reports/ /tasks/ "
    "/tasks/coverage/ /overview/ /map/ /money/ /supervision/ /duty/ /admin/forms/"
).split()


def test_no_page_scrolls_sideways_on_a_telephone(at_browser, office):
    head = at_browser("section_head", PHONE)
    assert [address for address in PAGES if head.open(address) and head.goes_sideways] == []
