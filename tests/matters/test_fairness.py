"""What the fairness rules forbid is refused by the act, and what they ask for is a button somebody can take."""

from __future__ import annotations

from datetime import date

import pytest

from gewu.kernel.types import Refused
from gewu.matters import actions, queries
from gewu.matters.rules import NewMatter
from gewu.office import actions as office
from tests.matters.conftest import at
from tests.matters.test_families import in_step, keys, refused


def asks(hotline, matter, who: str, key: str) -> dict[str, bool]:
    """What a button asks, and whether it must be answered."""
    (button,) = [one for one in queries.verbs(matter.id, hotline.cast.actor(who)) if one.key == key]
    return {ask.key: ask.needed for ask in button.asks}


# closing -----------------------------------------------------------------------------------------


def test_closing_what_the_caller_calls_unresolved_needs_a_reason(hotline):
    matter = hotline.called_back(satisfied="no")
    assert refused(hotline.do, matter, "closed", "dispatcher", "06-27 09:05") == "matters.R119"
    assert asks(hotline, matter, "dispatcher", "closed")["words"] is True
    matter = hotline.do(matter, "closed", "dispatcher", "06-27 09:05", words="诉求超出公共服务范围，已当面说明")
    assert matter.state == "done"


def test_closing_what_the_caller_is_content_with_needs_none(hotline):
    assert asks(hotline, hotline.called_back(), "dispatcher", "closed")["words"] is False


# emergencies -------------------------------------------------------------------------------------


def test_an_emergency_says_what_is_to_be_done_and_not_that_it_was(hotline):
    matter = hotline.new(category="gas_leak")
    assert [(event.kind, event.said["hand_to"]) for event in matter.events.all()] == [("received", "119")]
    assert (matter.hand_to, keys(hotline, matter, "dispatcher")[0]) == ("119", "handed_over")
    story = queries.detail(matter.id, hotline.cast.scope("dispatcher"), at("06-21 09:30")).entries
    assert story[0].notes == ("应于6月21日09:30前移交消防119",)


def test_an_emergency_is_handed_over_by_saying_who_was_told_and_when(hotline):
    matter, told = hotline.new(category="gas_leak"), {"to": "119", "told": "接警员3号"}
    assert refused(hotline.do, matter, "handed_over", "dispatcher", "06-21 09:05", to="119") == "matters.R124"
    assert refused(hotline.do, matter, "handed_over", "dispatcher", "06-21 09:05", **told) == "matters.R128"
    assert refused(hotline.do, matter, "handed_over", "dispatcher", "06-21 09:05", to="none") == "matters.R123"
    assert refused(hotline.do, matter, "handed_over", "dispatcher", "06-21 09:05", to="114") == "matters.R117"
    told |= {"told_at": "2023-06-21T09:03:00+08:00"}
    matter = hotline.do(matter, "handed_over", "dispatcher", "06-21 09:05", **told)
    story = queries.detail(matter.id, hotline.cast.scope("dispatcher"), at("06-21 09:30")).entries
    assert (matter.hand_to, story[1].notes) == ("", ("移交：消防119", "告知：接警员3号，2023-06-21 09:03"))
    assert "handed_over" not in keys(hotline, matter, "dispatcher")
    assert refused(hotline.do, matter, "handed_over", "dispatcher", "06-21 09:06", **told) == "matters.R115"
    assert in_step(hotline)


def test_an_emergency_that_nobody_handed_over_is_neither_closed_nor_merged(hotline):
    matter = hotline.called_back(category="gas_leak")
    assert refused(hotline.do, matter, "closed", "dispatcher", "06-27 09:05") == "matters.R118"
    matter = hotline.do(matter, "handed_over", "dispatcher", "06-27 09:06", to="none", words="报错，是下水道气味")
    assert hotline.do(matter, "closed", "dispatcher", "06-27 09:07").state == "done"
    leak, other = hotline.new("06-28 09:00", category="gas_leak"), hotline.new("06-28 09:00")
    assert refused(hotline.do, leak, "merged", "dispatcher", "06-28 09:10", into=other.id) == "matters.R187"


# who handles -------------------------------------------------------------------------------------


def dispatch(hotline, matter, unit: str, person: str):
    units, people = hotline.cast.units, hotline.cast.people
    said = {"unit": units[unit].id, "staff": people[person].id}
    return hotline.do(matter, "dispatched", "dispatcher", "06-21 09:20", **said)


def test_the_handler_who_is_named_serves_in_the_unit_that_day(hotline):
    matter = hotline.do(hotline.new(), "accepted", "dispatcher", "06-21 09:10")
    assert refused(dispatch, hotline, matter, "city", "secretary") == "matters.R213"
    office.leave(
        by=hotline.cast.system, at=at("06-20 09:00"), staff=hotline.cast.people["handler"], on=date(2023, 6, 21)
    )
    assert refused(dispatch, hotline, matter, "city", "handler") == "matters.R212"
    assert dispatch(hotline, matter, "safety", "handler_b").staff == hotline.cast.people["handler_b"]


def test_a_load_asks_the_same_of_the_handler(hotline):
    cast = hotline.cast
    new = NewMatter("hotline", channel="hotline", category="noise", place="柳荫路5号")
    from gewu.matters.rules import History

    desk, city = cast.people["dispatcher"], cast.units["city"].id
    told = [("received", at("06-21 09:00"), desk, None, {}), ("accepted", at("06-21 09:10"), desk, None, {})]
    told += [("dispatched", at("06-21 09:20"), desk, city, {"staff": cast.people["secretary"].id})]
    with pytest.raises(Refused) as found:
        actions.take_in_many([History(new, told)], by=cast.system, at=at("07-01 09:00"))
    assert found.value.id == "matters.R213"


# co-handlers -------------------------------------------------------------------------------------


def helped(hotline):
    safety = hotline.cast.units["safety"].id
    return hotline.do(hotline.signed(), "co_asked", "handler", "06-21 11:00", co_unit=safety)


DONE = {"words": "已劝离", "result": "solved"}


def test_handing_in_waits_for_those_who_were_asked_to_help(hotline):
    matter = helped(hotline)
    assert asks(hotline, matter, "handler", "handled")["alone"] is True
    assert refused(hotline.do, matter, "handled", "handler", "06-26 10:00", **DONE) == "matters.R159"
    matter = hotline.do(matter, "co_answered", "handler_b", "06-26 10:10", words="已到场")
    assert matter.events.last().said["co_units"] == [hotline.cast.units["safety"].id]
    assert "alone" not in asks(hotline, matter, "handler", "handled")
    assert hotline.do(matter, "handled", "handler", "06-26 10:20", **DONE).step == "verifying"
    assert in_step(hotline)


def test_who_does_not_wait_for_help_says_why_once(hotline):
    alone = {"alone": "对方现场无须到场"}
    matter = hotline.do(helped(hotline), "handled", "handler", "06-26 10:00", **DONE, **alone)
    matter = hotline.do(matter, "verified", "checker", "06-26 11:00")
    said = {"contacted": "yes", "resolved": "yes", "satisfied": "yes"}
    matter = hotline.do(matter, "called_back", "dispatcher", "06-26 12:00", **said)
    assert "alone" not in asks(hotline, matter, "dispatcher", "closed")
    assert hotline.do(matter, "closed", "dispatcher", "06-26 12:10").state == "done"


# who verifies ------------------------------------------------------------------------------------


def test_who_took_it_on_while_it_was_out_does_not_verify_it(hotline):
    """A case that its handler refers to another: neither of the two looks whether it was put right."""
    cast, day = hotline.cast, date(2023, 6, 1)
    cast.adopt("packs/safety/fire")
    for person in ("handler", "section_head"):
        office.grant(by=cast.system, at=at("06-01 09:00"), staff=cast.people[person], role="checker", from_on=day)
    where = {"area_id": cast.areas["willow_1"].id, "place": "柳荫路5号"}
    new = NewMatter("fire", channel="inspection", category="hydrants", **where)
    matter = actions.take_in(new, by=cast.actor("officer_a"), at=at("06-21 09:00"))
    matter = hotline.do(matter, "dispatched", "officer_a", "06-21 09:10", unit=cast.units["city"].id)
    matter = hotline.do(matter, "signed", "handler", "06-21 09:20")
    matter = hotline.do(matter, "step:referred", "handler", "06-21 10:00", words="须消防救援站拆装")
    photo = [{"sha256": "a" * 64, "what": "after"}]
    matter = hotline.do(matter, "handled", "section_head", "06-21 15:00", words="已换", files=photo)
    for person, id in (("handler", "matters.R120"), ("section_head", "matters.R403")):
        assert refused(hotline.do, matter, "closed", person, "06-21 16:00") == id
        assert refused(hotline.do, matter, "rework", person, "06-21 16:00", words="再查") == id
    assert hotline.do(matter, "closed", "checker", "06-21 16:00").verified_by == cast.people["checker"]
