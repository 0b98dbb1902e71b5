"""Rows to count: subjects, tasks, records, matters and payments of the cast's office.

Figures read rows, whoever wrote them; so these are written straight into the tables, each with only what counts.
"""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import count
from pathlib import Path

from gewu.answers.models import Fact
from gewu.kernel.calendar import LOCAL, local_day
from gewu.matters.models import Matter, Passage
from gewu.money.models import PaymentLine, PaymentList
from gewu.records.models import Record
from gewu.registry.models import StageSpan, Subject, Tag
from gewu.tasks.models import Task

HERE = Path(__file__).parent
COUNTING = (HERE / "counting.yaml").read_text(encoding="utf-8")

_numbers = count(1)


def scenario_text(name: str) -> str:
    """The text of a scenario that lies beside these tests."""
    return (HERE / name).read_text(encoding="utf-8")


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of office time."""
    return datetime.combine(day, time(hour, minute), LOCAL)


def matter(
    cast, received: date | datetime, *, closed: date | None = None, facts: dict | None = None, **more
) -> Matter:
    """A matter of the first willow grid, received on a day or at a moment and perhaps closed on another."""
    moment = received if isinstance(received, datetime) else at(received)
    values = {
        "scenario": "kiosks",
        "edition": "2023-01",
        "channel": "inspection",
        "category": "dirt",
        "grade": "ordinary",
        "area": cast.areas["willow_1"],
        "unit": cast.units["city"],
        "due_on": local_day(moment),
        "closed_late": False if closed else None,
        **more,
    }
    row = Matter.objects.create(
        office=cast.office,
        number=f"T-{next(_numbers)}",
        title="夜间施工噪声",
        received_at=moment,
        received_on=local_day(moment),
        closed_at=at(closed) if closed else None,
        closed_on=closed,
        state="done" if closed else "running",
        step="closed" if closed else "handling",
        **values,
    )
    keep(cast, "matter", row.id, facts or {})
    return row


def passage(row: Matter, due: date, reached: date | None = None, *, step: str = "verifying", seq: int = 1) -> Passage:
    """A matter's way to a step, due on a day and reached on that day, a later one or not yet."""
    own = ("office", "subject", "area", "unit", "scenario", "edition", "channel", "category", "grade", "level")
    return Passage.objects.create(
        matter=row,
        seq=seq,
        step=step,
        arrived_at=row.received_at,
        due_at=at(due),
        due_on=due,
        left_at=at(reached) if reached else None,
        reached_on=reached,
        on_time=reached <= due if reached else None,
        not_counted=row.not_counted,
        **{name: getattr(row, name) for name in own},
    )


def subject(cast, kind: str = "kiosk", *, facts: dict | None = None, **more) -> Subject:
    """Something on the register since the start of the year."""
    number = next(_numbers)
    values = {
        "nature": "place",
        "code": f"S-{number}",
        "name": f"第{number}亭",
        "area": cast.areas["willow_1"],
        "valid_from": date(2023, 1, 1),
        **more,
    }
    row = Subject.objects.create(office=cast.office, kind=kind, **values)
    keep(cast, "subject", row.id, facts or {})
    return row


def tag(cast, row: Subject, word: str, since: date = date(2023, 1, 1), until: date | None = None) -> Tag:
    return Tag.objects.create(
        office=cast.office, subject=row, tag=word, kind=row.kind, area=row.area, valid_from=since, valid_to=until
    )


def stage(cast, row: Subject, word: str, since: date, until: date | None = None) -> StageSpan:
    return StageSpan.objects.create(
        office=cast.office,
        subject=row,
        scenario="kiosks",
        kind=row.kind,
        stage=word,
        area=row.area,
        entered_on=since,
        left_on=until,
    )


def task(cast, row: Subject, due: date, done: date | None = None, *, late: bool = False, **more) -> Task:
    values = {"scenario": "kiosks", "edition": "2023-01", "rule": "all", "area": row.area, "split": row.split, **more}
    return Task.objects.create(
        office=cast.office,
        subject=row,
        opens_on=due.replace(day=1),
        closes_on=due,
        due_on=due,
        state="done" if done else "due",
        done_on=done,
        late=late,
        **values,
    )


def record(cast, day: date, *, about: Subject | None = None, facts: dict | None = None, **more) -> Record:
    """An inspection."""
    values = {"scenario": "kiosks", "edition": "2023-01", "kind": "inspection", "area": cast.areas["willow_1"], **more}
    row = Record.objects.create(
        office=cast.office,
        number=f"J-{next(_numbers)}",
        subject=about,
        happened_at=at(day),
        happened_on=day,
        **values,
    )
    keep(cast, "record", row.id, facts or {})
    return row


def payment(cast, about: Subject, fen: int, paid: date, *, programme: str = "subsidy", **more) -> PaymentLine:
    """One payee who was paid on a day."""
    batch, _ = PaymentList.objects.get_or_create(
        office=cast.office,
        number=f"P-{programme}",
        defaults={
            "scenario": "kiosks",
            "programme": programme,
            "title": "发放表",
            "for_month": paid.replace(day=1),
            "state": "returned",
        },
    )
    values = {"state": "paid", "paid_on": paid, **more}
    return PaymentLine.objects.create(
        office=cast.office,
        payment_list=batch,
        scenario="kiosks",
        programme=programme,
        subject=about,
        area=about.area,
        amount_fen=fen,
        **values,
    )


def keep(cast, kind: str, owner: int, facts: dict) -> None:
    """Write the typed facts of an owner: whole numbers, yes or no, words, days."""
    for field, value in facts.items():
        Fact.objects.create(office=cast.office, owner_kind=kind, owner_id=owner, field=field, **_typed(value))


def _typed(value: object) -> dict:
    if isinstance(value, bool):
        return {"number": int(value), "text": "yes" if value else "no"}
    if isinstance(value, int):
        return {"number": value}
    return {"on_date": value} if isinstance(value, date) else {"text": value}
