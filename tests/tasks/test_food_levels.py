"""57 C and 1,931 D subjects: an upgrade passes one task on, and the total due stays 1,988 (S1-D4)."""

from __future__ import annotations

from collections import Counter
from datetime import date

from gewu.kernel.periods import quarter_of
from gewu.registry import actions as registry
from gewu.registry.rules import NewSubject
from gewu.tasks import actions
from gewu.tasks.models import Task
from tests.histories import at
from tests.looking import looking

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


def test_an_upgrade_on_1_may_passes_the_task_to_the_leader(cast):
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
