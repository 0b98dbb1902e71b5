"""A hotline in the cast's office, and a clock that walks."""

from __future__ import annotations

from datetime import datetime

import pytest

from gewu.kernel.calendar import LOCAL
from gewu.matters import actions
from gewu.matters.rules import NewMatter


def at(text: str) -> datetime:
    """A local moment: "06-21 09:30" of 2023."""
    return datetime.strptime(f"2023-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=LOCAL)


class Hotline:
    """The cast with the hotline adopted; one line per step of a ticket."""

    def __init__(self, cast):
        self.cast = cast
        cast.adopt("packs/social/hotline")

    def new(self, when: str = "06-21 09:00", *, who: str = "dispatcher", **more):
        fields = {
            "channel": "hotline",
            "category": "noise",
            "place": "柳荫路5号",
            "area_id": self.cast.areas["willow_1"].id,
        }
        return actions.take_in(NewMatter("hotline", **(fields | more)), by=self.cast.actor(who), at=at(when))

    def do(self, matter, verb: str, who: str, when: str, **said):
        return actions.do(matter.id, verb, by=self.cast.actor(who), at=at(when), seq=matter.seq, said=said)

    def dispatched(self, when: str = "06-21 09:20", unit: str = "city", **more):
        matter = self.do(self.new(when="06-21 09:00", **more), "accepted", "dispatcher", "06-21 09:10")
        return self.do(matter, "dispatched", "dispatcher", when, unit=self.cast.units[unit].id)

    def signed(self, **more):
        return self.do(self.dispatched(**more), "signed", "handler", "06-21 10:00")

    def handled(self, when: str = "06-26 10:00", **more):
        return self.do(self.signed(**more), "handled", "handler", when, words="已劝离并处罚", result="solved")

    def verified(self, when: str = "06-26 15:00", **more):
        return self.do(self.handled(**more), "verified", "checker", when)

    def called_back(self, when: str = "06-27 09:00", satisfied: str = "yes", **more):
        answers = {"contacted": "yes", "resolved": "yes", "satisfied": satisfied}
        return self.do(self.verified(**more), "called_back", "dispatcher", when, **answers)

    def closed(self, when: str = "06-27 09:05", **more):
        return self.do(self.called_back(**more), "closed", "dispatcher", when)


@pytest.fixture
def hotline(cast) -> Hotline:
    return Hotline(cast)
