"""Lines, their seal, numbers, keys that answer once, messages, jobs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as some

from gewu.journal import actions, jobs, queries, rules
from gewu.journal.models import IdempotencyKey, JournalLine, JournalPrivate, Outgoing
from gewu.journal.queries import Verdict
from gewu.journal.rules import Link
from gewu.kernel.types import Refused


def write(cast, act="matters.closed", **more):
    return actions.write(act, by=cast.actor("dispatcher"), at=cast.at, **more)


@pytest.fixture
def sealed(cast):
    """An office whose whole journal is sealed; return how many lines that were."""
    return actions.seal(cast.office.id)


# lines and their seal


def test_a_line_says_who_did_what_to_which_row(cast):
    line = write(cast, noun="matter", row_id=7, detail={"step": "closed"})
    assert (line.actor, line.act, line.noun, line.row_id, line.detail, line.position) == (
        "李梅（派单员）",
        "matters.closed",
        "matter",
        7,
        {"step": "closed"},
        None,
    )


def test_a_line_that_an_earlier_version_sealed_is_still_found_whole():
    """What is chained and how it is written must not change: inspectors hold exports."""
    link = Link(
        1,
        41,
        datetime(2023, 6, 1, 9, tzinfo=UTC),
        3,
        "李梅（派单员）",
        "matters.closed",
        "matter",
        7,
        1,
        "",
        {"b": 2, "a": "办结"},
    )
    sealed = replace(link, seal="sm3:bd061f932e5ad1b54af7c5dd0a35d45918b729fb12a8e23f6d1ff4dae8881622")
    assert rules.first_break([sealed]) == (1, sealed.seal, "")
    assert rules.first_break([sealed, replace(sealed, position=3)]) == (1, sealed.seal, "第2条缺失（其后是第3条）")


def test_a_sealed_journal_is_whole(cast, sealed):
    assert queries.verify(cast.office.id) == Verdict(True, sealed, 0)


def test_lines_written_since_are_named_as_unsealed(cast, sealed):
    write(cast)
    assert queries.verify(cast.office.id) == Verdict(True, sealed, 1)


def test_sealing_twice_seals_nothing_twice(cast, sealed):
    assert actions.seal(cast.office.id) == 0


@pytest.mark.parametrize("change", [{"actor": "别人"}, {"detail": {"x": 1}}, {"count": 2}, {"row_id": 99}])
def test_a_changed_line_is_found(cast, sealed, change):
    JournalLine.objects.filter(position=5).update(**change)
    verdict = queries.verify(cast.office.id)
    assert (verdict.ok, verdict.sealed, verdict.problem.split("（")[0]) == (False, 4, "第5条")


def test_a_missing_line_is_found(cast, sealed):
    JournalLine.objects.filter(position=5).delete()
    assert queries.verify(cast.office.id).problem == "第5条缺失（其后是第6条）"


def test_a_changed_personal_value_is_found(cast):
    line = write(cast, private={"reason": "联系监护人"})
    actions.seal(cast.office.id)
    JournalPrivate.objects.update(values={"reason": "别的"})
    assert queries.verify(cast.office.id).problem == f"日志{line.id}所附个人信息与登记时不一致"


def test_personal_values_can_be_erased_and_the_chain_stays_whole(cast):
    line = write(cast, private={"reason": "联系监护人"})
    actions.seal(cast.office.id)
    actions.erase_private([line.id], office_id=cast.office.id)
    assert (queries.verify(cast.office.id).ok, JournalPrivate.objects.count()) == (True, 0)


def test_the_chain_holds_no_personal_value(cast):
    line = write(cast, private={"name": "张小三"})
    assert ("张小三" in str(vars(queries.link_of(line))), line.digest[:4]) == (False, "sm3:")


def test_each_office_has_a_chain_of_its_own(cast, neighbour):
    counts = [actions.seal(one.office.id) for one in [cast, neighbour]]
    firsts = list(JournalLine.objects.filter(position=1).values_list("office_id", flat=True).order_by("office_id"))
    assert (firsts, counts[0]) == ([cast.office.id, neighbour.office.id], counts[1])


def test_the_database_refuses_a_position_without_a_seal(cast):
    line = write(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        JournalLine.objects.filter(id=line.id).update(position=1)


LINKS = some.builds(
    Link,
    position=some.just(1),
    id=some.integers(1, 9),
    at=some.datetimes(timezones=some.just(UTC)),
    staff_id=some.none() | some.integers(1, 9),
    actor=some.text(max_size=5),
    act=some.text(max_size=5),
    noun=some.text(max_size=5),
    row_id=some.none() | some.integers(1, 9),
    count=some.integers(1, 9),
    digest=some.text(max_size=5),
    detail=some.dictionaries(some.text(max_size=3), some.integers(), max_size=2),
    seal=some.just(""),
)


@given(LINKS, LINKS)
def test_two_lines_have_one_seal_only_if_they_are_the_same(first, second):
    same_seal = rules.seal("x", first) == rules.seal("x", second)
    assert same_seal == (first == second)


# numbers


def test_numbers_run_from_one_without_gaps(cast):
    given = [actions.next_number(cast.office.id, "RX") for _ in range(3)]
    assert (given, actions.next_numbers(cast.office.id, "RX", 3)) == ([1, 2, 3], range(4, 7))


def test_a_number_of_a_transaction_that_failed_is_free_again(cast):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.next_number(cast.office.id, "RX")
        _ = 1 / 0
    assert actions.next_number(cast.office.id, "RX") == 1


def test_each_office_and_series_counts_for_itself(cast, neighbour):
    actions.next_numbers(cast.office.id, "RX", 5)
    given = [actions.next_number(cast.office.id, "XF"), actions.next_number(neighbour.office.id, "RX")]
    assert (given, actions.next_number(cast.office.id, "RX")) == ([1, 1], 6)


def test_no_numbers_are_taken_when_none_are_asked(cast):
    assert (list(actions.next_numbers(cast.office.id, "RX", 0)), actions.next_number(cast.office.id, "RX")) == ([], 1)


# answered once


def test_a_form_sent_twice_is_done_once(cast):
    key, done = uuid4(), []

    def do():
        done.append(1)
        return {"matter": len(done)}

    answers = [actions.once(cast.office.id, key, "matters.take_in", do) for _ in range(2)]
    assert (answers, done) == ([({"matter": 1}, False), ({"matter": 1}, True)], [1])


def test_what_was_refused_can_be_sent_again(cast):
    key = uuid4()

    def refuse():
        raise Refused("x.R1", "不行")

    with pytest.raises(Refused, match=r"x\.R1"):
        actions.once(cast.office.id, key, "act", refuse)
    assert actions.once(cast.office.id, str(key), "act", lambda: {"ok": True}) == ({"ok": True}, False)


def test_a_key_is_not_used_for_another_act(cast):
    key = uuid4()
    actions.once(cast.office.id, key, "act", dict)
    with pytest.raises(Refused, match=r"journal\.R111"):
        actions.once(cast.office.id, key, "another", dict)


def test_a_key_that_is_none_is_refused(cast):
    with pytest.raises(Refused, match=r"journal\.R110"):
        actions.once(cast.office.id, "again", "act", dict)


def test_what_breaks_inside_is_not_taken_for_an_old_answer(cast):
    def broken():
        IdempotencyKey.objects.create(office=cast.office, key=key, act="act")
        return {}

    key = uuid4()
    with pytest.raises(IntegrityError):
        actions.once(cast.office.id, key, "act", broken)


# messages, slips, jobs


def test_a_message_is_new_until_it_is_seen(cast):
    person = cast.people["handler"]
    actions.tell([person.id], office_id=cast.office.id, kind="reminder", words="工单今天到期")
    scope = cast.scope("handler")
    before = [(one.words, one.seen_at) for one in queries.messages(scope)]
    actions.seen(office_id=cast.office.id, staff_id=person.id, at=cast.at)
    assert (before, [one.seen_at for one in queries.messages(scope)]) == ([("工单今天到期", None)], [cast.at])


def test_a_message_is_nobody_elses(cast):
    actions.tell_many([Outgoing(office_id=cast.office.id, kind="x", words="x", to_staff_id=cast.people["handler"].id)])
    assert queries.messages(cast.scope("handler_b")) == []


@pytest.mark.parametrize(
    ("who", "minutes", "found"), [("dispatcher", 10, True), ("dispatcher", 11, False), ("clerk", 1, False)]
)
def test_a_slip_is_ones_own_and_ten_minutes_old(cast, who, minutes, found):
    write(cast, noun="matter", row_id=7)
    at = cast.at + timedelta(minutes=minutes)
    line = queries.just_did(cast.actor(who), "matters.closed", "matter", 7, at)
    assert (line is not None) == found


def test_long_work_is_found_again_with_its_progress(cast):
    by, scope = cast.actor("clerk"), cast.scope("clerk")
    job = jobs.start(by=by, kind="import", total=10)
    jobs.advance(job.id, done=4)
    halfway = jobs.job(job.id, scope).done
    jobs.finish(job.id, at=datetime(2023, 6, 1, tzinfo=UTC), result={"rows": 10})
    ended = jobs.job(job.id, scope)
    assert (halfway, ended.state, ended.done, ended.result) == (4, "done", 10, {"rows": 10})


def test_long_work_of_another_is_not_shown(cast):
    job = jobs.start(by=cast.actor("clerk"), kind="import")
    with pytest.raises(Refused, match=r"journal\.R405"):
        jobs.job(job.id, cast.scope("dispatcher"))
