"""Papers: numbers without gaps, what is refused, what is frozen and sealed."""

from __future__ import annotations

import threading
from datetime import date, datetime

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gewu.documents import actions, queries, rules
from gewu.documents.models import Paper
from gewu.documents.rules import Owner
from gewu.flows import owners
from gewu.kernel.calendar import LOCAL
from gewu.kernel.types import Refused
from gewu.office import actions as office_actions
from gewu.office import queries as office
from gewu.scenario import reader, vocabulary
from gewu.scenario.sections.documents import slots
from tests.cast import build, pack
from tests.front.knowing import shops

AT = datetime(2023, 6, 28, 9, tzinfo=LOCAL)
HEAD = """
scenario: letters
edition: "1"
title: 来信
domain: office
why: 来信登记。
care:
  owner: 综合指挥中心
  written_by: 文静
  checked_by: 马骏
  reviewed: 2023-01-01
  next_review: 2024-01-01
  state: ready
"""
NOTE = """
documents:
  note:
    {title: 便函, of: office, number: "东便〔{year}〕{n}号", says: "今有{matter_of}一事。",
    asks: {matter_of: {say: 何事, type: text, needed: true}}}
"""
NOBODY = Owner("office", 0)


@pytest.fixture
def letters(cast):
    cast.adopt(HEAD + NOTE)
    return cast


def scenario(cast):
    return office.edition(cast.office.id, "letters", "1")


def issue(cast, at=AT, who="section_head", about="一件事"):
    said = {"scenario": scenario(cast), "document": "note", "owner": NOBODY, "given": {"matter_of": about}}
    return actions.issue(by=cast.actor(who), at=at, **said)


ACTS = st.lists(st.sampled_from(["issue", "void", "fail", "next_year"]), max_size=12)


@given(acts=ACTS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_numbers_have_no_gap_whatever_is_voided_refused_or_rolled_back(letters, acts):
    with transaction.atomic():
        for act in acts:
            if act == "void" and (row := Paper.objects.filter(void_at=None).order_by("-id").first()):
                actions.void(row.id, by=letters.system, at=AT, reason="写错了一处")
            elif act == "fail":
                with pytest.raises(Refused):
                    issue(letters, about="")
                with pytest.raises(RuntimeError), transaction.atomic():
                    issue(letters)
                    raise RuntimeError
            elif act != "void":
                issue(letters, at=AT if act == "issue" else AT.replace(year=2024))
        assert queries.gaps(letters.office.id) == []
        for year in (2023, 2024):
            numbers = Paper.objects.filter(series=f"东便〔{year}〕{{n}}号").order_by("serial")
            wanted = [f"东便〔{year}〕{n}号" for n in range(1, len(numbers) + 1)]
            assert [row.number for row in numbers] == wanted
        transaction.set_rollback(True)


def test_papers_issued_at_the_same_moment_have_numbers_of_their_own(transactional_db):
    cast = build()
    cast.adopt(HEAD + NOTE)
    ready, wrong = threading.Barrier(4, timeout=20), []

    def run() -> None:
        try:
            ready.wait()
            for _ in range(3):
                issue(cast)
        except Exception as found:
            wrong.append(found)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert wrong == []
    assert sorted(Paper.objects.values_list("serial", flat=True)) == [*range(1, 13)]
    assert queries.gaps(cast.office.id) == []


def test_a_paper_reads_for_ever_as_it_was_handed_over(letters):
    row = issue(letters)
    letters.adopt((HEAD + NOTE).replace('edition: "1"', 'edition: "2"').replace("一事。", "之事。"), date(2023, 6, 29))
    assert queries.read(row.id, letters.scope("clerk")).paragraphs == ["今有一件事一事。"]


def test_a_paper_is_issued_by_the_roles_that_the_file_names(cast):
    cast.adopt(HEAD + NOTE.replace("of: office,", "of: office, issuer: section_head,"))
    with pytest.raises(Refused) as refused:
        issue(cast, who="clerk")
    assert refused.value.id == "documents.R4031" and Paper.objects.count() == 0
    assert issue(cast).serial == 1


def test_a_locked_period_gives_no_numbers(letters):
    row = issue(letters)
    office_actions.lock_period(by=letters.system, at=AT, start=date(2023, 6, 1), end=date(2023, 7, 1))
    for act in (lambda: issue(letters), lambda: actions.void(row.id, by=letters.system, at=AT, reason="日期写错了")):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.id == "office.R310"


def test_personal_words_are_sealed_in_the_table_and_masked_on_the_page(cast):
    cast.adopt(HEAD + NOTE.replace("needed: true", "needed: true, personal: true"))
    row = issue(cast, about="赵某某")
    assert "赵某某" not in f"{row.slots}{row.sealed}"
    assert queries.read(row.id, cast.scope("clerk")).paragraphs == ["今有（已遮盖）一事。"]
    assert queries.read(row.id, cast.scope("clerk"), opened=True).paragraphs == ["今有赵某某一事。"]


def test_the_number_of_a_person_in_the_words_of_a_paper_is_sealed_too(letters):
    row = issue(letters, about="电话13800002222的事")
    assert "13800002222" not in f"{row.slots}{row.sealed}"
    assert queries.read(row.id, letters.scope("clerk")).paragraphs == ["今有（已遮盖）一事。"]


def test_every_slot_of_the_vocabulary_is_filled_by_the_flow(cast):
    """What the reader takes for a slot, flows.owners lays out."""
    cast.adopt("packs/safety/fire")
    (shop,) = shops(cast, 1)
    edition = reader.read(pack("packs/safety/fire"))
    one = edition.documents["rectification_notice"]
    owner = owners.about("subject", shop, by=cast.actor("section_head"), at=AT, scenario=edition, document=one)
    known = {*vocabulary.PAPER_SLOTS[""], *vocabulary.PAPER_SLOTS["subject"]}
    assert known - {*owner.slots} == {"number"}
    assert set(slots(edition, one)) >= rules.used(one)
