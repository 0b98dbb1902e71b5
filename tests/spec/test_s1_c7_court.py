"""S1-C7: referred on 1 March with thirty days; open on 31 March is overdue; back to court closes it as not settled."""

from __future__ import annotations

from gewu.matters import queries
from gewu.matters.rules import NewMatter
from tests.spec.walk import at, figure, history, load

NEW = NewMatter(
    "disputes", channel="court", category="court", place="柳荫社区", answers={"court_no": "（2023）测0001号"}
)


def test_s1_c7_thirty_days_are_over_after_31_march(cast):
    cast.adopt("packs/social/disputes")
    (matter,) = load(cast, history(cast, NEW, "03-01 09:00"))
    late = queries.Filters(clock="late")
    scope = cast.scope("dispatcher")
    days = [queries.desk(scope, late, at(day)).total for day in ("03-31 23:59", "04-01 00:01")]
    assert (matter.due_on.isoformat(), days) == ("2023-03-31", [0, 1])


def test_s1_c7_returned_to_court_is_closed_and_not_settled(cast):
    cast.adopt("packs/social/disputes")
    said = {"result": "failed", "went_to": "court"}
    (matter,) = load(cast, history(cast, NEW, "03-01 09:00", "04-03 10:00", answers=said))
    assert (matter.state, matter.closed_late) == ("done", True)
    assert [figure(cast, f"disputes.{key}").value for key in ("court_received", "court_settled")] == [1, 0]
