"""A locked period is left alone (F029): every act of a room either asks the lock, or moves no dated figure."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from inspect import isfunction

import pytest

from gewu.indicators import actions as indicators
from gewu.indicators.actions import NewObservation
from gewu.kernel.periods import Period
from gewu.kernel.types import Refused
from gewu.money import actions as money
from gewu.office import actions as office
from gewu.registry import actions as registry
from gewu.registry.models import Milestone
from gewu.tasks import actions as tasks
from gewu.tasks.models import Task
from tests.cast import cast  # noqa: F401
from tests.indicators import rows
from tests.matters.conftest import at

ROOMS = ("documents", "registry", "tasks", "records", "matters", "money", "indicators")
#: acts that ask the lock: below with a story of their own, in the tests of their room, or by one of ACTS
SHOWN = {
    "registry.change",  # its answers; ground and class have no days yet (F028)
    *("registry.undo_stage", "registry.undo_tag", "tasks.add_to_campaign"),
    *("documents.issue", "documents.receive", "documents.void"),
    *("records.submit", "records.submit_many", "records.void", "records.judge_void"),
    *("matters.take_in", "matters.take_in_many", "matters.do", "indicators.observe_many"),
    *(
        "money.draw_list",
        "money.draw_month",
        "money.draw_many",
        "money.take_bank_return",
        "money.take_back_return",
        "money.repay",
    ),
}
#: acts that move no figure of a day that is over, and why
STILL = {
    "documents.scan": "a scan makes no paper of another day",
    "documents.may": "asks",
    "documents.words": "asks",
    "registry.admit": "as admit_many",
    "registry.admit_many": "the register as it was found: founding days of what comes in lie in any period",
    "registry.set_secret": "never counted",
    "registry.verify_on_site": "never counted",
    "registry.reveal": "reads",
    "registry.relate": "never counted",
    "registry.relate_many": "never counted",
    "registry.end_relation": "never counted",
    "registry.move_ground": "answers and ground have no days yet (F028); flows.closing asks for the day itself",
    "tasks.move_ground": "who and where, not how many",
    "matters.move_ground": "where, not how many; flows.closing asks for the day itself",
    "registry.correct_relation": "never counted",
    "registry.void_relation": "never counted",
    "registry.rebuild_facts": "writes what is there",
    "registry.undo_admit": "as void",
    "tasks.raise_due": "of the day itself, by the clock",
    "tasks.tell_missed": "tells",
    "tasks.fulfil": "by a record, which asks",
    "tasks.reopen": "by a record's void, which asks",
    "tasks.hand_over": "who, not how many",
    "tasks.open_list": "an empty list",
    "matters.mark_overdue": "tells",
    "matters.move_on": "as do",
    "matters.reproject": "writes what is there",
    "money.entitle": "pays nothing",
    "money.entitle_many": "pays nothing",
    "money.end_entitlement": "pays nothing",
    "money.approve": "pays nothing",
    "money.send": "pays nothing",
}


@pytest.fixture
def locked(cast):  # noqa: F811
    """The counting office with a subject; the first quarter is locked."""
    cast.adopt(rows.COUNTING)
    one = rows.subject(cast, code="K-1", valid_from=date(2023, 1, 1))
    registry.tag(by=cast.system, at=at("01-04 09:00"), subject_id=one.id, tag="busy")
    task = rows.task(cast, one, date(2023, 3, 31))
    shown = NewObservation(
        "kiosks.length", Period.parse("2023-01-01..2023-01-31"), 1, "秦书", date(2023, 2, 1), "台账"
    )
    stated = indicators.observe(by=cast.system, at=at("02-01 09:00"), new=shown)
    office.lock_period(by=cast.system, at=at("04-03 09:00"), start=date(2023, 1, 1), end=date(2023, 4, 1))
    paid = rows.payment(cast, one, 100, date(2023, 2, 20))
    return cast, one, {"paid": paid.id, "task": task.id, "stated": stated.id, "shown": shown}


INSIDE, BEFORE = date(2023, 2, 1), date(2022, 12, 1)
ACTS = {
    "registry.enter_stage": lambda of, ids: registry.enter_stage(**of, scenario="kiosks", stage="talking", on=INSIDE),
    "registry.tag": lambda of, ids: registry.tag(**of, tag="busy", valid_from=INSIDE),
    "registry.untag": lambda of, ids: registry.untag(**of, tag="busy", on=INSIDE),
    "registry.set_milestone": lambda of, ids: registry.set_milestone(**of, key="opened", actual_on=INSIDE),
    "registry.forecast": lambda of, ids: registry.forecast(
        **of | {"at": at("03-01 09:00")}, key="opened", forecast_on=date(2023, 9, 1), reason="雨季"
    ),
    "registry.close_subject": lambda of, ids: registry.close_subject(**of, on=INSIDE, reason="拆除"),
    "registry.void": lambda of, ids: registry.void(**of, reason="登记有误"),
    "tasks.excuse": lambda of, ids: tasks.excuse(ids["task"], by=of["by"], at=of["at"], reason="停业"),
    "tasks.match_outside": lambda of, ids: tasks.match_outside(
        ids["task"], by=of["by"], at=of["at"], number="W-1", done_on=INSIDE
    ),
    "tasks.start_campaign": lambda of, ids: tasks.start_campaign(
        by=of["by"],
        at=of["at"],
        scenario="kiosks",
        title="春季排查",
        from_on=INSIDE,
        to_on=date(2023, 3, 20),
        subject_ids=[of["subject_id"]],
    ),
    "money.void_line": lambda of, ids: money.void_line(by=of["by"], at=of["at"], line_id=ids["paid"], reason="发错了"),
    "indicators.observe": lambda of, ids: indicators.observe(by=of["by"], at=of["at"], new=ids["shown"]),
    "indicators.void": lambda of, ids: indicators.void(
        by=of["by"], at=of["at"], observation_id=ids["stated"], reason="报错了"
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_that_moves_a_figure_of_a_locked_period_is_refused(locked, act):
    cast, one, ids = locked  # noqa: F811
    if act == "registry.tag":
        one = rows.subject(cast, code="K-2")
    if act == "registry.forecast":
        Milestone.objects.create(office=cast.office, subject=one, key="opened", title="开业")
    with pytest.raises(Refused) as refused:
        ACTS[act]({"by": cast.system, "at": at("04-05 09:00"), "subject_id": one.id}, ids)
    assert refused.value.id == "office.R310"
    assert Task.objects.get().state == "due"


def test_a_slip_of_the_hand_is_taken_back_only_while_its_period_is_open(locked):
    cast = locked[0]  # noqa: F811
    subject, now = rows.subject(cast, code="K-2"), at("05-08 09:00")
    of = {"by": cast.actor("section_head"), "subject_id": subject.id}
    given = registry.tag(**of, at=now, tag="busy")
    registry.enter_stage(**of, at=now, scenario="kiosks", stage="talking")
    office.lock_period(by=cast.system, at=now, start=date(2023, 5, 1), end=date(2023, 6, 1))
    for undo in (
        lambda: registry.undo_tag(**of, at=at("05-08 09:05"), tag_id=given.id),
        lambda: registry.undo_stage(**of, at=at("05-08 09:05"), scenario="kiosks"),
    ):
        with pytest.raises(Refused) as refused:
            undo()
        assert refused.value.id == "office.R310"


def test_a_tag_from_before_a_locked_period_would_move_its_stock_and_is_refused(locked):
    cast, _one, _ids = locked  # noqa: F811
    other = rows.subject(cast, code="K-2")
    given = {"by": cast.system, "at": at("04-05 09:00"), "subject_id": other.id, "tag": "busy"}
    with pytest.raises(Refused) as refused:
        registry.tag(**given, valid_from=BEFORE)
    assert refused.value.id == "office.R310"
    assert registry.tag(**given, valid_from=date(2023, 4, 1)).valid_from == date(2023, 4, 1)


def test_every_act_of_a_room_that_counts_asks_the_lock_or_says_why_it_need_not():
    acts = {
        f"{room}.{name}"
        for room in ROOMS
        for name, one in vars(import_module(f"gewu.{room}.actions")).items()
        if isfunction(one) and one.__module__.startswith(f"gewu.{room}.actions") and not name.startswith("_")
    }
    assert acts == {*ACTS, *SHOWN, *STILL}
    assert [name for name in STILL if name in ACTS or name in SHOWN] == []
