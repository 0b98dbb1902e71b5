"""S1-A4 商业区信息库: a restaurant closes, a nail studio opens in the same premises: two merchants, two pasts."""

from __future__ import annotations

from datetime import date

from gewu.flows.inspect import inspect
from gewu.kernel.periods import quarter_of
from gewu.records import queries as records
from gewu.records.rules import NewRecord
from gewu.registry import actions as registry
from gewu.tasks import actions as tasks
from gewu.tasks.models import Task
from tests.looking import looking
from tests.spec.walk import at

FIRST, SECOND = quarter_of(date(2023, 1, 1)), quarter_of(date(2023, 4, 1))
CHECKS = dict.fromkeys(("licence", "purchase", "kitchen", "tableware", "spoiled"), "pass")


def merchant(cast, code: str, name: str, opened: date, **more):
    return registry.admit(
        by=cast.system,
        at=at("05-10 09:00"),
        nature="place",
        kind="merchant",
        code=code,
        name=name,
        area_id=cast.areas["willow_1"].id,
        place_text="柳荫路12号",
        valid_from=opened,
        **more,
    )


def inspected(cast, place, when: str):
    new = NewRecord("food", at(when), subject_id=place.id, form="inspection", checks=CHECKS)
    return inspect(new, by=cast.actor("officer_a"), at=at(when)).record


def food_subjects(cast, period, day: date) -> int:
    return looking(period=period, as_of=day, for_=cast.scope("leader_main")).value("food.level_d").value


def test_s1_a4_the_old_merchant_keeps_its_past_and_leaves_the_lists_from_that_day(cast):
    cast.adopt("packs/safety/food")
    old = merchant(cast, "M1", "老灶小馆", date(2023, 1, 3), split="restaurant", tags=["food_d"])
    tasks.raise_due(cast.office.id, date(2023, 2, 1), by=cast.system, at=at("02-01 08:00"))
    record = inspected(cast, old, "03-08 10:00")
    tasks.raise_due(cast.office.id, date(2023, 4, 3), by=cast.system, at=at("04-03 08:00"))
    printed = food_subjects(cast, FIRST, date(2023, 3, 31))

    secretary, day = cast.actor("secretary"), date(2023, 5, 10)
    registry.close_subject(by=secretary, at=at("05-10 10:00"), subject_id=old.id, on=day, reason="停业转让")
    new = merchant(cast, "M2", "指尖美甲", day)
    tasks.raise_due(cast.office.id, date(2023, 5, 11), by=cast.system, at=at("05-11 08:00"))

    assert list(Task.objects.order_by("due_on").values_list("subject_id", "state")) == [
        (old.id, "done"),
        (old.id, "void"),
    ]
    scope = cast.scope("leader_main")
    kept = [[row.id for row in records.records(scope, subject_id=subject)] for subject in (old.id, new.id)]
    assert kept == [[record.id], []]
    counted = [food_subjects(cast, SECOND, date(2023, 5, day)) for day in (9, 10)]
    assert (printed, food_subjects(cast, FIRST, date(2023, 3, 31)), counted) == (1, 1, [1, 0])
