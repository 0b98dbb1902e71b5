"""Whatever comes in one by one is kept as what comes in together: one == many."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gewu.answers.models import Fact, SearchEntry
from gewu.grid import actions as grid
from gewu.journal.models import Outgoing
from gewu.matters import actions
from gewu.matters.models import CoHandler, Matter, MatterEvent, Passage
from gewu.matters.rules import History, NewMatter, NewReporter
from tests.matters.conftest import at

#: what no two acts share: ids, moments of writing, and the proof that is made of them
APART = ("id", "recorded_at", "reporter_id", "link", "proof")
START, LATER = at("06-01 09:00"), at("12-31 18:00")
CALLERS = [
    None,
    NewReporter("白小七", "13900000001"),
    NewReporter("白小七", "139 0000 0001"),
    NewReporter("秦女士", "13900000001"),
    NewReporter("张先生", "13900000002"),
    NewReporter("张先生", ""),
]
#: steps that a history may have after its receipt, each as (verb, person, unit, said)
WALK = [
    ("accepted", "dispatcher", "", {}),
    ("dispatched", "dispatcher", "city", {}),
    ("signed", "handler", "", {}),
    ("co_asked", "handler", "", {"co_unit": "safety"}),
    ("co_answered", "handler_b", "", {"words": "已到场"}),
    ("handled", "handler", "", {"words": "已办", "photo_kept_in": "市12345平台", "answers": {"result": "solved"}}),
    ("verified", "checker", "", {}),
    ("called_back", "dispatcher", "", {"contacted": "yes", "resolved": "yes", "satisfied": "yes"}),
    ("closed", "dispatcher", "", {}),
]

drafts = st.lists(
    st.fixed_dictionaries(
        {
            "category": st.sampled_from(["noise", "garbage", "gas_leak"]),
            "caller": st.sampled_from(CALLERS),
            "place": st.sampled_from(["柳荫路5号", "石桥路", "无人知道的地方"]),
            "named": st.booleans(),
            "anonymous": st.booleans(),
            "photo": st.booleans(),
            "days": st.integers(0, 40),
            "steps": st.integers(0, len(WALK)),
            "merged": st.booleans(),
            "void": st.booleans(),
        }
    ),
    min_size=1,
    max_size=5,
)


def new(cast, number: int, draft) -> NewMatter:
    return NewMatter(
        "hotline",
        channel="hotline",
        category=draft["category"],
        place=draft["place"],
        body="楼下烧烤摊",
        area_id=cast.areas["willow_1"].id if draft["named"] else None,
        reporter=draft["caller"],
        anonymous=draft["anonymous"],
        external_number=f"SJ{number}",
        files=[{"sha256": f"{number:064}", "what": "before"}] if draft["photo"] else [],
    )


def came(draft):
    return START + timedelta(days=draft["days"])


def told(cast, number: int, draft, main: int | None):
    """The history of a draft; merged into the first of the list, or void, where it has not gone all the way."""
    steps, start = WALK[: draft["steps"]], came(draft)
    people, units = cast.people, {key: unit.id for key, unit in cast.units.items()}
    events = [("received", start, people["dispatcher"], None, {})]
    if draft["category"] == "gas_leak":
        heard = {"to": "119", "told": "接警员3号", "told_at": start.isoformat()}
        events.append(("handed_over", start + timedelta(minutes=1), people["dispatcher"], None, heard))
    for hour, (verb, who, unit, said) in enumerate(steps, 1):
        said = {key: units[value] if key == "co_unit" else value for key, value in said.items()}
        events.append((verb, start + timedelta(hours=hour), people[who], units.get(unit), said))
    last = events[-1][1] + timedelta(minutes=1)
    if draft["merged"] and main is not None and len(steps) < 3:
        events.append(("merged", last, people["dispatcher"], None, {"into_external": f"SJ{main}"}))
    elif draft["void"]:
        events.append(("void", last, people["duty_chief"], None, {"reason": "误登"}))
    return History(new(cast, number, draft), events)


def kept(cast) -> dict[str, object]:
    """All that was kept, without what no two acts share: ids and the moment of writing."""
    numbers = dict(Matter.objects.values_list("id", "number"))
    by_number = Matter.objects.order_by("number")
    callers = {id: place for place, id in enumerate(by_number.values_list("reporter", flat=True))}
    links = {"merged_into_id": numbers, "repeat_of_id": numbers, "matter_id": numbers, "owner_id": numbers}
    names = dict.fromkeys(("repeat_of", "into"), numbers)

    def plain(row):
        row = {key: links[key].get(value) if key in links else value for key, value in row.items()}
        if "said" in row:
            row["said"] = {key: names[key].get(value) if key in names else value for key, value in row["said"].items()}
        return {key: value for key, value in row.items() if key not in APART}

    def rows(model, *order, **where):
        return [
            plain(row) for row in model.objects.filter(office_id=cast.office.id, **where).order_by(*order).values()
        ]

    found = {
        "matters": rows(Matter, "number"),
        "events": rows(MatterEvent, "matter__number", "seq"),
        "passages": rows(Passage, "matter__number", "seq", "step"),
        "help": rows(CoHandler, "matter__number"),
        "facts": rows(Fact, "owner_id", "field", owner_kind="matter"),
        "found": rows(SearchEntry, "owner_id", owner_kind="matter"),
        "told": rows(Outgoing, "id", kind="emergency"),
    }
    reporters = by_number.values_list("reporter__masked_name", "reporter__blind", "reporter")
    return found | {"callers": [(name, blind, callers[id]) for name, blind, id in reporters]}


@pytest.fixture
def hotline(hotline):
    """The hotline, and an address whose grid is known."""
    row = grid.NewAddress(text="柳荫路5号", code="DZ1", area_id=hotline.cast.areas["willow_1"].id, source="standard")
    grid.admit_addresses([row], by=hotline.cast.system, at=at("01-04 09:00"))
    return hotline


def tried(cast, act) -> dict[str, object]:
    """What `act` would keep; nothing is left of it."""
    with transaction.atomic():
        act()
        found = kept(cast)
        transaction.set_rollback(True)
    return found


ONE_IS_MANY = settings(
    max_examples=20, deadline=None, print_blob=False, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@ONE_IS_MANY
@given(drafts)
def test_matters_taken_in_one_by_one_are_kept_as_those_taken_in_together(hotline, wanted):
    cast, desk = hotline.cast, hotline.cast.actor("dispatcher")

    def together():
        received = [("received", came(draft), desk.staff_id, None, {}) for draft in wanted]
        histories = [History(new(cast, n, draft), [received[n]]) for n, draft in enumerate(wanted)]
        actions.take_in_many(histories, by=desk, at=LATER)

    def one_by_one():
        for n, draft in enumerate(wanted):
            actions.take_in(new(cast, n, draft), by=desk, at=came(draft))

    assert tried(cast, one_by_one) == tried(cast, together)


@ONE_IS_MANY
@given(drafts)
def test_histories_loaded_one_by_one_are_kept_as_those_loaded_together(hotline, wanted):
    cast = hotline.cast
    parents = [n for n, draft in enumerate(wanted) if not draft["merged"] and not draft["void"]]
    main = {n: next((parent for parent in parents if parent < n), None) for n in range(len(wanted))}
    histories = [told(cast, n, draft, main[n]) for n, draft in enumerate(wanted)]

    def one_by_one():
        for history in histories:
            actions.take_in_many([history], by=cast.system, at=LATER)

    assert tried(cast, one_by_one) == tried(cast, lambda: actions.take_in_many(histories, by=cast.system, at=LATER))
