"""People of the cast at a real browser: they log in with name and password, and every console error counts."""

from __future__ import annotations

import re
import time
from copy import copy
from datetime import datetime

import pytest

from gewu.kernel.calendar import LOCAL
from tests.browser.line import Line
from tests.cast import PASSWORD, build

NOW = datetime(2023, 6, 28, 9, 0, tzinfo=LOCAL)
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}


@pytest.fixture
def office(transactional_db, settings):
    """The cast with hotline tickets in force, at nine on 28 June 2023."""
    settings.CLOCK_SHIFT = NOW - datetime.now(LOCAL)
    cast = build()
    cast.adopt("packs/social/hotline")
    return cast


def until(holds) -> None:
    """Wait for what a browser or the server does in its own time."""
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline, "waited 20 seconds"
        time.sleep(0.05)


class Person:
    """Somebody of the cast with a browser of their own."""

    def __init__(self, browser_page, site: str, who: str):
        self.page, self.site = browser_page, site
        self.complaints: list[str] = []
        browser_page.on("console", lambda said: said.type == "error" and self.complaints.append(said.text))
        browser_page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.sign_in(who)

    def sign_in(self, who: str) -> None:
        """Sign in as somebody, where nobody is signed in."""
        self.open("/login/")
        self.page.fill("[name=username]", who)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("button.primary")
        self.page.wait_for_url(re.compile(r"^[^?]*/$"))

    def session_ends(self) -> None:
        """Thirty minutes went by, or the account was shut: the server no longer knows this browser."""
        self.page.context.clear_cookies(name="sessionid")

    def another_tab(self) -> Person:
        """A second tab of the same browser."""
        tab = copy(self)
        tab.page = self.page.context.new_page()
        return tab

    def open(self, address: str):
        """Go to a page; it must be there."""
        answer = self.page.goto(self.site + address)
        assert answer.status == 200, (address, answer.status)
        return self.page

    def act(self, verb: str, **typed: str):
        """Take a step of the matter that is open: fill in its form and press its button."""
        form = self.page.locator(f'form[action$="/do/{verb}/"]')
        form.wait_for(state="attached")  # the page that has it may still be on its way
        if not form.is_visible():
            self.page.locator("details.act", has=form).locator("summary").click()
        for name, value in typed.items():
            _fill(form, f"ask_{name}", value)
        form.locator("button").click()
        self.page.wait_for_load_state()

    @property
    def goes_sideways(self) -> bool:
        """Whether the page is wider than the screen."""
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        return self.page.evaluate(wide)


def _fill(form, name: str, value: str) -> None:
    field = form.locator(f'[name="{name}"]')
    kind = field.first.evaluate("field => field.type")
    if kind == "radio":
        form.locator(f'[name="{name}"][value="{value}"]').check()
    elif kind == "select-one":
        field.select_option(value)
    else:
        field.fill(value)


@pytest.fixture
def at_browser(office, live_server, new_context):
    """Sit somebody down: at_browser("handler"), at_browser("officer_a", PHONE)."""
    return lambda who, size=DESK, **more: Person(new_context(viewport=size, **more).new_page(), live_server.url, who)


@pytest.fixture
def line(office, live_server):
    """The line between telephones and the site, up until somebody says otherwise."""
    with Line(live_server.url) as line:
        yield line
        line.shutdown()


@pytest.fixture
def on_telephone(line, new_context):
    """A browser of its own on that line: on_telephone("officer_a"), on_telephone("dispatcher", DESK)."""
    return lambda who, size=PHONE: Person(new_context(viewport=size).new_page(), line.site, who)
