"""S1-D4: a D subject upgraded to C passes its quarter's task to the leader; D falls by one, the total due stays."""

from __future__ import annotations

from collections import Counter
from datetime import date

from gewu.flows.inspect import inspect
from gewu.indicators.listing import subjects_of
from gewu.kernel.periods import quarter_of
from gewu.records.rules import NewRecord
from gewu.registry import actions as registry
from gewu.registry.rules import NewSubject
from gewu.tasks import actions, queries
from gewu.tasks.models import Task
from tests.looking import looking
from tests.spec.walk import at

SECOND = quarter_of(date(2023, 4, 1))


def subjects(cast, tag: str, count: int, **more) -> dict[str, int]:
    rows = [
        NewSubject(
            "place",
            "merchant",
            f"{tag}{number:04}",
            f"{number}号店",
            split="restaurant",
            area_id=cast.areas["willow_1"].id,
            tags=[tag],
            valid_from=date(2023, 1, 1),
            **more,
        )
        for number in range(count)
    ]
    return registry.admit_many(rows, by=cast.system, at=at("01-04 09:00"))


def level(cast, key: str, day: date) -> int:
    return looking(period=SECOND, as_of=day, for_=cast.scope("leader_main")).value(f"food.{key}").value


def test_s1_d4_an_upgrade_on_1_may_passes_the_task_to_the_leader(cast):
    cast.adopt("packs/safety/food")
    subjects(cast, "food_c", 57)
    d = subjects(cast, "food_d", 1931)
    actions.raise_due(cast.office.id, date(2023, 4, 3), by=cast.system, at=at("04-03 08:00"))
    upgraded = d["food_d0000"]
    registry.untag(by=cast.system, at=at("05-01 09:00"), subject_id=upgraded, tag="food_d")
    registry.tag(by=cast.system, at=at("05-01 09:01"), subject_id=upgraded, tag="food_c")
    actions.raise_due(cast.office.id, date(2023, 5, 1), by=cast.system, at=at("05-01 10:00"))
    task = Task.objects.get(subject_id=upgraded)
    assert (task.rule, task.staff_id) == ("food_c", cast.people["leader_deputy"].id)
    assert (level(cast, "level_d", date(2023, 4, 30)), level(cast, "level_d", date(2023, 5, 1))) == (1931, 1930)
    assert Counter(Task.objects.filter(due_on=date(2023, 6, 30)).values_list("rule", flat=True)) == {
        "food_d": 1930,
        "food_c": 58,
    }
    due = looking(period=SECOND, for_=cast.scope("leader_main")).value("food.checked_on_time")
    assert due.parts == (0, 1988)


def test_s1_d4_what_was_due_and_not_inspected_is_named_by_cadre_before_the_quarter_ends(cast):
    """应督未督: on 20 June the leader reads which of the subjects are still open, and with whom."""
    cast.adopt("packs/safety/food")
    c, _ = subjects(cast, "food_c", 3), subjects(cast, "food_d", 2)
    actions.raise_due(cast.office.id, date(2023, 4, 3), by=cast.system, at=at("04-03 08:00"))
    checks = dict.fromkeys(("licence", "purchase", "kitchen", "tableware", "spoiled"), "pass")
    new = NewRecord("food", at("06-19 10:00"), c["food_c0000"], "inspection", checks=checks)
    inspect(new, by=cast.actor("leader_deputy"), at=at("06-19 10:30"))
    scope = cast.scope("leader_main", date(2023, 6, 20))
    board = queries.coverage(scope, "food", SECOND, by="staff")
    assert {cell.title: (cell.due, cell.on_time, cell.missing) for cell in board} == {
        "方正": (3, 1, 2),
        "王芳": (2, 0, 2),
    }
    named = queries.missing(scope, "food", SECOND, by="staff")
    assert [task.subject.code for task in named if task.staff.name == "方正"] == ["food_c0001", "food_c0002"]


def test_s1_d4_an_unsigned_pledge_is_listed(cast):
    cast.adopt("packs/safety/food")
    subjects(cast, "food_c", 2, attributes={"pledge": "signed"})
    unsigned = subjects(cast, "food_d", 1, attributes={"pledge": "unsigned", "contact_cadre": "吴迪"})
    asked = {"period": SECOND, "as_of": date(2023, 5, 1), "for_": cast.scope("leader_main")}
    found = looking(**asked).rows("food.unsigned")
    assert subjects_of(found, asked["for_"]) == set(unsigned.values())
