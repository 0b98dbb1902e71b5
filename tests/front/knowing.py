"""What the tests of registers, rounds, figures and reports build, through the same actions as everybody."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from gewu.kernel.calendar import LOCAL
from gewu.kernel.periods import Period
from gewu.registry import actions as registry
from gewu.registry.actions import NewRelation, NewSubject
from gewu.reports import actions as reports
from gewu.scenario import templates
from gewu.tasks import actions as tasks

AT = datetime(2023, 6, 1, 9, 0, tzinfo=LOCAL)
FIRE = "packs/safety/fire"

PAPER = """
report_template: half_year
title: "{office}{period}工作总结"
edition: "2023"
chapters:
  - heading: 社会治理
    owner: 综合指挥中心
    items:
      - key: tickets
        heading: 群众诉求
        says: "受理12345工单{hotline.received}，办结率{hotline.closed_rate}；另有37件待查。"
"""


def shops(
    cast, count: int, tags: tuple[str, ...] = ("fire_key_place",), area: str = "willow_1", first: int = 1
) -> list[int]:
    """Restaurants on the register; return their ids."""
    rows = [
        NewSubject(
            "place",
            "merchant",
            f"M{number:03d}",
            f"{number}号小馆",
            split="restaurant",
            area_id=cast.areas[area].id,
            place_text=f"柳荫路{number}号",
            tags=tags,
            valid_from=date(2023, 1, 3),
        )
        for number in range(first, first + count)
    ]
    return list(registry.admit_many(rows, by=cast.system, at=AT).values())


def estate(cast, doors: int, lived_in: int) -> int:
    """An estate of one building with `doors` dwellings, `lived_in` of them with a household."""
    area = cast.areas["willow_1"].id
    home = registry.admit(
        by=cast.system, at=AT, nature="place", kind="estate", code="E1", name="柳荫新村", area_id=area
    )
    flats = [
        NewSubject("dwelling", "dwelling", f"D{n}", f"柳荫新村1幢{n}室", area_id=area, place_text=f"{n}室")
        for n in range(doors)
    ]
    ids = list(registry.admit_many(flats, by=cast.system, at=AT).values())
    families = [
        NewSubject("household", "household", f"H{n}", f"赵{n}户", area_id=area, verified_on=date(2023, 5, 1))
        for n in range(lived_in)
    ]
    people = list(registry.admit_many(families, by=cast.system, at=AT).values())
    tied = [NewRelation("part_of", flat, home.id) for flat in ids]
    tied += [NewRelation("lives_in", family, flat) for family, flat in zip(people, ids, strict=False)]
    registry.relate_many(tied, by=cast.system, at=AT)
    return home.id


def raised(cast, day: date = date(2023, 6, 1)) -> None:
    """The tasks of the period that holds `day`."""
    tasks.raise_due(cast.office.id, day, by=cast.system, at=AT)


def report(cast, who: str = "clerk"):
    """A draft of the first half year with one paragraph."""
    return reports.draft(
        by=cast.actor(who),
        at=datetime(2023, 6, 28, 8, tzinfo=LOCAL),
        template=templates.read(PAPER),
        period=Period(date(2023, 1, 1), date(2023, 7, 1)),
        as_of=date(2023, 6, 28),
        again=True,
    )


def questions(desk, address: str) -> int:
    """How many questions a page asks the database, caches warm."""
    desk.read(address)
    with CaptureQueriesContext(connection) as asked:
        desk.read(address)
    return len(asked)
