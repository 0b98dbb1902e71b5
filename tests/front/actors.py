"""Signed-in browsers without a screen: fixtures shared by the tests of pages."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.test import Client

from gewu.documents.models import Paper
from gewu.front.once import key
from gewu.kernel.calendar import LOCAL
from gewu.matters import actions as matters
from gewu.matters.actions import NewMatter, NewReporter
from gewu.office import clock

HOTLINE = "packs/social/hotline"
NOW = datetime(2023, 6, 28, 9, 0, tzinfo=LOCAL)


@pytest.fixture
def nine_o_clock(settings):
    """The office clock stands (almost) at nine on 28 June 2023."""
    settings.CLOCK_SHIFT = NOW - datetime.now(LOCAL)
    return clock.now()


@pytest.fixture
def hotline(cast, nine_o_clock):
    """The cast, with hotline tickets in force."""
    cast.adopt(HOTLINE)
    return cast


class Desk:
    """A person at a browser: reads pages, sends forms with their hidden fields."""

    def __init__(self, cast, who: str):
        self.browser, self.cast, self.who = Client(), cast, who
        self.browser.force_login(cast.people[who].account)

    def read(self, address: str, status: int = 200) -> str:
        """Open a page that must answer with `status`."""
        answer = self.browser.get(address)
        assert answer.status_code == status, answer.content.decode()[:2000]
        return answer.content.decode()

    def send(self, address: str, once: str = "", **typed: object):
        """Send a form as a new one (or again, with the same key)."""
        return self.browser.post(address, {"_once": once or key(), **typed})


@pytest.fixture
def at_desk(hotline):
    """Sit somebody of the cast down: at_desk("dispatcher")."""
    return lambda who: Desk(hotline, who)


def reported(
    cast, category="noise", place="柳荫路12号", area="willow_1", day=27, hour=9, body="夜间施工，睡不着。", **more
):
    """A hotline ticket, taken in by the dispatcher in June 2023."""
    new = NewMatter(
        scenario="hotline",
        channel="hotline",
        category=category,
        body=body,
        place=place,
        area_id=cast.areas[area].id,
        reporter=NewReporter("欧阳晓", "13800001111"),
        **more,
    )
    return matters.take_in(by=cast.actor("dispatcher"), at=datetime(2023, 6, day, hour, tzinfo=LOCAL), new=new)


def step(cast, matter, verb, who, day=27, hour=10, at=None, **said):
    """One step of a ticket in June 2023, or at a moment."""
    at = at or datetime(2023, 6, day, hour, tzinfo=LOCAL)
    return matters.do(matter.id, verb, by=cast.actor(who), at=at, seq=matter.seq, said=said)


def dispatched(cast, **more):
    """A ticket that waits for the city unit's signature."""
    matter = step(cast, reported(cast, **more), "accepted", "dispatcher")
    return step(cast, matter, "dispatched", "dispatcher", unit=cast.units["city"].id)


def issued(desk: Desk, kind: str, of: int, scenario: str, document: str, **typed: object):
    """A paper about a thing, previewed and issued by its page."""
    page = f"/papers/new/{kind}/{of}/{scenario}/{document}/"
    asks = {f"ask_{key}": value for key, value in typed.items()}
    shown = desk.send(page, preview="1", **asks).content.decode()
    assert 'name="issue"' in shown, shown[-3000:]
    answer = desk.send(page, issue="1", **asks)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return Paper.objects.get(id=int(answer.headers["Location"].split("/")[-2]))


def hidden(page: str, name: str) -> str:
    """The value of a hidden field of a page."""
    return re.search(rf'name="{name}" value="([^"]*)"', page).group(1)
