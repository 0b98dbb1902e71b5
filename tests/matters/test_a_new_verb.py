"""A new verb is one object: 申诉, made here, is offered, done, folded, told, taken back and refused."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.db import connection

from gewu.journal.models import Outgoing
from gewu.kernel.types import Refused
from gewu.matters import queries
from gewu.matters.models import Matter
from gewu.matters.queries import Filters
from gewu.matters.rules import Said
from gewu.matters.verbs import ALL
from gewu.matters.verbs.checks import must, stay, text
from gewu.matters.verbs.verb import Verb, Waits, choice, closed, long_text, opens, permits
from tests.matters.conftest import at

AGAINST = {"verdict": "核查结论", "grade": "等级"}


@dataclass(frozen=True, slots=True)
class Appealed(Said):
    against: str = ""


def _check(book, state, move, about):
    must(state.state == "done", "matters.R901", "办结后才能申诉。")
    text(move.said, "words", "matters.R902", "申诉理由")
    return stay(book, state, move, about)


APPEAL = Waits("appeal", "申诉待处理", "duty_chief")
APPEALED = Verb(
    "appealed",
    "申诉",
    _check,
    opens(APPEAL),
    Appealed,
    (choice("against", "对什么申诉", AGAINST), long_text("words", "申诉理由", needed=True)),
    lambda part, said: iter([f"申诉：{AGAINST[said.against]}"]),
    may=permits("matters.handle"),
    offered=closed,
    place=20,
    waits=(APPEAL,),
    tells=True,
    slip=True,
)


@pytest.fixture
def migrated(db):
    """The database knows the new words, as after the migration that makemigrations writes for them."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE matters_matterevent DROP CONSTRAINT event_kind_known")
            cursor.execute("ALTER TABLE matters_matter DROP CONSTRAINT matter_pending_known")
            yield
        else:
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            yield
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


@pytest.fixture
def appeal(hotline, migrated, monkeypatch):
    """A closed matter in an office that knows the verb."""
    monkeypatch.setitem(ALL, "appealed", APPEALED)
    return hotline.closed()


def do(hotline, matter, when="06-27 09:30", **said):
    said = {"words": "现场已恢复", "against": "verdict"} | said
    return hotline.do(matter, "appealed", "handler", when, **said)


def test_it_is_offered_to_who_may_with_its_questions(hotline, appeal):
    found = {button.key: button for button in queries.verbs(appeal.id, hotline.cast.actor("handler"))}
    assert [ask.say for ask in found["appealed"].asks] == ["对什么申诉", "申诉理由"]
    assert "appealed" not in {button.key for button in queries.verbs(appeal.id, hotline.cast.actor("checker"))}


def test_it_is_done_and_folded_and_the_list_says_whose_turn_it_is(hotline, appeal):
    matter = do(hotline, appeal)
    page = queries.desk(hotline.cast.scope("duty_chief"), Filters(pending="appeal"), at("06-27 10:00"))
    assert (matter.pending, matter.who, [line.step for line in page.rows]) == ("appeal", "duty_chief", ["申诉待处理"])
    assert queries.replay_check(hotline.cast.office.id) == []


def test_the_story_and_the_holder_are_told(hotline, appeal):
    matter = do(hotline, appeal)
    entry = queries.detail(matter.id, hotline.cast.scope("handler"), at("06-27 10:00")).entries[-1]
    assert (entry.title, entry.words, entry.notes) == ("申诉", "现场已恢复", ("申诉：核查结论",))
    assert Outgoing.objects.filter(words=f"申诉：{matter.number} {matter.title}").count() == 1


def test_it_is_taken_back_within_ten_minutes(hotline, appeal):
    before = Matter.objects.values().get(id=appeal.id)
    matter = do(hotline, appeal)
    assert queries.verbs(matter.id, hotline.cast.actor("handler"))[-1].key == "undone"
    hotline.do(matter, "undone", "handler", "06-27 09:35")
    after = Matter.objects.values().get(id=appeal.id)
    assert {key for key in before if before[key] != after[key]} == {"seq"}


@pytest.mark.parametrize(("said", "who", "id"), [({"words": " "}, "handler", "R902"), ({}, "checker", "R403")])
def test_it_is_refused_without_a_reason_and_to_who_may_not(hotline, appeal, said, who, id):
    with pytest.raises(Refused) as found:
        hotline.do(appeal, "appealed", who, "06-27 09:30", **{"words": "现场已恢复", "against": "verdict"} | said)
    assert found.value.id == f"matters.{id}"


def test_what_the_verb_does_not_say_is_not_kept_in_silence(hotline, appeal):
    with pytest.raises(ValueError, match="Appealed says nothing called reson"):
        do(hotline, appeal, reson="错字")
