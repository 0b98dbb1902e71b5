"""Bad input: refused with words, whom to ask and a stable id; no row and no journal line is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.apps import apps

from gewu.kernel.types import Refused
from gewu.matters import actions as matters
from gewu.matters.rules import NewMatter
from gewu.money import actions as money
from gewu.money.actions import NewLine
from gewu.office import actions as office
from gewu.records import actions as records
from gewu.records.rules import NewRecord
from gewu.registry import actions as registry
from gewu.registry.actions import NewSubject
from gewu.scenario import reader
from tests.cast import pack
from tests.front.actors import HOTLINE, Desk, dispatched, nine_o_clock, reported, step  # noqa: F401
from tests.matters.conftest import at

NOW = at("06-28 09:00")
CHECKS = dict.fromkeys(("exits_clear", "extinguishers", "wiring", "lining"), "pass")


@pytest.fixture
def street(cast, nine_o_clock):  # noqa: F811
    """The cast with tickets and fire checks, a hotel and a ticket that the city unit has handled."""
    cast.adopt(HOTLINE)
    cast.adopt("tests/tasks/fire.yaml")
    cast.hotel = registry.admit(
        by=cast.system,
        at=at("01-04 09:00"),
        nature="place",
        kind="merchant",
        split="hotel",
        code="A1",
        name="柳荫旅馆",
        area_id=cast.areas["willow_1"].id,
    )
    signed = step(cast, dispatched(cast), "signed", "handler", hour=11)
    cast.handled = step(cast, signed, "handled", "handler", hour=14, words="已劝停", result="solved")
    return cast


def subject(street, **wrong):
    row = {"nature": "person", "kind": "resident", "code": "R1", "name": "白小七"} | wrong
    return registry.admit_many([NewSubject("person", "resident", "R0", "吴九"), NewSubject(**row)], **by(street))


def by(street, who: str = "secretary") -> dict:
    return {"by": street.actor(who), "at": NOW}


def record(street, who: str = "officer_a", **wrong):
    values = {"answers": {"team": 2}, "checks": CHECKS, "happened_at": NOW} | wrong
    new = NewRecord("fire", values.pop("happened_at"), street.hotel.id, "inspection", **values)
    return records.submit(new, by=street.actor(who), at=NOW)


def ticket(street, **wrong):
    fields = {"channel": "hotline", "category": "noise", "place": "柳荫路5号"} | wrong
    return matters.take_in(NewMatter("hotline", **fields), by=street.actor("dispatcher"), at=NOW)


def verb(street, name: str, who: str, seq: int = 0, **said):
    row = street.handled
    return matters.do(row.id, name, by=street.actor(who), at=NOW, seq=row.seq - seq, said=said)


#: what somebody tries -> the id of the refusal
TRIED: dict[str, tuple[Callable, str]] = {
    "a wrong check digit": (lambda s: subject(s, secrets={"citizen_id": "110101199003070018"}), "registry.R101"),
    "an impossible birthday": (lambda s: subject(s, secrets={"citizen_id": "110101199002300010"}), "registry.R101"),
    "an unknown area": (lambda s: subject(s, area_id=987654), "registry.R101"),
    "an unknown tag": (lambda s: subject(s, tags=["spaceship"]), "registry.R101"),
    "an end before the beginning": (
        lambda s: subject(s, valid_from=date(2023, 6, 1), valid_to=date(2023, 5, 1)),
        "registry.R101",
    ),
    "a visit tomorrow": (lambda s: record(s, happened_at=NOW + timedelta(days=1)), "records.R113"),
    "an answer that is no number": (lambda s: record(s, answers={"team": "两个"}), "answers.R101"),
    "a checklist with a gap": (lambda s: record(s, checks={"wiring": "pass"}), "records.R111"),
    "another officer's grid": (lambda s: record(s, who="officer_b"), "records.R115"),
    "an unknown category": (lambda s: ticket(s, category="spaceship"), "matters.R201"),
    "a void without reason": (lambda s: verb(s, "void", "duty_chief", reason=""), "matters.R175"),
    "a subject voided without reason": (
        lambda s: registry.void(**by(s), subject_id=s.hotel.id, reason=" "),
        "registry.R108",
    ),
    "a handler who verifies his own work": (lambda s: verb(s, "verified", "handler"), "matters.R403"),
    "a stale form": (lambda s: verb(s, "verified", "checker", seq=1), "matters.R409"),
    "somebody who draws no lists": (
        lambda s: money.draw_list(
            **by(s, "dispatcher"),
            scenario="aid_payments",
            programme="orphan",
            title="孤儿补贴",
            for_month=date(2023, 6, 1),
            lines=[NewLine(s.hotel.id, 100)],
        ),
        "office.R403",
    ),
}


def everything() -> dict[str, int]:
    """How many rows every table has, the journal's among them."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def refused(act: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value


@pytest.mark.parametrize("what", TRIED)
def test_what_is_wrong_is_refused_and_nothing_of_it_is_kept(street, what):
    act, id = TRIED[what]
    before = everything()
    found = refused(lambda: act(street))
    assert (found.id, bool(found.words), bool(found.hint or found.fields)) == (id, True, True)
    assert everything() == before


def test_a_locked_period_takes_nothing_more_and_says_whom_to_ask(street):
    office.lock_period(**by(street, "leader_deputy"), start=date(2023, 6, 1), end=date(2023, 7, 1))
    before = everything()
    found = refused(lambda: record(street))
    assert (found.id, found.hint, everything() == before) == (
        "office.R310",
        "确需补录或更正的，请锁定人以外有锁定权限的领导写明原因，先解锁该统计期。",
        True,
    )


#: what stands in the file, what somebody makes of it, and where the reader finds it
MISTAKES = [
    ("domain: social", "domain: sea", "domain"),
    ("\nwhy:", "\nwhyy:", "whyy"),
    ("reviewed: 2023-01-12", "reviewed: someday", "care.reviewed"),
    ("measure_word: 件", "measure_word: ", "matter.measure_word"),
    ("number_prefix: RX", "number_prefix: [RX]", "matter.number_prefix"),
    ("verify: each", "verify: never", "matter.verify"),
    ("within: 5 workdays", "within: 5 moons", "matter.grades.ordinary.within"),
    ("bounce_limit: 2", "bounce_limit: many", "matter.bounce_limit"),
    ("recur_within_days: 30", "recur_within_days: -1", "matter.recur_within_days"),
    ("who: handler", "who: wizard", "matter.path.to_sign.who"),
    ("is: paused", "is: resting", "matter.path.paused.is"),
    ("count: matters.received\n", "count: matters.invented\n", "indicators.received.count"),
    ("unit: 件\n", "unit: 件\n    colour: red\n", "indicators.received.colour"),
    ("better: lower", "better: sideways", "indicators.repeated.better"),
]


def test_a_scenario_with_fourteen_mistakes_is_refused_with_all_of_them_at_once(street):
    text = pack(HOTLINE)
    for right, wrong, _ in MISTAKES:
        text = text.replace(right, wrong, 1)
    found = reader.problems(text)
    assert [one.place.partition(" ")[0] for one in found] == [place for _, _, place in MISTAKES]
    assert [one for one in found if not (one.id.startswith("scenario.E") and one.words and one.hint)] == []
    before = everything()
    said = refused(lambda: office.draft_edition(**by(street, "section_head"), text=text))
    assert (said.id, len(said.fields), everything()) == ("office.R210", len(MISTAKES), before)


def test_a_double_click_is_one_ticket_one_number_and_one_journal_line(street):
    desk = Desk(street, "dispatcher")
    typed = {"channel": "hotline", "category": "noise", "body": "夜间施工", "place": "柳荫路9号", "area": "unknown"}
    once = "6f1b8c1e-0000-4000-8000-000000000009"
    first = desk.send("/matters/new/hotline/", once=once, **typed)
    after = everything()
    second = desk.send("/matters/new/hotline/", once=once, **typed)
    assert (first.status_code, second.headers["Location"], everything()) == (302, first.headers["Location"], after)
