"""材料报告: a sheet whose figures open, unbound numbers marked, three pairs of eyes, differences after issue."""

import io
import zipfile

import pytest

from gewu.front.desks.reports import writing
from gewu.reports.models import Report
from gewu.scenario import templates
from tests.front.actors import reported
from tests.front.knowing import questions, report


@pytest.mark.parametrize(
    ("who", "status"), [("clerk", 200), ("leader_deputy", 200), ("officer_a", 404), ("admin_system", 403)]
)
def test_a_draft_opens_to_those_who_write_check_or_sign(hotline, at_desk, who, status):
    assert at_desk(who).read(f"/reports/{report(hotline).id}/", status) != ""


def test_figures_are_links_and_a_typed_number_is_marked_unbound(hotline, at_desk):
    reported(hotline)
    page = at_desk("clerk").read(f"/reports/{report(hotline).id}/")
    assert (page.count('class="slot'), '<mark class="unbound"' in page, "37" in page) == (2, True, True)


def test_a_figure_of_the_sheet_opens_its_definition_without_javascript(hotline, at_desk):
    reported(hotline)
    row = report(hotline)
    page = at_desk("clerk").read(f"/reports/{row.id}/?figure=F001")
    aside = page.split('id="figure"')[1]
    assert ("工单收到件数" in aside, "/figures/hotline.received/rows/" in aside) == (True, True)


def test_a_stale_edit_is_refused_and_nothing_is_lost(hotline, at_desk):
    row, desk = report(hotline), at_desk("clerk")
    address = f"/reports/{row.id}/text/tickets/"
    first = desk.send(address, says="受理{hotline.received}。", seq=0)
    second = desk.send(address, says="我也改了{hotline.received}。", seq=0)
    said = Report.objects.get().body[0]["items"][0]["says"]
    assert (first.status_code, second.status_code, "我也改了" in second.content.decode(), said) == (
        302,
        422,
        True,
        "受理{hotline.received}。",
    )


def test_a_wrong_slot_is_refused_where_it_is_typed(hotline, at_desk):
    row, desk = report(hotline), at_desk("clerk")
    answer = desk.send(f"/reports/{row.id}/text/tickets/", says="新增{no.such}件", seq=0)
    page = answer.content.decode()
    field = page.split('for="id_says"')[1].split("</div>")[0]
    assert (answer.status_code, "reports.R112" in page, "no.such" in field) == (422, True, True)


def test_a_paper_that_cannot_be_issued_is_not_sent_and_leads_to_the_paragraph(hotline, at_desk):
    row, desk = report(hotline), at_desk("clerk")
    row.body[0]["items"][0]["says"] = "新增{no.such}件"
    row.save()
    answer = desk.send(f"/reports/{row.id}/send_to_check/")
    page = desk.read(f"/reports/{row.id}/")
    row.refresh_from_db()
    assert (answer.headers["Location"], row.state) == (f"/reports/{row.id}/#item-tickets", "draft")
    assert ("还不能送核稿，有1处要改" in page, 'href="#item-tickets"' in page) == (True, True)


def test_a_second_paper_of_one_template_and_period_is_asked_about(hotline, at_desk):
    desk = at_desk("clerk")
    typed = {"template": "half_year_summary", "start": "2023-01-01", "end": "2023-06-30", "as_of": "2023-06-28"}
    first = desk.send("/reports/new/", **typed)
    second = desk.send("/reports/new/", **typed)
    third = desk.send("/reports/new/", **typed, again="on")
    said = "2023年上半年已有一份（拟稿）" in second.content.decode()
    assert ([one.status_code for one in (first, second, third)], said) == ([302, 422, 302], True)


def issued(cast, at_desk) -> Report:
    row = report(cast)
    at_desk("clerk").send(f"/reports/{row.id}/text/tickets/", says="受理{hotline.received}。", seq=0)
    at_desk("clerk").send(f"/reports/{row.id}/send_to_check/")
    at_desk("clerk_b").send(f"/reports/{row.id}/check/")
    at_desk("clerk_b").send(f"/reports/{row.id}/send_to_sign/")
    at_desk("leader_deputy").send(f"/reports/{row.id}/issue/", number="东澄〔2023〕1号")
    return Report.objects.get(id=row.id)


def test_a_report_walks_through_three_pairs_of_eyes(hotline, at_desk):
    reported(hotline)
    row = issued(hotline, at_desk)
    people = hotline.people
    assert (row.state, row.drafted_by, row.checked_by, row.signed_by, row.number) == (
        "issued",
        people["clerk"],
        people["clerk_b"],
        people["leader_deputy"],
        "东澄〔2023〕1号",
    )


def test_the_writer_does_not_check_the_own_paper(hotline, at_desk):
    row = report(hotline)
    at_desk("clerk").send(f"/reports/{row.id}/send_to_check/")
    answer = at_desk("clerk").send(f"/reports/{row.id}/check/")
    assert (answer.status_code, Report.objects.get().checked_by) == (422, None)


def test_what_changed_after_issue_shows_as_a_difference_and_the_paper_stays(hotline, at_desk):
    reported(hotline)
    row = issued(hotline, at_desk)
    reported(hotline, category="garbage")
    desk = at_desk("clerk")
    sheet = desk.read(f"/reports/{row.id}/").split('class="paper"')[1].split("</article>")[0]
    differences = desk.read(f"/reports/{row.id}/differences/")
    assert ("1件" in sheet, "slot changed" in sheet, "2件" in differences) == (True, True, True)


def test_the_rows_of_an_issued_figure_are_those_of_the_day_of_issue(hotline, at_desk):
    first = reported(hotline)
    row = issued(hotline, at_desk)
    second = reported(hotline, category="garbage")
    page = at_desk("clerk").read(f"/reports/{row.id}/figure/F001/rows/")
    assert (first.number in page, second.number in page) == (True, False)


def test_the_paper_is_a_word_document_with_a_bookmark_for_each_figure(hotline, at_desk):
    answer = at_desk("clerk").browser.get(f"/reports/{report(hotline).id}/docx/")
    text = zipfile.ZipFile(io.BytesIO(answer.content)).read("word/document.xml").decode()
    assert ("F001" in text, "F002" in text) == (True, True)


def test_a_missing_bulletin_shows_and_is_drafted_once(hotline, at_desk):
    desk = at_desk("clerk")
    gaps = desk.read("/reports/weekly/hotline/").count("起草这一期")
    for _ in range(2):
        desk.send("/reports/weekly/hotline/2023-06-19..2023-06-25/")
    assert (gaps - desk.read("/reports/weekly/hotline/").count("起草这一期"), Report.objects.count()) == (1, 1)


def test_the_list_of_reports_asks_the_database_no_more_for_more_rows(hotline, at_desk):
    report(hotline)
    one = questions(at_desk("clerk"), "/reports/")
    report(hotline)
    report(hotline)
    assert questions(at_desk("clerk"), "/reports/") == one


def test_who_checked_stands_with_the_day_and_the_paper_says_what_it_waits_for(hotline, at_desk):
    reported(hotline)
    row = report(hotline)
    at_desk("clerk").send(f"/reports/{row.id}/text/tickets/", says="受理{hotline.received}。", seq=0)
    at_desk("clerk").send(f"/reports/{row.id}/send_to_check/")
    at_desk("clerk_b").send(f"/reports/{row.id}/check/")
    page = at_desk("clerk_b").read(f"/reports/{row.id}/")
    facts = page.split('<dl class="facts">')[1]
    assert ("核稿通过，待送审签" in page, "<h2></h2>" in page) == (True, False)
    assert f"{hotline.people['clerk_b'].name} 2023年" in facts


def test_a_gap_and_a_claim_are_mended_from_the_list_beside_the_paper(hotline, at_desk):
    row, desk = report(hotline), at_desk("clerk")
    reported(hotline)
    desk.send(
        f"/reports/{row.id}/text/tickets/", says="回访满意率{hotline.satisfied_rate}，居全市首位，全市首个。", seq=0
    )
    page = desk.read(f"/reports/{row.id}/")
    words = f"/reports/{row.id}/text/tickets/words/"
    basis = f"/reports/{row.id}/text/tickets/ground/"
    assert (f'href="{words}?slot=hotline.satisfied_rate"' in page, f'href="{basis}?words=' in page) == (True, True)
    clause = "回访满意率{hotline.satisfied_rate}，居全市首位，全市首个"
    refused = desk.send(basis, words="全市首", clause=clause, basis="有")
    assert (refused.status_code, "写到能查到的程度" in refused.content.decode()) == (422, True)
    for address, typed in (
        (words, {"slot": "hotline.satisfied_rate", "words": "未统计"}),
        (basis, {"words": "全市首", "clause": clause, "basis": "市局通报〔2023〕3号"}),
    ):
        assert desk.send(address, **typed).headers["Location"] == f"/reports/{row.id}/#item-tickets"
    page = desk.read(f"/reports/{row.id}/")
    assert ("回访满意率未统计" in page.replace("\n", ""), "表述核实依据" in page, "市局通报〔2023〕3号" in page) == (
        True,
        True,
        True,
    )
    assert desk.send(f"/reports/{row.id}/send_to_check/").status_code == 302
    assert Report.objects.get().state == "checking"


def test_what_stops_the_leader_leads_to_the_paragraph(hotline, at_desk):
    reported(hotline)
    row = report(hotline)
    at_desk("clerk").send(f"/reports/{row.id}/text/tickets/", says="受理{hotline.received}。", seq=0)
    for who, step in (("clerk", "send_to_check"), ("clerk_b", "check"), ("clerk_b", "send_to_sign")):
        at_desk(who).send(f"/reports/{row.id}/{step}/")
    row = Report.objects.get()
    row.body[0]["items"][0]["says"] = "新增{no.such}件"
    row.save()
    answer = at_desk("leader_deputy").send(f"/reports/{row.id}/issue/")
    assert answer.headers["Location"] == f"/reports/{row.id}/#item-tickets"


def test_boxes_are_the_scenarios_that_the_chosen_template_lacks(hotline, at_desk, monkeypatch):
    """F157: an own template took paragraphs away from the shipped one."""
    chapter = "{heading: 一, owner: 党政办公室, items: [{key: a, heading: 甲, says: 乙}]}"
    text = f"report_template: own\ntitle: 简报\nedition: '1'\nchapters: [{chapter}]"
    known = writing.known_templates() | {"own": templates.read(text)}
    monkeypatch.setattr(writing, "known_templates", lambda: known)
    pages = [at_desk("clerk").read(f"/reports/new/?template={key}") for key in ("half_year_summary", "own")]
    assert [('value="hotline"' in page, 'name="before"' in page) for page in pages] == [(False, False), (True, True)]
