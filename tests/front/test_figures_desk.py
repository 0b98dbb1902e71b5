"""统计指标: figures, the rows behind them, what is stated by others."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from gewu.front import exports
from gewu.indicators import comparing
from gewu.indicators.models import Observation
from gewu.indicators.reading import Reading
from gewu.journal import versions
from gewu.kernel.periods import Period
from gewu.office.models import Office
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
    assert ("数据截至 2023年6月28日" in page, "渠道为12345热线" in page) == (True, True)


def test_a_period_that_began_before_the_office_says_so_on_page_and_file(hotline, at_desk):
    """F026: after `gewu start` in March the half-year told three months as six."""
    Office.objects.update(started_on=date(2023, 3, 1))
    versions.changed(versions.SHARED)
    versions.changed(hotline.office.id)
    reported(hotline)
    desk, since = at_desk("leader_main"), "本系统自2023年3月1日起计数，本期只含其后"
    for address in (f"/figures/hotline.received/?{HALF}", f"/figures/?scenario=hotline&{HALF}", f"/overview/?{HALF}"):
        page = desk.read(address)
        assert (since in page, "同比增" in page) == (True, False), address
    assert f"同比不算（{since}）" in desk.read(f"/figures/hotline.received/?{HALF}")
    taken = b"".join(desk.browser.get(f"/figures/?scenario=hotline&{HALF}&as=csv").streaming_content)
    assert since in taken.decode()


def test_figures_that_were_searched_for_name_their_scenario_and_repeat_no_days(hotline, at_desk):
    """F046: six cards of one title; the 口径 repeated the head."""
    page = at_desk("leader_main").read(f"/figures/?q=按期办结率&{HALF}")
    tile = page.split('<article class="tile"')[1].split("</article>")[0]
    assert ("12345" in tile, "统计期" in tile, "除以" in tile) == (True, False, True)


def test_a_line_without_any_record_says_so_beside_its_zero(hotline, at_desk):
    """F045: 0件, with no mark of a gap."""
    address, said = f"/figures/hotline.received/?{HALF}", "本期没有登记"
    before = at_desk("leader_main").read(address)
    reported(hotline)
    assert (said in before, said in at_desk("leader_main").read(address)) == (True, False)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("安全/检查[1]", "安全检查1"),
        ("a/b:c*d?e\\f", "abcdef"),
        ("[]", "Sheet1"),
        ("'口径'", "口径"),
        ("长" * 40, "长" * 31),
    ],
)
def test_a_title_with_signs_names_its_sheet_without_them(title, name):
    """F060: /figures/?q=a/b could never be exported."""
    assert exports.sheet_name(title) == name


def test_what_was_searched_for_with_signs_is_taken_away_as_a_workbook(hotline, at_desk):
    taken = at_desk("leader_main").browser.get(f"/figures/?q=%5Ba/b%3A*%3F%5D&{HALF}&as=xlsx")
    file = io.BytesIO(taken.content if not taken.streaming else b"".join(taken.streaming_content))
    assert (taken.status_code, openpyxl.load_workbook(file).sheetnames) == (200, ["统计指标 “ab”"])


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
        comparing.change("同比", known["hotline.received"], 104, 100).words,
        comparing.change("环比", known["hotline.on_time_rate"], Decimal("95"), Decimal("93.5")).words,
        comparing.change("同比", known["hotline.received"], 4, 0).words,
        comparing.change("环比", known["hotline.received"], 2238, 7).words,
        comparing.change("环比", known["hotline.received"], 4, None).words,
    )
    assert said == (
        "同比增长4%",
        "环比提高1.5个百分点",
        "同比增加4件（基数0件，不算百分比）",
        "环比增加2231件（基数7件，不算百分比）",
        "环比没有基数（当期没有数）",
    )


def test_an_earlier_period_is_cut_off_as_far_into_it(hotline):
    half = Period(date(2023, 1, 1), date(2023, 7, 1))
    reading = Reading(period=half, as_of=date(2023, 6, 28), for_=hotline.scope("clerk"))
    assert comparing.like(reading, half.previous())[1] == date(2022, 12, 26)


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
def test_the_address_chooses_period_and_cut_off(rf, hotline, query, period, as_of):
    from gewu.front import stretches

    request = rf.get(f"/figures/{query}")
    request.today, request.scope = date(2023, 6, 28), hotline.scope("clerk")
    chosen = stretches.chosen(request)
    assert (chosen.period.printed(), chosen.as_of) == (period, as_of)


def test_a_stated_number_is_voided_with_a_reason(hotline, at_desk):
    hotline.adopt("packs/party/discipline")
    desk, series = at_desk("clerk"), observed_series(at_desk("clerk"))
    typed = {
        "value": "7", "start": "2023-01-01", "end": "2023-06-30", "status": "final", "signed_on": "2023-06-28",
        "reported_by": hotline.units["party_office"].id, "signed_by": "陆守正", "source": "半年统计表",
    }  # fmt: skip
    desk.send(f"/figures/{series}/observe/", **typed)
    row = Observation.objects.get()
    assert f"/figures/observed/{row.id}/void/" in desk.read("/figures/observed/")
    page = f"/figures/observed/{row.id}/void/"
    assert desk.send(page, reason="").status_code == 422
    assert at_desk("officer_a").send(page, reason="不该").status_code == 403
    desk.send(page, reason="报错了表")
    row.refresh_from_db()
    assert (row.void_reason, desk.send(page, reason="再来").status_code) == ("报错了表", 404)


def observed_series(desk) -> str:
    return desk.read("/figures/observed/").split("/observe/")[0].rsplit("/", 1)[-1]
