"""Build the demo office step by step through the rooms' bulk verbs; each step says how far it is.

A step that was done is never done twice; a build that was cut off is noticed and begun again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from demo import (
    crew,
    days,
    ground,
    letters,
    own,
    papers,
    payments,
    promises,
    records,
    settling,
    stories,
    streams,
    visits,
)
from demo.dice import stream
from demo.population import Population
from demo.roll import Roll
from demo.site import BEGINNING, Progress, Site, keep
from gewu.grid import actions as grid
from gewu.indicators import actions as indicators
from gewu.journal import actions as journal
from gewu.journal import jobs
from gewu.journal.actions import bulk
from gewu.matters import actions as matters
from gewu.money import actions as money
from gewu.office import actions as office
from gewu.office import queries as offices
from gewu.records import actions as seen
from gewu.scenario import packs
from gewu.tasks import actions as tasks
from gewu.tasks import queries as duties

if TYPE_CHECKING:
    from gewu.office.models import Office

JOB = "demo"


def start(scale: float, say: Progress) -> Site:
    """Open the office, its ground, its people and its editions."""
    named = {"code": "DC", "name": own.word("street"), "district": own.word("district"), "is_demo": True}
    row = office.start_office(at=BEGINNING, started_on=BEGINNING.date(), **named)
    by = offices.system_actor(row)
    job = jobs.start(by=by, kind=JOB, words="建演示单位")
    site = Site(by, offices.calendar(date(2023, 1, 1)), Roll(office_id=row.id), scale, say=say)
    for title, step in STEPS:
        begun = time.perf_counter()
        say(title, 0, 0)
        step(site)
        bulk.settle()
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
    word = own.said("people")["password"]
    site.roll.workers = crew.workers(site.roll.ground)
    for number, worker in enumerate(site.roll.workers, 1):
        roles = [(role, site.areas.get(area)) for role, area in worker.roles]
        login = {"username": worker.login, "password": word, "one_time": False} if worker.login else {}
        named = {"code": worker.code, "name": worker.name, "unit": units[worker.unit], "title": worker.title}
        row = office.admit_staff(by=by, at=at, from_on=BEGINNING.date(), roles=roles, **named, **login)
        site.roll.staff_ids[worker.code] = row.id
        site.say("人员", number, len(site.roll.workers))
    site.roll.unit_ids = {key: row.id for key, row in units.items()}


def _editions(site: Site) -> None:
    """Every scenario file is adopted, as of the office's first day."""
    shipped = packs.shipped()
    for number, pack in enumerate(shipped, 1):
        row = office.draft_edition(by=site.by, at=BEGINNING, text=own.text(pack.path))
        office.adopt(by=site.by, at=BEGINNING, adoption_id=row.id, from_on=BEGINNING.date())
        site.say("场景启用", number, len(shipped))


def _things(site: Site) -> None:
    adopted = offices.adopted(site.by.office_id, days.CUT_OFF)
    for title, rows in Population(site.roll, adopted).all():
        keep(site, title, rows)
    promises.milestones(site)
    papers.campaigns(site.by)


def _matters(site: Site) -> None:
    """Every matter with its history, scenario by scenario."""
    adopted = offices.adopted(site.by.office_id, days.CUT_OFF)
    about = (site.roll, site.calendar, site.scale)
    made = [story for one in streams.streams() for story in streams.histories(one, adopted[one.scenario], *about)]
    made += stories.histories(site.roll)
    made.sort(key=lambda story: story.events[0][1])
    matters.take_in_many(made, by=site.by, at=site.at, on_progress=lambda done, total: site.say("事项", done, total))


def _tasks(site: Site) -> None:
    """What rules asked for, day by day, as the office would have seen it."""
    every = days.days(days.START, days.CUT_OFF)
    for number, day in enumerate(every, 1):
        tasks.raise_due(site.by.office_id, day, by=site.by, at=days.moment(day, stream("tasks"), office=True))
        site.say("任务", number, len(every))


def _records(site: Site) -> None:
    """The rounds, then what no rule asked for; in the order in which it happened."""
    due = duties.tasks(site.by.scope).filter(campaign=None).order_by("id")
    rounds = visits.Rounds(site.roll, site.calendar, offices.adopted(site.by.office_id, days.CUT_OFF))
    made = [*rounds.records(due), *records.records(site.roll, site.calendar, site.scale)]
    made = [replace(one, entered_at=one.entered_at or one.happened_at) for one in made]  # entered on the spot
    made.sort(key=lambda one: one.happened_at)
    seen.submit_many(made, by=site.by, at=site.at, on_progress=lambda done, total: site.say("记录", done, total))


def _papers(site: Site) -> None:
    papers.forms(site.by)
    papers.roster(site.by, site.roll)
    papers.bulletins(site.say)
    papers.summary()
    letters.issue(site.by)
    journal.seal(site.by.office_id)


def _money(site: Site) -> None:
    money.draw_many(by=site.by, at=site.at, lists=payments.lists(site.roll))
    indicators.observe_many(by=site.by, at=site.at, rows=payments.stated(site.roll))


STEPS: list[tuple[str, Callable[[Site], None]]] = [
    ("网格", _ground),
    ("人员", _crew),
    ("场景", _editions),
    ("房屋与人口", settling.settle),
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
