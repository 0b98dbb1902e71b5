"""Numbers of persons typed into free words: masked wherever they stand, sealed beside it, opened with a reason."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.apps import apps

from gewu.answers.models import Covered
from gewu.journal import actions as journal
from gewu.journal.models import JournalLine, Outgoing
from gewu.kernel.calendar import LOCAL
from gewu.kernel.identifiers import demo_citizen_id, demo_phone
from gewu.kernel.types import Refused
from gewu.matters import actions as matters
from gewu.matters.actions import NewMatter
from gewu.records import actions as records
from gewu.records.rules import NewRecord
from gewu.registry import actions as registry
from gewu.reports import actions as reports
from gewu.rooms import ROOMS
from tests.front.actors import NOW, step
from tests.front.knowing import report
from tests.front.test_search import asked

ID, PHONE = demo_citizen_id(date(1980, 1, 1), 123), demo_phone(12345678)
CARD = "6222021234567890128"
WORDS = f"业主身份证{ID}，电话{PHONE}，退款到{CARD}"
MASKED = "业主身份证009***********1234，电话100****5678，退款到6222***********0128"
AT = datetime(2023, 6, 27, 9, tzinfo=LOCAL)


def kept_texts():
    """Every text that lies in the database, with the table it lies in."""
    for room in ROOMS:
        for model in apps.get_app_config(room.rpartition(".")[2]).get_models():
            columns = [
                one.name
                for one in model._meta.concrete_fields
                if one.get_internal_type() in ("CharField", "TextField", "JSONField")
            ]
            for row in model._base_manager.values_list(*columns) if columns else ():
                yield model.__name__, str(row)


def in_clear() -> set[str]:
    """The tables in which one of the numbers can be read."""
    return {table for table, text in kept_texts() if any(number in text for number in (ID, PHONE, CARD))}


@pytest.fixture
def matter(hotline):
    """A ticket with numbers in its title, words, place, the words of a step and an answer."""
    new = NewMatter(
        scenario="hotline",
        channel="hotline",
        category="noise",
        title=f"退款 {PHONE}",
        body=WORDS,
        place=f"柳荫路12号（{PHONE}）",
        area_id=hotline.areas["willow_1"].id,
    )
    found = matters.take_in(by=hotline.actor("dispatcher"), at=AT, new=new)
    found = step(hotline, found, "accepted", "dispatcher", words=f"已与{PHONE}联系")
    return step(hotline, found, "dispatched", "dispatcher", unit=hotline.units["city"].id, words=f"请联系{PHONE}")


def test_nothing_of_a_ticket_is_kept_in_clear(hotline, matter):
    assert (in_clear(), matter.body) == (set(), MASKED)
    assert Covered.objects.filter(owner_kind="matter", owner_id=matter.id).count() == 3
    assert Outgoing.objects.filter(words__contains="100****5678").exists()


def test_pages_lists_files_papers_and_programs_show_the_mask(at_desk, matter):
    desk = at_desk("dispatcher")
    pages = [
        f"/matters/{matter.id}/",
        f"/matters/{matter.id}/slip/",
        "/matters/",
        "/matters/?as=csv",
        "/matters/?as=print",
    ]
    for page in (*pages, "/api/rows/matter/", "/"):
        said = desk.browser.get(page)
        text = b"".join(said.streaming_content).decode() if said.streaming else said.content.decode()
        assert not any(number in text for number in (ID, PHONE, CARD)), page
    assert MASKED in desk.read(pages[0])


def test_the_words_are_opened_with_a_reason_and_a_line(at_desk, matter):
    desk = at_desk("handler")
    assert f"/rows/matter/{matter.id}/reveal/personal/" in desk.read(f"/matters/{matter.id}/")
    answer = desk.send(f"/rows/matter/{matter.id}/reveal/personal/", reason="联系业主核实退款账户")
    page = desk.read(answer.url)
    assert (WORDS in page, f"请联系{PHONE}" in page, f"柳荫路12号（{PHONE}）" in page) == (True, True, True)
    assert JournalLine.objects.filter(act="answers.revealed", row_id=matter.id).count() == 1
    assert PHONE not in at_desk("dispatcher").read(answer.url)


def test_a_damaged_seal_is_a_sentence(at_desk, matter):
    desk = at_desk("handler")
    answer = desk.send(f"/rows/matter/{matter.id}/reveal/personal/", reason="联系业主核实退款账户")
    Covered.objects.filter(owner_id=matter.id).update(sealed="sm4gcm1:AAAA")
    assert "打不开，没有显示" in desk.read(answer.url, status=422)


@pytest.mark.parametrize("number", [ID, PHONE, CARD])
def test_who_wrote_of_a_number_is_found_by_it(at_desk, matter, number):
    page = asked(at_desk("dispatcher"), number)
    assert (f"/matters/{matter.id}/" in page, f"/matters/{matter.id}/" in asked(at_desk("officer_b"), number)) == (
        True,
        False,
    )


def test_nothing_of_a_record_is_kept_in_clear(hotline, at_desk):
    hotline.adopt("packs/safety/fire")
    shop = admitted(hotline)
    new = NewRecord(
        scenario="fire",
        happened_at=AT,
        subject_id=shop.id,
        form="training",
        title=f"培训 {PHONE}",
        said=WORDS,
        answers={"trained": 3},
    )
    row = records.submit(new, by=hotline.actor("officer_a"), at=AT)
    assert (in_clear(), row.said) == (set(), MASKED)
    desk = at_desk("officer_a")
    assert MASKED in desk.read(f"/tasks/records/{row.id}/")
    answer = desk.send(f"/rows/record/{row.id}/reveal/personal/", reason="联系店主核实情况")
    assert WORDS in desk.read(answer.url)


def admitted(cast):
    return registry.admit(
        nature="place",
        kind="merchant",
        code="M1",
        name=f"柳荫面馆{PHONE}",
        split="restaurant",
        area_id=cast.areas["willow_1"].id,
        place_text=f"柳荫新村2幢，{ID}",
        attributes={"fire_manager": f"张三{PHONE}"},
        valid_from=date(2023, 1, 5),
        by=cast.system,
        at=cast.at,
    )


def test_nothing_of_a_register_is_kept_in_clear(hotline, at_desk):
    hotline.adopt("packs/safety/fire")
    shop = admitted(hotline)
    actor = hotline.actor("section_head")
    registry.change(
        by=actor,
        at=AT,
        subject_id=shop.id,
        place_text=f"柳荫新村3幢 {CARD}",
        attributes={"fire_manager": f"李四{PHONE}"},
    )
    registry.tag(by=actor, at=AT, subject_id=shop.id, tag="fire_key_place", basis=WORDS)
    registry.void(by=actor, at=AT, subject_id=shop.id, reason=WORDS)
    assert in_clear() == set()
    desk = at_desk("secretary")
    answer = desk.send(f"/rows/subject/{shop.id}/reveal/personal/", reason="联系店主核实情况")
    page = desk.read(answer.url)
    assert (f"李四{PHONE}" in page, f"柳荫新村3幢 {CARD}" in page) == (True, True)
    assert "柳荫面馆" in asked(at_desk("secretary"), CARD, "/subjects/") or shop.void_at is None


def test_reasons_lines_and_messages_hold_no_number(hotline):
    by = hotline.system
    line = journal.write("test.done", by=by, at=AT, detail={"q": WORDS}, private={"reason": [WORDS]})
    journal.tell([None], office_id=by.office_id, kind="test", words=WORDS)
    assert (in_clear(), line.detail, line.private.values) == (set(), {"q": MASKED}, {"reason": [MASKED]})


def test_a_report_that_will_be_printed_takes_no_number_of_a_person(hotline):
    row = report(hotline)
    save = {"by": hotline.actor("clerk"), "at": NOW, "report_id": row.id, "key": "tickets", "seq": row.seq}
    for number in (ID, PHONE, CARD):
        with pytest.raises(Refused, match=r"reports\.R113"):
            reports.save_text(**save, says=f"联系人{number}。")
    assert "0519-88123456" in str(reports.save_text(**save, says="咨询电话0519-88123456。").body)
