"""走访 without a network: the card is kept on the telephone and arrives once when the network is back."""

from datetime import date

import pytest

from gewu.records.models import Record
from gewu.registry import actions as registry
from gewu.tasks import actions as tasks
from tests.browser.conftest import PHONE


@pytest.fixture
def shop(office):
    """A restaurant that is due for its fire inspection."""
    office.adopt("packs/safety/fire")
    subject = registry.admit(
        nature="place",
        kind="merchant",
        code="M1",
        name="老陈饭店",
        split="restaurant",
        area_id=office.areas["willow_1"].id,
        place_text="柳荫新村2幢101",
        tags=("fire_key_place",),
        valid_from=date(2023, 1, 5),
        by=office.system,
        at=office.at,
    )
    tasks.raise_due(by=office.system, at=office.at, office_id=office.office.id, day=date(2023, 6, 28))
    return subject


#: the worker has taken over this page
TAKEN_OVER = """new Promise((done) => navigator.serviceWorker.controller ? done()
    : navigator.serviceWorker.addEventListener("controllerchange", () => done()))"""
KEPT = "caches.open('field-pages').then((kept) => kept.keys()).then((keys) => keys.length)"


def fill(page):
    page.check('[name="fire-done"]')
    for item in page.locator('[name^="fire-check_"][value="pass"]').all():
        item.check()


def test_a_card_filled_in_without_network_arrives_once_when_it_is_back(at_browser, office, shop):
    officer = at_browser("officer_a", PHONE)
    page = officer.open("/field/")
    page.evaluate(TAKEN_OVER)
    officer.open("/field/")
    officer.open(f"/field/{shop.id}/")
    page.context.set_offline(True)
    page.reload()
    fill(page)
    page.get_by_role("button", name="提交").click()
    page.get_by_text("本机还有 1 条没有送出").wait_for()
    assert Record.objects.count() == 0
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.locator("[data-outbox]").wait_for(state="hidden")
    assert (Record.objects.count(), officer.goes_sideways) == (1, False)


def test_kept_pages_leave_the_telephone_with_the_person(at_browser, office, shop):
    officer = at_browser("officer_a", PHONE)
    page = officer.open("/field/")
    page.evaluate(TAKEN_OVER)
    officer.open("/field/")
    kept = page.evaluate(KEPT)
    officer.open("/me/")
    page.get_by_role("button", name="退出").click()
    page.wait_for_url("**/login/")
    assert (kept, page.evaluate(KEPT)) == (1, 0)
