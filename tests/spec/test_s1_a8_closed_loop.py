"""S1-A8: overdue is marked and told by the nightly job, a slip can be printed, and no photo means no archive."""

from __future__ import annotations

import pytest

from gewu.front import spoken
from gewu.front.commands import tick
from gewu.journal.models import Outgoing
from gewu.kernel.types import Refused
from gewu.matters import queries
from tests.front.actors import Desk, nine_o_clock  # noqa: F401
from tests.matters.conftest import Hotline, at


def test_s1_a8_one_workday_late_is_told_to_the_community_head_and_the_desk(cast):
    hotline = Hotline(cast)
    matter = hotline.dispatched(unit="willow")
    assert [tick.tick(cast.office, at("06-30 18:30"))["overdue"] for _ in range(2)] == [1, 0]
    told = set(Outgoing.objects.filter(kind="overdue").values_list("to_staff_id", flat=True))
    assert {cast.people["secretary"].id, cast.people["dispatcher"].id} <= told
    found = queries.detail(matter.id, cast.scope("secretary"), at("06-30 18:30"))
    assert ("late", "超期1个工作日") in [(one.name, spoken.short(one)) for one in (found.line.colour, *found.clocks)]


def test_s1_a8_a_supervision_slip_has_a_number_and_a_new_deadline(cast):
    hotline = Hotline(cast)
    matter = hotline.do(
        hotline.dispatched(), "supervised", "duty_chief", "06-30 18:40", words="三日内办结", due_on="2023-07-05"
    )
    entry = queries.detail(matter.id, cast.scope("duty_chief"), at("06-30 19:00")).entries[-1]
    assert (entry.title, entry.words, entry.notes[0]) == ("督办", "三日内办结", "督办〔2023〕1号")


def test_s1_a8_the_slip_is_a_paper_of_its_own_with_number_demand_and_deadline(cast, nine_o_clock):  # noqa: F811
    hotline = Hotline(cast)
    matter = hotline.do(
        hotline.dispatched(), "supervised", "duty_chief", "06-27 18:40", words="三日内办结", due_on="2023-07-05"
    )
    desk, address = Desk(cast, "duty_chief"), f"/matters/{matter.id}/supervision/{matter.seq}/"
    assert address in desk.read(f"/matters/{matter.id}/")
    paper = desk.read(address)
    wanted = ["督办单", "督办〔2023〕1号", "三日内办结", "2023-07-05", matter.number]
    assert [word for word in wanted if word not in paper] == []
    desk.read(f"/matters/{matter.id}/supervision/1/", status=404)


def test_s1_a8_without_an_after_photo_the_system_does_not_archive(cast):
    """A class that wants a photo is not handed in without it, and what is not closed is not archived."""
    hotline = Hotline(cast)
    matter = hotline.signed(category="garbage")
    with pytest.raises(Refused) as handing_in:
        hotline.do(matter, "handled", "handler", "06-26 10:00", words="已清运", result="solved")
    with pytest.raises(Refused) as archiving:
        hotline.do(matter, "archived", "dispatcher", "06-27 10:00")
    assert (handing_in.value.words, archiving.value.id) == ("还不能反馈，缺：处理后照片。", "matters.R170")


def test_s1_a8_the_clock_stops_only_for_an_approved_reason(cast):
    hotline = Hotline(cast)
    matter = hotline.do(hotline.signed(), "pause_asked", "handler", "06-21 11:00", reason="season")
    matter = hotline.do(matter, "paused", "duty_chief", "06-21 12:00", granted=False)
    assert (matter.state, matter.due_at, matter.pending) == ("running", at("06-29 18:00"), "")
