"""What hangs together: linked across scenarios, told only to who may see it, merged callers still to be answered."""

from __future__ import annotations

from datetime import datetime

import pytest

from gewu.kernel.calendar import LOCAL
from gewu.kernel.types import Refused
from gewu.matters import actions as matters
from gewu.matters import queries
from gewu.matters.actions import NewMatter
from gewu.matters.models import Link
from tests.front.actors import Desk, reported, step
from tests.front.test_fair_loop import done

STATION = "packs/party/direct_stations"


@pytest.fixture
def pair(hotline):
    """A matter of a station and a hotline ticket about the same thing."""
    hotline.adopt(STATION)
    new = NewMatter("direct_stations", channel="station", category="property", area_id=hotline.areas["willow_1"].id)
    at = datetime(2023, 6, 27, 9, tzinfo=LOCAL)
    return reported(hotline), matters.take_in(new, by=hotline.actor("dispatcher"), at=at)


def test_a_stations_matter_and_a_ticket_are_linked_shown_on_both_pages_and_parted_by_an_act(pair, hotline, at_desk):
    ticket, other = pair
    desk = at_desk("dispatcher")
    done(desk, ticket, "linked", other=other.number, words="同一诉求")
    for one, wanted in ((ticket, other), (other, ticket)):
        page = desk.read(f"/matters/{one.id}/")
        assert (">关联</span>" in page, wanted.number in page) == (True, True)
    ticket.refresh_from_db()
    assert [(one.merged_into_id, one.state) for one in pair] == [(None, "new"), (None, "new")]
    assert queries.replay_check(hotline.office.id) == []
    done(desk, ticket, "unlinked", other=other.number)
    assert (Link.objects.count(), ">关联</span>" in desk.read(f"/matters/{other.id}/")) == (0, False)


def test_what_is_linked_already_or_out_of_sight_is_not_linked(pair, hotline, neighbour):
    ticket, other = pair
    ticket = step(hotline, ticket, "linked", "dispatcher", other=other.number)
    for wanted, id in ((other.number, "matters.R249"), ("ZT1999", "matters.R248"), (ticket.number, "matters.R248")):
        with pytest.raises(Refused) as refused:
            step(hotline, ticket, "linked", "dispatcher", other=wanted)
        assert refused.value.id == id


def test_a_linked_matter_out_of_the_readers_sight_is_counted_and_not_named(hotline, at_desk):
    mine, theirs = reported(hotline), reported(hotline, place="石桥路9号", area="bridge_1")
    step(hotline, mine, "linked", "dispatcher", other=theirs.number)
    page = at_desk("secretary").read(f"/matters/{mine.id}/")
    related = page[page.index("相关事项") :]
    related = related[: related.index("</section>")]
    assert ("另有1件（您无权查看）" in related, theirs.number in related, "石桥路" in related) == (True, False, False)


def test_a_child_out_of_the_readers_sight_is_counted_and_not_named(hotline, at_desk):
    main, child = reported(hotline), reported(hotline, place="石桥路9号", area="bridge_1")
    step(hotline, child, "merged", "dispatcher", into=main.id)
    page = at_desk("secretary").read(f"/matters/{main.id}/")
    assert ("另有1件（您无权查看）" in page, "石桥路9号" in page) == (True, False)


def test_the_main_page_names_the_merged_callers_that_are_not_answered_yet_with_their_clock(hotline):
    main, child = reported(hotline), reported(hotline)
    child = step(hotline, child, "merged", "dispatcher", into=main.id)
    main = step(hotline, main, "accepted", "dispatcher")
    main = step(hotline, main, "dispatched", "dispatcher", unit=hotline.units["city"].id)
    main = step(hotline, main, "signed", "handler", hour=11)
    main = step(hotline, main, "handled", "handler", hour=12, words="已劝离", result="solved")
    main = step(hotline, main, "verified", "checker", hour=13)
    said = {"contacted": "yes", "resolved": "yes", "satisfied": "yes"}
    main = step(hotline, main, "called_back", "dispatcher", hour=14, **said)
    main = step(hotline, main, "closed", "dispatcher", hour=15)
    page = Desk(hotline, "dispatcher").read(f"/matters/{main.id}/")
    related = page[page.index("相关事项") :]
    assert ("待回访" in related[:900], "回访还剩" in related[:900], child.number in related[:900]) == (
        True,
        True,
        True,
    )
    child.refresh_from_db()
    step(hotline, child, "called_back", "dispatcher", hour=16, **said)
    page = Desk(hotline, "dispatcher").read(f"/matters/{main.id}/")
    assert "待回访" not in page[page.index("相关事项") :][:900]
