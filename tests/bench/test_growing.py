"""An office ten times as busy is the same office with every matter, record and task ten times."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import F

from bench import growing, table
from gewu.answers import search
from gewu.answers.models import Fact
from gewu.journal import actions as journal
from gewu.matters.models import Matter, MatterEvent
from gewu.records.models import Record
from gewu.tasks import actions as tasks
from gewu.tasks.models import Task
from tests.indicators import rows
from tests.indicators.busy import make_busy
from tests.indicators.conftest import counting  # noqa: F401

COPIED = (
    (Matter.objects.all(), ("scenario", "state", "received_on", "closed_on", "area")),
    (Record.objects.all(), ("kind", "happened_on", "subject")),
    (Task.objects.all(), ("rule", "due_on", "state", "subject")),
    (Fact.objects.filter(owner_kind__in=growing.OWNERS), ("owner_kind", "field", "number", "text")),
)


def grow():
    connection.ensure_connection()
    growing.grow(connection.connection, postgres=connection.vendor == "postgresql")


def test_every_share_of_a_grown_office_is_what_it_was(counting):  # noqa: F811
    make_busy(counting)
    before = [Counter(found.values_list(*names)) for found, names in COPIED]
    grow()
    after = [Counter(found.all().values_list(*names)) for found, names in COPIED]
    assert after == [Counter({key: 10 * count for key, count in one.items()}) for one in before]


def test_a_copy_has_its_own_number_events_and_search_entry(counting):  # noqa: F811
    matter = rows.matter(counting, counting.at.date())
    kept = {"office": counting.office, "matter": matter, "step": matter.step, "at": counting.at, "actor": "王"}
    MatterEvent.objects.create(seq=1, kind="received", **kept)
    search.index(search.Entry(counting.office.id, "matter", matter.id, matter.title))
    grow()
    found = search.find("噪声", counting.system.scope, limit=100)
    assert len({row.number for row in Matter.objects.all()}) == 10
    assert {one.owner_id for one in found} == set(MatterEvent.objects.values_list("matter_id", flat=True))
    assert {one.owner_id for one in found} == set(Matter.objects.values_list("id", flat=True))


def test_a_copy_of_a_repeat_repeats_the_copy(counting):  # noqa: F811
    first = rows.matter(counting, counting.at.date())
    rows.matter(counting, counting.at.date(), repeat_of=first)
    grow()
    assert Matter.objects.filter(id=F("repeat_of_id") + 1).count() == 10


def test_the_clock_goes_on_in_a_grown_office(counting):  # noqa: F811
    make_busy(counting)
    office, by, first = counting.office.id, counting.system, date(2023, 6, 28)
    tasks.raise_due(office, first, by=by, at=rows.at(first))
    by_rule = Task.objects.filter(origin="rule").count()
    grow()
    assert Task.objects.filter(origin="rule").count() == by_rule > 0
    journal.write("registry.changed", by=by, at=rows.at(first), noun="subject")  # so that all is looked at anew
    after = [first + timedelta(days=days) for days in (0, 1, 4, 40, 100)]
    raised = [tasks.raise_due(office, day, by=by, at=rows.at(day)) for day in after]
    assert (raised[:2], raised[-1] > 0) == ([0, 0], True)


@pytest.mark.parametrize(("before", "after", "may"), [(20, 300, True), (20, 301, False), (400, 800, True)])
def test_a_page_may_cost_twice_as_much_or_300_ms(before, after, may):
    assert table.may_grow(before, after) is may
