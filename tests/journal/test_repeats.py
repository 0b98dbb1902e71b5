"""A form sent twice is answered twice and done once."""

import threading
import uuid

import pytest
from django.db import connection

from gewu.journal import actions as journal
from gewu.journal.models import IdempotencyKey
from gewu.kernel.types import Refused

KEY = uuid.UUID("12345678-1234-4234-8234-123456789012")


def refused(*args):
    with pytest.raises(Refused) as caught:
        journal.once(*args)
    return caught.value.id


def test_the_second_time_gives_the_first_answer(cast):
    done = []
    answers = [
        journal.once(cast.office.id, KEY, "test.act", lambda: done.append(1) or {"id": len(done)}) for _ in range(2)
    ]
    assert (answers, len(done)) == ([({"id": 1}, False), ({"id": 1}, True)], 1)


def test_a_key_may_be_text(cast):
    journal.once(cast.office.id, KEY, "test.act", lambda: {"id": 1})
    assert journal.once(cast.office.id, str(KEY), "test.act", dict) == ({"id": 1}, True)


def test_what_is_no_key_is_refused(cast):
    assert refused(cast.office.id, "twice", "test.act", dict) == "journal.R110"


def test_the_key_of_one_act_answers_no_other(cast):
    journal.once(cast.office.id, KEY, "test.act", dict)
    assert refused(cast.office.id, KEY, "test.other", dict) == "journal.R111"


def test_next_door_the_same_key_is_free(cast, neighbour):
    journal.once(cast.office.id, KEY, "test.act", lambda: {"id": 1})
    assert journal.once(neighbour.office.id, KEY, "test.act", lambda: {"id": 2}) == ({"id": 2}, False)


def test_what_was_refused_may_be_tried_again(cast):
    def refuse():
        raise Refused("test.R1", "不行。")

    assert refused(cast.office.id, KEY, "test.act", refuse) == "test.R1"
    assert journal.once(cast.office.id, KEY, "test.act", lambda: {"id": 1}) == ({"id": 1}, False)


def test_an_act_answered_once_takes_two_statements_of_its_own(cast, django_assert_num_queries):
    with django_assert_num_queries(2 + 2):  # and the savepoint, because a test is a transaction already
        journal.once(cast.office.id, KEY, "test.act", lambda: {"id": 1})


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_once_it_is_done_once(transactional_db):
    from tests.cast import build

    office_id = build().office.id
    done, answers, ready = [], [], threading.Barrier(2, timeout=10)

    def send():
        ready.wait()
        answers.append(journal.once(office_id, KEY, "test.act", lambda: done.append(1) or {"id": len(done)}))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sorted(answers, key=str), len(done), IdempotencyKey.objects.count()) == (
        [({"id": 1}, False), ({"id": 1}, True)],
        1,
        1,
    )
