"""协办 on the page of a matter: the unit asked is told, sees its own clock and answers once."""

from gewu.journal.models import Outgoing
from tests.front.actors import dispatched, hidden, step


def asked(hotline):
    """A signed ticket with which the safety unit was asked to help within a day."""
    matter = step(hotline, dispatched(hotline), "signed", "handler", hour=11)
    safety = hotline.units["safety"].id
    return step(hotline, matter, "co_asked", "handler", hour=12, co_unit=safety, within="1 workday", words="共同核实")


def answer(desk, matter, words):
    seq = hidden(desk.read(f"/matters/{matter.id}/"), "seq")
    return desk.send(f"/matters/{matter.id}/do/co_answered/", seq=seq, ask_words=words)


def test_the_unit_asked_is_told(hotline):
    matter = asked(hotline)
    told = Outgoing.objects.filter(words__startswith="请求协办").values_list("to_staff_id", "link")
    people = {hotline.people[who].id for who in ("handler_b", "section_head")}
    assert set(told) == {(one, f"/matters/{matter.id}/") for one in people}


def test_a_co_handler_answers_by_the_page(hotline, at_desk):
    matter, desk = asked(hotline), at_desk("handler_b")
    before = "应于 2023年6月28日 18:00 前反馈" in " ".join(desk.read(f"/matters/{matter.id}/").split())
    status = answer(desk, matter, "已到场核实").status_code
    page = desk.read(f"/matters/{matter.id}/")
    row = matter.co_handlers.get()
    assert (before, status, row.words, "：已到场核实" in page) == (True, 302, "已到场核实", True)


def test_who_has_answered_or_was_not_asked_is_not_offered_the_answer(hotline, at_desk):
    matter = asked(hotline)
    offered = ["co_answered" in at_desk(who).read(f"/matters/{matter.id}/") for who in ("handler", "handler_b")]
    answer(at_desk("handler_b"), matter, "已到场核实")
    offered.append("co_answered" in at_desk("handler_b").read(f"/matters/{matter.id}/"))
    assert offered == [False, True, False]


def test_a_co_handler_who_is_late_is_shown_late_with_the_sentence(hotline, at_desk):
    matter = asked(hotline)
    matter.co_handlers.update(asked_at="2023-06-20T01:00Z")
    page = at_desk("handler").read(f"/matters/{matter.id}/").split("<h2>协办</h2>")[1]
    assert ('class="mark late"' in page, "应于6月21日18:00前反馈" in page) == (True, True)
