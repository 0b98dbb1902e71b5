"""Records one by one, and all at once, are kept alike, and fulfil the same tasks."""

from datetime import date, timedelta

import pytest

from gewu.kernel.calendar import LOCAL
from gewu.records import actions
from gewu.records.models import Record
from tests.alike import SEEDS, dice, kept, one_by_one
from tests.matters.conftest import at
from tests.records.conftest import checks

TABLES = ("records.Record", "tasks.Task", "answers.Fact", "answers.SearchEntry")


def some(visits, seed: int) -> list:
    """Checks and trainings of three hotels over two months, in the order in which they happened."""
    roll = dice(seed)
    places = [visits.place(f"A{number}", area=roll.choice(["willow_1", "bridge_2"])) for number in range(3)]
    visits.tick("05-04")
    visits.tick("06-01")
    rows = []
    for _ in range(roll.randint(4, 12)):
        moment = at("05-02 09:00") + timedelta(minutes=roll.randrange(80_000))
        training = roll.random() < 0.3
        more = {
            "form": "training" if training else "inspection",
            "answers": {"trained": roll.randint(1, 9)} if training else {"team": roll.randint(1, 9)},
            "checks": {} if training else checks(*roll.sample(["wiring", "lining"], roll.randint(0, 2))),
            "said": roll.choice(["", "已当面说明"]),
            "staff_id": roll.choice([None, visits.cast.people["officer_a"].id]),
            "entered_at": roll.choice([None, moment, moment + timedelta(days=5)]),
        }
        rows.append(visits.record(roll.choice(places), f"{moment.astimezone(LOCAL):%m-%d %H:%M}", **more))
    return sorted(rows, key=lambda row: row.happened_at)


@pytest.mark.parametrize("seed", SEEDS)
def test_records_one_by_one_are_kept_as_all_at_once(visits, seed):
    def submit(rows):
        return actions.submit_many(rows, by=visits.cast.system, at=at("06-28 18:00"))

    rows = some(visits, seed)
    assert kept(one_by_one(submit, rows), *TABLES) == kept(lambda: submit(rows), *TABLES)


def test_a_single_record_is_a_list_of_one(visits):
    place = visits.place("A1")
    visits.tick("06-01")
    new, by, moment = visits.record(place, "06-10 10:00"), visits.cast.actor("officer_a"), at("06-12 09:00")
    one = kept(lambda: actions.submit(new, by=by, at=moment), *TABLES)
    assert one == kept(lambda: actions.submit_many([new], by=by, at=moment), *TABLES)


def test_many_records_are_made_by_who_enters_them_on_the_day_they_are_entered(visits):
    place = visits.place("A1")
    rows = [visits.record(place, "06-01 10:00"), visits.record(place, "06-05 10:00")]
    actions.submit_many(rows, by=visits.cast.actor("officer_a"), at=at("06-06 09:00"))
    found = Record.objects.order_by("id").values_list("staff__name", "unit__name", "happened_on", "late_entry")
    assert list(found) == [
        ("王芳", "柳荫社区", date(2023, 6, 1), True),
        ("王芳", "柳荫社区", date(2023, 6, 5), False),
    ]
