"""F007, F276: the papers of S1-C4, S1-C6, S1-D1 and S1-D4, issued, printed, scanned and voided by pages alone."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from docx import Document

from gewu.documents.models import Paper
from gewu.flows.inspect import inspect
from gewu.kernel.calendar import LOCAL
from gewu.matters import actions as matters
from gewu.matters.actions import NewMatter, NewReporter
from gewu.matters.models import Matter
from gewu.records.rules import NewRecord
from gewu.registry.models import Subject
from gewu.scenario import reader
from gewu.scenario.rules import applicable
from tests.cast import pack
from tests.front.actors import NOW, Desk, issued, nine_o_clock
from tests.front.knowing import shops

__all__ = ["nine_o_clock"]

DISPUTE = {
    "held_on": "2023-06-20",
    "held_at": "街道调解室",
    "present": "申请人赵某某，被申请人东澄建材有限公司",
    "mediators": "何清、文静",
    "record": "双方就拖欠的工资核对数额。",
    "outcome": "agreed",
}
AGREED = {
    "sides": "申请人：赵某某，男，汉族，务工人员；被申请人：东澄建材有限公司",
    "facts": "被申请人拖欠申请人三个月工资。",
    "terms": "被申请人一次性支付工资18000元。",
    "way": "银行转账",
    "deadline": "2023-07-10",
    "copies": "3",
}


@pytest.fixture
def office(cast, nine_o_clock):
    """The cast at nine, and anybody of it at a desk."""
    return cast


def at_desk(cast, who: str) -> Desk:
    return Desk(cast, who)


def taken(cast, **new) -> Matter:
    return matters.take_in(
        NewMatter(area_id=cast.areas["willow_1"].id, **new),
        by=cast.actor("dispatcher"),
        at=datetime(2023, 6, 20, 9, tzinfo=LOCAL),
    )


def address(page: tuple) -> str:
    return "/papers/new/{}/{}/{}/{}/".format(*page)


def sent(desk: Desk, page: tuple, **typed):
    """The form of a paper, sent as it is typed."""
    plain = ("number", "sender", "on", "scan", "issue")
    return desk.send(address(page), **{key if key in plain else f"ask_{key}": one for key, one in typed.items()})


def dispatched(desk: Desk, office, matter) -> int:
    """Send a petition out by its button; say how the page answers."""
    page = desk.read(f"/matters/{matter.id}/")
    matter.refresh_from_db()
    typed = {"seq": matter.seq, "ask_unit": office.units["city"].id}
    answer = desk.send(f"/matters/{matter.id}/do/dispatched/", **typed)
    assert answer.status_code == 302 or ("缺：受理告知书" in page and "缺：受理告知书" in answer.content.decode())
    return answer.status_code


def words_of(content: bytes) -> str:
    paper = Document(io.BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in paper.paragraphs), *cells])


# S1-C6 --------------------------------------------------------------------------------------


def test_s1_c6_an_agreement_is_drawn_up_numbered_printed_signed_and_scanned(office):
    office.adopt("packs/social/disputes")
    matter = taken(office, scenario="disputes", channel="application", category="labour", place="石桥工业园3号")
    desk = at_desk(office, "section_head")
    before = desk.read(f"/matters/{matter.id}/")
    assert "还缺：调解笔录" in before and "出具调解笔录" in before
    page = ("matter", matter.id, "disputes", "agreement_paper")
    refused = sent(desk, page, issue="1", **AGREED)
    assert refused.status_code == 422 and "documents.R101" in refused.content.decode()

    issued(desk, "matter", matter.id, "disputes", "mediation_record", **DISPUTE)
    paper = issued(desk, *page, **AGREED)
    assert (paper.number, paper.stand) == ("（2023）人调字第1号", "unsigned")
    shown = desk.read(f"/papers/{paper.id}/")
    for words in ("银行转账", "2023年7月10日前", "一式3份", "《中华人民共和国人民调解法》第二十九条", "人民调解员："):
        assert words in shown
    assert "赵某某" not in shown and "（已遮盖）" in shown

    answer = desk.send(f"/rows/paper/{paper.id}/reveal/personal/", reason="打印协议书交当事人签字")
    opened = desk.read(answer.headers["Location"])
    assert "申请人：赵某某" in opened
    printed = words_of(desk.browser.get(f"/papers/{paper.id}/docx/?opened=1").content)
    assert "申请人：赵某某" in printed and "（2023）人调字第1号" in printed

    scan = SimpleUploadedFile("协议书.pdf", b"%PDF-1.4\n%%EOF\n", content_type="application/pdf")
    assert desk.send(f"/papers/{paper.id}/scan/", scan=scan).status_code == 302
    paper.refresh_from_db()
    assert paper.stand == "issued" and "协议书.pdf" in desk.read(f"/papers/{paper.id}/")


@pytest.mark.parametrize("field", ["sides", "deadline", "way", "terms", "facts"])
def test_s1_c6_an_agreement_is_not_printed_without_what_the_law_asks(office, field):
    office.adopt("packs/social/disputes")
    matter = taken(office, scenario="disputes", channel="application", category="labour", place="石桥工业园3号")
    desk = at_desk(office, "section_head")
    issued(desk, "matter", matter.id, "disputes", "mediation_record", **DISPUTE)
    page = ("matter", matter.id, "disputes", "agreement_paper")
    answer = sent(desk, page, issue="1", **(AGREED | {field: ""}))
    assert answer.status_code == 422 and Paper.objects.filter(document="agreement_paper").count() == 0


def test_s1_c6_the_notice_of_arbitration_is_for_labour_disputes_only(office):
    office.adopt("packs/social/disputes")
    labour, other = (
        taken(office, scenario="disputes", channel="application", category=category, place=f"石桥工业园{n}号")
        for n, category in enumerate(("labour", "neighbour"), 1)
    )
    desk = at_desk(office, "section_head")
    said = {"party": "赵某某", "opponent": "东澄建材有限公司", "reason": "late"}
    paper = issued(desk, "matter", labour.id, "disputes", "arbitration_notice", **said)
    shown = desk.read(f"/papers/{paper.id}/")
    assert "十五日内未达成调解协议" in shown and "时效期间为一年" in shown and "劳动人事争议仲裁委员会" in shown
    assert "只用于劳动纠纷" in desk.read(f"/matters/{other.id}/")


# S1-C4 --------------------------------------------------------------------------------------

NOTICE = {"petitioner": "孙某某", "summary": "请求解决楼道堆物问题。"}


def test_s1_c4_a_petition_is_told_of_before_it_goes_on(office):
    office.adopt("packs/social/petitions")
    matter = taken(
        office,
        scenario="petitions",
        channel="visit",
        category="first",
        place="柳荫路12号",
        reporter=NewReporter("孙晓", "13800002222"),
    )
    desk = at_desk(office, "dispatcher")
    assert dispatched(desk, office, matter) == 422
    paper = issued(desk, "matter", matter.id, "petitions", "acceptance_notice", **NOTICE)
    shown = desk.read(f"/papers/{paper.id}/")
    assert paper.number == "信受〔2023〕1号"
    assert "来访形式" in shown and "《信访工作条例》第二十三条" in shown and matter.number in shown
    assert dispatched(desk, office, matter) == 302
    matter.refresh_from_db()
    assert matter.step == "to_sign"


def test_s1_c4_a_void_notice_lets_nobody_go_on_and_keeps_its_number(office):
    office.adopt("packs/social/petitions")
    matter = taken(office, scenario="petitions", channel="letter", category="first", place="柳荫路12号")
    desk = at_desk(office, "dispatcher")
    page = ("matter", matter.id, "petitions", "acceptance_notice")
    first = issued(desk, *page, **NOTICE)
    assert desk.send(f"/papers/{first.id}/void/", reason="短").status_code == 422
    assert desk.send(f"/papers/{first.id}/void/", reason="信访人姓名写错").status_code == 302
    assert dispatched(desk, office, matter) == 422
    second = issued(desk, *page, **NOTICE)
    assert [first.number, second.number] == ["信受〔2023〕1号", "信受〔2023〕2号"]
    register = desk.read("/papers/?scenario=petitions&document=acceptance_notice")
    assert register.index("信受〔2023〕2号") < register.index("信受〔2023〕1号") and "已作废" in register


def test_s1_c4_papers_of_petitions_are_closed_to_those_who_do_not_see_petitions(office):
    office.adopt("packs/social/petitions")
    matter = taken(office, scenario="petitions", channel="letter", category="first", place="柳荫路12号")
    page = ("matter", matter.id, "petitions", "acceptance_notice")
    paper = issued(at_desk(office, "dispatcher"), *page, **NOTICE)
    clerk, head = at_desk(office, "clerk"), at_desk(office, "section_head")
    assert (clerk.browser.get(f"/papers/{paper.id}/").status_code, clerk.browser.get(address(page)).status_code) == (
        404,
        404,
    )
    assert paper.number not in clerk.read("/papers/") and paper.number in head.read("/papers/")


# S1-D1 --------------------------------------------------------------------------------------


def test_s1_d1_a_notice_names_the_clause_the_deadline_and_two_inspectors(office):
    office.adopt("packs/safety/fire")
    (shop,) = shops(office, 1)
    at = timezone.localtime(NOW)
    asked = applicable(reader.read(pack("packs/safety/fire")).record, "restaurant", "inspection")
    checks = dict.fromkeys(asked, "pass") | {"exits_clear": "fail"}
    record = NewRecord("fire", subject_id=shop, form="inspection", happened_at=at, checks=checks, said="通道堆物。")
    found = inspect(record, by=office.actor("officer_a"), at=at)
    desk = at_desk(office, "officer_a")
    matter = found.opened[0]
    page = ("matter", matter.id, "fire", "rectification_notice")
    paper = issued(desk, *page, demand="立即清除疏散通道上的杂物。")
    shown = desk.read(f"/papers/{paper.id}/")
    for words in (
        "消改〔2023〕1号",
        "1号小馆：",
        "《中华人民共和国消防法》第二十八条",
        "2023年6月29日前整改完毕",
        "检查人员二：",
        "《消防安全责任制实施办法》第九条",
    ):
        assert words in shown, words
    sheet = issued(desk, "record", found.record.id, "fire", "inspection_sheet")
    printed = words_of(desk.browser.get(f"/papers/{sheet.id}/docx/").content)
    assert "疏散通道、安全出口畅通" in printed and "不合格" in printed and "现场负责人：" in printed


# S1-D4 --------------------------------------------------------------------------------------


def test_s1_d4_lists_pledge_and_wall_notice_print_for_each_cadre(office):
    office.adopt("packs/safety/food")
    mine, other = shops(office, 2, tags=("food_c",))
    Subject.objects.filter(id=mine).update(attributes={"contact_cadre": "方正", "food_licence": "JY13200000000001"})
    Subject.objects.filter(id=other).update(attributes={"contact_cadre": "高远"})
    desk = at_desk(office, "section_head")
    asked = {"contact_cadre": "方正", "cadre_level": "c"}
    paper = issued(desk, "office", 0, "food", "duty_list", **asked)
    shown = desk.read(f"/papers/{paper.id}/")
    assert "食责〔2023〕1号" in shown and "1号小馆" in shown and "2号小馆" not in shown
    assert "出具本单位文书" in desk.read("/papers/") and "食品安全包保督查清单" in desk.read("/papers/")
    pledge = issued(desk, "subject", mine, "food", "pledge_paper")
    assert "本人方正，负责包保1号小馆" in desk.read(f"/papers/{pledge.id}/") and pledge.stand == "unsigned"
    notice = issued(desk, "subject", mine, "food", "wall_notice", cadre_post="副主任", hotline="12315")
    words = desk.read(f"/papers/{notice.id}/")
    assert "许可证号：JY13200000000001" in words and "监督电话：12315" in words
    assert "食品安全包保承诺书" in desk.read(f"/subjects/{mine}/")


def test_what_came_in_is_registered_with_its_number_its_day_and_its_scan(office):
    office.adopt("packs/urban/five_disorders")
    matter = taken(office, scenario="five_disorders", channel="patrol", category="building", place="柳荫路12号")
    desk = at_desk(office, "section_head")
    page = ("matter", matter.id, "five_disorders", "penalty_decision")
    assert "登记收到的当场行政处罚决定书" in desk.read(f"/matters/{matter.id}/")
    typed = {"number": "城罚当〔2023〕18号", "sender": "城市管理综合行政执法局", "on": "2023-06-27"}
    assert sent(desk, page, **typed).status_code == 422
    scan = SimpleUploadedFile("决定书.pdf", b"%PDF-1.4\n%%EOF\n", content_type="application/pdf")
    assert sent(desk, page, scan=scan, **(typed | {"on": "2023-07-27"})).status_code == 422
    scan.seek(0)
    answer = sent(desk, page, scan=scan, **typed)
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    paper = Paper.objects.get()
    assert (paper.whose, paper.serial, paper.issued_on) == ("theirs", 1, date(2023, 6, 27))
    shown = desk.read(f"/papers/{paper.id}/")
    assert "城罚当〔2023〕18号" in shown and "决定书.pdf" in shown
    scan.seek(0)
    assert sent(desk, page, scan=scan, **typed).status_code == 422


def recorded(desk: Desk, campaign_id: int, form: str, **answers: object) -> None:
    """A record of the campaign as a whole, by its button."""
    assert f"campaign={campaign_id}&amp;form={form}" in desk.read(f"/campaigns/{campaign_id}/")
    typed = {f"ask_{key}": value for key, value in answers.items()}
    answer = desk.send(
        f"/tasks/records/new/fire/?campaign={campaign_id}&form={form}",
        happened_at="2023-06-27T09:00",
        area=desk.cast.areas["willow_1"].id,
        title="柳荫片区",
        said="",
        **typed,
    )
    assert answer.status_code == 302, answer.content.decode()[-3000:]


def test_s1_d1_the_campaign_sheet_is_a_page_a_print_a_workbook_and_a_paper(office):
    office.adopt("packs/safety/fire", date(2023, 6, 1))
    places = shops(office, 10)
    desk = at_desk(office, "section_head")
    typed = {"scenario": "fire", "title": "见底排查", "from_on": "2023-06-01", "to_on": "2023-06-30"}
    page = desk.send("/campaigns/new/", area="", split="", tag="", **typed).headers["Location"]
    number = int(page.split("/")[-2])
    asked = applicable(reader.read(pack("packs/safety/fire")).record, "restaurant", "inspection")
    at = timezone.localtime(NOW)
    hazards = []
    for n, place in enumerate(places[:9]):
        checks = dict.fromkeys(asked, "pass") | ({"exits_clear": "fail"} if n < 4 else {})
        new = NewRecord("fire", subject_id=place, form="inspection", happened_at=at, checks=checks)
        hazards += inspect(new, by=office.actor("officer_a"), at=at).opened
    Matter.objects.filter(id__in=[row.id for row in hazards[:3]]).update(
        state="done", closed_at=at, closed_on=at.date()
    )
    recorded(desk, number, "outing", team=3)
    recorded(desk, number, "outing", team=19)
    recorded(desk, number, "training", trained=57)
    recorded(desk, number, "publicity", leaflets=643, banners=36, screens=26)

    sheet = desk.read(f"/campaigns/{number}/sheet/")
    printed = desk.read(f"/campaigns/{number}/sheet/?as=print")
    paper = words_of(desk.browser.get(f"/campaigns/{number}/sheet/docx/").content)
    for words in ("10家", "9家", "10号小馆", "4处", "3处", "75%", "22人次", "57人次", "643份", "36处", "26处"):
        assert words in sheet and words in printed and words in paper, words
    assert desk.browser.get(f"/campaigns/{number}/sheet/?as=xlsx").content[:2] == b"PK"
    assert "情况表" in desk.read(page)
