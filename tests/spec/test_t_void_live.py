"""T-void, the live part: a voided row leaves every live figure by exactly itself, and keeps its reason."""

from __future__ import annotations

from gewu.matters import actions, queries
from gewu.matters.rules import NewMatter
from gewu.records import actions as records
from gewu.records.rules import NewRecord
from tests.histories import at, figure, history, load

NEW = NewMatter("disputes", channel="grid", category="neighbour", place="柳荫路")


def test_t_void_a_matter_leaves_received_closed_and_open_figures(cast):
    cast.adopt("packs/social/disputes")
    _kept, gone, still_open = load(
        cast,
        history(cast, NEW, "03-06 09:00", "03-16 10:00", answers={"result": "settled"}),
        history(cast, NEW, "03-06 09:00", "03-16 10:00", answers={"result": "settled"}),
        history(cast, NEW, "03-06 09:00"),
    )
    for matter in (gone, still_open):
        actions.do(
            matter.id,
            "void",
            by=cast.actor("duty_chief"),
            at=at("07-20 10:00"),
            seq=matter.seq,
            said={"reason": "重复登记"},
        )
    rate, waiting = figure(cast, "disputes.settled_rate"), figure(cast, "disputes.open_at_end")
    assert (rate.parts, waiting.value) == ((1, 1), 0)
    assert queries.matter(gone.id, cast.scope("duty_chief")).void_reason == "重复登记"
    assert queries.replay_check(cast.office.id) == []


def test_t_void_a_record_leaves_the_sum(cast):
    cast.adopt("tests/tasks/fire.yaml")
    checks = dict.fromkeys(("exits_clear", "extinguishers", "wiring"), "pass")
    fields = {"form": "inspection", "checks": checks}
    rows = [NewRecord("fire", at("05-31 10:00"), answers={"team": team}, **fields) for team in (3, 4)]
    ids = records.submit_many(rows, by=cast.system, at=at("06-01 10:00"))
    records.void(ids[0], by=cast.system, at=at("06-02 10:00"), reason="登错")
    assert figure(cast, "fire.team").value == 4
