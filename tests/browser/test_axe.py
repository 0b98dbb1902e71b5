"""All pages of six roles under axe: names, labels, contrast, landmarks, the order of headings."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.browser.conftest import DESK, PHONE
from tests.front.actors import nine_o_clock  # noqa: F401
from tests.walk import site
from tests.walk.town import OWN, Town, build_town

AXE = Path(settings.NODE_MODULES, "axe-core/axe.min.js").read_text(encoding="utf-8")
RUN = """() => axe.run(document, {resultTypes: ["violations"]}).then((found) => found.violations.map((one) =>
    [one.id, one.impact, one.nodes.slice(0, 2).map((node) => node.html.slice(0, 160)).join(" ")]))"""
ROLES = "dispatcher handler grid_officer section_head leader_main admin_system".split()
#: daily these few, of the first two roles; `make slow` reads all pages of all six
FEW = [
    "",
    "matters/",
    "matters/new/<slug:key>/",
    "matters/<int:pk>/",
    "subjects/<int:subject_id>/",
    "figures/<str:ref>/",
]
WORDS = {"scenario": ["kiosks"], "key": ["kiosks"], "kind": ["kiosk"], "ref": ["kiosks.received"], "what": ["tag"]}


@pytest.fixture
def town(transactional_db, nine_o_clock) -> Town:  # noqa: F811
    return build_town()


def pages(client: Client, routes: list[str]) -> list[str]:
    """The first page of every route that opens."""
    found = []
    for route in routes:
        for address in site.addresses(route, OWN.ids[:1], WORDS):
            answer = client.get(address)
            site.told(answer)
            if answer.status_code == 200 and "text/html" in answer.headers["Content-Type"]:
                found.append(address)
    return found


def faults(town: Town, live_server, new_context, role: str, routes: list[str], size) -> dict:
    """What axe finds, page by page."""
    client = Client()
    client.force_login(town.here.people[town.walkers[role]].account)
    context = new_context(viewport=size)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page, found = context.new_page(), {}
    for address in pages(client, routes):
        page.goto(live_server.url + address)
        page.evaluate(AXE)
        for id, impact, html in page.evaluate(RUN):
            found.setdefault((id, impact), []).append((address, html))
    return found


@pytest.mark.parametrize("role", ROLES[:2])
def test_axe_finds_nothing_on_the_pages_of_every_day(town, live_server, new_context, role):
    assert faults(town, live_server, new_context, role, FEW, DESK) == {}


@pytest.mark.slow
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "telephone"])
@pytest.mark.parametrize("role", ROLES)
def test_axe_finds_nothing_on_any_page(town, live_server, new_context, role, size):
    assert faults(town, live_server, new_context, role, [*site.routes()], size) == {}


def test_what_is_focused_lies_beside_the_bar_and_not_under_it(at_browser):
    page = at_browser("dispatcher").open("/matters/new/hotline/")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.click("form.form button.primary")
    page.wait_for_function("document.activeElement.matches('input, select, textarea, [tabindex]')")
    edges = """() => [document.activeElement.getBoundingClientRect().top,
        document.querySelector('.bar').getBoundingClientRect().bottom]"""
    field, bar = page.evaluate(edges)
    assert field >= bar
