"""From streams to histories: who, where, when, what was said; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from demo import days, draw, own
from demo.dice import shares, stream
from demo.draw import About
from demo.ground import point_in
from demo.histories import History, Plan, Teller
from demo.roll import Roll, Thing
from gewu.kernel.calendar import Calendar
from gewu.kernel.identifiers import demo_phone
from gewu.matters.rules.intake import NewMatter, NewReporter
from gewu.scenario.grammar import Scenario

COMMUNITY = "community"  # handled by the community of the place
OUTSIDE = ("hotline", "resident", "letter", "net", "visit", "application")  # channels that have a reporter
UNSEEN = (*OUTSIDE, "court", "device", "media")  # channels in which nobody of ours found it


@dataclass(frozen=True)
class Stream:
    """One stream of matters of a scenario, as demo.yaml says it.

    closed, open          how many; open ones stand at the cut-off
    channels, categories  weights; a category may be a failed check of the scenario
    units                 who handles: weights of unit keys; COMMUNITY is the place's own
    season                category -> (season, how many times as often)
    about, tag, splits    the group of things it is about; "" a place
    answers               what is answered when it is put right
    called_before         share of callers who have called before
    scaled                smaller in a small demo (--scale)
    """

    scenario: str
    closed: int
    open: int
    channels: Mapping[str, float]
    categories: Mapping[str, float]
    units: Mapping[str, float]
    level: str = ""
    rhythm: str = "every_day"  # every_day | office_days
    season: Mapping[str, tuple[str, float]] = field(default_factory=dict)
    about: str = ""
    tag: str = ""
    splits: tuple[str, ...] = ()
    answers: Mapping[str, Any] = field(default_factory=dict)
    late: float = 0.06
    rework: float = 0.03
    called_before: float = 0.11
    scaled: bool = True


def streams() -> list[Stream]:
    """Every stream of every pack."""
    return [Stream(key, **entry) for key, entry in own.told("streams")]


def histories(
    one: Stream, scenario: Scenario, roll: Roll, calendar: Calendar, scale: float = 1.0
) -> Iterator[History]:
    """Every matter of one stream."""
    size = scale if one.scaled else 1.0
    closed, open_ = (_sized(count, size) for count in (one.closed, one.open))
    dice = stream(f"flow:{one.scenario}:{one.level}:{'-'.join(one.channels)}:{'-'.join(one.categories)}")
    teller = _StreamTeller(one, scenario, roll, calendar, dice, draw.prepared(one.answers, closed, size))
    for category, count in _split(one.categories, closed):
        for day in days.dates(count, teller.weight(category), last=days.CUT_OFF - timedelta(days=1)):
            yield teller.one(category, day, closed=True)
    for category, count in _split(one.categories, open_):
        for day in teller.open_days(category, count):
            yield teller.one(category, day, closed=False)


def _sized(count: int, scale: float) -> int:
    return count if scale >= 1 else max(1 if count else 0, round(count * scale))


def _split(weights: Mapping[str, float], total: int) -> list[tuple[str, int]]:
    return list(zip(weights, shares(total, list(weights.values())), strict=True))


def said(kind: str, category: str, dice) -> str:
    """What is said of a category: `asked` or `done`."""
    sayings = own.said("sayings")[kind]
    return dice.choice(sayings.get(category, sayings[""]))


class _StreamTeller:
    def __init__(self, flow: Stream, scenario: Scenario, roll: Roll, calendar: Calendar, dice, answers):
        self.flow, self.scenario, self.roll, self.dice, self.answers = flow, scenario, roll, dice, answers
        self.teller = Teller(scenario, calendar, dice)
        self.base = getattr(days, flow.rhythm)(calendar)
        self.pool = _pool(flow, roll)
        self.checks = scenario.record.checks if scenario.record else {}
        self.told = 0
        self._outlines = {area.key: area.outline for area in roll.grids}

    def weight(self, category: str) -> days.Weight:
        season = self.flow.season.get(category)
        return days.raised(self.base, days.season(season[0]), season[1]) if season else self.base

    def open_days(self, category: str, count: int) -> list[date]:
        """Most that are open came in of late; one in six is old and overdue."""
        old = count // 6
        recent = days.raised(self.weight(category), (date(2023, 6, 26), days.CUT_OFF), 6.0)
        found = days.dates(count - old, recent, date(2023, 6, 16), days.CUT_OFF)
        return days.dates(old, self.base, date(2023, 5, 8), date(2023, 6, 9)) + found

    def one(self, category: str, day: date, *, closed: bool) -> History:
        dice, flow = self.dice, self.flow
        thing = dice.choice(self.pool) if self.pool else None
        grid = thing.grid if thing else self.roll.a_grid(dice)
        channel = dice.choices(list(flow.channels), list(flow.channels.values()))[0]
        unit = dice.choices(list(flow.units), list(flow.units.values()))[0]
        found = channel not in UNSEEN
        self.told += 1
        plan = Plan(
            new=self._new(category, channel, grid, thing, day),
            received_at=days.moment(day, dice, office=found),
            hands=self.roll.hands(grid.split("/")[0] if unit == COMMUNITY else unit, grid, found_by_officer=found),
            closed=closed,
            stop=self._stop(day),
            late=dice.random() < flow.late,
            rework=dice.random() < flow.rework,
            answers=draw.values(self.answers, About(dice, self.told - 1, self.told)),
            words=said("done", category, dice),
            callback=self._callback(),
        )
        return self.teller.tell(plan)

    def _stop(self, day: date) -> str:
        if day >= days.CUT_OFF - timedelta(days=1):
            return self.dice.choice(("received", "received", "accepted", "dispatched", "signed"))
        return self.dice.choices(("dispatched", "signed", "handled"), (0.1, 0.66, 0.24))[0]

    def _callback(self) -> tuple[str, str, str]:
        if self.dice.random() < 0.07:
            return ("no_answer", "no_answer", "no_answer")
        satisfied = self.dice.choices(("yes", "fair", "no"), (0.84, 0.1, 0.06))[0]
        return ("yes", "no" if satisfied == "no" else self.dice.choice(("yes", "yes", "yes", "partly")), satisfied)

    def _new(self, category: str, channel: str, grid: str, thing: Thing | None, day: date) -> NewMatter:
        check = category if category in self.checks and category not in self.scenario.matter.categories else ""
        lon, lat = point_in(self._outlines[grid], self.dice)
        return NewMatter(
            scenario=self.flow.scenario,
            channel=channel,
            category="" if check else category,
            check=check,
            level=self.flow.level,
            body=said("asked", category, self.dice),
            place=thing.place if thing else f"{self.dice.choice(own.word('road'))}{self.dice.randrange(2, 320)}号",
            area_id=self.roll.area_ids[grid],
            subject_id=thing.id if thing else None,
            lon=round(lon, 6),
            lat=round(lat, 6),
            external_number=self._external(channel, day),
            reporter=self._reporter() if channel in OUTSIDE else None,
        )

    def _external(self, channel: str, day: date) -> str:
        """Numbers of the systems that are not ours."""
        theirs = self.scenario.master == "theirs" and channel in ("hotline", "onsite", "patrol")
        if self.flow.level == "street" or not theirs:
            return ""
        return f"{(self.flow.level or channel)[:1].upper()}{channel[:1].upper()}{day:%Y%m%d}{self.told:05d}"

    def _reporter(self) -> NewReporter:
        """Every caller another person, but for a few who have called before."""
        serial = (
            self.told
            if self.dice.random() >= self.flow.called_before
            else max(1, self.told - self.dice.randrange(1, 30))
        )
        name = own.person(stream(f"caller:{self.flow.scenario}:{serial}"))
        return NewReporter(name, demo_phone(30_000_000 + hash_of(self.flow.scenario) % 900 * 10_000 + serial))


def hash_of(text: str) -> int:
    """A number of a word that is the same on every machine."""
    return sum(ord(letter) * 31**at for at, letter in enumerate(text)) % 1_000_003


def _pool(flow: Stream, roll: Roll) -> list[Thing]:
    rows = roll.groups[flow.tag or flow.about] if flow.about else []
    return [row for row in rows if not flow.splits or row.split in flow.splits]
