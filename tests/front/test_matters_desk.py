"""事项办理: what the list shows to whom, what one matter's page lets one do, and what happens when it goes wrong."""

import re
import struct
import zlib
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gewu.grid import actions as grid
from gewu.journal import files
from gewu.journal.models import JournalLine, StoredFile
from gewu.kernel.types import Refused
from gewu.matters.models import Matter
from gewu.office import clock
from tests.front.actors import dispatched, hidden, reported, step

LATE = "超期1个工作日"


# the list ----------------------------------------------------------------------------------


def test_a_list_that_its_filters_left_empty_says_so_and_clears_them(hotline, at_desk):
    pages = [at_desk("dispatcher").read(f"/matters/{filters}") for filters in ("", "?state=done")]
    said = ("没有符合条件的事项。", "您的范围内还没有事项。", "清除筛选")
    assert [[words in page for words in said] for page in pages] == [[False, True, False], [True, False, True]]


def test_the_list_says_what_is_late_and_why(at_desk, hotline):
    dispatched(hotline, day=19)
    page = at_desk("dispatcher").read("/matters/")
    said = re.search("已超期[^<]+应于[^<]*", page).group()
    assert said == "已超期3个工作时。应于6月27日16:00前签收（时限4个工作时）"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_database_no_more_for_more_rows(at_desk, hotline, rows, django_assert_num_queries):
    for _ in range(rows):
        dispatched(hotline)
    desk = at_desk("dispatcher")
    desk.read("/matters/")
    with django_assert_num_queries(3):
        desk.read("/matters/")


@pytest.mark.parametrize("rows", [1, 3])
def test_a_longer_story_asks_the_database_no_more(at_desk, hotline, rows, django_assert_num_queries):
    matter = dispatched(hotline)
    for _ in range(rows):
        matter = step(hotline, matter, "note", "dispatcher", words="已电话询问进度")
    desk = at_desk("dispatcher")
    desk.read(f"/matters/{matter.id}/")
    with django_assert_num_queries(6):
        desk.read(f"/matters/{matter.id}/")


def test_a_grid_officer_sees_the_matters_of_her_own_grid_only(at_desk, hotline):
    reported(hotline, place="柳荫路12号", area="willow_1")
    reported(hotline, place="石桥路8号", area="bridge_1")
    page = at_desk("officer_a").read("/matters/")
    assert ("柳荫路12号" in page, "石桥路8号" in page) == (True, False)


def test_filters_read_as_a_sentence_above_the_rows(at_desk, hotline):
    reported(hotline)
    page = at_desk("dispatcher").read("/matters/?state=new&channel=hotline")
    assert "共 1 件（状态：待受理、待派单 · 渠道：12345热线）" in page


def test_two_characters_find_a_matter(at_desk, hotline):
    reported(hotline, place="柳荫路12号")
    reported(hotline, place="石桥路8号", area="bridge_1")
    page = at_desk("dispatcher").read("/matters/?q=石桥")
    assert ("石桥路8号" in page, "柳荫路12号" in page) == (True, False)


def test_an_empty_list_says_why(at_desk):
    assert "您的范围内还没有事项。" in at_desk("dispatcher").read("/matters/")


def test_the_export_has_the_rows_of_the_list(at_desk, hotline):
    reported(hotline, place="柳荫路12号")
    reported(hotline, place="石桥路8号", area="bridge_1")
    answer = at_desk("dispatcher").browser.get("/matters/?q=石桥&as=csv").getvalue().decode("utf-8-sig")
    assert ("石桥路8号" in answer, "柳荫路12号" in answer, "共 1 条" in answer) == (True, False, True)


@pytest.mark.parametrize("who", ["admin_system", "admin_security", "admin_audit"])
def test_administrators_do_not_read_matters(at_desk, who):
    assert "office.R403" in at_desk(who).read("/matters/", status=403)


# one matter --------------------------------------------------------------------------------


def test_a_matter_of_another_grid_is_not_found_by_its_address(at_desk, hotline):
    other = reported(hotline, area="bridge_1")
    page = at_desk("officer_a").read(f"/matters/{other.id}/", status=404)
    assert ("matters.R404" in page, other.number in page) == (True, False)


def test_a_matter_of_the_office_next_door_is_not_found(at_desk, hotline, neighbour):
    hotline_next = neighbour.adopt("packs/social/hotline")
    assert hotline_next.office_id == neighbour.office.id
    other = reported(neighbour)
    at_desk("dispatcher").read(f"/matters/{other.id}/", status=404)


def test_the_reason_for_the_colour_is_on_the_page_without_a_click(at_desk, hotline):
    matter = dispatched(hotline)
    assert "7月4日18:00前办结（时限5个工作日）" in at_desk("dispatcher").read(f"/matters/{matter.id}/")


def test_one_button_is_primary_and_it_is_the_next_step(at_desk, hotline):
    page = at_desk("handler").read(f"/matters/{dispatched(hotline).id}/")
    assert (page.count('<button class="primary">'), '<button class="primary">签收</button>' in page) == (1, True)


def test_a_step_is_taken_by_a_plain_form(at_desk, hotline):
    matter, desk = dispatched(hotline), at_desk("handler")
    answer = desk.send(f"/matters/{matter.id}/do/signed/", seq=matter.seq)
    assert answer.headers["Location"] == f"/matters/{matter.id}/"
    assert Matter.objects.get(id=matter.id).step == "handling"


def test_a_step_sent_twice_is_taken_once(at_desk, hotline):
    matter, desk = dispatched(hotline), at_desk("handler")
    once = hidden(desk.read(f"/matters/{matter.id}/"), "_once")
    answers = [desk.send(f"/matters/{matter.id}/do/signed/", once=once, seq=matter.seq) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Matter.objects.get(id=matter.id).seq == matter.seq + 1


def test_a_form_without_its_key_changes_nothing(at_desk, hotline):
    matter, desk = dispatched(hotline), at_desk("handler")
    answer = desk.browser.post(f"/matters/{matter.id}/do/signed/", {"seq": matter.seq})
    assert (answer.status_code, Matter.objects.get(id=matter.id).seq) == (422, matter.seq)


def test_a_stale_page_is_refused_and_what_was_typed_is_still_there(at_desk, hotline):
    matter = step(hotline, dispatched(hotline), "signed", "handler")
    answer = at_desk("handler").send(
        f"/matters/{matter.id}/do/handled/", seq=matter.seq - 1, ask_words="已劝停夜间施工", ask_result="solved"
    )
    page = answer.content.decode()
    assert (answer.status_code, "matters.R409" in page, "已劝停夜间施工" in page) == (409, True, True)


def test_what_is_missing_is_said_on_the_form(at_desk, hotline):
    matter = step(hotline, dispatched(hotline), "signed", "handler")
    answer = at_desk("handler").send(f"/matters/{matter.id}/do/handled/", seq=matter.seq, ask_result="solved")
    assert (answer.status_code, 'class="form-errors"' in answer.content.decode()) == (422, True)
    assert Matter.objects.get(id=matter.id).seq == matter.seq


def test_who_handled_is_offered_no_verification(at_desk, hotline):
    matter = step(hotline, dispatched(hotline), "signed", "handler")
    matter = step(hotline, matter, "handled", "handler", words="已劝停", result="solved")
    pages = {who: at_desk(who).read(f"/matters/{matter.id}/") for who in ("handler", "checker")}
    assert {who: "/do/verified/" in page for who, page in pages.items()} == {"handler": False, "checker": True}


def test_a_step_that_is_not_offered_is_refused_by_its_address_too(at_desk, hotline):
    matter = dispatched(hotline)
    answer = at_desk("checker").send(f"/matters/{matter.id}/do/signed/", seq=matter.seq)
    assert (answer.status_code, Matter.objects.get(id=matter.id).seq) == (409, matter.seq)


def test_the_slip_prints_the_hand_overs(at_desk, hotline):
    page = at_desk("dispatcher").read(f"/matters/{dispatched(hotline).id}/slip/")
    assert [word in page for word in ("派单", "城市管理办公室", "演示数据")] == [True, True, True]


# the reporter ------------------------------------------------------------------------------


def test_the_reporter_is_masked(at_desk, hotline):
    page = at_desk("dispatcher").read(f"/matters/{reported(hotline).id}/")
    assert ("欧阳晓" in page, "13800001111" in page, "138****1111" in page) == (False, False, True)


def test_a_reveal_with_its_reason_is_shown_and_kept_in_the_journal(at_desk, hotline):
    matter, desk = reported(hotline), at_desk("dispatcher")
    answer = desk.send(f"/matters/{matter.id}/reveal/", reason="回访核实地点")
    page = desk.read(answer.headers["Location"])
    line = JournalLine.objects.get(act="matters.reporter_revealed")
    assert ("13800001111" in page, line.private.values, line.detail) == (True, {"reason": "回访核实地点"}, {})


def test_a_reveal_without_a_reason_is_refused(at_desk, hotline):
    matter, desk = reported(hotline), at_desk("dispatcher")
    assert desk.send(f"/matters/{matter.id}/reveal/", reason="").status_code == 422
    assert JournalLine.objects.filter(act="matters.reporter_revealed").count() == 0


def test_a_reveal_does_not_work_for_somebody_else(at_desk, hotline):
    matter = reported(hotline)
    address = at_desk("dispatcher").send(f"/matters/{matter.id}/reveal/", reason="回访").headers["Location"]
    assert "13800001111" not in at_desk("duty_chief").read(address)


def test_a_reveal_is_over_after_five_minutes(at_desk, hotline):
    matter, desk = reported(hotline), at_desk("dispatcher")
    address = desk.send(f"/matters/{matter.id}/reveal/", reason="回访").headers["Location"]
    line = JournalLine.objects.get(act="matters.reporter_revealed")
    JournalLine.objects.filter(id=line.id).update(at=line.at - timedelta(minutes=6))
    assert "13800001111" not in desk.read(address)


def test_twenty_reveals_an_hour_are_enough(at_desk, hotline):
    matter, desk = reported(hotline), at_desk("dispatcher")
    codes = [desk.send(f"/matters/{matter.id}/reveal/", reason="回访").status_code for _ in range(21)]
    assert codes == [302] * 20 + [429]


# reporting ---------------------------------------------------------------------------------

TYPED = {"channel": "hotline", "category": "noise", "body": "夜间施工", "place": "柳荫路12号", "area": "unknown"}


def test_a_new_matter_gets_its_number_and_its_page(at_desk, hotline):
    answer = at_desk("dispatcher").send("/matters/new/hotline/", **TYPED | {"area": hotline.areas["willow_1"].id})
    matter = Matter.objects.get()
    assert (answer.headers["Location"], matter.number, matter.title, matter.area_id) == (
        f"/matters/{matter.id}/",
        "RX202306280001",
        "噪声扰民：柳荫路12号",
        hotline.areas["willow_1"].id,
    )


def test_a_new_matter_sent_twice_is_one_matter(at_desk):
    desk = at_desk("dispatcher")
    once = hidden(desk.read("/matters/new/hotline/"), "_once")
    answers = [desk.send("/matters/new/hotline/", once=once, **TYPED).headers["Location"] for _ in range(2)]
    assert (len(set(answers)), Matter.objects.count()) == (1, 1)


def test_a_new_matter_without_words_is_shown_again_with_what_was_typed(at_desk):
    answer = at_desk("dispatcher").send("/matters/new/hotline/", **TYPED | {"body": ""})
    page = answer.content.decode()
    assert (answer.status_code, "柳荫路12号" in page, Matter.objects.count()) == (422, True, 0)


def test_a_line_end_counts_once_as_in_the_browser(at_desk):
    lines = "\r\n".join(["四" * 49] * 100)  # 4,999 as the browser counts, 5,098 as it sends
    at_desk("dispatcher").send("/matters/new/hotline/", **TYPED | {"body": lines})
    assert len(Matter.objects.get().body) == 4999


def test_the_officers_own_grid_is_filled_in_and_says_from_where(at_desk, hotline):
    page = at_desk("officer_a").read("/matters/new/hotline/")
    assert ("您负责的网格" in page, f'value="{hotline.areas["willow_1"].id}" selected' in page) == (True, True)


def test_a_district_assessor_reports_nothing(at_desk):
    at_desk("assessor").read("/matters/new/", status=403)


def test_a_refusal_page_says_what_whom_to_ask_and_its_number(at_desk):
    page = at_desk("assessor").read("/matters/new/", status=403)
    refused = Refused("office.R403", "您的岗位没有这项权限，未作任何改动。")
    assert (refused.words in page, "请联系" in page, refused.id in page) == (True, True, True)


# files -------------------------------------------------------------------------------------


def photo(colour=(200, 30, 30), name="现场.png"):
    """A small PNG, made here."""
    width = height = 8
    raw = b"".join(b"\x00" + bytes(colour) * width for _ in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(raw)), chunk(b"IEND", b"")]
    return SimpleUploadedFile(name, b"\x89PNG\r\n\x1a\n" + b"".join(parts), content_type="image/png")


def test_photos_come_in_with_the_report_and_with_the_answer(at_desk, hotline):
    at_desk("dispatcher").send("/matters/new/hotline/", **TYPED, photos=[photo(), photo((1, 2, 3))])
    matter = Matter.objects.get()
    for verb, who, more in (
        ("accepted", "dispatcher", {}),
        ("dispatched", "dispatcher", {"unit": hotline.units["city"].id}),
        ("signed", "handler", {}),
    ):
        matter = step(hotline, matter, verb, who, at=clock.now(), **more)
    answer = at_desk("handler").send(
        f"/matters/{matter.id}/do/handled/",
        seq=matter.seq,
        ask_words="已劝停",
        ask_result="solved",
        ask_files=[photo((20, 160, 60))],
    )
    kept = StoredFile.objects.filter(owner_kind="matter", owner_id=matter.id).order_by("id")
    assert (answer.status_code, list(kept.values_list("what", flat=True))) == (302, ["before", "before", "after"])


def test_the_before_photo_is_no_after_photo(at_desk, hotline):
    matter = step(
        hotline, dispatched(hotline, files=[{"sha256": digest(photo()), "what": "before"}]), "signed", "handler"
    )
    answer = at_desk("handler").send(
        f"/matters/{matter.id}/do/handled/",
        seq=matter.seq,
        ask_words="已劝停",
        ask_result="solved",
        ask_files=[photo()],
    )
    assert (answer.status_code, "同一张" in answer.content.decode(), StoredFile.objects.count()) == (422, True, 0)


def digest(upload):
    return files.plain(upload.read(), upload.name).sha256


def test_a_photo_is_served_to_those_who_see_the_matter_and_to_nobody_else(at_desk, hotline):
    at_desk("dispatcher").send(
        "/matters/new/hotline/", **TYPED | {"area": hotline.areas["willow_1"].id}, photos=[photo()]
    )
    address = f"/matters/{Matter.objects.get().id}/files/{StoredFile.objects.get().id}/"
    seen = {who: at_desk(who).browser.get(address) for who in ("officer_a", "officer_b")}
    assert {who: answer.status_code for who, answer in seen.items()} == {"officer_a": 200, "officer_b": 404}
    assert (seen["officer_a"]["Content-Type"], b"".join(seen["officer_a"])[:4]) == ("image/png", b"\x89PNG")


def test_a_file_that_calls_itself_secret_does_not_come_in(at_desk):
    answer = at_desk("dispatcher").send("/matters/new/hotline/", **TYPED, photos=[photo(name="机密★情况.png")])
    assert (answer.status_code, "非涉密系统" in answer.content.decode(), Matter.objects.count()) == (422, True, 0)


def test_a_known_address_puts_the_matter_into_its_grid(at_desk, hotline):
    grid.admit_addresses(
        [grid.NewAddress("LY12", "柳荫路12号", hotline.areas["willow_1"].id)], by=hotline.system, at=hotline.at
    )
    at_desk("dispatcher").send("/matters/new/hotline/", **TYPED)
    assert Matter.objects.get().area_id == hotline.areas["willow_1"].id


def test_who_verifies_may_telephone_while_the_matter_waits_for_it(at_desk, hotline):
    matter = step(hotline, dispatched(hotline), "signed", "handler", hour=11)
    desk, page = at_desk("checker"), f"/matters/{matter.id}/"
    early = desk.send(f"{page}reveal/", reason="核查前联系")
    matter = step(hotline, matter, "handled", "handler", hour=12, words="已处理", result="solved")
    address = desk.send(f"{page}reveal/", reason="电话核查").headers["Location"]
    assert (early.status_code, "13800001111" in desk.read(address)) == (422, True)
    assert JournalLine.objects.filter(act="matters.reporter_revealed").count() == 1
