"""Issued papers: frozen for good, with every difference since then in the open."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from gewu.flows.issue_report import issue_report
from gewu.journal.models import JournalLine, Outgoing
from gewu.kernel.types import Refused
from gewu.reports import actions, queries
from gewu.reports.models import Report
from tests.indicators import rows
from tests.reports.conftest import AT

MARCH = date(2023, 3, 1)


@pytest.fixture
def matter(counting):
    return rows.matter(counting, MARCH)


@pytest.fixture
def issued(counting, matter, draft, issue):
    return issue(draft, publish_on=date(2023, 7, 27), index_number="DC/2023-00025")


def void(row):
    row.void_at, row.void_reason = timezone.now(), "重复登记"
    row.save()


def text_of(cast, row, who="clerk"):
    return queries.render(queries.report(cast.scope(who), row.id), cast.scope(who)).text


def test_an_issued_report_is_numbered_dated_and_signed(counting, issued):
    assert (issued.state, issued.number, issued.issued_on) == ("issued", "东澄〔2023〕1号", date(2023, 6, 28))
    assert (issued.publish_on, issued.index_number) == (date(2023, 7, 27), "DC/2023-00025")
    assert issued.signed_by_id == counting.people["leader_main"].id


def test_the_printed_text_never_changes(counting, matter, issued):
    before = text_of(counting, issued)
    void(matter)
    rows.matter(counting, MARCH)
    rows.matter(counting, MARCH)
    assert text_of(counting, issued) == before
    assert "受理问题1处" in before


def test_a_void_row_shows_as_a_difference(counting, matter, issued):
    void(matter)
    found = {one.name: one for one in queries.differences(issued, counting.scope("clerk"))}
    assert (found["kiosks.received"].issued, found["kiosks.received"].live) == ("1处", "0处")
    assert (found["kiosks.received"].came, found["kiosks.received"].gone) == ((), (str(matter.id),))


def test_a_row_that_came_late_shows_as_a_difference(counting, issued):
    late = rows.matter(counting, MARCH)
    found = {one.name: one for one in queries.differences(issued, counting.scope("clerk"))}
    assert found["kiosks.received"].came == (str(late.id),)


def test_without_changes_there_is_no_difference(counting, issued):
    assert queries.differences(issued, counting.scope("clerk")) == []


def test_the_ids_behind_a_printed_figure_are_kept(counting, matter, issued):
    void(matter)
    figure, found = queries.issued_rows(counting.scope("clerk"), issued.id, "F001")
    assert (figure.said, figure.row_count, found.row_kind, found.ids) == ("1处", 1, "matter", (matter.id,))


def test_everybody_who_sees_figures_reads_an_issued_report(counting, issued):
    assert "受理问题1处" in text_of(counting, issued, "officer_a")


def test_an_issued_report_takes_no_edit_and_no_void(counting, issued):
    by = counting.actor("clerk")
    with pytest.raises(Refused) as refused:
        actions.save_text(by=by, at=AT, report_id=issued.id, key="plain", says="改一改", seq=issued.seq)
    assert refused.value.id == "reports.R202"
    with pytest.raises(Refused):
        actions.void(by=by, at=AT, report_id=issued.id)


def test_who_wrote_it_does_not_check_it(counting, whole):
    actions.send_to_check(by=counting.actor("clerk"), at=AT, report_id=whole.id)
    with pytest.raises(Refused) as refused:
        actions.check(by=counting.actor("clerk"), at=AT, report_id=whole.id)
    assert refused.value.id == "reports.R201"


def test_the_database_refuses_it_too(draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(id=draft.id).update(checked_by=draft.drafted_by)


def test_nothing_is_signed_unchecked(counting, whole):
    actions.send_to_check(by=counting.actor("clerk"), at=AT, report_id=whole.id)
    with pytest.raises(Refused) as refused:
        actions.send_to_sign(by=counting.actor("clerk_b"), at=AT, report_id=whole.id)
    assert refused.value.id == "reports.R203"


def test_a_report_sent_back_is_checked_anew(counting, whole):
    actions.send_to_check(by=counting.actor("clerk"), at=AT, report_id=whole.id)
    actions.check(by=counting.actor("clerk_b"), at=AT, report_id=whole.id)
    row = actions.send_back(by=counting.actor("clerk_b"), at=AT, report_id=whole.id, words="数字再核")
    assert (row.state, row.checked_by) == ("draft", None)


def test_only_a_leader_signs_and_never_the_system(counting, whole):
    for step in (actions.send_to_check, actions.check, actions.send_to_sign):
        step(by=counting.actor("clerk" if step is actions.send_to_check else "clerk_b"), at=AT, report_id=whole.id)
    for who, refusal in ((counting.actor("clerk"), "office.R403"), (counting.system, "reports.R302")):
        with pytest.raises(Refused) as refused:
            actions.issue(by=who, at=AT, report_id=whole.id)
        assert refused.value.id == refusal


def test_a_report_with_a_missing_figure_is_not_issued(counting, whole):
    for step, who in ((actions.send_to_check, "clerk"), (actions.check, "clerk_b"), (actions.send_to_sign, "clerk_b")):
        step(by=counting.actor(who), at=AT, report_id=whole.id)
    row = Report.objects.get(id=whole.id)
    row.body[1]["items"][1]["says"] = "{kiosks.nothing}"  # went out of use while the paper lay at 审签
    row.save()
    with pytest.raises(Refused) as refused:
        actions.issue(by=counting.actor("leader_main"), at=AT, report_id=whole.id)
    assert (refused.value.id, refused.value.fields, Report.objects.get(id=whole.id).state) == (
        "reports.R301",
        {"plain": "没有这个指标，或场景未启用"},
        "signing",
    )


def test_issuing_makes_it_findable_and_tells_the_owners(counting, whole):
    for step, who in ((actions.send_to_check, "clerk"), (actions.check, "clerk_b"), (actions.send_to_sign, "clerk_b")):
        step(by=counting.actor(who), at=AT, report_id=whole.id)
    issue_report(by=counting.actor("leader_main"), at=AT, report_id=whole.id)
    told = set(Outgoing.objects.filter(kind="report_issued").values_list("to_staff_id", flat=True))
    assert told == {counting.people[key].id for key in ("handler", "clerk", "clerk_b")}, "not the three administrators"
    assert JournalLine.objects.get(act="reports.issued").row_id == whole.id


def test_publishing_is_an_act_of_its_own(counting, draft, issue):
    row = issue(draft)
    actions.publish(by=counting.actor("clerk"), at=AT, report_id=row.id, publish_on=date(2023, 7, 27))
    assert Report.objects.get(id=row.id).publish_on == date(2023, 7, 27)


def test_a_report_knows_its_own_days_as_figures(counting, draft):
    counting.adopt("packs/office/the_platform")
    Report.objects.filter(id=draft.id).update(template="half_year_summary")
    live = queries.live_figures(draft, ["the_platform.drafted_on", "the_platform.published_on"])
    assert [one.said for one in live.values()] == ["2023年6月28日", "—"]


def test_small_changes_of_a_confidential_figure_are_not_told_to_all(counting, draft, issue):
    counting.adopt(rows.scenario_text("confidential.yaml"))
    by = counting.actor("clerk")
    actions.save_text(by=by, at=AT, report_id=draft.id, key="plain", says="信访{secrets.open_total}。", seq=0)
    row = issue(draft)
    late = rows.matter(counting, MARCH, scenario="secrets", category="land", space="petitions")

    def told(who):
        found = {one.name: one for one in queries.differences(row, counting.scope(who))}
        return found["secrets.open_total"].live, found["secrets.open_total"].came

    assert told("clerk") == ("受限", ())
    assert told("leader_main") == ("1件", (str(late.id),))
    slot = row.figures.get(title="信访总数").slot
    with pytest.raises(Refused) as refused:
        queries.issued_rows(counting.scope("clerk"), row.id, slot)
    assert refused.value.id == "indicators.R403"
    assert queries.issued_rows(counting.scope("leader_main"), row.id, slot)[0].title == "信访总数"
    for _ in range(2):
        rows.matter(counting, MARCH, scenario="secrets", category="land", space="petitions")
    assert told("clerk") == ("3件", ())
