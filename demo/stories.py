"""The tickets every office knows, told event by event: bounced three times, called nine times, frogs at night."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from demo import own
from demo.histories import Event, History
from demo.roll import Roll
from demo.streams import COMMUNITY
from gewu.kernel.calendar import LOCAL
from gewu.kernel.identifiers import demo_phone
from gewu.matters.rules.intake import NewMatter, NewReporter


def histories(roll: Roll) -> Iterator[History]:
    """Every story of every pack: number, what it is, and its events [kind, moment, who, unit, what was said]."""
    for key, story in own.told("stories"):
        grid = roll.grids[story["grid"]].key
        new = NewMatter(
            key,
            channel="hotline",
            category=story["category"],
            body=story["body"],
            place=story["place"],
            area_id=roll.area_ids[grid],
            external_number=story["number"],
            reporter=NewReporter(story["reporter"], demo_phone(story["phone"])),
        )
        yield History(new, [_event(roll, grid.split("/")[0], *event) for event in story["events"]])


def _event(roll: Roll, community: str, kind: str, when: str, who: str, unit: str, said: Mapping[str, Any]) -> Event:
    unit = community if unit == COMMUNITY else unit
    at = datetime.fromisoformat(f"2023-{when}:00").replace(tzinfo=LOCAL)
    if who == "handler":
        return kind, at, roll.turn("handler", unit), None, said
    return kind, at, roll.who(who) if who else None, roll.unit_ids[unit] if unit else None, said
