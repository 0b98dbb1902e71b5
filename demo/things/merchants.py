"""Merchants of the commercial library and the group-rented flats; one key for all lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from demo import words
from demo.dice import stream
from demo.roll import Roll
from demo.things.common import LONG_AGO, a_grid, a_place
from gewu.kernel.identifiers import demo_phone, demo_uscc
from gewu.registry.actions import NewSubject, Stage

PILOT_ROAD = "丰禾路"
#: merchants of the commercial library; they add up to 2,927
MERCHANTS = {
    "restaurant": 640,
    "shop": 1_406,
    "hotel": 46,
    "entertainment": 62,
    "leisure": 318,
    "clinic": 61,
    "school": 58,
    "workshop": 308,
    "hazmat": 12,
    "nursery": 9,
    "elder_home": 7,
}
GROUP_RENTALS = 74  # flats, beside the commercial library
FOOD_C, FOOD_D = 57, 1_931
FIRE_BASE = ("hotel", "entertainment", "school", "nursery", "elder_home", "group_rental", "restaurant")
FIRE_BASE_SIZE, FIRE_SEEN = 592, 584
FUMES, FUMES_SEEN = 574, 561
PILOT_SHOPS, WILLING_SHOPS, UNWILLING_SHOPS, OTHER_BOTTLED = 59, 196, 41, 88
LETTING_FLAT = "GR0001"  # the flat that three lines visit
SITES = (("storefront", 0.62), ("complex", 0.16), ("office_building", 0.1), ("market", 0.12))
BY_ROAD = {"nursery": "托育中心", "elder_home": "颐养院"}


def merchants(roll: Roll) -> Iterator[NewSubject]:
    """2,927 merchants of the commercial library, then the group-rented flats; one key for all lines."""
    dice = stream("merchants")
    made: list[tuple[str, str]] = []
    for split, count in MERCHANTS.items():
        made += [(split, f"M{at:05d}") for at in range(len(made) + 1, len(made) + count + 1)]
    tags = _merchant_tags(made)
    for order, (split, code) in enumerate(made, 1):
        own = tags[code]
        pilot = "gas_pilot" in own
        grid = a_grid(roll, dice)
        place = f"{PILOT_ROAD}{order % 160 + 2}号" if pilot else a_place(grid, dice)
        yield _merchant(roll, code, split, own, place, order, dice, grid=grid)
    for at in range(1, GROUP_RENTALS + 1):
        grid = a_grid(roll, dice)
        code, place = f"GR{at:04d}", f"{dice.choice(words.ESTATE_HEADS)}{dice.choice(words.ESTATES)}{at % 30 + 1}幢"
        tags_of = ("key_place", "fire_key_place") + (("bottled_gas",) if code == LETTING_FLAT else ())
        stages = (Stage("gas", "found", date(2023, 2, 14)),) if code == LETTING_FLAT else ()
        yield NewSubject(
            "place",
            "merchant",
            code,
            f"{place}合租房",
            split="group_rental",
            area_id=roll.area_ids[grid],
            place_text=f"{place}{at % 6 + 1}0{at % 4 + 1}室",
            tags=tags_of,
            stages=stages,
            attributes={"site": "residence", "people": 6 + at % 9},
            valid_from=LONG_AGO,
            source="网格采集",
        )


def _merchant_tags(made: list[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Which lines look after whom; a restaurant may be in food, fire, gas and fumes at once."""
    tags: dict[str, list[str]] = {code: [] for _, code in made}
    by_split: dict[str, list[str]] = {}
    for split, code in made:
        by_split.setdefault(split, []).append(code)
    food = [code for split in ("nursery", "elder_home", "hotel", "restaurant", "shop") for code in by_split[split]]
    _give(tags, food[:FOOD_C], "food_c")
    _give(tags, food[FOOD_C : FOOD_C + FOOD_D], "food_d")
    fire = [code for split in FIRE_BASE if split != "group_rental" for code in by_split[split]]
    _give(tags, fire[: FIRE_BASE_SIZE - GROUP_RENTALS], "fire_key_place")
    _give(tags, (by_split["elder_home"] + by_split["restaurant"])[:FUMES], "fumes")
    for split in ("school", "nursery", "elder_home"):
        _give(tags, by_split[split], "key_place")
    gas = by_split["restaurant"][40:] + by_split["hotel"]
    marks = ["gas_pilot"] * PILOT_SHOPS + ["gas_willing"] * WILLING_SHOPS + ["gas_unwilling"] * UNWILLING_SHOPS
    marks += ["gas_found"] * OTHER_BOTTLED
    for code, mark in zip(gas, marks, strict=False):
        tags[code] += ["bottled_gas", mark]
    return {code: tuple(own) for code, own in tags.items()}


def _give(tags: dict[str, list[str]], codes: list[str], tag: str) -> None:
    for code in codes:
        tags[code].append(tag)


def _merchant(roll: Roll, code: str, split: str, marks: tuple[str, ...], place: str, order: int, dice, *, grid: str):
    name = words.shop(split, dice) if split in words.TRADES else f"{dice.choice(words.ESTATE_HEADS)}{BY_ROAD[split]}"
    gas = next((mark for mark in marks if mark.startswith("gas_")), "")
    site = dice.choices([key for key, _ in SITES], [weight for _, weight in SITES])[0]
    attributes: dict[str, object] = {
        "site": site,
        "trade": dice.choice(words.TRADES.get(split, [BY_ROAD.get(split, "服务")])),
        "floor_area_m2": int(dice.triangular(18, 420, 60)),
    }
    if split in ("restaurant", "hotel", "school", "elder_home", "shop", "workshop"):
        attributes["fuel"] = "bottled" if gas else dice.choice(("piped", "electric", "none"))
    if gas:
        attributes |= {"cylinders": dice.randrange(1, 5), "pilot": "pilot" if gas == "gas_pilot" else "elsewhere"}
    if "fumes" in marks:
        large = attributes["floor_area_m2"] >= 100
        attributes |= {
            "purifier": "fitted" if dice.random() < 0.9 else "missing",
            "monitor": dice.choice(("online", "none", "none")) if large else "none",
        }
    if "food_c" in marks or "food_d" in marks:
        attributes["pledge"] = "signed" if dice.random() < 0.985 else "unsigned"
    return NewSubject(
        "place",
        "merchant",
        code,
        name,
        split=split,
        area_id=roll.area_ids[grid],
        place_text=place,
        attributes=attributes,
        tags=[mark for mark in marks if not mark.startswith("gas_")],
        stages=_gas_stages(gas),
        secrets={"uscc": demo_uscc(order), "phone": demo_phone(order + 500_000)},
        valid_from=LONG_AGO + timedelta(days=order % 190),
        source="网格采集",
    )


def _gas_stages(mark: str) -> tuple[Stage, ...]:
    found = date(2023, 2, 14)
    if not mark:
        return ()
    if mark == "gas_found":
        return (Stage("gas", "found", found),)
    said = date(2023, 4, 3)
    if mark != "gas_pilot":
        return (Stage("gas", "found", found, said), Stage("gas", mark.removeprefix("gas_"), said))
    return (
        Stage("gas", "found", found, said),
        Stage("gas", "willing", said, date(2023, 6, 9)),
        Stage("gas", "designed", date(2023, 6, 9)),
    )
