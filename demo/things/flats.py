"""Resettlement flats whose titles are split, and farmhouses being rebuilt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from demo.dice import stream
from demo.roll import Roll
from gewu.registry.actions import NewSubject, Stage


def flats_and_farmhouses(roll: Roll) -> Iterator[NewSubject]:
    """Resettlement flats whose titles are split (1,573 certified of 1,892 eligible), and farmhouses being rebuilt."""
    dice = stream("flats")
    settled = [(estate.name, estate.grid) for estate in roll.estates if estate.resettlement][:3]
    total, eligible, certified = 1_940, 1_892, 1_573
    opening = date(2023, 5, 15)
    for at in range(total):
        name, grid = settled[at % 3]
        stages: tuple[Stage, ...] = (Stage("title_certificates", "waiting", date(2023, 4, 20)),)
        if at < certified:
            applied = opening + timedelta(days=at * 40 // certified)
            done = applied + timedelta(days=dice.randrange(0, 4))
            stages = (Stage("title_certificates", "waiting", date(2023, 4, 20), applied), *_certified(applied, done))
        obstacle = "none" if at < certified + 60 else dice.choice(("heirs", "debt", "papers", "absent"))
        yield NewSubject(
            "dwelling",
            "resettlement_flat",
            f"AZ{at + 1:05d}",
            f"{name}{at // 66 + 1}幢{at % 66 // 6 + 1}0{at % 6 + 1}室",
            area_id=roll.area_ids[grid],
            place_text=name,
            attributes={"eligible": "eligible" if at < eligible else "not_yet", "obstacle": obstacle},
            stages=stages,
            valid_from=date(2023, 4, 20),
            source="安置房清册",
        )
    villages = [area.key for area in roll.grids if area.key.split("/")[0].endswith("村")]
    for at in range(23):
        yield NewSubject(
            "dwelling",
            "farmhouse",
            f"NF{at + 1:03d}",
            f"{villages[at % len(villages)].split('/')[0]}{at + 3}号农房",
            area_id=roll.area_ids[villages[at % len(villages)]],
            attributes={"area_m2": 120 + 5 * at, "approval": f"澄农建〔2022〕{at + 1}号"},
            stages=_farmhouse(at),
            valid_from=date(2022, 5, 1),
            source="建设管理办公室",
        )


def _certified(applied: date, done: date) -> tuple[Stage, ...]:
    if applied == done:
        return (Stage("title_certificates", "certified", done),)
    return (Stage("title_certificates", "applied", applied, done), Stage("title_certificates", "certified", done))


def _farmhouse(at: int) -> tuple[Stage, ...]:
    approved, start = date(2022, 8, 1), date(2022, 10, 10)
    base = (
        Stage("farmhouses", "applied", date(2022, 5, 1), approved),
        Stage("farmhouses", "approved", approved, start),
    )
    if at >= 16:
        return (*base, Stage("farmhouses", "building", start))
    accepted = date(2023, 2, 20) + timedelta(days=7 * at)
    return (
        *base,
        Stage("farmhouses", "building", start, accepted - timedelta(days=14)),
        Stage("farmhouses", "completed", accepted - timedelta(days=14), accepted),
        Stage("farmhouses", "accepted", accepted),
    )
