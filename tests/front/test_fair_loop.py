"""The loop by its pages, as each person meets it: confidential matters, emergencies, helpers, merged callers."""

from __future__ import annotations

import pytest

from gewu.matters import actions as matters
from gewu.matters import queries
from gewu.matters.actions import NewMatter
from tests.front.actors import NOW, dispatched, hidden, issued, reported, step

PETITION = ("packs/social/petitions", "petitions", "letter", "first", "dispatcher")
CARE = ("packs/social/care_visits", "care_visits", "grid", "livelihood", "section_head")
#: what the two papers of a petition say
TOLD = {"petitioner": "孙某", "summary": "楼道堆物"}
ANSWERED = {"petitioner": "孙某", "demand": "清理", "facts": "已清理", "opinion": "支持", "law": "消防法第二十八条"}


def sent(desk, matter, verb: str, **typed):
    """What a person sends with the button of a verb of the page they see."""
    page = desk.read(f"/matters/{matter.id}/")
    assert f"/matters/{matter.id}/do/{verb}/" in page, f"{desk.who} is not offered {verb}"
    asks = {f"ask_{key}": value for key, value in typed.items()}
    return desk.send(f"/matters/{matter.id}/do/{verb}/", seq=hidden(page, "seq"), **asks)


def done(desk, matter, verb: str, **typed) -> None:
    answer = sent(desk, matter, verb, **typed)
    assert answer.status_code == 302, answer.content.decode()


@pytest.mark.parametrize(("path", "scenario", "channel", "category", "first"), [PETITION, CARE])
def test_a_confidential_matter_goes_its_whole_way_by_the_pages(
    hotline, at_desk, path, scenario, channel, category, first
):
    hotline.adopt(path)
    new = NewMatter(scenario, channel=channel, category=category, place="柳荫路5号")
    matter = matters.take_in(new, by=hotline.system, at=NOW)
    petition = scenario == "petitions"
    if petition:
        issued(at_desk(first), "matter", matter.id, scenario, "acceptance_notice", **TOLD)
    done(at_desk(first), matter, "dispatched", unit=hotline.units["city"].id)
    done(at_desk("handler"), matter, "signed")
    if petition:
        issued(at_desk("handler"), "matter", matter.id, scenario, "opinion_letter", **ANSWERED)
    done(at_desk("handler"), matter, "handled", words="已当面答复", outcome="explain")
    assert "do/closed/" not in at_desk("handler").read(f"/matters/{matter.id}/")
    done(at_desk("checker"), matter, "closed", words="情况属实")
    matter.refresh_from_db()
    names = {"handler": matter.handled_by, "checker": matter.verified_by}
    assert (matter.state, names) == ("done", {who: hotline.people[who] for who in names})


def test_an_emergency_stands_on_its_page_until_somebody_says_who_was_told(hotline, at_desk):
    matter, desk = reported(hotline, category="gas_leak"), at_desk("dispatcher")
    page = desk.read(f"/matters/{matter.id}/")
    assert ("前移交消防119" in page, "已转119" in page) == (True, False)
    answer = sent(desk, matter, "handed_over", to="119")
    assert (answer.status_code, "请写明告知了谁" in answer.content.decode()) == (422, True)
    done(desk, matter, "handed_over", to="119", told="接警员3号", told_at="2023-06-28T08:55")
    page = desk.read(f"/matters/{matter.id}/")
    assert ("接警员3号，2023-06-28 08:55" in page, "do/handed_over/" in page) == (True, False)


def test_a_handler_of_another_unit_is_refused_beside_the_box(hotline, at_desk):
    matter, desk = step(hotline, reported(hotline), "accepted", "dispatcher"), at_desk("dispatcher")
    typed = {"unit": hotline.units["city"].id, "staff": hotline.people["secretary"].id}
    answer = sent(desk, matter, "dispatched", **typed)
    assert (answer.status_code, "赵兰不在这个承办单位" in answer.content.decode()) == (422, True)


def test_handing_in_before_the_helpers_answered_asks_why(hotline, at_desk):
    matter = step(hotline, dispatched(hotline), "signed", "handler", hour=11)
    matter = step(hotline, matter, "co_asked", "handler", hour=12, co_unit=hotline.units["safety"].id)
    desk = at_desk("handler")
    assert "协办单位还没有答复，不等的理由" in desk.read(f"/matters/{matter.id}/")
    assert sent(desk, matter, "handled", words="已办", result="solved").status_code == 422
    done(desk, matter, "handled", words="已办", result="solved", alone="现场无须对方到场")


def test_each_merged_caller_is_called_back_from_their_own_page(hotline, at_desk):
    main, child = dispatched(hotline), reported(hotline)
    child = step(hotline, child, "merged", "dispatcher", hour=11, into=main.id)
    main = step(hotline, main, "signed", "handler", hour=12)
    main = step(hotline, main, "handled", "handler", hour=13, words="已办", result="solved")
    main = step(hotline, main, "verified", "checker", hour=14)
    desk = at_desk("dispatcher")
    done(desk, main, "called_back", contacted="yes", resolved="no", satisfied="no")
    answer = sent(desk, main, "closed")
    assert (answer.status_code, "仍办结的理由" in answer.content.decode()) == (422, True)
    done(desk, main, "closed", words="超出公共服务范围，已当面说明")
    assert f"/matters/{child.id}/" in desk.read("/matters/?mine=1")
    done(desk, child, "called_back", contacted="yes", resolved="yes", satisfied="yes")
    child.refresh_from_db()
    assert (child.state, child.resolved, child.pending) == ("done", "yes", "")
    assert queries.replay_check(hotline.office.id) == []


# what is blue can be done -------------------------------------------------------------------------


def test_waiting_for_the_call_back_the_blue_button_is_the_call_and_closing_says_what_it_lacks(hotline, at_desk):
    matter = step(hotline, dispatched(hotline), "signed", "handler", hour=11)
    matter = step(hotline, matter, "handled", "handler", hour=12, words="已劝离", result="solved")
    matter = step(hotline, matter, "verified", "checker", hour=13)
    page = at_desk("dispatcher").read(f"/matters/{matter.id}/")
    acts = page[page.index('id="acts"') :]
    assert "<h3>回访登记</h3>" in acts
    assert "办结：还不能办结，缺：回访结果。补齐后再提交。" in acts
    assert f"/matters/{matter.id}/do/closed/" not in acts


def test_handing_in_asks_for_the_photo_that_closing_will_ask_for(hotline, at_desk):
    matter = step(hotline, dispatched(hotline, category="garbage"), "signed", "handler", hour=11)
    desk = at_desk("handler")
    page = desk.read(f"/matters/{matter.id}/")
    form = page[page.index("/do/handled/") :]
    assert "处置后照片" in form[: form.index("</form>")]
    answer = desk.send(f"/matters/{matter.id}/do/handled/", seq=matter.seq, ask_words="已清运", ask_result="solved")
    assert (answer.status_code, "还不能反馈，缺：处理后照片。" in answer.content.decode()) == (422, True)


# nobody refuses alone -----------------------------------------------------------------------------


def test_what_one_asks_not_to_accept_waits_on_the_list_of_the_other_until_they_said_yes(hotline, at_desk):
    matter, desk, other = reported(hotline), at_desk("dispatcher"), at_desk("duty_chief")
    words = {"reason": "legal_route", "words": "请走劳动仲裁", "told_at": "2023-06-28T08:50"}
    done(desk, matter, "refusal_asked", **words)
    assert "不予受理待复核" in other.read("/")
    page = desk.read(f"/matters/{matter.id}/")
    assert "不予受理复核：不予受理要由另一人复核。请其他同事复核。" in page
    done(other, matter, "not_accepted", granted="yes")
    matter.refresh_from_db()
    assert (matter.state, "不予受理" in desk.read(f"/matters/{matter.id}/")) == ("void", True)
