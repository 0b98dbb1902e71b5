"""Subjects and relations one by one, and all at once, are kept alike."""

from datetime import date, timedelta

import pytest

from gewu.kernel.types import Refused
from gewu.registry import actions
from gewu.registry.actions import NewRelation, NewSubject, Stage
from gewu.registry.models import Relation
from gewu.registry.rules import relations_between
from tests.alike import SEEDS, dice, kept, one_by_one
from tests.registry.test_register import SHOPS

TABLES = (
    *("registry.Subject", "registry.Tag", "registry.StageSpan", "registry.Secret"),
    *("answers.Fact", "answers.SearchEntry"),
)


@pytest.fixture
def street(cast):
    cast.adopt(SHOPS)
    return cast


def some(street, seed: int) -> list[NewSubject]:
    roll = dice(seed)
    attributes = {
        "floor_area_m2": ["80.5", "150", ""],
        "rent": ["5000", ""],
        "open_at_night": ["是", "否", ""],
        "opened_on": ["2020-05-01", ""],
    }
    rows = []
    for number in range(roll.randint(2, 8)):
        split = roll.choice(["food", "goods", ""])
        fuel = {"fuel": roll.choice(["bottle", "pipe", ""])} if split == "food" else {}
        day = date(2022, 1, 1) + timedelta(days=roll.randrange(300))
        stages = [Stage("shops", "lead", day, day + timedelta(days=30)), Stage("shops", "signed", day + timedelta(30))]
        rows.append(
            NewSubject(
                "place",
                "shop",
                f"S{number}",
                f"福满楼{number}",
                split=split,
                area_id=street.areas[roll.choice(["willow_1", "bridge_2"])].id,
                place_text=roll.choice(["柳荫路8号", ""]),
                attributes={key: roll.choice(values) for key, values in attributes.items()} | fuel,
                tags=["bottled_gas"] * roll.randint(0, 1),
                stages=stages[: roll.randint(0, 2)],
                secrets={"phone": "13999990001"} if roll.random() < 0.5 else {},
                valid_from=day,
                valid_to=roll.choice([None, day + timedelta(days=200)]),
            )
        )
    return rows


@pytest.mark.parametrize("seed", SEEDS)
def test_subjects_one_by_one_are_kept_as_all_at_once(street, seed):
    def admit(rows):
        return actions.admit_many(rows, by=street.system, at=street.at)

    rows = some(street, seed)
    assert kept(one_by_one(admit, rows), *TABLES) == kept(lambda: admit(rows), *TABLES)


@pytest.mark.parametrize("seed", SEEDS)
def test_relations_one_by_one_are_kept_as_all_at_once(street, seed):
    roll = dice(seed)
    ids = list(actions.admit_many(some(street, seed), by=street.system, at=street.at).values())
    pairs = {tuple(roll.sample(ids, 2)) for _ in range(roll.randint(2, 6))}
    fitting = relations_between("place", "place")
    rows = [NewRelation(roll.choice(fitting), *pair, valid_from=date(2023, 1, 2)) for pair in sorted(pairs)]

    def singly():
        for row in rows:
            said = {"kind": row.kind, "subject_id": row.subject_id, "other_id": row.other_id}
            actions.relate(by=street.system, at=street.at, valid_from=row.valid_from, **said)

    many = kept(lambda: actions.relate_many(rows, by=street.system, at=street.at), "registry.Relation")
    assert kept(singly, "registry.Relation") == many


@pytest.mark.parametrize("gone", ["out of sight", "void"])
def test_nobody_relates_what_is_gone_or_out_of_sight(street, gone):
    def shop(code, area):
        return NewSubject("place", "shop", code, code, area_id=street.areas[area].id)

    rows = [shop("S1", "willow_1"), shop("S2", "bridge_1" if gone == "out of sight" else "willow_1")]
    here, there = actions.admit_many(rows, by=street.system, at=street.at).values()
    if gone == "void":
        actions.void(by=street.system, at=street.at, subject_id=there, reason="误登")
    officer = street.actor("officer_a")
    with pytest.raises(Refused, match=r"registry\.R161"):
        actions.relate(by=officer, at=street.at, kind="part_of", subject_id=here, other_id=there)
    assert Relation.objects.count() == 0
