"""How often the pages that everybody opens all day ask the database. A budget that is broken names its statements."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gewu.front.once import key
from gewu.matters.models import Matter
from tests.front.actors import dispatched, reported, step
from tests.front.knowing import FIRE, raised, shops


@pytest.fixture
def street(hotline):
    """Tickets in several states, one of them handled, and doors to knock at."""
    hotline.adopt(FIRE)
    for day in (20, 21, 22):
        dispatched(hotline, day=day)
    signed = step(hotline, dispatched(hotline), "signed", "handler", hour=11)
    step(hotline, signed, "handled", "handler", hour=12, words="已修", result="solved")
    reported(hotline)
    shops(hotline, 3)
    raised(hotline)
    return hotline


def asked(browser, address: str) -> list[str]:
    """The statements of a page in the words of the database, the office at hand."""
    assert browser.get(address).status_code == 200
    with CaptureQueriesContext(connection) as found:
        browser.get(address)
    return [one["sql"] for one in found]


HOMES = ("dispatcher", "duty_chief", "handler", "officer_a", "secretary", "leader_deputy", "clerk", "section_head")


@pytest.mark.parametrize("who", HOMES)
def test_home_asks_at_most_nine_times(street, at_desk, who):
    statements = asked(at_desk(who).browser, "/")
    assert len(statements) <= 9, "\n".join(statements)


@pytest.mark.parametrize("query", ["", "?state=open&whose=mine", "?scenario=hotline&area={area}", "?q=柳荫路"])
def test_the_list_asks_three_times(street, at_desk, query):
    address = f"/matters/{query.format(area=street.areas['willow'].id)}"
    statements = asked(at_desk("dispatcher").browser, address)
    assert len(statements) <= 3, "\n".join(statements)


@pytest.mark.parametrize("who", ["dispatcher", "handler", "duty_chief"])
def test_a_matter_asks_at_most_six_times(street, at_desk, who):
    for matter in Matter.objects.for_scope(street.scope(who)).order_by("id"):
        statements = asked(at_desk(who).browser, f"/matters/{matter.id}/")
        assert len(statements) <= 6, "\n".join(statements)


def test_taking_a_matter_in_asks_at_most_six_times(street, at_desk):
    """Ten times on SQLite, where a statement is a call inside the process: there rows of five tables are five."""
    desk = at_desk("dispatcher")
    said = {"channel": "hotline", "category": "noise", "body": "夜间施工。", "place": "柳荫路13号", "area": "unknown"}
    desk.send("/matters/new/hotline/", **said)
    once = key()
    with CaptureQueriesContext(connection) as found:
        answer = desk.send("/matters/new/hotline/", once, **said)
    assert answer.status_code == 302
    statements = [
        one["sql"] for one in found if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
    ]
    assert len(statements) <= (6 if connection.vendor == "postgresql" else 10), "\n".join(statements)
