"""Build the demo office step by step through the rooms' bulk verbs; each step says how far it is.

A step that was done is never done twice; a build that was cut off is noticed and begun again by `--reset`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from demo import crew, days, doings, ground, homes, papers, payments, plans, stories, tell, things, visits, words
from demo.roll import Roll
from gewu.grid import actions as grid
from gewu.grid.models import Area
from gewu.indicators import actions as indicators
from gewu.journal import actions as journal
from gewu.journal import jobs
from gewu.kernel.calendar import LOCAL, Calendar
from gewu.kernel.identifiers import demo_citizen_id
from gewu.kernel.types import Actor
from gewu.matters import actions as matters
from gewu.money import actions as money
from gewu.office import actions as office
from gewu.office import queries as offices
from gewu.office.models import Office
from gewu.records import actions as records
from gewu.registry import actions as registry
from gewu.registry.actions import NewRelation, NewSubject
from gewu.tasks import actions as tasks
from gewu.tasks import queries as duties

SCENARIOS = Path(__file__).resolve().parent.parent / "scenarios"
BEGINNING = datetime(2022, 1, 4, 9, 0, tzinfo=LOCAL)
JOB = "demo"
ADOPTED_ON = date(2022, 1, 4)
Progress = Callable[[str, int, int], None]


@dataclass
class Site:
    """What every step works with."""

    by: Actor
    calendar: Calendar
    roll: Roll
    scale: float = 1.0
    at: datetime = days.NOW
    say: Progress = lambda title, done, total: None
    seconds: dict[str, float] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)

    def small(self, count: int, *, scaled: bool = True) -> int:
        """A count in a demo of this size; small ones stay as they are."""
        return count if self.scale >= 1 or not scaled or count < 200 else max(20, round(count * self.scale))


def start(scale: float, say: Progress) -> Site:
    """Open the office, its ground, its people and its editions."""
    row = office.start_office(
        at=BEGINNING, code="DC", name=words.STREET, district=words.DISTRICT, is_demo=True, started_on=BEGINNING.date()
    )
    by = offices.system_actor(row)
    job = jobs.start(by=by, kind=JOB, words="建演示单位")
    site = Site(by, offices.calendar(date(2023, 1, 1)), Roll(office_id=row.id), scale, say=say)
    for title, step in STEPS:
        begun = time.perf_counter()
        say(title, 0, 0)
        step(site)
        site.seconds[title] = round(time.perf_counter() - begun, 1)
    jobs.finish(job.id, at=days.NOW, result=site.seconds)
    return site


def _ground(site: Site) -> None:
    made = ground.areas()
    codes = {area.key: area.code for area in made}
    rows = [
        grid.NewArea(
            area.kind,
            area.code,
            area.name,
            codes.get(area.parent, ""),
            BEGINNING.date(),
            area.geojson(),
            round(area.centre[0], 6),
            round(area.centre[1], 6),
            area.urban_rural,
        )
        for area in made
    ]
    admitted = grid.admit_areas(rows, by=site.by, at=BEGINNING)
    site.roll.ground = made
    site.roll.area_ids = {area.key: row.id for area, row in zip(made, admitted, strict=True)}
    site.areas = {area.key: row for area, row in zip(made, admitted, strict=True)}


def _crew(site: Site) -> None:
    by, at = site.by, BEGINNING
    units = {}
    for key, kind, name, area in crew.units(site.roll.ground):
        units[key] = office.admit_unit(by=by, at=at, kind=kind, code=key, name=name, area=site.areas.get(area))
    workers = crew.workers(site.roll.ground)
    for at_number, worker in enumerate(workers, 1):
        roles = [(role, site.areas.get(area)) for role, area in worker.roles]
        login = {"username": worker.login, "password": crew.PASSWORD} if worker.login else {}
        row = office.admit_staff(
            by=by,
            at=at,
            code=worker.code,
            name=worker.name,
            unit=units[worker.unit],
            title=worker.title,
            from_on=BEGINNING.date(),
            roles=roles,
            **login,
        )
        site.roll.staff_ids[worker.code] = row.id
        site.say("人员", at_number, len(workers))
    site.roll.unit_ids = {key: row.id for key, row in units.items()}


def _editions(site: Site) -> None:
    """Every scenario file is adopted, as of the office's first day."""
    files = sorted(path for path in SCENARIOS.glob("*/*.yaml") if path.stem != "half_year_summary")
    for number, path in enumerate(files, 1):
        row = office.draft_edition(by=site.by, at=BEGINNING, text=path.read_text(encoding="utf-8"))
        office.adopt(by=site.by, at=BEGINNING, adoption_id=row.id, from_on=ADOPTED_ON)
        site.say("场景启用", number, len(files))


def _homes(site: Site) -> None:
    """Addresses, estates, dwellings, households and people, tied together."""
    roll = site.roll
    roll.estates = homes.estates(roll.ground, site.scale)
    addresses = _addresses(site)
    _estates(site)
    every = list(homes.homes(roll.estates, days.CUT_OFF))
    ids = _admit(site, "房屋", (_dwelling(roll, home, addresses) for home in every), len(every))
    lived = [home for home in every if not home.vacant]
    households = _admit(site, "住户", (_household(roll, home, addresses) for home in lived), len(lived))
    people = sum(len(home.people) for home in lived)
    persons = _admit(site, "人员信息", (row for home in lived for row in _persons(roll, home, addresses)), people)
    _relate(site, lived, ids, households, persons)
    roll.subject_ids["household"] = households
    roll.known["household"] = [_known(roll, home) for home in lived]


def _known(roll: Roll, home: homes.Home) -> tuple[str, str, str, str, str]:
    estate = home.building.estate
    entry = (_code(home), estate.grid, estate.kind, home.people[0].name, _door(home))
    roll.homes_of.setdefault(estate.code, []).append(entry)
    return entry


def _addresses(site: Site) -> dict[str, int]:
    rows = [
        grid.NewAddress(
            block.code,
            f"{block.road}{block.number}号{block.name}",
            site.roll.area_ids[estate.grid],
            "own" if estate.kind in ("hamlet", "urban_village") else "standard",
            round(block.point[0], 6),
            round(block.point[1], 6),
            15,
        )
        for estate in site.roll.estates
        for block in homes.buildings(estate)
    ]
    return grid.admit_addresses(rows, by=site.by, at=BEGINNING)


def _estates(site: Site) -> None:
    rows = []
    for estate in site.roll.estates:
        stages = things.estate_stages(estate)
        rows.append(
            NewSubject(
                "place",
                "estate",
                estate.code,
                estate.name,
                split=estate.kind,
                area_id=site.roll.area_ids[estate.grid],
                place_text=estate.road,
                attributes={"homes": estate.households, "manager": words.FIRMS[1 + len(rows) % 3]},
                tags=("resettlement",) if estate.resettlement else (),
                stages=stages,
                valid_from=things.LONG_AGO,
                source="网格采集",
            )
        )
    keep(site, "居住区", rows)


def _admit(site: Site, title: str, rows: Iterable[NewSubject], total: int) -> dict[str, int]:
    return registry.admit_many(rows, by=site.by, at=BEGINNING, on_progress=lambda done: site.say(title, done, total))


def keep(site: Site, title: str, rows: Iterable[NewSubject]) -> None:
    """Admit subjects of one or more kinds and note them in the roll."""
    rows = list(rows)
    ids = _admit(site, title, rows, len(rows))
    grids = {area_id: key for key, area_id in site.roll.area_ids.items()}
    for row in rows:
        site.roll.subject_ids.setdefault(row.kind, {})[row.code] = ids[row.code]
        entry = (row.code, grids[row.area_id], row.split, row.name, row.place_text)
        site.roll.known.setdefault(row.kind, []).append(entry)
        for tag in row.tags:
            site.roll.tagged.setdefault(tag, []).append(entry)


def _code(home: homes.Home) -> str:
    return "H" + home.code[1:]


def _door(home: homes.Home) -> str:
    return f"{home.building.name}{home.room}"


def _dwelling(roll: Roll, home: homes.Home, addresses: dict[str, int]) -> NewSubject:
    return NewSubject(
        "dwelling",
        "dwelling",
        home.code,
        _door(home),
        split="vacant" if home.vacant else "occupied",
        area_id=roll.area_ids[home.building.estate.grid],
        address_id=addresses[home.building.code],
        place_text=home.room,
        attributes={},
        valid_from=home.collected_on,
        verified_on=home.collected_on,
        source="网格采集",
    )


def _household(roll: Roll, home: homes.Home, addresses: dict[str, int]) -> NewSubject:
    alone = len(home.people) == 1 and home.people[0].born.year < 1945
    tags = ("living_alone",) if alone and int(home.code[1:]) % 60 == 0 else ()
    return NewSubject(
        "household",
        "household",
        _code(home),
        f"{home.people[0].name}户",
        split=home.building.estate.kind,
        area_id=roll.area_ids[home.building.estate.grid],
        address_id=addresses[home.building.code],
        place_text=_door(home),
        attributes={"tenure": home.tenure, "members": len(home.people)},
        tags=tags,
        valid_from=home.collected_on,
        verified_on=home.collected_on,
        source="网格采集",
    )


def _persons(roll: Roll, home: homes.Home, addresses: dict[str, int]) -> Iterator[NewSubject]:
    for person in home.people:
        order = person.serial % 500 * 2 + (person.sex == "male")
        secrets = {"citizen_id": demo_citizen_id(person.born, order)} | (
            {"phone": person.phone} if person.phone else {}
        )
        yield NewSubject(
            "person",
            "resident",
            person.code,
            person.name,
            area_id=roll.area_ids[home.building.estate.grid],
            address_id=addresses[home.building.code],
            place_text=_door(home),
            attributes={},
            secrets=secrets,
            valid_from=home.collected_on,
            verified_on=home.collected_on,
            source="网格采集",
        )


def _relate(site: Site, lived, dwellings, households, persons) -> None:
    def rows() -> Iterator[NewRelation]:
        for home in lived:
            household = households[_code(home)]
            yield NewRelation("lives_in", household, dwellings[home.code], home.collected_on)
            for person in home.people:
                kind = "head_of" if person.head else "member_of"
                yield NewRelation(kind, persons[person.code], household, home.collected_on)

    total = len(lived) + len(persons)
    registry.relate_many(rows(), by=site.by, at=BEGINNING, on_progress=lambda done: site.say("人房关联", done, total))


def _things(site: Site) -> None:
    roll = site.roll
    keep(site, "商户", things.merchants(roll))
    for title, make in (
        ("路线点位", things.routes_and_points),
        ("水环境点位", things.water_sites),
        ("项目", things.projects),
        ("阵地设备", things.stations_and_branches),
        ("关爱对象", things.people_in_care),
        ("安置房农房", things.flats_and_farmhouses),
    ):
        keep(site, title, make(roll))
    _milestones(site)


def _milestones(site: Site) -> None:
    """Promises of projects; a changed forecast keeps the earlier one with its reason."""
    parts, items = site.roll.subject_ids["platform_part"], site.roll.subject_ids["work_item"]
    promises = [
        (parts["XY-1"], "base_done", "基础设施基本完成", date(2023, 5, 31), None),
        (parts["XY-1"], "blocks_done", "四大功能板块打造完成", date(2023, 7, 31), None),
        (parts["XY-2"], "in_use", "完成并投用", date(2023, 12, 31), None),
        (items["GZ-WGH"], "finished", "备案完成", date(2023, 6, 15), None),
        (items["GZ-BZ"], "started", "启动", date(2023, 5, 15), date(2023, 5, 15)),
    ]
    for subject, key, title, planned, actual in promises:
        registry.set_milestone(
            by=site.by,
            at=days.moment(date(2023, 1, 30), things.stream("milestones"), office=True),
            subject_id=subject,
            key=key,
            title=title,
            planned_on=planned,
            actual_on=actual,
        )
    for subject, key, on, why in (
        (parts["XY-1"], "base_done", date(2023, 6, 30), "春节后复工晚了半个月，水电改造交叉作业"),
        (parts["XY-2"], "in_use", date(2023, 12, 31), "按施工合同"),
        (items["GZ-WGH"], "finished", date(2023, 6, 30), "两个小区业主大会补投票"),
    ):
        registry.forecast(
            by=site.by,
            at=days.moment(date(2023, 5, 22), things.stream("forecast"), office=True),
            subject_id=subject,
            key=key,
            forecast_on=on,
            reason=why,
        )


def _matters(site: Site) -> None:
    """Every matter with its history, scenario by scenario."""
    adopted = offices.adopted(site.by.office_id, days.CUT_OFF)
    about = (site.roll, site.calendar, site.scale)
    made = [story for flow in plans.FLOWS for story in tell.histories(flow, adopted[flow.scenario], *about)]
    made += tell.disorders(adopted["five_disorders"], *about)
    made += tell.stations(adopted["direct_stations"], *about)
    made += stories.histories(site.roll)
    made.sort(key=lambda story: story.events[0][1])
    matters.take_in_many(site.by, site.at, made, on_progress=lambda done, total: site.say("事项", done, total))


def _tasks(site: Site) -> None:
    """What rules asked for, day by day, as the office would have seen it."""
    every = days.days(days.START, days.CUT_OFF)
    for number, day in enumerate(every, 1):
        tasks.raise_due(site.by, days.moment(day, things.stream("tasks"), office=True), site.by.office_id, day)
        site.say("任务", number, len(every))


def _records(site: Site) -> None:
    """The rounds, then what no rule asked for; in the order in which it happened."""
    due = [
        visits.Due(task.id, task.scenario, task.subject_id, task.split, task.staff_id, task.opens_on, task.closes_on)
        for task in duties.tasks(site.by.scope).order_by("id")
    ]
    rounds = visits.Rounds(site.roll, site.calendar, offices.adopted(site.by.office_id, days.CUT_OFF))
    made = [*rounds.records(due), *doings.records(site.roll, site.calendar, site.small)]
    made.sort(key=lambda one: one.happened_at)
    records.submit_many(site.by, site.at, made, on_progress=lambda done, total: site.say("记录", done, total))


def _papers(site: Site) -> None:
    row = find()
    papers.forms(site.by)
    papers.roster(site.by, row, site.roll)
    papers.campaigns(site.by)
    papers.bulletins(site.say)
    papers.summary(SCENARIOS / "office" / "half_year_summary.yaml")
    journal.seal(site.by.office_id)


def _money(site: Site) -> None:
    money.draw_many(by=site.by, at=site.at, lists=payments.lists(site.roll))
    indicators.observe_many(by=site.by, at=site.at, rows=payments.stated(site.roll))


STEPS: list[tuple[str, Callable[[Site], None]]] = [
    ("网格", _ground),
    ("人员", _crew),
    ("场景", _editions),
    ("房屋与人口", _homes),
    ("底数", _things),
    ("事项", _matters),
    ("任务", _tasks),
    ("记录", _records),
    ("资金与报送数", _money),
    ("材料", _papers),
]


def is_whole() -> bool:
    """Whether the demo office stands and was built to the end."""
    row = find()
    return row is not None and any(
        job.kind == JOB and job.state == "done"
        for job in jobs.of_office(offices.system_actor(row).scope, limit=10_000)
    )


def find() -> Office | None:
    """The demo office of this installation, if there is one."""
    return next((row for row in offices.offices() if row.is_demo), None)
