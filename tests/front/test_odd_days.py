"""Days and numbers at the edge, in the address of every page and in forms: a sentence, never a crash."""

from __future__ import annotations

import time
from datetime import date

import pytest
from django.test import Client

from gewu.front import fields
from gewu.kernel import outside
from gewu.kernel.periods import Period
from tests.front.actors import hotline  # noqa: F401
from tests.front.test_queries_everywhere import PEOPLE, addresses

FAR = "99999999999999999999"
#: a page reads few of these words; together they are asked once
ODD = (
    f"period=0001-01-01..9999-12-31&year=0&staff={FAR}&day=9999-12-31&subject={FAR}",
    f"period=1900-01-01..2100-12-31&as_of=0001-01-01&year={FAR}&day=%00",
    f"period=2100-12-31..2100-12-31&from=2100-12-31&year=2100&day=2100-12-31&page={FAR}",
    "period=1900-01-01..1900-01-01&from=1900-01-01&to=1900-01-01&year=1900",
    "period=custom&from=0001-01-01&to=9999-12-31",
    "period=custom&from=2023-02-01&to=2023-01-01&year=２０２３",
    "period=..&from=2023-13-45&to=2023-02-30&year=-1&as_of=x&page=-1&staff=-1",
    f"period=2023-01-01..2023-06-28&as_of=9999-12-31&revealed={FAR}&form=x&scenario=fire",
)
PAGES = [*addresses(), "/tasks/coverage/", "/figures/hotline.received/", "/figures/hotline.received/rows/"]


@pytest.mark.parametrize("who", ["section_head", "admin_audit", "admin_system"])
def test_no_page_breaks_on_a_day_at_the_edge(hotline, who):  # noqa: F811
    browser = Client(raise_request_exception=False)
    browser.force_login(hotline.people[who].account)
    open_to_them = [page for page in dict.fromkeys(PAGES) if browser.get(page).status_code == 200]
    found, slow = {}, {}
    for page in open_to_them:
        for odd in ODD:
            begun = time.monotonic()
            status = browser.get(f"{page}?{odd}").status_code
            if status not in (200, 302, 404, 422):
                found[f"{page}?{odd}"] = status
            if time.monotonic() - begun > 10:
                slow[f"{page}?{odd}"] = round(time.monotonic() - begun)
    assert (found, slow) == ({}, {})
    assert len(open_to_them) > 5 and who in (*PEOPLE, "admin_audit")


@pytest.mark.parametrize(
    "address",
    [
        "/duty/?from=0001-01-01",
        "/tasks/coverage/?period=0001-01-01..9999-12-31",
        "/figures/?period=1900-01-01..2100-12-31",
    ],
)
def test_what_is_too_far_is_said_in_a_sentence(hotline, client, address):  # noqa: F811
    client.force_login(hotline.people["section_head"].account)
    answer = client.get(address)
    assert (answer.status_code, "太远，没有这样查。" in answer.text, "1900年至2100年" in answer.text) == (
        422,
        True,
        True,
    )


@pytest.mark.parametrize("text", ["0001-01-01", "1899-12-31", "2101-01-01", "9999-12-31"])
def test_a_day_beyond_the_years_we_know_is_refused_everywhere(text):
    with pytest.raises(outside.TooFar):
        outside.day(text)
    with pytest.raises(fields.forms.ValidationError):
        fields.day("日期").clean(text)
    with pytest.raises(fields.forms.ValidationError):
        fields.moment("时间").clean(f"{text}T00:00")


def test_days_within_are_read():
    assert outside.day("1900-01-01") == date(1900, 1, 1)
    assert outside.period("2023-01-01..2023-06-28") == Period.parse("2023-01-01..2023-06-28")
    assert [outside.number(text) for text in ("17", "²", "99999999999", "-1", "")] == [17, None, None, None, None]


@pytest.mark.parametrize("text", ["2023-02-01..2023-01-01", "1990-01-01..2023-01-01", "2023", "x..y"])
def test_a_period_that_is_none_or_too_long_is_refused(text):
    with pytest.raises(ValueError):
        outside.period(text)
