"""Records that no rule asked for, pack by pack: studies, trainings, outings, events, surveys, the big visit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from demo import days, draw, own
from demo.dice import stream
from demo.draw import About
from demo.roll import Roll, Thing
from gewu.kernel.calendar import Calendar
from gewu.records.actions import NewRecord


def records(roll: Roll, calendar: Calendar, scale: float) -> Iterator[NewRecord]:
    """All of them; those that say `scaled` are fewer in a small demo."""
    for number, (key, entry) in enumerate(own.told("records")):
        yield from _Doing(key, entry, roll, calendar, stream(f"records:{key}:{number}"), scale).records()


class _Doing:
    """One line of `records`: so many, in those days, about things of a group or of a place."""

    def __init__(self, key: str, entry: Mapping[str, Any], roll: Roll, calendar: Calendar, dice, scale: float):
        self.key, self.entry, self.roll, self.dice = key, entry, roll, dice
        self.weight = getattr(days, entry.get("rhythm", "office_days"))(calendar)
        rows = roll.groups[entry["about"]] if "about" in entry else []
        self.pool = [row for row in rows if row.split in entry.get("splits", (row.split,))]
        count = len(entry["days"]) if "days" in entry else entry["count"]
        count = max(20, round(count * scale)) if entry.get("scaled") and scale < 1 else count
        self.count = min(count, len(self.pool)) if self.pool and not entry.get("again") else count
        self.answers = draw.prepared(entry.get("answers", {}), self.count)

    def records(self) -> Iterator[NewRecord]:
        for month in self.entry.get("months", (0,)):
            things = self._things()
            for index, (on, thing) in enumerate(zip(self._days(month), things, strict=True)):
                about = About(self.dice, index, index + 1, month=month, name=thing.name if thing else "")
                yield self._one(on, thing, about)

    def _days(self, month: int) -> list[date]:
        if "days" in self.entry:
            return self.entry["days"]
        first, last = self.entry.get("first", days.START), self.entry.get("last", days.CUT_OFF)
        if month:
            first, last = date(2023, month, 1), min(date(2023, month, 28), days.CUT_OFF - timedelta(days=1))
        return days.dates(self.count, self.weight, first, last)

    def _things(self) -> list[Thing | None]:
        if not self.pool:
            return [None] * self.count
        if self.entry.get("again"):
            return self.dice.choices(self.pool, k=self.count)
        return self.dice.sample(self.pool, self.count)

    def _one(self, on: date, thing: Thing | None, about: About) -> NewRecord:
        roll, by = self.roll, self.entry["by"]
        about["title"] = draw.value(self.entry.get("title", ""), about)
        subject_id, area_id = (thing.id, None) if thing else (None, None)
        if thing is None and self.entry.get("where") != "office":
            area_id = roll.area_ids[self.dice.choice(roll.grids).key]
        if thing and self.entry.get("as") == "area":
            subject_id, area_id = None, roll.area_ids[thing.grid]
        return NewRecord(
            self.key,
            days.moment(on, self.dice, office=self.entry.get("rhythm") != "every_day"),
            subject_id=subject_id,
            area_id=area_id,
            form=draw.value(self.entry.get("form", ""), about),
            staff_id=roll.officer(thing.grid) if thing and by == "officer" else roll.who(by),
            answers=draw.values(self.answers, about),
            title=about["title"],
        )
