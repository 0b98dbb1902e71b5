"""The office at hand: read once in a process, and read anew by the next request after any action that changes it."""

from dataclasses import replace
from datetime import date
from inspect import isfunction

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from gewu.grid import actions as grid
from gewu.grid import queries as ground
from gewu.journal import versions
from gewu.kernel.types import Refused
from gewu.office import actions, queries
from gewu.office.models import Account, PeriodLock, RoleGrant, Unit
from tests.cast import ROOT

SHOPS = (ROOT / "tests/registry/shops.yaml").read_text(encoding="utf-8")
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]}
JUNE = date(2023, 6, 1)


def seen(cast) -> dict[str, object]:
    """What one request sees of an office."""
    account = Account.objects.get(username="dispatcher")
    with versions.one_request():
        versions.hold(queries.seat_of(account).numbers)
        calendar, hand = queries.calendar(), queries.at_hand(cast.office.id)
        return {
            "hand": replace(hand, shelf=None),
            "ground": ground.ground(cast.office.id),
            "outlines": ground.outlines(cast.system.scope),
            "calendar": (dict(calendar.days), dict(calendar.names), calendar.announced_years),
        }


def _draft(cast):
    return actions.draft_edition(by=cast.actor("section_head"), at=cast.at, text=SHOPS)


def _sent(cast):
    return actions.send_for_review(by=cast.actor("section_head"), at=cast.at, adoption_id=_draft(cast).id)


def _lock(cast):
    return actions.lock_period(by=cast.actor("clerk"), at=cast.at, start=JUNE, end=date(2023, 7, 1))


def _day(cast, **more):
    said = {"day": JUNE, "is_workday": False, "name": "街道日", "source": "通知"}
    return actions.set_day(by=cast.system, at=cast.at, **{**said, **more})


def _unit(cast):
    return actions.admit_unit(by=cast.system, at=cast.at, kind="outside", code="X", name="新单位")


def _grid(code="009999003001009"):
    return grid.NewArea("grid", code, "新网格", "009999003001")


#: action -> what has to be there before it, and the act itself, given that
CHANGES = {
    "admit_area": (None, lambda cast, _: grid.admit_areas([_grid()], by=cast.system, at=cast.at)),
    "admit_areas": (None, lambda cast, _: grid.admit_areas([_grid()], by=cast.system, at=cast.at)),
    "close_area": (
        None,
        lambda cast, _: grid.close_area(by=cast.system, at=cast.at, area=cast.areas["bridge_2"], on=JUNE),
    ),
    "draw_outline": (
        None,
        lambda cast, _: grid.draw_outline(by=cast.system, at=cast.at, area=cast.areas["willow"], outline=SQUARE),
    ),
    "split": (
        None,
        lambda cast, _: grid.split(by=cast.system, at=cast.at, area=cast.areas["bridge_2"], into=[_grid()], on=JUNE),
    ),
    "start_office": (None, lambda cast, _: actions.start_office(at=cast.at, code="ZZ", name="又一个街道")),
    "admit_unit": (None, lambda cast, _: _unit(cast)),
    "change_unit": (
        _unit,
        lambda cast, unit: actions.change_unit(by=cast.system, at=cast.at, unit_id=unit.id, name="改名单位"),
    ),
    "reopen_unit": (
        lambda cast: actions.close_unit(by=cast.system, at=cast.at, unit_id=_unit(cast).id),
        lambda cast, unit: actions.reopen_unit(by=cast.system, at=cast.at, unit_id=unit.id),
    ),
    "change_staff": (
        None,
        lambda cast, _: actions.change_staff(
            by=cast.system,
            at=cast.at,
            staff_id=cast.people["handler"].id,
            name="周强",
            title="科员",
            phone="",
            unit=cast.units["safety"],
        ),
    ),
    "move_ground": (
        None,
        lambda cast, _: actions.move_ground(
            by=cast.system, at=cast.at, area=cast.areas["bridge_1"], into=cast.areas["bridge_2"], on=JUNE
        ),
    ),
    "rename_area": (
        None,
        lambda cast, _: grid.rename_area(by=cast.system, at=cast.at, area=cast.areas["willow"], name="柳林社区"),
    ),
    "close_unit": (_unit, lambda cast, unit: actions.close_unit(by=cast.system, at=cast.at, unit_id=unit.id)),
    "admit_staff": (
        None,
        lambda cast, _: actions.admit_staff(
            by=cast.system, at=cast.at, code="777", name="新人", unit=cast.units["city"]
        ),
    ),
    "leave": (
        None,
        lambda cast, _: actions.leave(by=cast.system, at=cast.at, staff=cast.people["handler"], on=JUNE),
    ),
    "grant": (
        None,
        lambda cast, _: actions.grant(by=cast.system, at=cast.at, staff=cast.people["handler"], role="checker"),
    ),
    "revoke": (
        lambda cast: RoleGrant.objects.get(staff=cast.people["handler"]),
        lambda cast, held: actions.revoke(by=cast.system, at=cast.at, grant_id=held.id, on=JUNE),
    ),
    "draft_edition": (None, lambda cast, _: _draft(cast)),
    "save_draft": (
        _draft,
        lambda cast, row: actions.save_draft(
            by=cast.actor("section_head"), at=cast.at, adoption_id=row.id, text=SHOPS + "\n# 改\n"
        ),
    ),
    "send_for_review": (
        _draft,
        lambda cast, row: actions.send_for_review(by=cast.actor("section_head"), at=cast.at, adoption_id=row.id),
    ),
    "review": (
        _sent,
        lambda cast, row: actions.review(
            by=cast.actor("leader_deputy"), at=cast.at, adoption_id=row.id, agreed=False, words="不妥"
        ),
    ),
    "adopt": (
        _sent,
        lambda cast, row: actions.adopt(by=cast.actor("leader_deputy"), at=cast.at, adoption_id=row.id),
    ),
    "retire": (
        lambda cast: cast.adopt(SHOPS),
        lambda cast, row: actions.retire(by=cast.system, at=cast.at, adoption_id=row.id, on=JUNE),
    ),
    "set_rule": (
        None,
        lambda cast, _: actions.set_rule(
            by=cast.system, at=cast.at, scenario="", key="matter.x", value="3 workdays", source="通知"
        ),
    ),
    "lock_period": (None, lambda cast, _: _lock(cast)),
    "open_period": (
        _lock,
        lambda cast, row: actions.open_period(
            by=cast.actor("leader_main"), at=cast.at, lock_id=row.id, reason="补录漏报的走访"
        ),
    ),
    "set_day": (_day, lambda cast, _: _day(cast, is_workday=True)),
    "announce_year": (
        None,
        lambda cast, _: actions.announce_year(by=cast.system, at=cast.at, year=2031, source="通知"),
    ),
}
#: actions that write nothing of what is at hand
ELSEWHERE = {
    *("agrees", "add_alias", "admit_addresses", "drop_alias", "merge_address", "move_addresses"),
    *("judge_form", "log_opened", "log_refusal", "prolong", "register_form", "tell_of_ground", "ticked"),
    *("put_on_duty", "change_shift", "strike_shift"),
    *("set_password", "decide_password"),
    *("begin_sign_in", "end_sign_in", "forget_old_sign_ins"),
}


def test_every_action_of_office_and_ground_is_known_here():
    verbs = {name for room in (actions, grid) for name, one in vars(room).items() if isfunction(one)}
    assert verbs == CHANGES.keys() | ELSEWHERE


@pytest.mark.parametrize("name", [name for name in CHANGES if name != "start_office"])
def test_the_next_request_sees_what_an_action_changed(cast, name):
    prepare, act = CHANGES[name]
    before_it = prepare(cast) if prepare else None
    before = seen(cast)
    act(cast, before_it)
    assert seen(cast) != before


def test_an_office_that_was_started_is_at_hand(cast):
    made = CHANGES["start_office"][1](cast, None)
    assert queries.office(made.id).name == "又一个街道"


@pytest.mark.parametrize("name", [name for name in CHANGES if name != "start_office"])
def test_what_was_rolled_back_is_seen_by_no_request(cast, name):
    prepare, act = CHANGES[name]
    before_it = prepare(cast) if prepare else None
    before = seen(cast)
    with pytest.raises(Refused), transaction.atomic():
        act(cast, before_it)
        seen(cast)  # read on the way, with what will never have been
        raise Refused("test.R1", "不成")
    assert seen(cast) == before


def test_a_request_that_changes_something_sees_it_itself(cast):
    with versions.one_request():
        versions.hold(queries.seat_of(cast.people["clerk"].account).numbers)
        before = queries.period_locked(cast.office.id, JUNE)
        _lock(cast)
        assert (before, queries.period_locked(cast.office.id, JUNE)) == (False, True)


def test_a_request_reads_by_the_number_it_began_with(cast):
    """What another process changes in its midst it sees next time, whole."""
    with versions.one_request():
        versions.hold(queries.seat_of(cast.people["clerk"].account).numbers)
        before = queries.units(cast.system.scope)
        Unit.objects.filter(code="BJ").update(name="改名保洁")
        assert queries.units(cast.system.scope) == before


def test_an_office_at_hand_costs_a_request_one_statement(cast):
    seen(cast)
    with CaptureQueriesContext(connection) as asked:
        seen(cast)
    # The login, and where it sits.
    assert len(asked) == 2


def test_a_change_next_door_costs_this_office_nothing(cast, neighbour):
    queries.office(cast.office.id)
    _unit(neighbour)
    with CaptureQueriesContext(connection) as asked, versions.one_request():
        versions.hold(queries.seat_of(cast.people["clerk"].account).numbers)
        mine = queries.units(cast.system.scope)
    assert (len(asked), {unit.office_id for unit in mine}) == (1, {cast.office.id})


def test_a_process_keeps_so_many_offices_and_no_more(cast, monkeypatch):
    monkeypatch.setattr(versions, "MOST", 2)
    monkeypatch.setattr(versions, "_kept", {})
    for code in ("A", "B", "C"):
        office = actions.start_office(at=cast.at, code=code, name=code)
        versions.changed(office.id)
        queries.office(office.id)
    assert len(versions._kept) == 2


def test_what_no_action_wrote_yet_is_kept_by_nobody(cast):
    loads = []
    assert (versions.part(10**9, loads.append), versions.part(10**9, loads.append), loads) == (None, None, [10**9] * 2)


def test_locks_are_days_half_open(cast):
    _lock(cast)
    found = [queries.period_locked(cast.office.id, day) for day in (date(2023, 5, 31), JUNE, date(2023, 7, 1))]
    assert (found, PeriodLock.objects.count()) == ([False, True, False], 1)


def test_scenarios_stand_by_domain_and_in_it_by_name(cast):
    for pack in ("social/hotline", "safety/fire", "economy/investment", "safety/food"):
        cast.adopt(f"packs/{pack}")
    adopted = queries.adopted(cast.office.id, date(2023, 6, 1))
    assert list(adopted) == ["investment", "fire", "food", "hotline"]
