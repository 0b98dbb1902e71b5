"""Whom a scenario names as readers sees the rows, everybody else the totals; personal answers open with a reason."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from gewu.front.api import tokens
from gewu.front.sessions import SessionStore
from gewu.indicators import actions as stating
from gewu.indicators.actions import NewObservation
from gewu.journal import actions as journal
from gewu.journal.models import JournalLine, Outgoing
from gewu.kernel.periods import Period
from gewu.matters import actions as matters
from gewu.matters.actions import NewMatter
from gewu.office.models import Session
from gewu.records import actions as records
from gewu.records.actions import NewRecord
from gewu.registry import actions as registry
from tests.cast import pack
from tests.front.actors import Desk, reported
from tests.indicators import rows

HALF = "2023-01-01..2023-06-28"
#: care visits with an emergency among its categories, of which the duty chief sees nothing
EMERGENCY = (
    pack("packs/social/care_visits")
    .replace("生活帮扶, grade: ordinary", '生活帮扶, grade: ordinary, emergency: "110"')
    .replace("who: duty_chief", "who: section_head")
    .replace("duty_chief, ", "")
)
READERS = {"section_head": True, "secretary": False, "assessor": False, "officer_a": False}


@pytest.fixture
def loans(hotline):
    """A borrower of the first willow grid, and what the bank paid."""
    hotline.adopt("packs/service/training_and_loans")
    hotline.borrower = registry.admit(
        by=hotline.system,
        at=hotline.at,
        nature="person",
        kind="borrower",
        code="DK1",
        name="钱多宝",
        split="graduate",
        area_id=hotline.areas["willow_1"].id,
        stages=[registry.Stage("training_and_loans", "granted", date(2023, 2, 1))],
        valid_from=date(2023, 2, 1),
    )
    loan = NewRecord(
        scenario="training_and_loans",
        form="loan",
        subject_id=hotline.borrower.id,
        happened_at=rows.at(date(2023, 3, 1)),
        answers={"loan_fen": "150000", "bank": "HZ-7788"},
    )
    hotline.loan = records.submit(loan, by=hotline.system, at=rows.at(date(2023, 3, 2)))
    return hotline


@pytest.mark.parametrize("who", READERS)
def test_only_the_named_readers_open_a_borrower_and_the_loan(loans, who):
    desk = Desk(loans, who).browser
    pages = (f"/subjects/{loans.borrower.id}/", f"/tasks/records/{loans.loan.id}/")
    opened = {page: desk.get(page).status_code == 200 for page in pages}
    assert opened == dict.fromkeys(pages, READERS[who])


@pytest.mark.parametrize("who", READERS)
def test_no_list_search_or_program_tells_the_others_of_the_borrower(loans, who):
    desk = Desk(loans, who).browser
    lists = (
        "/search/?q=钱多",
        "/rows/subject/",
        "/rows/record/?as=csv",
        "/api/rows/subject",
        "/subjects/kind/borrower/",
    )
    told = {"钱多宝" in b"".join(desk.get(page)).decode() for page in lists}
    assert told == {READERS[who]} if READERS[who] else True not in told


@pytest.mark.parametrize("who", READERS)
def test_others_see_the_total_and_that_the_rows_are_withheld(loans, who):
    desk = Desk(loans, who)
    total = desk.read(f"/figures/training_and_loans.loans/?period={HALF}")
    answer = desk.browser.get(f"/figures/training_and_loans.loans/rows/?period={HALF}")
    assert ("15万元" in re.sub(r"<[^>]+>|\s", "", total), answer.status_code) == (True, 200 if READERS[who] else 403)
    assert READERS[who] or "只能看到总数" in answer.content.decode()


def test_a_stated_figure_of_discipline_shows_its_number_to_all_and_its_signer_to_readers(hotline):
    hotline.adopt("packs/party/discipline")
    period = Period.parse(HALF)
    new = NewObservation("discipline.cases_filed", period, 7, "郑书记", date(2023, 6, 27), "街道纪工委报数函")
    stating.observe(by=hotline.actor("clerk"), at=rows.at(date(2023, 6, 28)), new=new)
    pages = ("/figures/observed/", "/rows/observation/", f"/figures/discipline.cases_filed/?period={HALF}")
    seen = {who: [("郑书记" in Desk(hotline, who).read(page)) for page in pages] for who in ("clerk_b", "officer_a")}
    assert seen == {"clerk_b": [True] * 3, "officer_a": [False] * 3}
    assert re.search(r"\b7\s*(<[^>]+>\s*)*件", Desk(hotline, "officer_a").read(pages[2]))


@pytest.fixture
def harmed(hotline):
    """A suspected harm to a child, reported by the officer of the grid."""
    hotline.adopt("packs/social/elders_and_children")
    new = NewMatter(
        "elders_and_children", "grid", category="child_harm", place="梧桐里9号", area_id=hotline.areas["willow_1"].id
    )
    hotline.matter = matters.take_in(new, by=hotline.actor("officer_a"), at=rows.at(date(2023, 6, 27)))
    return hotline


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("officer_a", False),
        ("grid_leader", False),
        ("assessor", False),
        ("clerk", False),
        ("secretary", True),
        ("dispatcher", True),
    ],
)
def test_a_suspected_harm_to_a_child_is_seen_by_those_the_scenario_names(harmed, who, seen):
    desk = Desk(harmed, who)
    page = desk.browser.get(f"/matters/{harmed.matter.id}/").status_code
    lists = ["梧桐里9号" in desk.read(page) for page in ("/matters/?state=open", "/search/?q=梧桐里")]
    assert (page, lists) == (200 if seen else 404, [seen, seen])


def test_the_officer_who_reports_it_is_told_that_it_is_in_other_hands(hotline):
    hotline.adopt("packs/social/elders_and_children")
    typed = {
        "channel": "grid",
        "category": "child_harm",
        "body": "邻居说孩子身上有伤",
        "place": "梧桐里9号",
        "area": hotline.areas["willow_1"].id,
    }
    answer = Desk(hotline, "officer_a").send("/matters/new/elders_and_children/", **typed)
    assert (answer.status_code, answer.headers.get("Location")) == (302, "/matters/"), answer.context["form"].errors


# personal answers and numbers ---------------------------------------------------------------


@pytest.fixture
def shop(hotline):
    hotline.adopt("packs/safety/fire")
    return registry.admit(
        by=hotline.system,
        at=hotline.at,
        nature="place",
        kind="merchant",
        code="M1",
        name="柳荫面馆",
        split="restaurant",
        area_id=hotline.areas["willow_1"].id,
        attributes={"fire_manager": "冯守安"},
        secrets={"phone": "13900002222"},
        tags=("fire_key_place",),
        valid_from=date(2023, 1, 5),
    )


def test_a_personal_answer_is_masked_until_somebody_says_why(hotline, shop):
    desk, page = Desk(hotline, "secretary"), f"/subjects/{shop.id}/"
    assert ("冯守安" in (before := desk.read(page)), "已遮盖" in before) == (False, True)
    answer = desk.send(f"/rows/subject/{shop.id}/reveal/personal/", reason="上门核对消防责任人")
    assert "冯守安" in desk.read(answer.headers["Location"])
    assert JournalLine.objects.filter(act="answers.revealed", row_id=shop.id).count() == 1
    assert "冯守安" not in Desk(hotline, "section_head").read(answer.headers["Location"])


def test_without_a_reason_or_the_right_nothing_opens(hotline, shop):
    address = f"/rows/subject/{shop.id}/reveal/personal/"
    assert [
        Desk(hotline, "secretary").send(address, reason="看").status_code,
        Desk(hotline, "clerk").send(address, reason="想看一看").status_code,
    ] == [422, 403]
    assert not JournalLine.objects.filter(act="answers.revealed").exists()


def test_a_personal_answer_is_not_in_the_form_that_changes_the_others_and_stays(hotline, shop):
    desk, address = Desk(hotline, "secretary"), f"/subjects/{shop.id}/change/"
    assert "冯守安" not in desk.read(address)
    sent = desk.send(
        address, name="柳荫面馆二店", split="restaurant", area=hotline.areas["willow_1"].id, place_text=""
    )
    shop.refresh_from_db()
    assert (sent.status_code, shop.name, shop.attributes["fire_manager"]) == (302, "柳荫面馆二店", "冯守安")


def test_a_number_that_is_looked_at_is_in_no_session(hotline, shop):
    desk = Desk(hotline, "secretary")
    answer = desk.send(f"/subjects/{shop.id}/reveal/phone/", reason="联系店主核实")
    assert "13900002222" in desk.read(answer.headers["Location"])
    assert not any("13900002222" in str(SessionStore().decode(row.session_data)) for row in Session.objects.all())


# what others hear ---------------------------------------------------------------------------


def test_an_emergency_of_a_closed_space_is_told_to_somebody_who_may_see_it(hotline):
    hotline.adopt(EMERGENCY)
    matter = matters.take_in(
        NewMatter("care_visits", "grid", category="livelihood", area_id=hotline.areas["willow_1"].id),
        by=hotline.actor("secretary"),
        at=rows.at(date(2023, 6, 27)),
    )
    told = Outgoing.objects.get(kind="emergency")
    assert told.to_staff_id == hotline.people["section_head"].id
    assert matter.number in Desk(hotline, "section_head").read("/")


def test_a_message_gives_no_title_of_what_its_reader_may_not_see(hotline):
    matter = reported(hotline, area="bridge_1", place="石桥东弄3号")
    about = {"office_id": hotline.office.id, "kind": "matter", "words": f"催办：{matter.number} {matter.title}"}
    journal.tell_many(
        journal.message(**about, to_staff_id=hotline.people[who].id, link=f"/matters/{matter.id}/")
        for who in ("officer_a", "officer_b")
    )
    pages = {who: Desk(hotline, who).read("/") for who in ("officer_a", "officer_b")}
    assert {who: "石桥东弄3号" in page for who, page in pages.items()} == {"officer_a": False, "officer_b": True}
    assert "催办：所涉内容不在您的查看范围内" in pages["officer_a"]


@pytest.mark.parametrize(("who", "told"), [("dispatcher", True), ("handler_b", False)])
def test_another_systems_number_tells_nothing_of_another_units_matter(hotline, who, told):
    first = reported(hotline, external_number="12345-77", area="bridge_1")
    body = {
        "scenario": "hotline",
        "channel": "hotline",
        "category": "noise",
        "place": "柳荫路1号",
        "external_number": "12345-77",
    }
    token = tokens.make(hotline.people[who].account, 30)
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid4())}
    answer = Client().post("/api/matters", body, content_type="application/json", headers=headers)
    assert (answer.json()["error"]["id"], first.number in answer.content.decode()) == ("matters.R205", told)
