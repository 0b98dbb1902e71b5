"""Which reports a list shows and in which order; the lines of a table; whom an issued report is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gewu.flows.issue_report import issue_report
from gewu.journal.models import Outgoing
from gewu.kernel.periods import Period
from gewu.reports import actions, bodies, queries
from gewu.reports.models import Report
from gewu.reports.queries.reading import live_tables
from tests.indicators import rows
from tests.reports.conftest import AT
from tests.reports.mending import mended

MARCH = date(2023, 3, 1)


@pytest.fixture
def three(counting, template):
    """Drafts of spring, of March and of January, drawn up in this order."""
    by = {"by": counting.actor("clerk"), "at": AT, "template": template}
    spans = ("2023-01-01..2023-04-30", "2023-03-01..2023-03-31", "2023-01-01..2023-01-31")
    return [actions.draft(**by, period=Period.parse(span)) for span in spans]


def ids(cast, **wanted) -> list[int]:
    return [row.id for row in queries.reports(cast.scope("clerk"), **wanted)]


def test_reports_are_listed_newest_period_first_then_last_drawn(counting, three, neighbour, template):
    spring, march, january = three
    again = actions.draft(by=counting.system, at=AT, template=template, period=Period.parse("2023-03-05..2023-03-31"))
    neighbour.adopt(rows.COUNTING)
    actions.draft(by=neighbour.actor("clerk"), at=AT, template=template, period=Period.parse("2023-01-01..2023-06-28"))
    assert ids(counting) == [spring.id, again.id, march.id, january.id]


def test_reports_are_narrowed_by_template_and_step_and_void_ones_are_gone(counting, three):
    spring, march, january = three
    mended(march, by=counting.actor("clerk"), at=AT)
    actions.send_to_check(by=counting.actor("clerk"), at=AT, report_id=march.id)
    Report.objects.filter(id=january.id).update(template="other")
    state = Report.objects.get(id=march.id).state
    assert (ids(counting, state=state), ids(counting, template="other")) == ([march.id], [january.id])
    assert ids(counting, template="other", state=state) == []
    Report.objects.filter(id=spring.id).update(void_at=AT)
    assert ids(counting) == [march.id, january.id]


def test_a_table_has_a_line_for_every_community_and_one_for_all(counting, draft):
    rows.matter(counting, MARCH, closed=MARCH)
    rows.matter(counting, MARCH)
    item = bodies.read(draft.body)[0].items[0]
    asked = bodies.Split("community", ("kiosks.received", "gone.received", "kiosks.closed_rate"))
    (table,) = live_tables(draft, replace(item, split=asked))
    assert (table.heads, table.rows) == (
        ("社区", "受理（处）", "办结率（%）"),
        (("柳荫社区", "2", "50"), ("石桥社区", "0", "—"), ("合计", "2", "50")),
    )
    assert table.note == "注：“—”表示没有应计的，不算比率。"


def test_a_table_has_a_line_for_what_lies_in_no_community(counting, draft):
    rows.matter(counting, MARCH)
    rows.matter(counting, MARCH, area=counting.areas["street"])
    item = bodies.read(draft.body)[0].items[0]
    (table,) = live_tables(draft, replace(item, split=bodies.Split("community", ("kiosks.received",))))
    assert table.rows == (("柳荫社区", "1"), ("石桥社区", "0"), ("未落到网格", "1"), ("合计", "2"))


def test_a_table_of_kinds_has_the_lines_that_occur(counting, draft):
    rows.matter(counting, MARCH, category="noise")
    item = bodies.read(draft.body)[0].items[0]
    (table,) = live_tables(draft, replace(item, split=bodies.Split("category", ("kiosks.received",))))
    assert (table.heads, table.rows) == (("分类", "受理（处）"), (("噪声", "1"), ("合计", "1")))


def test_an_issued_report_is_told_to_the_owners_and_nobody_else(counting, neighbour, whole):
    by, at = counting.actor, {"at": AT, "report_id": whole.id}
    actions.send_to_check(by=by("clerk"), **at)
    actions.check(by=by("clerk_b"), **at)
    actions.send_to_sign(by=by("clerk_b"), **at)
    row = issue_report(by=by("leader_main"), **at)
    told = Outgoing.objects.filter(kind="report_issued")
    people = counting.people
    owners = {people[who].id for who in ("handler", "clerk", "clerk_b")}
    assert set(told.values_list("to_staff_id", flat=True)) == owners
    assert {(one.office_id, one.words, one.link) for one in told} == {
        (counting.office.id, f"《{row.title}》已印发（{row.number}），其中有本单位的数字。", f"/reports/{row.id}/")
    }
