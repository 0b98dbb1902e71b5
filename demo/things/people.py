"""Who is paid or visited, and who borrows; invented, in their own space."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from demo import words
from demo.dice import stream
from demo.roll import Roll
from demo.things.common import LONG_AGO, a_grid
from gewu.kernel.identifiers import demo_citizen_id, demo_phone
from gewu.registry.actions import NewSubject, Stage

#: tag, people, form of visit = tag
AID = {
    "disability": 640,
    "low_income_rural": 115,
    "low_income_urban": 24,
    "five_guarantees": 37,
    "three_without": 2,
    "child_in_need": 24,
    "orphan": 4,
    "family_hard": 84,
    "family_special": 94,
    "veteran_care": 231,
    "conscript_family": 31,
}


def people_in_care(roll: Roll) -> Iterator[NewSubject]:
    """Who is paid or visited; loan applicants; people of quiet visits. Invented, in their own space."""
    dice = stream("care")
    serial = 200_000
    for tag, count in AID.items():
        for at in range(count):
            serial += 1
            age = 9 if tag in ("child_in_need", "orphan") else 20 if tag == "conscript_family" else 58
            yield _cared(
                roll,
                "aid_recipient",
                f"{tag[:2].upper()}{tag[-2:].upper()}{at + 1:04d}",
                (tag,),
                age,
                serial,
                dice,
                village=tag in ("low_income_rural", "five_guarantees"),
            )
    for at in range(212):
        serial += 1
        tag = ("care_weekly", "care_monthly", "care_monthly", "care_quarterly")[at % 4] if at % 10 else "care_weekly"
        yield _cared(roll, "care_person", f"GA{at + 1:04d}", (tag,), 66, serial, dice)
    kinds = ["worker"] * 3 + ["rural_woman"] * 5 + ["graduate"] * 2
    for at, kind in enumerate(kinds):
        serial += 1
        yield NewSubject(
            "person",
            "borrower",
            f"DK{at + 1:02d}",
            words.person(dice),
            split=kind,
            area_id=roll.area_ids[a_grid(roll, dice)],
            attributes={"project": dice.choice(["早餐店", "家政服务", "果园直销", "服装改衣", "网店", "养殖"])},
            stages=(Stage("training_and_loans", "applied", date(2023, 2, 13)),)
            if kind == "graduate"
            else (
                Stage("training_and_loans", "applied", date(2023, 2, 13), date(2023, 4, 17)),
                Stage("training_and_loans", "granted", date(2023, 4, 17)),
            ),
            secrets={"phone": demo_phone(serial)},
            valid_from=date(2023, 2, 13),
            source="便民服务中心",
        )


def _cared(
    roll: Roll, kind: str, code: str, tags, age: int, serial: int, dice, *, village: bool = False
) -> NewSubject:
    born = date(2023 - age - dice.randrange(0, 8), 1 + dice.randrange(12), 1 + dice.randrange(28))
    grids = [area.key for area in roll.grids if area.key.split("/")[0].endswith("村") == village] if village else None
    grid = dice.choice(grids) if grids else a_grid(roll, dice)
    return NewSubject(
        "person",
        kind,
        code,
        words.person(dice),
        area_id=roll.area_ids[grid],
        tags=tags,
        space="care",
        attributes={},
        secrets={"citizen_id": demo_citizen_id(born, serial % 1000), "phone": demo_phone(serial)},
        valid_from=LONG_AGO,
        source="民政、卫健、退役军人条线名单",
    )
