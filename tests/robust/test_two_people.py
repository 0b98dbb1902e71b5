"""Two people at the same thing at the same moment: one is first, the other is told; nothing is done twice."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from gewu.kernel.types import Refused
from gewu.matters import actions as matters
from gewu.matters import queries
from gewu.matters.models import Matter, MatterEvent
from gewu.registry import actions as registry
from gewu.registry.models import Subject
from tests.cast import build
from tests.matters.conftest import Hotline, at

NOW = at("06-21 09:10")


def together(*acts: Callable[[], object]) -> list[str]:
    """Do all at the same moment, each in a thread of its own; return "done" or the id of the refusal."""
    ready, said = threading.Barrier(len(acts), timeout=20), []

    def run(act: Callable[[], object]) -> None:
        ready.wait()
        try:
            act()
            said.append("done")
        except Refused as refused:
            said.append(refused.id)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(said)


@pytest.fixture
def street(transactional_db):
    return build()


def test_two_who_accept_one_ticket_are_one_acceptance_and_one_stale_form(street):
    hotline = Hotline(street)
    matter = hotline.new()
    actors = [street.actor(who) for who in ("dispatcher", "duty_chief")]
    said = together(
        *(lambda by=by: matters.do(matter.id, "accepted", by=by, at=NOW, seq=matter.seq, said={}) for by in actors)
    )
    assert said == ["done", "matters.R409"]
    assert list(MatterEvent.objects.order_by("seq").values_list("seq", "kind")) == [(1, "received"), (2, "accepted")]
    assert queries.replay_check(street.office.id) == []


def test_tickets_taken_in_together_have_numbers_of_their_own(street):
    hotline = Hotline(street)
    assert together(*(lambda n=n: hotline.new(place=f"柳荫路{n}号") for n in range(4))) == ["done"] * 4
    numbers = sorted(Matter.objects.values_list("number", flat=True))
    assert numbers == [f"RX20230621{n:04d}" for n in range(1, 5)]


def test_one_code_is_admitted_once_by_whoever_was_first(street):
    by = street.system
    row = {"nature": "person", "kind": "resident", "code": "R1", "name": "白小七"}
    said = together(*(lambda: registry.admit(by=by, at=NOW, **row) for _ in range(2)))
    late = "registry.R109" if connection.vendor == "postgresql" and "registry.R109" in said else "registry.R101"
    assert (said, Subject.objects.filter(code="R1").count()) == (["done", late], 1)


# main matters, and what follows them (PostgreSQL lets two steps run at once; SQLite lets one wait) -----------------


def step(street, who: str, matter, verb: str, **said) -> Callable[[], object]:
    by = street.actor(who)
    return lambda: matters.do(matter.id, verb, by=by, at=NOW, seq=matter.seq, said=said)


def in_step(street) -> bool:
    return not queries.replay_check(street.office.id) and not queries.left_behind(street.office.id)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("round", range(4))
def test_two_merges_at_once_make_no_chain(street, turned, round):
    hotline = Hotline(street)
    child, main, other = reversed([hotline.new() for _ in range(3)]) if turned else [hotline.new() for _ in range(3)]
    said = together(
        step(street, "dispatcher", child, "merged", into=main.id),
        step(street, "duty_chief", main, "merged", into=other.id),
    )
    assert said in (["done", "matters.R182"], ["done", "matters.R183"])
    assert (Matter.objects.exclude(merged_into=None).count(), in_step(street)) == (1, True)


@pytest.mark.parametrize("round", range(4))
def test_two_that_are_merged_into_each_other_at_once_are_one_merge(street, round):
    hotline = Hotline(street)
    one, other = hotline.new(), hotline.new()
    said = together(
        step(street, "dispatcher", one, "merged", into=other.id),
        step(street, "duty_chief", other, "merged", into=one.id),
    )
    assert said in (["done", "matters.R182"], ["done", "matters.R183"], ["done", "matters.R409"])
    assert (Matter.objects.exclude(merged_into=None).count(), in_step(street)) == (1, True)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("round", range(4))
def test_a_matter_merged_while_its_main_one_becomes_void_is_not_stuck(street, turned, round):
    hotline = Hotline(street)
    child, main = reversed([hotline.new(), hotline.new()]) if turned else [hotline.new(), hotline.new()]
    said = together(
        step(street, "dispatcher", child, "merged", into=main.id),
        step(street, "duty_chief", main, "void", reason="误登"),
    )
    assert said in (["done", "done"], ["done", "matters.R182"])
    child.refresh_from_db()
    assert (child.merged_into_id, child.state, in_step(street)) == (None, "new", True)


@pytest.mark.parametrize("round", range(4))
def test_a_matter_merged_while_its_main_one_closes_follows_or_stays_open(street, round):
    hotline = Hotline(street)
    child, main = hotline.new(), hotline.called_back()
    at_last = at("06-27 09:05")
    by, chief = street.actor("dispatcher"), street.actor("duty_chief")
    said = together(
        lambda: matters.do(child.id, "merged", by=by, at=at_last, seq=child.seq, said={"into": main.id}),
        lambda: matters.do(main.id, "closed", by=chief, at=at_last, seq=main.seq, said={}),
    )
    child.refresh_from_db()
    assert (said, child.state) in ((["done", "done"], "done"), (["done", "matters.R182"], "new"))
    assert in_step(street)


@pytest.mark.parametrize("round", range(4))
def test_a_child_that_is_worked_on_while_its_main_one_ends_and_others_join_waits_for_nobody(street, round):
    hotline = Hotline(street)
    children = [hotline.new() for _ in range(2)]
    main, late = hotline.new(), hotline.new()
    children = [hotline.do(one, "merged", "dispatcher", "06-21 09:05", into=main.id) for one in children]
    said = together(
        step(street, "duty_chief", main, "void", reason="误登"),
        step(street, "dispatcher", children[0], "merged", into=main.id),
        step(street, "dispatcher", children[1], "note", words="来电催问"),
        step(street, "dispatcher", late, "merged", into=main.id),
    )
    assert len(said) == 4
    assert set(said) <= {"done", "matters.R106", "matters.R182", "matters.R409"}
    assert (Matter.objects.exclude(merged_into=None).count(), in_step(street)) == (0, True)


# what comes, is paid, issued or adopted twice at once ---------------------------------------------------------------


@pytest.mark.parametrize("round", range(2))
def test_one_external_number_from_eight_clients_at_once_is_one_matter_and_seven_answers(street, round):
    hotline = Hotline(street)
    said = together(*(lambda: hotline.new(external_number="12345-20230621-0007") for _ in range(8)))
    assert said[0] == "done"
    assert (len(said), set(said[1:]) <= {"matters.R205", "matters.R4091"}) == (8, True)
    assert (Matter.objects.count(), in_step(street)) == (1, True)
