"""What is done twice at the same moment is done once: the bank's answer, a repayment, an issue, an adoption."""

from __future__ import annotations

from datetime import date

import pytest

from gewu.flows import adopt_edition
from gewu.flows.issue_report import issue_report
from gewu.journal.models import JournalLine
from gewu.money import actions as money
from gewu.money import queries as payments
from gewu.money.actions import NewLine
from gewu.office import actions as office
from gewu.office.models import Adoption
from gewu.reports import actions as reports
from gewu.reports.models import Report
from gewu.scenario import templates
from tests.cast import pack
from tests.indicators import rows
from tests.reports.conftest import HALF, TEMPLATE
from tests.reports.mending import mended
from tests.robust.test_two_people import street, together

__all__ = ["street"]

MAY, JUNE = rows.at(date(2023, 5, 10)), rows.at(date(2023, 6, 28))


def acts(act: str) -> int:
    return JournalLine.objects.filter(act=act).count()


@pytest.fixture
def sent(street):
    """A payment list that is with the bank."""
    street.adopt(rows.COUNTING)
    lines = [NewLine(rows.subject(street).id, 10_000) for _ in range(3)]
    head, of = street.actor("section_head"), {"scenario": "kiosks", "programme": "subsidy", "title": "5月补贴"}
    row = money.draw_list(by=head, at=MAY, for_month=date(2023, 5, 20), lines=lines, **of)
    money.approve(by=street.actor("leader_deputy"), at=MAY, list_id=row.id)
    return money.send(by=head, at=MAY, list_id=row.id)


@pytest.mark.parametrize("round", range(3))
def test_the_banks_answer_taken_in_twice_at_once_pays_once(street, sent, round):
    by, back = street.actor("section_head"), sent.lines.order_by("id").first().id
    answer = {"list_id": sent.id, "paid_on": date(2023, 5, 12), "returned": {back: "账号有误"}}
    said = together(*(lambda: money.take_bank_return(by=by, at=JUNE, **answer) for _ in range(3)))
    assert (said.count("done"), len(said)) == (1, 3)
    view = payments.payment_list(street.scope("section_head"), sent.id)
    assert (view.people, view.paid_fen, view.returned) == (3, 20_000, 1)


@pytest.mark.parametrize("round", range(3))
def test_who_is_repaid_twice_at_once_is_repaid_once(street, sent, round):
    by, back = street.actor("section_head"), sent.lines.order_by("id").first().id
    answer = {"list_id": sent.id, "paid_on": date(2023, 5, 12), "returned": {back: "账号有误"}}
    money.take_bank_return(by=by, at=JUNE, **answer)
    said = together(*(lambda: money.repay(by=by, at=JUNE, line_id=back, paid_on=date(2023, 5, 20)) for _ in range(3)))
    assert (said.count("done"), len(said)) == (1, 3)
    assert payments.payment_list(street.scope("section_head"), sent.id).paid_fen == 30_000


@pytest.mark.parametrize("round", range(3))
def test_a_report_issued_twice_at_once_has_one_number(street, round):
    street.adopt(rows.COUNTING)
    by = street.actor
    row = reports.draft(by=by("clerk"), at=JUNE, template=templates.read(TEMPLATE), period=HALF)
    mended(row, by=by("clerk"), at=JUNE)
    reports.send_to_check(by=by("clerk"), at=JUNE, report_id=row.id)
    reports.check(by=by("clerk_b"), at=JUNE, report_id=row.id)
    reports.send_to_sign(by=by("clerk_b"), at=JUNE, report_id=row.id)
    signs = [by(who) for who in ("leader_main", "leader_deputy", "leader_main")]
    said = together(*(lambda one=one: issue_report(by=one, at=JUNE, report_id=row.id) for one in signs))
    assert (said.count("done"), len(said)) == (1, 3)
    issued = Report.objects.get(state="issued")
    assert (issued.number, acts("reports.issued")) == ("东澄〔2023〕1号", 1)


@pytest.mark.parametrize("round", range(3))
def test_an_edition_adopted_twice_at_once_is_in_force_once(street, round):
    row = office.draft_edition(by=street.system, at=MAY, text=pack("packs/social/hotline"))
    of = {"adoption_id": row.id, "from_on": date(2023, 5, 11)}
    said = together(*(lambda: adopt_edition.adopt(by=street.system, at=MAY, **of) for _ in range(3)))
    assert (said.count("done"), len(said)) == (1, 3)
    assert (Adoption.objects.filter(state="active").count(), acts("office.edition_adopted")) == (1, 1)
