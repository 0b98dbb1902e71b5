"""A visit is done only by a record of the right form in which the person was met (F023, F024); shipped packs."""

from __future__ import annotations

from datetime import date

import pytest

from gewu.journal.models import Outgoing
from gewu.kernel.periods import month_of
from gewu.records import actions as records
from gewu.records.actions import NewRecord
from gewu.registry import actions as registry
from gewu.tasks import actions as tasks
from gewu.tasks.models import Attempt, Task
from tests.cast import PASSWORD, cast  # noqa: F401
from tests.looking import looking
from tests.matters.conftest import at

JUNE = month_of(date(2023, 6, 1))
LOOKED = {"licence": "pass", "purchase": "pass", "kitchen": "pass", "tableware": "pass", "spoiled": "pass"}


class Ground:
    """A subject of a shipped pack with its running task."""

    def __init__(self, cast, pack: str, scenario: str, tag: str, **subject):  # noqa: F811
        cast.adopt(pack)
        self.cast, self.scenario = cast, scenario
        given = {"by": cast.system, "at": at("01-04 09:00"), "area_id": cast.areas["willow_1"].id, "code": "A1"}
        self.subject = registry.admit(**given, name="甲", tags=[tag], valid_from=date(2023, 1, 1), **subject)
        tasks.raise_due(cast.office.id, date(2023, 6, 5), by=cast.system, at=at("06-05 08:00"))

    def submit(self, when: str, who: str = "officer_a", **more):
        new = NewRecord(self.scenario, at(when), subject_id=self.subject.id, **more)
        return records.submit(new, by=self.cast.actor(who), at=at(when))

    @property
    def state(self) -> str:
        return Task.objects.get().state

    def said(self, key: str) -> str:
        return looking(period=JUNE, for_=self.cast.system.scope).value(f"{self.scenario}.{key}").said


@pytest.fixture
def restaurant(cast) -> Ground:  # noqa: F811
    place = {"nature": "place", "kind": "merchant", "split": "restaurant"}
    return Ground(cast, "packs/safety/food", "food", "food_d", **place)


@pytest.fixture
def person(cast) -> Ground:  # noqa: F811
    return Ground(cast, "packs/social/care_visits", "care_visits", "care_weekly", nature="person", kind="care_person")


def test_a_sample_is_no_inspection(restaurant):
    restaurant.submit("06-06 10:00", who="secretary", form="sampling", answers={"result": "waiting"})
    was = restaurant.state
    restaurant.submit("06-07 10:00", form="inspection", checks=LOOKED)
    assert (was, restaurant.state, Attempt.objects.count()) == ("due", "done", 0)


def test_who_was_not_met_was_not_visited_and_the_attempt_is_counted_apart(person):
    person.submit("06-06 10:00", answers={"met": "away"})
    assert (person.state, person.said("visits"), person.said("attempts")) == ("due", "0人次", "1次")
    person.submit("06-07 10:00", answers={"met": "family"})
    assert (person.state, person.said("visits"), person.said("attempts")) == ("done", "1人次", "1次")
    assert len(looking(period=JUNE, for_=person.cast.system.scope).rows("care_visits.attempts").ids) == 1


def test_after_three_attempts_the_secretary_is_told_once(person):
    told = []
    for day in (6, 7, 8, 9):
        person.submit(f"06-0{day} 10:00", answers={"met": "away"})
        told.append(Outgoing.objects.filter(kind="attempts").count())
    assert told == [0, 0, 1, 1]
    message = Outgoing.objects.get(kind="attempts")
    assert (message.to_staff_id, "3次" in message.words) == (person.cast.people["secretary"].id, True)


def test_a_void_attempt_is_none(person):
    row = person.submit("06-06 10:00", answers={"met": "away"})
    records.void(row.id, by=person.cast.actor("officer_a"), at=at("06-06 11:00"), reason="记错人了")
    assert (Attempt.objects.count(), person.said("attempts")) == (0, "0次")


def test_one_by_one_and_many_at_once_are_kept_alike(person):
    new = [
        NewRecord("care_visits", at(f"06-0{day} 10:00"), subject_id=person.subject.id, answers={"met": met})
        for day, met in ((6, "away"), (7, "away"), (8, "met"), (9, "away"))
    ]
    records.submit_many(new, by=person.cast.actor("officer_a"), at=at("06-09 12:00"))
    assert (person.state, Task.objects.get().done_on, Attempt.objects.count()) == ("done", date(2023, 6, 8), 2)


def test_the_page_of_the_task_says_how_often_it_was_tried(person, client):
    person.submit("06-06 10:00", answers={"met": "away"})
    client.login(username="officer_a", password=PASSWORD)
    page = client.get(f"/tasks/{Task.objects.get().id}/").content.decode()
    assert ("没成的尝试" in page, "1 次" in page) == (True, True)
