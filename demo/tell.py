"""From plans to histories: who, where, when, what was said; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from demo import answers, days, plans, words
from demo.dice import shares, stream
from demo.ground import point_in
from demo.histories import History, Plan, Teller
from demo.plans import COMMUNITY, Flow
from demo.roll import Roll
from gewu.kernel.calendar import Calendar
from gewu.kernel.identifiers import demo_phone
from gewu.matters.rules.intake import NewMatter, NewReporter
from gewu.scenario.grammar import Scenario

AFTER_FIRST, AFTER_LAST = date(2023, 6, 29), date(2023, 6, 30)
ENDS = days.datetime.combine(days.END, days.time(18, 0), days.LOCAL)


def histories(flow: Flow, scenario: Scenario, roll: Roll, calendar: Calendar, scale: float = 1.0) -> Iterator[History]:
    """Every matter of one flow, those before the cut-off and those after it."""
    size = scale if flow.scaled else 1.0
    closed, open_, after = (_sized(count, size) for count in (flow.closed, flow.open_, flow.after))
    dice = stream(f"flow:{flow.scenario}:{flow.level}:{'-'.join(flow.channels)}:{'-'.join(flow.categories)}")
    teller = _FlowTeller(flow, scenario, roll, calendar, dice)
    for category, count in _split(flow.categories, closed):
        for day in days.dates(count, teller.weight(category), last=days.CUT_OFF - timedelta(days=1)):
            yield teller.one(category, day, closed=True)
    for category, count in _split(flow.categories, open_):
        for day in teller.open_days(category, count):
            yield teller.one(category, day, closed=False)
    for category, count in _split(flow.categories, after):
        for at in range(count):
            yield teller.one(category, AFTER_FIRST if at % 5 < 3 else AFTER_LAST, closed=at % 3 == 0, late_june=True)


def _sized(count: int, scale: float) -> int:
    return count if scale >= 1 else max(1 if count else 0, round(count * scale))


def _split(weights: Mapping[str, float], total: int) -> list[tuple[str, int]]:
    return list(zip(weights, shares(total, list(weights.values())), strict=True))


class _FlowTeller:
    def __init__(self, flow: Flow, scenario: Scenario, roll: Roll, calendar: Calendar, dice):
        self.flow, self.scenario, self.roll, self.dice = flow, scenario, roll, dice
        self.calendar = calendar
        self.teller = Teller(scenario, calendar, dice)
        self.base = getattr(days, flow.rhythm)(calendar)
        self.pool = _pool(flow, roll)
        self.checks = scenario.record.checks if scenario.record else {}
        self.callers = 0
        self._outlines = {area.key: area.outline for area in roll.grids}

    def weight(self, category: str) -> days.Weight:
        season = self.flow.season.get(category)
        return days.raised(self.base, season[:2], season[2]) if season else self.base

    def open_days(self, category: str, count: int) -> list[date]:
        """Most that are open came in of late; one in six is old and overdue."""
        old = count // 6
        recent = days.raised(self.weight(category), (date(2023, 6, 26), days.CUT_OFF), 6.0)
        found = days.dates(count - old, recent, date(2023, 6, 16), days.CUT_OFF)
        return days.dates(old, self.base, date(2023, 5, 8), date(2023, 6, 9)) + found

    def one(self, category: str, day: date, *, closed: bool, late_june: bool = False) -> History:
        dice, flow = self.dice, self.flow
        grid, subject_id, place = self._where()
        channel = dice.choices(list(flow.channels), list(flow.channels.values()))[0]
        unit = dice.choices(list(flow.units), list(flow.units.values()))[0]
        unit = grid.split("/")[0] if unit == COMMUNITY else unit
        asked = answers.ASKED.get(flow.answers)
        staff_found = channel not in (
            "hotline",
            "resident",
            "letter",
            "net",
            "visit",
            "court",
            "application",
            "device",
            "media",
        )
        plan = Plan(
            new=self._new(category, channel, grid, subject_id, place, day),
            received_at=days.moment(day, dice, office=staff_found),
            hands=self.roll.hands(unit, grid, found_by_officer=staff_found),
            closed=closed,
            stop=self._stop(day),
            late=dice.random() < flow.late,
            rework=dice.random() < flow.rework,
            answers=asked(dice, flow) if asked else {},
            words=answers.done(category, dice),
            callback=self._callback(),
            until=ENDS if late_june else days.NOW,
        )
        return self.teller.tell(plan)

    def _stop(self, day: date) -> str:
        if day >= days.CUT_OFF - timedelta(days=1):
            return self.dice.choice(("received", "received", "accepted", "dispatched", "signed"))
        return self.dice.choices(("dispatched", "signed", "handled"), (0.1, 0.66, 0.24))[0]

    def _callback(self) -> tuple[str, str, str]:
        reached = self.dice.random()
        if reached < 0.07:
            return ("no_answer", "no_answer", "no_answer")
        satisfied = self.dice.choices(("yes", "fair", "no"), (0.84, 0.1, 0.06))[0]
        return ("yes", "no" if satisfied == "no" else self.dice.choice(("yes", "yes", "yes", "partly")), satisfied)

    def _where(self) -> tuple[str, int | None, str]:
        if self.pool:
            code, grid, _, _, place = self.dice.choice(self.pool)
            return grid, self.roll.subject_ids[self._kind()][code], place
        grids = self.roll.grids
        grid = self.dice.choices(grids, self._weights())[0].key
        return grid, None, f"{self.dice.choice(words.ROADS)}{self.dice.randrange(2, 320)}号"

    def _weights(self) -> list[float]:
        if not hasattr(self, "_shares"):
            self._shares = [area.weight for area in self.roll.grids]
        return self._shares

    def _kind(self) -> str:
        return self.flow.on

    def _new(self, category: str, channel: str, grid: str, subject_id: int | None, place: str, day: date) -> NewMatter:
        check = category if category in self.checks and category not in self.scenario.matter.categories else ""
        lon, lat = point_in(self._outlines[grid], self.dice)
        outside = channel in ("hotline", "resident", "letter", "net", "visit", "application")
        return NewMatter(
            scenario=self.flow.scenario,
            channel=channel,
            category="" if check else category,
            check=check,
            level=self.flow.level,
            body=answers.body(category, self.dice),
            place=place,
            area_id=self.roll.area_ids[grid],
            subject_id=subject_id,
            lon=round(lon, 6),
            lat=round(lat, 6),
            external_number=self._external(channel, day),
            reporter=self._reporter() if outside else None,
        )

    def _external(self, channel: str, day: date) -> str:
        """Numbers of the systems that are not ours."""
        self.callers += 1
        if (
            self.flow.level == "street"
            or channel not in ("hotline", "onsite", "patrol")
            or self.scenario.master != "theirs"
        ):
            return ""
        return f"{(self.flow.level or channel)[:1].upper()}{channel[:1].upper()}{day:%Y%m%d}{self.callers:05d}"

    def _reporter(self) -> NewReporter:
        """Every caller another person, but for one in nine who has called before."""
        serial = self.callers if self.dice.random() > 0.11 else max(1, self.callers - self.dice.randrange(1, 30))
        name = words.person(stream(f"caller:{self.flow.scenario}:{serial}"))
        return NewReporter(name, demo_phone(30_000_000 + hash_of(self.flow.scenario) % 900 * 10_000 + serial))

    def disorder(self, category: str, day: date, cleared: int, number: int, *, late_june: bool = False) -> History:
        """One case with the places cleared, or the fine and its receipt."""
        dice = self.dice
        grid, subject_id, place = self._where()
        unit = dice.choices(list(self.flow.units), list(self.flow.units.values()))[0]
        unit = grid.split("/")[0] if unit == COMMUNITY else unit
        said: dict[str, object] = {"places": cleared} if cleared and category != "parking" else {}
        if category == "parking":
            said = {"fine_fen": plans.FINE_FEN, "receipt": f"CF2023{number:05d}"}
        plan = Plan(
            self._new(category, "patrol", grid, subject_id, place, day),
            days.moment(day, dice, office=True),
            self.roll.hands(unit, grid, found_by_officer=True),
            answers=said,
            words=answers.done(category, dice),
            until=ENDS if late_june else days.NOW,
        )
        return self.teller.tell(plan)


def hash_of(text: str) -> int:
    """A number of a word that is the same on every machine."""
    return sum(ord(letter) * 31**at for at, letter in enumerate(text)) % 1_000_003


def _pool(flow: Flow, roll: Roll) -> list[tuple[str, str, str, str, str]]:
    if not flow.on:
        return []
    known = roll.tagged[flow.tag] if flow.tag else roll.known[flow.on]
    return [row for row in known if not flow.splits or row[2] in flow.splits]


# the flows that count places, fines and stations ---------------------------------------------


def disorders(scenario: Scenario, roll: Roll, calendar: Calendar, scale: float = 1.0) -> Iterator[History]:
    """Cases of the five disorders; the places cleared (and the fines) add up exactly."""
    for category, (closed, places, after) in plans.DISORDERS.items():
        count, total = _sized(closed, scale if closed > 300 else 1), _sized(places, scale if closed > 300 else 1)
        flow = Flow(
            "five_disorders",
            count,
            2 if closed > 300 else 0,
            0,
            {"patrol": 1},
            {category: 1},
            plans.FIRMS,
            rhythm="office_days",
        )
        dice = stream(f"disorders:{category}")
        teller = _FlowTeller(flow, scenario, roll, calendar, dice)
        each = _even(max(total, count), count, dice) if places else [0] * count
        on_days = days.dates(count, teller.weight(category), last=days.CUT_OFF - timedelta(days=1))
        for number, (day, cleared) in enumerate(zip(on_days, each, strict=True), 1):
            yield teller.disorder(category, day, cleared, number)
        for at in range(_sized(after, scale)):
            yield teller.disorder(category, AFTER_LAST if at % 2 else AFTER_FIRST, 2, count + at + 1, late_june=True)


def stations(scenario: Scenario, roll: Roll, calendar: Calendar, scale: float = 1.0) -> Iterator[History]:
    """Demands brought to the direct stations."""
    closed, open_, after = plans.STATION_MATTERS
    flow = Flow(
        "direct_stations",
        closed,
        open_,
        after,
        {"station": 1},
        {"livelihood": 0.3, "property": 0.32, "environment": 0.14, "parking": 0.1, "policy": 0.08, "other": 0.06},
        {COMMUNITY: 1},
        on="direct_station",
        late=0.03,
    )
    yield from histories(flow, scenario, roll, calendar, scale)


def _even(total: int, parts: int, dice) -> list[int]:
    return [1 + share for share in shares(total - parts, [dice.uniform(0.2, 1.8) for _ in range(parts)])]
