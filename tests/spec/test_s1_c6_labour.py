"""S1-C6: twelve workers against one firm, settled for ten: one application, twelve persons, partly settled."""

from __future__ import annotations

from gewu.matters.models import Matter
from gewu.matters.rules import NewMatter
from tests.histories import figure, history, load

NEW = NewMatter(
    "disputes",
    channel="application",
    category="labour",
    place="石桥工业园3号",
    answers={"parties": 12, "claim_fen": 36000000},
)


def test_s1_c6_partly_settled_is_closed_but_not_counted_as_settled(cast):
    cast.adopt("packs/social/disputes")
    said = {"result": "partly", "agreement": "written", "paid_fen": 30000000}
    load(cast, history(cast, NEW, "03-06 09:00", "03-16 10:00", answers=said))
    matter = Matter.objects.get()
    assert (matter.state, matter.answers["parties"], matter.answers["paid_fen"]) == ("done", 12, 30000000)
    values = [figure(cast, f"disputes.{key}").value for key in ("labour_received", "labour_settled")]
    assert values == [1, 0]


def test_s1_c6_settled_counts(cast):
    cast.adopt("packs/social/disputes")
    load(cast, history(cast, NEW, "03-06 09:00", "03-16 10:00", answers={"result": "settled"}))
    assert figure(cast, "disputes.labour_settled").value == 1


def test_s1_c6_a_mediation_runs_fifteen_days(cast):
    cast.adopt("packs/social/disputes")
    (matter,) = load(cast, history(cast, NEW, "03-06 09:00"))
    assert matter.due_on.isoformat() == "2023-03-21"
