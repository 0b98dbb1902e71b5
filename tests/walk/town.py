"""Two offices with a row of everything, planted so that whatever leaks can be told.

Every text of a ground bears its mark (玄钥 and a letter), and all tables begin anew at one million for each ground:
2000001 is a row of the other ground whatever the table, 5000001 one of the office next door.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.apps import apps
from django.db import connection

from gewu.answers import search
from gewu.answers.models import Fact, SearchEntry
from gewu.documents.models import Paper
from gewu.grid.models import Address, AddressAlias, Area
from gewu.indicators.models import Observation
from gewu.journal import actions as journal
from gewu.journal import files, jobs, versions
from gewu.journal.models import IdempotencyKey, StoredFile
from gewu.journal.rows import OfficeRow
from gewu.kernel.calendar import local_day
from gewu.kernel.nouns import nouns
from gewu.matters.models import CoHandler, Link
from gewu.money.models import Entitlement
from gewu.office import actions as office
from gewu.office.models import FormRegister, NewPassword, RuleRow, Staff, Unit
from gewu.office.rules import ROLES
from gewu.registry import actions as registry
from gewu.registry.models import Milestone, MilestoneForecast, Relation, Reveal, Secret
from gewu.reports.models import IssuedFigure, Report
from gewu.tasks.models import Attempt, Campaign, CampaignItem
from tests.cast import PASSWORD, PEOPLE, STARTED, Cast, build
from tests.front.actors import HOTLINE, reported, step
from tests.indicators import rows

MARCH = date(2023, 3, 1)
MISSING = 987654321
WORD = "玄钥"
#: what everybody of the office may know: they need no permission, or bear nothing of their own
OPEN = {"area", "unit", "staff", "scenario", "domain"}
WALKED = [one for one in nouns().values() if one.kind not in OPEN]
#: nouns that lie in a space: on the ground of a closed space there is nothing else
SPACED = {"subject", "tag", "stage", "milestone", "record", "task", "attempt", "matter", "passage", "paper"}


@dataclass(frozen=True)
class Ground:
    """A part of the town: its letter, where its ids begin, the area and the closed space its rows lie in."""

    letter: str
    first: int
    area: str = "willow_1"
    space: str = ""

    def mark(self, kind: str) -> str:
        """The word that stands in a text of the row of this kind on this ground, and nowhere else."""
        return f"{WORD}{self.letter}{kind}号"

    @property
    def beside(self) -> bool:
        """Whether it is a part of an office that has rows already."""
        return bool(self.space or self.area != "willow_1")

    @property
    def ids(self) -> tuple[int, int]:
        """The first two ids of whatever table."""
        return self.first + 1, self.first + 2


OWN = Ground("甲", 1_000_000)
OTHER = Ground("乙", 2_000_000, area="bridge_2")
CLOSED = Ground("丙", 3_000_000, space="petitions")
NEXT_DOOR = Ground("丁", 5_000_000)
HERE = (OWN, OTHER, CLOSED)
#: nouns of the whole office, which lie on no ground
OF_ALL = {"campaign", "observation", "report"}
#: a scenario that only the office next door has
OF_ITS_OWN = "towers"


@dataclass
class Town:
    """The office whose people walk, and the one next door.

    matters  the number of a matter on each ground
    walkers  role -> who of the cast walks as it
    """

    here: Cast
    next_door: Cast
    matters: dict[Ground, str]
    walkers: dict[str, str]


def build_town() -> Town:
    """Build both offices."""
    begin(OWN)
    here = build()
    here.adopt(HOTLINE)
    here.adopt(rows.COUNTING)
    walkers = walk_as(here)
    numbers = {ground: plant(here, ground) for ground in HERE}
    keep_books(here, OWN)
    begin(NEXT_DOOR)
    next_door = build("XH", "玄钥丁街道", "next_")
    next_door.adopt(HOTLINE)
    next_door.adopt(rows.COUNTING)
    next_door.adopt(rows.COUNTING.replace("kiosk", OF_ITS_OWN).replace("便民亭管理", NEXT_DOOR.mark("scenario")))
    numbers[NEXT_DOOR] = plant(next_door, NEXT_DOOR)
    keep_books(next_door, NEXT_DOOR)
    rename(next_door, NEXT_DOOR)
    return Town(here, next_door, numbers, walkers)


def walk_as(cast: Cast) -> dict[str, str]:
    """A person for every role, by its word; a role that nobody of the cast has is given to somebody new."""
    held = {role: who for who, (_, _, _, role, _) in reversed(PEOPLE.items())}
    for role in set(ROLES) - set(held):
        cast.people[role] = office.admit_staff(
            by=cast.system, at=cast.at, code=role, name=role, unit=cast.units["city"], from_on=STARTED,
            username=role, password=PASSWORD, one_time=False, roles=[(role, None)],
        )  # fmt: skip
        held[role] = role
    return {role: held[role] for role in ROLES}


def begin(ground: Ground) -> None:
    """Let the ids of every table go on from the beginning of a ground."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence")
        for model in apps.get_models():
            table, key = model._meta.db_table, model._meta.pk
            if connection.vendor == "sqlite":
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, ground.first])
            elif key.get_internal_type() in ("AutoField", "BigAutoField"):
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table, key.column, ground.first])


def plant(cast: Cast, ground: Ground) -> str:
    """Put a row of every noun onto a ground; return the number of its matter."""
    if ground.beside:
        begin(ground)
    mark, area = ground.mark, {"area": cast.areas[ground.area], "space": ground.space}
    person = rows.subject(cast, nature="person", name=mark("subject"), place_text=mark("subject"), **area)
    other = rows.subject(cast, name=mark("other"), **area)
    rows.tag(cast, person, mark("tag"))
    rows.stage(cast, other, mark("stage"), MARCH)
    milestone = Milestone.objects.create(
        office=cast.office, subject=other, key="m", title=mark("milestone"), planned_on=MARCH
    )
    record = rows.record(cast, MARCH, title=mark("record"), said=mark("record"), **area)
    task = rows.task(cast, rows.subject(cast, name=mark("task"), **area), MARCH)
    absent = rows.subject(cast, name=mark("attempt"), **area)
    Attempt.objects.create(
        office=cast.office, task=task, record_id=record.id, scenario="kiosks", subject=absent, tried_on=MARCH,
        area=absent.area,
    )  # fmt: skip
    matter = reported(cast, place=mark("matter"), area=ground.area, body="请回电13900003333")
    late = step(cast, reported(cast, place=mark("passage"), area=ground.area), "accepted", "dispatcher")
    rows.passage(late, MARCH, step="handling", seq=9)
    type(matter).objects.filter(id__in=(matter.id, late.id)).update(space=ground.space)
    SearchEntry.objects.filter(owner_kind="matter", owner_id__in=(matter.id, late.id)).update(space=ground.space)
    matter.space = ground.space
    Paper.objects.create(
        office=cast.office, scenario="hotline", edition=matter.edition, document="routing_slip", title=mark("paper"),
        about=mark("paper"), of_kind="matter", of_id=matter.id, issued_on=MARCH, issued_at=rows.at(MARCH),
    )  # fmt: skip
    if not ground.space:
        _plant_of_the_office(cast, ground)
    for kind, row in (("subject", person), ("record", record), ("matter", matter)):
        day = getattr(row, "received_on", MARCH)
        entry = search.Entry(cast.office.id, kind, row.id, mark(kind), area_id=row.area_id, space=row.space, day=day)
        search.index(entry)
    _plant_behind(cast, ground, person, other, milestone, matter)
    return matter.number


def _plant_of_the_office(cast: Cast, ground: Ground) -> None:
    """What lies in no space: payments, and what belongs to the whole office."""
    mark, programme = ground.mark, "subsidy" if ground is not OTHER else "subsidy_other"
    payee = rows.subject(cast, name=mark("payee"), nature="person", area=cast.areas[ground.area])
    said = {"programme": programme, "return_reason": mark("payment"), "bank_ref": mark("payment")}
    paid = rows.payment(cast, payee, 53400, MARCH, **said)
    type(paid.payment_list).objects.filter(id=paid.payment_list_id).update(title=mark("payment_list"))
    Entitlement.objects.create(
        office=cast.office, subject=payee, programme="subsidy", valid_from=MARCH, approval=mark("entitlement")
    )
    if ground is OTHER:
        return
    campaign = Campaign.objects.create(
        office=cast.office, scenario="kiosks", title=mark("campaign"), from_on=MARCH, to_on=MARCH,
        frozen_at=rows.at(MARCH),
    )  # fmt: skip
    CampaignItem.objects.create(office=cast.office, campaign=campaign, subject=payee)
    Observation.objects.create(
        office=cast.office, indicator="kiosks.views", start=MARCH, end=date(2023, 4, 1), value=7,
        signed_by=mark("observation"), signed_on=MARCH, source=mark("observation"),
    )  # fmt: skip
    report = Report.objects.create(
        office=cast.office, template="t", title=mark("report"), start=MARCH, end=date(2023, 4, 1), as_of=MARCH
    )
    IssuedFigure.objects.create(
        office=cast.office, report=report, slot="F001", indicator="kiosks.views", kind="observed",
        title=mark("issued"), said="7",
    )  # fmt: skip


def _plant_behind(cast: Cast, ground: Ground, person, other, milestone, matter) -> None:
    """What has no page of its own: it hangs on rows that have one."""
    mark, own = ground.mark, {"office": cast.office}
    Relation.objects.create(**own, kind="works_at", subject=person, other=other, valid_from=MARCH, source=mark("tie"))
    MilestoneForecast.objects.create(
        **own, milestone=milestone, forecast_on=MARCH, reason=mark("forecast"), at=cast.at
    )
    registry.set_secret(by=cast.system, at=cast.at, subject_id=person.id, kind="phone", text="13900002222")
    Secret.objects.filter(subject=person).update(masked=mark("secret"))
    Reveal.objects.create(**own, subject=person, staff_id=0, kind="phone", reason=mark("reveal"), at=cast.at)
    CoHandler.objects.create(
        **own, matter=matter, unit=cast.units["safety"], asked_at=cast.at, due_at=cast.at, words=mark("co")
    )
    Link.objects.create(**own, matter=matter, other=matter)
    Fact.objects.create(**own, owner_kind="matter", owner_id=matter.id, field="x", text=mark("fact"))
    address = Address.objects.create(
        **own, text=mark("address"), code=mark("address"), source="own", area=cast.areas[ground.area]
    )
    AddressAlias.objects.create(**own, address=address, text=mark("alias"))
    paper = files.plain(f"%PDF-1.4\n% {mark('file')}\n%%EOF\n".encode(), f"{mark('file')}.pdf")
    files.keep(by=cast.system, at=cast.at, file=paper, owner_kind="matter", owner_id=matter.id, what="paper")


def keep_books(cast: Cast, ground: Ground) -> None:
    """What an office keeps of itself: messages, jobs, rules, locks, forms, shifts, the journal."""
    mark, own, people = ground.mark, {"office": cast.office}, cast.people
    for person in people.values():
        journal.tell([person.id], office_id=cast.office.id, kind="x", words=mark("message"))
    jobs.start(by=cast.actor("dispatcher"), kind="export", words=mark("job"))
    by, at = cast.system, cast.at
    RuleRow.objects.create(**own, scenario="hotline", key="matter.grades.urgent.within", value="3 workdays",
                           from_on=MARCH, source=mark("rule"))  # fmt: skip
    office.lock_period(by=by, at=at, start=date(2022, 1, 1), end=date(2022, 2, 1))
    FormRegister.objects.create(**own, number="1", title=mark("form"), issuer=mark("form"))
    office.put_on_duty(by=by, at=at, staff=people["officer_a"], post=mark("post"), day=date(2023, 6, 28))
    NewPassword.objects.create(**own, staff=people["clerk"], asked_by=people["admin_system"], password="x")
    IdempotencyKey.objects.create(**own, key=uuid4(), act="x", answer={"to": f"/{mark('answer')}"})
    journal.write(f"x.{ground.first}", by=by, at=at, detail={"words": mark("journal")}, private={"x": mark("private")})


def rename(cast: Cast, ground: Ground) -> None:
    """Let the names of an office bear its mark too."""
    for model in (Unit, Staff, Area):
        for row in model.objects.filter(office=cast.office):
            model.objects.filter(id=row.id).update(name=f"{ground.mark(model.__name__.lower())}{row.name}")
    versions.changed(cast.office.id)


def empty(cast: Cast) -> set[str]:
    """Name the tables in which the office has no row."""
    kept = [model for model in apps.get_models() if issubclass(model, OfficeRow)]
    return {model.__name__ for model in kept if not model.objects.filter(office=cast.office).exists()}


def today() -> date:
    from gewu.office import clock

    return local_day(clock.now())


def file_of(ground: Ground) -> StoredFile:
    """The file on a ground."""
    return StoredFile.objects.get(name__contains=ground.letter)
