"""统计指标: figures, the rows behind them, what is stated by others."""

from datetime import date
from decimal import Decimal

import pytest

from gewu.front.desks.figures import shown
from gewu.front.stretches import Stretch
from gewu.indicators.models import Observation
from gewu.kernel.periods import Period
from tests.front.actors import reported
from tests.front.knowing import questions

HALF = "period=2023-01-01..2023-06-30"


@pytest.mark.parametrize(("who", "status"), [("leader_main", 200), ("officer_a", 200), ("admin_audit", 403)])
def test_figures_open_to_those_who_may_see_them(hotline, at_desk, who, status):
    assert at_desk(who).read("/figures/hotline.received/", status) != ""


def test_a_figure_opens_exactly_the_rows_it_counts(hotline, at_desk):
    inside = [reported(hotline, day=day) for day in (26, 27)]
    desk = at_desk("leader_main")
    lines = (
        desk.browser.get(f"/figures/hotline.received/rows/?{HALF}&as=csv").getvalue().decode("utf-8-sig").splitlines()
    )
    assert [line.split(",")[0] for line in lines if line.startswith("RX")] == [matter.number for matter in inside]


def test_an_area_narrows_figure_and_rows_alike(hotline, at_desk):
    reported(hotline, area="willow_1")
    reported(hotline, area="bridge_1", category="garbage")
    desk, bridge = at_desk("leader_main"), hotline.areas["bridge"].id
    page = desk.read(f"/figures/hotline.received/rows/?{HALF}&area={bridge}")
    assert (
        "共 1 条" in page,
        "1件" in desk.read(f"/figures/hotline.received/?{HALF}&area={bridge}").replace('<span class="unit">', ""),
    ) == (True, True)


def test_rows_ask_the_database_no_more_for_more_rows(hotline, at_desk):
    reported(hotline)
    one = questions(at_desk("leader_main"), f"/figures/hotline.received/rows/?{HALF}")
    for category in ("garbage", "parking"):
        reported(hotline, category=category)
    assert questions(at_desk("leader_main"), f"/figures/hotline.received/rows/?{HALF}") == one


def test_a_figure_says_its_definition_and_its_cut_off(hotline, at_desk):
    page = at_desk("leader_main").read(f"/figures/hotline.received/?{HALF}")
    assert ("数据截至2023年6月28日" in page, "渠道为12345热线" in page) == (True, True)


def test_an_unknown_figure_is_refused_in_words(hotline, at_desk):
    assert "没有指标“hotline.nothing”" in at_desk("leader_main").read("/figures/hotline.nothing/", 422)


def test_a_stated_number_needs_who_signs_and_where_it_stands(hotline, at_desk):
    hotline.adopt("packs/party/discipline")
    from gewu.office import queries

    (series, *_) = queries.adopted(hotline.office.id, date(2023, 6, 28))["discipline"].series
    typed = {
        "value": "3",
        "start": "2023-01-01",
        "end": "2023-06-28",
        "status": "final",
        "reported_by": hotline.units["party_office"].id,
        "signed_by": "",
        "signed_on": "2023-06-27",
        "source": "",
    }
    desk = at_desk("clerk")
    refused = desk.send(f"/figures/discipline.{series}/observe/", **typed)
    kept = desk.send(
        f"/figures/discipline.{series}/observe/", **typed | {"signed_by": "陆守正", "source": "半年统计表"}
    )
    assert (refused.status_code, kept.status_code) == (422, 302)
    assert list(Observation.objects.values_list("value", "signed_by", "end")) == [(3, "陆守正", date(2023, 6, 29))]


def test_a_typed_number_never_looks_like_a_counted_one(hotline, at_desk):
    hotline.adopt("packs/party/discipline")
    page = at_desk("leader_main").read(f"/figures/?scenario=discipline&{HALF}")
    assert (page.count('class="figure typed"') > 0, 'class="kind counted"' in page) == (True, False)


def test_changes_of_shares_are_said_in_points_and_of_counts_in_per_cent(hotline):
    from gewu.indicators import catalogue

    known = {entry.ref: entry for entry in catalogue.all_indicators(hotline.office.id, date(2023, 6, 28))}
    said = (
        shown.change("同比", known["hotline.received"], 104, 100),
        shown.change("环比", known["hotline.on_time_rate"], Decimal("95"), Decimal("93.5")),
        shown.change("同比", known["hotline.received"], 4, 0),
    )
    assert said == ("同比增长4%", "环比提高1.5个百分点", "同比增加4件（基数0件，不算百分比）")


def test_an_earlier_period_is_cut_off_as_far_into_it():
    half = Period(date(2023, 1, 1), date(2023, 7, 1))
    stretch = Stretch(half, date(2023, 6, 28), date(2023, 6, 28), ())
    assert stretch.like(half.previous())[1] == date(2022, 12, 26)


@pytest.mark.parametrize(
    ("query", "period", "as_of"),
    [
        ("", "2023-01-01..2023-06-30", date(2023, 6, 28)),
        ("?period=2023-05-01..2023-05-31", "2023-05-01..2023-05-31", date(2023, 5, 31)),
        ("?period=custom&from=2023-03-05&to=2023-04-02", "2023-03-05..2023-04-02", date(2023, 4, 2)),
        ("?period=2023-01-01..2023-06-30&as_of=2023-05-31", "2023-01-01..2023-06-30", date(2023, 5, 31)),
        ("?period=2023-05-01..2023-05-31", "2023-05-01..2023-05-31", date(2023, 5, 31)),
        ("?period=2023-05-01..2023-05-31&as_of=2023-06-15", "2023-05-01..2023-05-31", date(2023, 6, 15)),
        ("?period=2023-05-01..2023-05-31&as_of=2023-06-29", "2023-05-01..2023-05-31", date(2023, 5, 31)),
        ("?period=nonsense&as_of=never", "2023-01-01..2023-06-30", date(2023, 6, 28)),
    ],
)
def test_the_address_chooses_period_and_cut_off(rf, query, period, as_of):
    from gewu.front import stretches

    request = rf.get(f"/figures/{query}")
    request.today = date(2023, 6, 28)
    chosen = stretches.chosen(request)
    assert (chosen.period.printed(), chosen.as_of) == (period, as_of)
