"""各类数据: rows of every noun on pages and for programs, under the noun's own permission."""

import json
from datetime import date

import pytest
from django.test import Client

from gewu.front.api import openapi, tokens
from gewu.kernel.nouns import nouns
from gewu.reports.models import Report
from tests.front.actors import Desk, reported
from tests.indicators import rows

LISTED = [noun for noun in nouns().values() if noun.key == "id"]
MARCH = date(2023, 3, 1)


@pytest.fixture
def busy(hotline):
    """One row of most nouns."""
    hotline.adopt(rows.COUNTING)
    hotline.matter = reported(hotline)
    about = rows.subject(hotline, nature="person", name="张小三")
    rows.record(hotline, MARCH, about=about)
    rows.task(hotline, about, MARCH)
    rows.payment(hotline, about, 53400, MARCH)
    return hotline


def reader(cast, noun) -> Desk:
    """Somebody who may see rows of a noun."""
    return Desk(cast, next(who for who in ("section_head", "admin_system") if noun.seen_by(cast.scope(who))))


@pytest.mark.parametrize("noun", LISTED, ids=lambda noun: noun.kind)
def test_every_noun_has_a_list_and_a_file_of_all_its_columns(busy, noun):
    desk = reader(busy, noun)
    assert noun.many in desk.read(f"/rows/{noun.kind}/")
    heads = desk.browser.get(f"/rows/{noun.kind}/?as=csv").getvalue().decode("utf-8-sig").splitlines()
    assert ",".join(column.title for column in noun.columns) in heads


def test_a_row_with_a_desk_of_its_own_opens_there(busy):
    answer = Desk(busy, "dispatcher").browser.get(f"/rows/matter/{busy.matter.id}/")
    assert (answer.status_code, answer.url) == (302, f"/matters/{busy.matter.id}/")


def test_a_row_without_one_opens_with_all_its_columns(busy):
    page = Desk(busy, "leader_main").read(f"/rows/area/{busy.areas['willow_1'].id}/")
    assert all(word in page for word in ("柳荫一网格", "009999003001001", "柳荫社区"))


@pytest.mark.parametrize(("who", "kind", "status"), [("assessor", "subject", 403), ("leader_main", "nonsense", 404)])
def test_rows_that_are_not_for_this_person_are_refused(busy, who, kind, status):
    Desk(busy, who).read(f"/rows/{kind}/", status=status)


def test_what_is_dated_about_a_subject_is_seen_by_whoever_sees_the_subject(busy):
    row = rows.subject(busy, name="石桥便民亭", area=busy.areas["bridge_1"])
    rows.tag(busy, row, "busy")
    pages = {who: Desk(busy, who).read("/rows/tag/") for who in ("officer_a", "officer_b")}
    assert {who: "石桥便民亭" in page for who, page in pages.items()} == {"officer_a": False, "officer_b": True}


@pytest.mark.parametrize(("who", "seen"), [("assessor", False), ("clerk", True)])
def test_a_draft_is_listed_for_those_who_write_only(busy, who, seen):
    row = Report.objects.create(
        office=busy.office, template="t", title="{office}{period}小结", start=MARCH, end=date(2023, 4, 1), as_of=MARCH
    )
    assert ("东澄街道2023年3月小结" in Desk(busy, who).read("/rows/report/"), row.state) == (seen, "draft")


def program(cast, who, address):
    token = tokens.make(cast.people[who].account, 30)
    answer = Client().get(address, headers={"Authorization": f"Bearer {token}"})
    return answer.status_code, json.loads(answer.content)


def test_programs_read_what_the_description_says(busy):
    status, said = program(busy, "section_head", "/api/rows/payment")
    described = openapi.described()["components"]["schemas"]["payment"]["properties"]
    assert (status, said["total"], said["rows"][0]["amount_fen"]) == (200, 1, 53400)
    assert list(said["rows"][0]) == list(described)


def test_programs_find_a_row_by_its_number(busy):
    assert program(busy, "dispatcher", f"/api/rows/matter/{busy.matter.number}")[1]["id"] == busy.matter.id


@pytest.mark.parametrize(
    ("who", "address", "refusal"),
    [
        ("assessor", "/api/rows/subject", "indicators.R4031"),
        ("dispatcher", "/api/rows/nonsense", "indicators.R4041"),
        ("dispatcher", "/api/rows/matter/none-such", "indicators.R4042"),
    ],
)
def test_programs_are_refused_as_people_are(busy, who, address, refusal):
    assert program(busy, who, address)[1]["error"]["id"] == refusal


def test_a_figure_offers_its_rows_only_to_those_who_may_open_them(busy):
    """A button that leads to a refusal is a dead end."""
    pages = {who: Desk(busy, who).read("/figures/kiosks.on_register/") for who in ("assessor", "section_head")}
    assert {who: "/rows/?" in page for who, page in pages.items()} == {"assessor": False, "section_head": True}


def test_the_page_of_permissions_says_who_may_see_what(hotline):
    page = Desk(hotline, "admin_security").read("/admin/")
    assert all(noun.many in page for noun in LISTED)
