"""One row more or less changes figure, chart, draft and export alike: eleven figures of different kinds, no constants.

The office has every scenario of the repository and not one row; what the half-year summary says in it is the proof
that no number is written down anywhere.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client

from gewu.front.desks.figures import shown
from gewu.front.stretches import Stretch
from gewu.indicators import actions as indicators
from gewu.indicators import catalogue
from gewu.indicators.actions import NewObservation
from gewu.kernel.periods import Period
from gewu.matters import actions as matters
from gewu.matters.rules import NewMatter
from gewu.money import actions as money
from gewu.money.actions import PaidLine, PaidList
from gewu.money.models import PaymentLine
from gewu.office import queries as office
from gewu.records import actions as records
from gewu.records.rules import NewRecord
from gewu.registry import actions as registry
from gewu.reports import actions as reports
from gewu.reports import queries
from gewu.scenario import packs, templates
from tests.histories import at, history, load
from tests.looking import looking

HALF = Period.of(date(2023, 1, 1), date(2023, 6, 30))
CUT_OFF = date(2023, 6, 28)
NOW = at("06-28 09:00")

Undo = Callable[[], object]


@dataclass(frozen=True)
class Shown:
    """A figure wherever it is shown: by itself, in the draft, as a chart, and the rows of its export."""

    said: str
    draft: str
    chart: tuple[float | None, ...]
    exported: int


class Empty:
    """The cast's office with every scenario in use and the draft of its half-year summary."""

    def __init__(self, cast):
        self.cast, self.by = cast, cast.system
        for pack in packs.shipped():
            cast.adopt(pack.path)
        template = templates.load(packs.SHIPPED / "office/half_year_summary/report.yaml")
        self.draft = reports.draft(by=cast.actor("clerk"), at=NOW, template=template, period=HALF, as_of=CUT_OFF)
        self.area = cast.areas["willow_1"].id
        self.codes = iter(range(1, 1000))
        self.desk = Client()
        self.desk.force_login(cast.people["leader_main"].account)

    def subject(self, nature: str, kind: str, **more):
        code = f"T{next(self.codes)}"
        return registry.admit(
            by=self.by, at=at("01-04 09:00"), nature=nature, kind=kind, code=code, name=code, area_id=self.area, **more
        )

    def void_subject(self, row) -> Undo:
        return lambda: registry.void(by=self.by, at=NOW, subject_id=row.id, reason="重复登记")

    def record(self, scenario: str, subject, **more) -> Undo:
        new = NewRecord(scenario, at("06-20 10:00"), subject_id=subject.id if subject else None, **more)
        row = records.submit(new, by=self.by, at=at("06-20 11:00"))
        return lambda: records.void(row.id, by=self.by, at=NOW, reason="登错")

    def matter(self, new: NewMatter, closed: str = "", answers=None) -> Undo:
        (row,) = load(self.cast, history(self.cast, new, "03-06 09:00", closed, answers=answers))
        chief, said = self.cast.actor("duty_chief"), {"reason": "重复登记"}
        return lambda: matters.do(row.id, "void", by=chief, at=NOW, seq=row.seq, said=said)

    def shown(self, ref: str) -> Shown:
        asked = {"period": HALF, "as_of": CUT_OFF, "for_": self.by.scope}
        figure = looking(**asked).value(ref)
        entry = catalogue.entries(office.adopted(self.by.office_id, CUT_OFF))[ref]
        points = shown.trend(entry, Stretch(HALF, CUT_OFF, CUT_OFF, ()), self.by.scope, None)
        draft = {one.said for one in queries.render(self.draft, self.by.scope).figures if one.name == ref}
        return Shown(figure.said, *draft, tuple(point.value for point in points), self.exported(ref))

    def exported(self, ref: str) -> int:
        """How many rows the page of the figure's rows gives away as CSV."""
        answer = self.desk.get(f"/figures/{ref}/rows/?period={HALF.printed()}&as_of={CUT_OFF}&as=csv")
        lines = list(csv.reader(io.StringIO(answer.getvalue().decode().removeprefix("\ufeff"))))
        head = next(number for number, line in enumerate(lines) if len(line) > 1)
        return len(lines) - head - 1


def petition(street: Empty) -> Undo:
    return street.matter(NewMatter("petitions", channel="letter", category="first", place="柳荫路1号"))


def fine(street: Empty) -> Undo:
    parking = NewMatter("five_disorders", channel="patrol", category="parking", place="石桥路1号")
    return street.matter(parking, "03-06 10:00", {"fine_fen": 2000, "receipt": "PJ1"})


def settled(street: Empty) -> Undo:
    labour = NewMatter(
        "disputes", channel="application", category="labour", place="石桥工业园", answers={"parties": 2}
    )
    return street.matter(labour, "03-16 10:00", {"result": "settled"})


def suggestions(street: Empty) -> Undo:
    return street.record("grid_visits", None, form="big_visit", answers={"met": "met", "suggestions": 3})


def household(street: Empty) -> Undo:
    return street.void_subject(street.subject("household", "household"))


def tagged(street: Empty) -> Undo:
    shop = street.subject("place", "merchant", split="restaurant")
    given = registry.tag(by=street.by, at=NOW, subject_id=shop.id, tag="food_d", valid_from=date(2023, 5, 1))
    return lambda: registry.undo_tag(by=street.by, at=NOW, subject_id=shop.id, tag_id=given.id)


def landed(street: Empty) -> Undo:
    lead = street.subject("project", "investment_project", split="modern", attributes={"invest_wan": 5000})
    registry.enter_stage(
        by=street.by, at=NOW, subject_id=lead.id, scenario="investment", stage="landed", on=date(2023, 5, 5)
    )
    return lambda: registry.undo_stage(by=street.by, at=NOW, subject_id=lead.id, scenario="investment")


def child(street: Empty):
    return street.subject("person", "aid_recipient", tags=["child_in_need"], space="care")


def paid(street: Empty) -> Undo:
    line = PaidLine(child(street).id, 160_000, date(2023, 3, 9))
    given = PaidList("F1", "aid_payments", "child_in_need", "困境儿童", date(2023, 3, 1), (line,))
    (list_id,) = money.draw_many(by=street.by, at=NOW, lists=[given]).values()
    kept = PaymentLine.objects.get(payment_list=list_id)
    return lambda: money.void_line(by=street.by, at=NOW, line_id=kept.id, reason="重复导入")


def seen(street: Empty) -> Undo:
    return street.record("aid_payments", child(street), form="child_in_need")


def stated(street: Empty) -> Undo:
    new = NewObservation("publicity.video_views", HALF, 230_000, "秦书", date(2023, 6, 27), "后台截图")
    row = indicators.observe(by=street.cast.actor("clerk"), at=NOW, new=new)
    clerk = street.cast.actor("clerk")
    return lambda: indicators.void(by=clerk, at=NOW, observation_id=row.id, reason="填错")


def certificate(street: Empty) -> Undo:
    home = street.subject("dwelling", "resettlement_flat", attributes={"eligible": "eligible"})
    registry.enter_stage(
        by=street.by, at=NOW, subject_id=home.id, scenario="title_certificates", stage="certified", on=date(2023, 5, 5)
    )
    return street.void_subject(home)


#: figure -> the row that makes it; a row of every kind that can be counted
ROWS = {
    "petitions.first_received": petition,
    "five_disorders.fines": fine,
    "disputes.labour_settled": settled,
    "grid_visits.suggestions": suggestions,
    "grid_visits.households": household,
    "food.level_d": tagged,
    "investment.modern_over_3000": landed,
    "aid_payments.paid_child_in_need": paid,
    "aid_payments.visited_child_in_need": seen,
    "publicity.video_views": stated,
    "title_certificates.certified_rate": certificate,
}


@pytest.fixture
def empty(cast) -> Empty:
    return Empty(cast)


def test_a_row_added_and_voided_changes_figure_chart_draft_and_export_alike(empty):
    kept = {ref: (empty.shown(ref), make(empty), empty.shown(ref)) for ref, make in ROWS.items()}
    for ref, (before, undo, after) in kept.items():
        undo()
        assert (ref, empty.shown(ref)) == (ref, before)
        assert (ref, before.draft, after.draft) == (ref, before.said, after.said)
        drawn = ref == "publicity.video_views" or before.chart != after.chart
        assert (ref, before.said != after.said, drawn, after.exported - before.exported) == (ref, True, True, 1)


def test_an_office_without_rows_has_no_number_in_its_summary_but_what_it_is(empty):
    figures = queries.render(empty.draft, empty.by.scope).figures
    counted = [
        one for one in figures if one.kind in ("counted", "derived") and not one.ref.startswith("the_platform.")
    ]
    assert {one.value for one in counted} <= {"0", ""}
    assert {one.said for one in figures if one.kind == "observed"} == {"—"}
