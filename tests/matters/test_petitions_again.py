"""A petition about a closed matter is repeated, typed or taken over; shares are rounded (S1-C4)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from gewu.answers import rules as answers
from gewu.kernel.growth import share
from gewu.kernel.numerals import Say, say
from gewu.matters.actions import take_in
from gewu.matters.models import Matter
from gewu.matters.rules import NewMatter, NewReporter
from gewu.office import queries as office
from tests.histories import at, figure, history, load

CALLER = NewReporter("白小七", "13900000001")
FIRST = NewMatter("petitions", channel="visit", category="first", place="柳荫路5号", reporter=CALLER)


def six_come_back(cast) -> tuple[Matter, Matter]:
    """A closed first petition, and the visit of six about it that the desk enters as a first one."""
    cast.adopt("packs/social/petitions")
    (closed,) = load(cast, history(cast, FIRST, "03-01 09:00", "03-20 10:00", answers={"outcome": "explain"}))
    said = {"people": 6, "joint": "joint", "reception": "高远"}
    visit = NewMatter("petitions", channel="visit", category="first", place="柳荫路", reporter=CALLER, answers=said)
    return closed, take_in(visit, by=cast.actor("dispatcher"), at=at("06-05 09:00"))


def test_a_joint_visit_about_a_closed_matter_is_one_repeated_batch_of_six(cast):
    closed, visit = six_come_back(cast)
    joint = office.adopted(cast.office.id, visit.received_on)["petitions"].matter.asks["joint"]
    assert (visit.repeat_of_id, visit.title, visit.answers["people"]) == (closed.id, "重复信访：柳荫路", 6)
    assert answers.show(joint, visit.answers["joint"]) == "是（五人及以上）"
    figures = {key: figure(cast, f"petitions.{key}").value for key in ("first_received", "people_received")}
    assert figures == {"first_received": 1, "people_received": 6}


def test_an_imported_petition_that_names_the_earlier_one_is_repeated_too(cast):
    closed, _ = six_come_back(cast)
    (row,) = load(cast, history(cast, replace(FIRST, repeat_of_id=closed.id), "06-07 09:00"))
    assert (row.category, row.repeat_of_id, figure(cast, "petitions.first_received").value) == ("repeat", closed.id, 1)


def test_another_person_with_the_same_matter_comes_first(cast):
    six_come_back(cast)
    other = NewMatter("petitions", channel="letter", category="first", reporter=NewReporter("吴九", "13900000009"))
    assert take_in(other, by=cast.actor("dispatcher"), at=at("06-06 09:00")).category == "first"


def test_180_of_183_is_98_4_per_cent():
    rate = share(180, 183)
    assert rate == Fraction(18000, 183)
    assert say(rate, "%", Say(style="percent", digits=1)) == "98.4%"
