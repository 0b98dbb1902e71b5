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
