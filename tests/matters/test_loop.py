"""One matter all the way round, and what may go wrong on the way."""

from __future__ import annotations

import pytest

from gewu.kernel.types import Refused
from gewu.matters import queries
from tests.matters.conftest import at


def refused(call, *args, **more) -> str:
    with pytest.raises(Refused) as found:
        call(*args, **more)
    return found.value.id


def test_a_ticket_goes_round_and_its_six_dots_are_filled_by_different_people(hotline):
    matter = hotline.closed()
    detail = queries.detail(matter.id, hotline.cast.scope("dispatcher"), at("06-27 10:00"))
    assert (matter.number, matter.state, matter.closed_late) == ("RX202306210001", "done", False)
    assert [(dot.title, dot.actor) for dot in detail.dots] == [
        ("发现", "李梅（派单员）"),
        ("交办", "李梅（派单员）"),
        ("处置", "周强（承办人）"),
        ("督办", "何清（核查员）"),
        ("反馈", "李梅（派单员）"),
        ("评价", "李梅（派单员）"),
    ]


def test_the_story_says_every_step_with_its_deadline_and_answers(hotline):
    entries = queries.detail(hotline.closed().id, hotline.cast.scope("dispatcher"), at("06-27 10:00")).entries
    assert [(one.title, one.words, one.notes) for one in entries] == [
        ("登记", "", ()),
        ("受理", "", ()),
        ("派单", "", ("应于6月29日18:00前办结",)),
        ("签收", "", ()),
        ("反馈", "已劝离并处罚", ("办理结果：已解决",)),
        ("核查通过", "", ()),
        ("回访登记", "", ("联系：已联系", "解决：已解决", "满意：满意")),
        ("办结", "", ()),
    ]
