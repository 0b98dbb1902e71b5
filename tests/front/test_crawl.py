"""A crawl as every role: no link leads nowhere, no button to a refusal.

Links are followed from page to page as a person would; of the pages of one kind (one route, one question) two are
enough. A form is not sent: whoever may not send it is told so when its address is opened or, where only forms go, by
the permissions of its view, which are asked with an empty form and taken back.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.urls import Resolver404, resolve

from gewu.office.rules import ROLES
from tests.front.actors import Desk, nine_o_clock  # noqa: F401
from tests.walk import site
from tests.walk.town import Town, build_town

#: daily as who has most pages; `make slow` as everybody
DAILY = {"section_head"}
AS_ALL = [pytest.param(role, marks=[] if role in DAILY else [pytest.mark.slow]) for role in ROLES]
#: pages of one kind that are opened
ENOUGH = 2
#: not of the site: files of the browser, what ends the session
NOT_PAGES = re.compile(r"/(static|logout|language)/|^/icon|^(mailto|tel|blob|data):")


@pytest.fixture
def town(db, nine_o_clock) -> Town:  # noqa: F811
    return build_town()


def kind(address: str) -> tuple[str, str]:
    """What pages are alike: those of one route that are asked the same questions."""
    parts = urlsplit(address)
    names = ",".join(sorted({pair.split("=")[0] for pair in parts.query.split("&")}))
    try:
        return resolve(parts.path).route, names
    except Resolver404:
        return parts.path, names


class Crawl:
    """One person who opens every link; `dead` are the links and buttons that lead nowhere, and where they stand."""

    def __init__(self, town: Town, role: str):
        self.browser = Desk(town.here, town.walkers[role]).browser
        self.dead: dict[str, tuple[str, int]] = {}
        self.seen, self.opened, self.asked = {"/"}, Counter(), Counter()
        self.next = deque([("/", "")])
        while self.next:
            self.open(*self.next.popleft())

    def open(self, address: str, stands_on: str) -> None:
        answer = self.browser.get(address)
        html = site.told(answer)
        if answer.status_code >= 400:
            self.dead[address] = (stands_on, answer.status_code)
        elif answer.status_code in (301, 302):
            self.follow(answer.headers["Location"], address)
        elif "text/html" in answer.headers["Content-Type"]:
            page = site.Page(address, html)
            for link in page.links:
                self.follow(link, address)
            for form in page.forms:
                self.try_form(form, address)

    def follow(self, link: str, stands_on: str) -> None:
        link = link.partition("#")[0]
        if (
            not link.startswith("/")
            or NOT_PAGES.search(link)
            or link in self.seen
            or self.opened[kind(link)] >= ENOUGH
        ):
            return
        self.seen.add(link)
        self.opened[kind(link)] += 1
        self.next.append((link, stands_on))

    def try_form(self, form: site.Form, stands_on: str) -> None:
        """Press the button of a form as it stands; whatever it does is taken back."""
        action = form.action.partition("#")[0]
        if form.method != "post" or NOT_PAGES.search(action) or self.asked[kind(action)] >= ENOUGH:
            return
        self.asked[kind(action)] += 1
        cookies = {name: one.value for name, one in self.browser.cookies.items()}
        with transaction.atomic():
            answer = self.browser.post(action, site.filled(form))
            site.told(answer)
            transaction.set_rollback(True)
        for name, value in cookies.items():
            self.browser.cookies[name] = value
        if answer.status_code in (403, 404, 405) or answer.status_code >= 500:
            self.dead[action] = (stands_on, answer.status_code)


@pytest.mark.parametrize("role", AS_ALL)
def test_no_link_leads_nowhere_and_no_button_to_a_refusal(town, role):
    crawl = Crawl(town, role)
    assert crawl.dead == {}
    assert len(crawl.seen) > 5
