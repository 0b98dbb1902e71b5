"""Every page of every desk asks the database as often for three rows of everything as for one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from gewu.flows import campaign
from gewu.flows.inspect import inspect
from gewu.journal import actions as journal
from gewu.kernel.periods import week_of
from gewu.matters.models import Matter
from gewu.records.models import Record
from gewu.records.rules import NewRecord
from gewu.registry.models import Subject
from gewu.reports import actions as reports
from gewu.reports.models import Report
from gewu.tasks.models import Campaign, Task
from tests.front.actors import dispatched, hotline, nine_o_clock, reported  # noqa: F401
from tests.front.knowing import AT, FIRE, raised, shops
from tests.matters.conftest import at

#: one after the other is tried until one may open a page
PEOPLE = ("section_head", "officer_a", "leader_deputy", "admin_system", "admin_security", "admin_audit", "dispatcher")
WEEKS = [week_of(date(2023, 5, day)) for day in (1, 8, 15)]
#: not pages with rows: the way in and out, what is only sent, what the browser and programs read
NOT_PAGES = {
    "healthz",
    "healthz/worker",
    "sw.js",
    "api/openapi.json",
    "login/",
    "logout/",
    "language/",
    "me/type/",
    "messages/seen/",
}


def addresses(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Every address of the site that takes no parameter."""
    for one in (resolver or get_resolver()).url_patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one, path)
        elif isinstance(one, URLPattern) and "<" not in path and path not in NOT_PAGES:
            yield f"/{path}"


class Street:
    """The cast's office with so many rows of everything that a desk lists."""

    def __init__(self, cast):
        cast.adopt(FIRE)
        self.cast, self.rows = cast, 0
        self.browsers = {who: Client() for who in PEOPLE}
        for who, browser in self.browsers.items():
            browser.force_login(cast.people[who].account)

    def grow(self, rows: int) -> None:
        """Add rows of every kind until there are `rows`."""
        cast, by, officer = self.cast, self.cast.system, self.cast.actor("officer_a")
        for number in range(self.rows + 1, rows + 1):
            reported(cast)
            dispatched(cast, place=f"石桥路{number}号", day=20)
            (shop,) = shops(cast, 1, first=number)
            asked = self.browsers["officer_a"].get(f"/tasks/records/new/fire/?subject={shop}").context["form"].fields
            checks = {name.removeprefix("check_"): "fail" for name in asked if name.startswith("check_")}
            inspect(NewRecord("fire", AT, shop, "inspection", checks=checks), by=officer, at=AT)
            campaign.start(
                by=by, at=AT, scenario="fire", title=f"{number}号行动", from_on=AT.date(), to_on=date(2023, 7, 1)
            )
        for week in range(self.rows, rows):
            reports.draft_bulletin(by=cast.actor("clerk"), at=at("06-28 08:00"), scenario="hotline", week=WEEKS[week])
        raised(cast)
        journal.seal(cast.office.id)
        self.rows = rows

    def questions(self, address: str) -> tuple[str, int] | None:
        """Who may read a page and how often it asks the database, caches warm; None where nobody may."""
        for who, browser in self.browsers.items():
            if browser.get(address).status_code == 200:
                with CaptureQueriesContext(connection) as asked:
                    browser.get(address)
                return who, len(asked)
        return None


@pytest.fixture
def street(hotline) -> Street:  # noqa: F811
    return Street(hotline)


def of_one_row(street: Street) -> list[str]:
    """Pages of one thing, each the first of its kind."""
    first = {model: model.objects.order_by("id")[0].id for model in (Matter, Subject, Record, Task, Campaign, Report)}
    return [
        f"/matters/{first[Matter]}/",
        f"/matters/{first[Matter]}/slip/",
        "/matters/new/hotline/",
        f"/subjects/{first[Subject]}/",
        "/subjects/kind/merchant/",
        f"/tasks/{first[Task]}/",
        f"/tasks/records/{first[Record]}/",
        "/tasks/records/new/fire/",
        "/tasks/sheet/fire/",
        f"/campaigns/{first[Campaign]}/",
        "/figures/hotline.received/",
        "/figures/hotline.received/rows/",
        "/figures/fire.found/rows/",
        f"/reports/{first[Report]}/",
        "/reports/weekly/hotline/",
        "/scenarios/hotline/",
        "/api/matters",
    ]


def test_every_page_asks_the_database_no_more_for_three_rows_than_for_one(street):
    street.grow(1)
    pages = [*addresses(), *of_one_row(street)]
    one = {page: street.questions(page) for page in pages}
    street.grow(3)
    three = {page: street.questions(page) for page in pages}
    assert {page: (one[page], three[page]) for page in pages if one[page] != three[page]} == {}
    assert [page for page, found in one.items() if found is None] == []
