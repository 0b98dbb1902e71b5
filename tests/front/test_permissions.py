"""Who may open which page of the daily desks."""

import re

import pytest
from django.test import Client

from tests.front.actors import reported

PAGES = ("/", "/matters/", "/matters/new/", "/matters/new/hotline/", "/search/", "/field/", "/me/")

#: who -> the pages of PAGES that are refused
CLOSED = {
    "dispatcher": {"/field/"},
    "handler": set(),
    "checker": {"/matters/new/", "/matters/new/hotline/", "/field/"},
    "officer_a": set(),
    "secretary": set(),
    "clerk": {"/matters/new/", "/matters/new/hotline/"},
    "leader_main": {"/matters/new/", "/matters/new/hotline/", "/field/"},
    "assessor": {"/matters/new/", "/matters/new/hotline/", "/field/"},
    "admin_audit": {"/matters/", "/matters/new/", "/matters/new/hotline/", "/field/"},
}


@pytest.mark.parametrize("who", CLOSED)
def test_each_person_opens_the_pages_of_their_roles_and_no_others(at_desk, who):
    desk = at_desk(who)
    answers = {page: desk.browser.get(page).status_code for page in PAGES}
    assert answers == {page: 403 if page in CLOSED[who] else 200 for page in PAGES}


@pytest.mark.parametrize("page", PAGES)
def test_strangers_open_nothing(db, page):
    assert Client().get(page).headers["Location"].startswith("/login/?next=")


@pytest.mark.parametrize("who", CLOSED)
def test_the_menu_offers_only_what_can_be_opened(at_desk, who):
    desk = at_desk(who)
    menu = desk.read("/me/").split('<nav class="menu"')[1].split("</nav>")[0]
    addresses = re.findall(r'<a href="([^"]+)"', menu)
    assert {address: desk.browser.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


def test_a_confidential_matter_is_seen_by_those_its_space_is_open_to(at_desk, hotline):
    matter = reported(hotline)
    type(matter).objects.filter(id=matter.id).update(space="petitions")
    answers = {who: at_desk(who).browser.get(f"/matters/{matter.id}/").status_code for who in ("dispatcher", "clerk")}
    assert answers == {"dispatcher": 200, "clerk": 404}
