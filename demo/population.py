"""What else is on the ground, pack by pack: rows for registry.actions.admit_many out of `population` and `marks`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any

from demo import draw, own
from demo.dice import stream
from demo.draw import About
from demo.roll import Roll
from gewu.kernel.identifiers import demo_citizen_id, demo_phone, demo_uscc
from gewu.registry.actions import NewSubject, Stage
from gewu.scenario.grammar import Scenario

LONG_AGO = date(2022, 6, 1)
Marks = Mapping[int, Sequence[tuple[str, Mapping[str, Any]]]]  # row of a kind -> (scenario, what it says of it)


class Population:
    """Everything that the packs put on the ground; a mark says which of a kind another scenario looks after."""

    def __init__(self, roll: Roll, adopted: Mapping[str, Scenario]):
        self.roll, self.adopted = roll, adopted
        self.numbers: Counter[str] = Counter()
        self.serial = 200_000  # of invented telephones and numbers
        self.born: Counter[date] = Counter()  # who was born on a day so far, for the numbers
        self.villages = [area.key for area in roll.grids if area.key.split("/")[0].endswith("村")]

    def all(self) -> Iterator[tuple[str, list[NewSubject]]]:
        """(title, rows) of one pack after the other."""
        by_pack: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for key, entry in own.told("population"):
            by_pack[key].append(entry)
        for key, entries in by_pack.items():
            splits = [_splits(entry) for entry in entries]
            marks = _marks(self.adopted[key].subject.kind, [split for group in splits for split in group])
            first, rows = 0, []
            for entry, group in zip(entries, splits, strict=True):
                rows += self._group(key, entry, group, {at - first: found for at, found in marks.items()})
                first += len(group)
            yield self.adopted[key].title, rows

    def _group(self, key: str, entry: Mapping[str, Any], splits: list[str], marks: Marks) -> Iterator[NewSubject]:
        dice = stream(f"population:{key}:{entry['code']}:{self.numbers[str(entry['code'])]}")
        for index, split in enumerate(splits):
            self.numbers[str(entry["code"])] += 1
            about = About(dice, index, self.numbers[str(entry["code"])], split=split)
            yield self._one(key, entry, about, len(splits), marks.get(index, ()))

    def _one(self, key: str, entry: Mapping[str, Any], about: About, count: int, marks) -> NewSubject:
        grid, estate = self._where(entry.get("where", "any"), about)
        area = next(area for area in self.roll.grids if area.key == grid)
        community = grid.split("/")[0]
        n = about["n"] - 1
        about |= {"grid": area.name, "community": community, "short": own.short(community)}
        about |= {"block": n // 66 + 1, "floor": n % 66 // 6 + 1, "room": n % 6 + 1}
        about["valid_from"] = draw.day(entry.get("valid_from", LONG_AGO), about, count)
        about["place"] = estate or draw.value(
            next((m["place"] for _, m in marks if "place" in m), entry.get("place", "")), about
        )
        name = draw.value({"row": entry["names"]} if "names" in entry else entry.get("name", "{person}"), about)
        about["name"] = name
        attributes = draw.values(entry.get("attributes", {}), about)
        stages = _stages(key, entry.get("stages", ()), about, count)
        tags = [draw.value(tag, about) for tag in entry.get("tags", ())]
        for scenario, mark in marks:
            attributes |= draw.values(mark.get("attributes", {}), about)
            stages += _stages(scenario, mark.get("stages", ()), about, count)
            tags += [tag for tag in mark.get("tags", ()) if tag not in tags]
        subject = self.adopted[key].subject
        return NewSubject(
            subject.nature,
            subject.kind,
            draw.value(entry["code"], about),
            name,
            split=about["split"],
            area_id=self.roll.area_ids[grid],
            place_text=about["place"],
            attributes=attributes,
            tags=tags,
            stages=stages,
            space=entry.get("space", ""),
            secrets=self._secrets(entry, about),
            valid_from=about["valid_from"],
            source=entry["source"],
        )

    def _where(self, spec: Any, about: About) -> tuple[str, str]:
        """The grid it lies in, and the estate where that is what was asked."""
        if isinstance(spec, dict) and "every" in spec:
            return self.roll.grids[(about["n"] - 1) * spec["every"] % len(self.roll.grids)].key, ""
        if isinstance(spec, dict):
            estates = self.roll.groups[spec["estates"]][: spec["first"]]
            estate = estates[(about["n"] - 1) % len(estates)]
            return estate.grid, estate.name
        if spec == "villages":
            return self.villages[about.index % len(self.villages)], ""
        if spec == "villages_any":
            return about.dice.choice(self.villages), ""
        if spec == "communities":
            communities = [area.key for area in self.roll.ground if area.kind == "community"]
            return f"{communities[about.index % len(communities)]}/1", ""
        return self.roll.a_grid(about.dice), ""

    def _secrets(self, entry: Mapping[str, Any], about: About) -> dict[str, str]:
        wanted = ["citizen_id", "phone"] if "age" in entry else entry.get("secrets", ())
        self.serial += bool(wanted)
        dice, serial = about.dice, self.serial
        make = {"phone": lambda: demo_phone(serial), "uscc": lambda: demo_uscc(serial % 90_000)}
        if "age" in entry:
            born = date(2023 - entry["age"] - dice.randrange(0, 8), 1 + dice.randrange(12), 1 + dice.randrange(28))
            self.born[born] += 1
            make["citizen_id"] = lambda: demo_citizen_id(born, self.born[born])
        return {kind: make[kind]() for kind in wanted}


def _splits(entry: Mapping[str, Any]) -> list[str]:
    if "splits" in entry:
        return [split for split, count in entry["splits"].items() for _ in range(count)]
    rows = entry.get("names", ())
    return [entry.get("split", "")] * entry.get("count", len(rows))


def _marks(kind: str, splits: Sequence[str]) -> Marks:
    """Which rows of a kind the packs say something more of."""
    rows: dict[str, list[int]] = defaultdict(list)
    for at, split in enumerate(splits):
        rows[split].append(at)
    found: dict[int, list] = defaultdict(list)
    for key, marks in own.told("marks"):
        for mark in marks.get(kind, ()):
            pool = [at for split in mark["splits"] for at in rows[split]][mark.get("skip", 0) :]
            for at in pool[: mark.get("count", len(pool))]:
                found[at].append((key, mark))
    return found


def _stages(scenario: str, spans: Sequence[Sequence[Any]], about: About, count: int = 0) -> tuple[Stage, ...]:
    """One stage after the other; each ends on the day on which the next begins."""
    starts = [draw.day(start, about, count) for _, start in spans]
    return tuple(
        Stage(scenario, draw.value(stage, about), *span)
        for (stage, _), span in zip(spans, zip_longest(starts, starts[1:]), strict=True)
    )


def standing(kind: str, number: int, tags: Sequence[str]) -> tuple[Stage, ...]:
    """Where one that is on the ground anyway stands in every scenario that says so."""
    found: tuple[Stage, ...] = ()
    for key, kinds in own.told("standing"):
        for rule in kinds.get(kind, ()):
            turn, of = rule.get("turn", (0, 1))
            if number % of == turn and rule.get("tag", "") in ("", *tags):
                found += _stages(key, rule["stages"], About(stream("standing"), number, number))
    return found
