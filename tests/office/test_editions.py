"""Editions: drafted, looked at by a second person, put in force; what was in force on a day."""

from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from gewu.kernel.types import Refused
from gewu.office import actions, queries
from gewu.office.models import Adoption
from tests.cast import pack

SHOPS = (Path(__file__).parents[1] / "registry/shops.yaml").read_text(encoding="utf-8")
JULY = SHOPS.replace('edition: "2023-01"', 'edition: "2023-07"').replace("title: 沿街商户", "title: 沿街商铺")


@pytest.fixture
def draft(cast):
    return actions.draft_edition(by=cast.actor("section_head"), at=cast.at, text=SHOPS)


@pytest.fixture
def sent(cast, draft):
    return actions.send_for_review(by=cast.actor("section_head"), at=cast.at, adoption_id=draft.id)


def titles(cast, on):
    return [scenario.title for scenario in queries.adopted(cast.office.id, on).values()]


def test_a_draft_is_not_in_force(cast, draft):
    assert (draft.state, titles(cast, date(2023, 6, 1))) == ("draft", [])


def test_a_text_with_problems_is_refused_with_their_places(cast):
    with pytest.raises(Refused) as refused:
        actions.draft_edition(by=cast.actor("clerk"), at=cast.at, text=SHOPS.replace("kind: shop", "sort: shop"))
    assert (refused.value.id, any("subject" in place for place in refused.value.fields)) == ("office.R210", True)


def test_an_edition_is_drafted_once(cast, draft):
    with pytest.raises(Refused, match=r"office\.R211"):
        actions.draft_edition(by=cast.actor("clerk"), at=cast.at, text=SHOPS)


def test_the_author_does_not_review(cast, sent):
    with pytest.raises(Refused, match=r"office\.R214"):
        actions.review(by=cast.actor("section_head"), at=cast.at, adoption_id=sent.id, agreed=True)


def test_the_database_refuses_an_author_who_reviews(cast, sent):
    with pytest.raises(IntegrityError), transaction.atomic():
        Adoption.objects.filter(id=sent.id).update(reviewed_by=cast.people["section_head"])


def test_a_second_person_adopts_and_is_the_reviewer(cast, sent):
    row = actions.adopt(by=cast.actor("leader_deputy"), at=cast.at, adoption_id=sent.id, from_on=date(2023, 3, 1))
    assert (row.state, row.reviewed_by, titles(cast, date(2023, 3, 1)), titles(cast, date(2023, 2, 28))) == (
        "active",
        cast.people["leader_deputy"],
        ["沿街商户"],
        [],
    )


def test_a_draft_sent_back_can_be_changed_and_sent_again(cast, sent):
    actions.review(by=cast.actor("leader_deputy"), at=cast.at, adoption_id=sent.id, agreed=False, words="标题不妥")
    text = SHOPS.replace("沿街商户", "沿街小店")
    actions.save_draft(by=cast.actor("section_head"), at=cast.at, adoption_id=sent.id, text=text)
    again = actions.send_for_review(by=cast.actor("section_head"), at=cast.at, adoption_id=sent.id)
    assert (again.state, again.title) == ("review", "沿街小店")


def test_what_was_sent_on_is_not_changed(cast, sent):
    with pytest.raises(Refused, match=r"office\.R212"):
        actions.save_draft(by=cast.actor("section_head"), at=cast.at, adoption_id=sent.id, text=SHOPS)


def test_a_clerk_does_not_adopt(cast, sent):
    with pytest.raises(Refused, match=r"office\.R403"):
        actions.adopt(by=cast.actor("clerk"), at=cast.at, adoption_id=sent.id)


def test_a_new_edition_follows_the_old_one_on_its_day(cast):
    cast.adopt(SHOPS, date(2023, 1, 1))
    cast.adopt(JULY, date(2023, 7, 1))
    assert [titles(cast, day) for day in [date(2023, 6, 30), date(2023, 7, 1)]] == [["沿街商户"], ["沿街商铺"]]


def test_an_old_edition_stays_readable(cast):
    cast.adopt(SHOPS, date(2023, 1, 1))
    cast.adopt(JULY, date(2023, 7, 1))
    assert queries.edition(cast.office.id, "shops", "2023-01").title == "沿街商户"


def test_an_edition_the_office_never_had_is_refused(cast):
    with pytest.raises(Refused, match=r"office\.R220"):
        queries.edition(cast.office.id, "shops", "1999")


def test_a_retired_scenario_is_in_force_until_its_day(cast):
    row = cast.adopt(SHOPS, date(2023, 1, 1))
    actions.retire(by=cast.actor("leader_main"), at=cast.at, adoption_id=row.id, on=date(2023, 5, 1))
    assert [titles(cast, day) for day in [date(2023, 4, 30), date(2023, 5, 1)]] == [["沿街商户"], []]


def test_each_office_adopts_for_itself(cast, neighbour):
    cast.adopt(SHOPS)
    assert (titles(cast, date(2023, 6, 1)), titles(neighbour, date(2023, 6, 1))) == (["沿街商户"], [])


def test_an_edition_of_next_door_is_not_shown(cast, neighbour, draft):
    with pytest.raises(Refused, match=r"office\.R221"):
        queries.adoption(neighbour.system.scope, draft.id)


def test_editions_in_force_are_asked_in_one_query_once_they_are_read(cast, django_assert_num_queries):
    cast.adopt(SHOPS)
    queries.adopted(cast.office.id, date(2023, 6, 1))
    with django_assert_num_queries(1):
        queries.adopted(cast.office.id, date(2023, 6, 1))


# worked examples ---------------------------------------------------------------------------

HOTLINE = pack("packs/social/hotline")
WRONG = HOTLINE.replace("due: 2023-06-29", "due: 2023-06-28").replace("due: 2023-03-13", "due: 2023-03-14")


def test_an_edition_whose_examples_fail_is_not_sent_on_and_says_every_one(cast):
    row = actions.draft_edition(by=cast.actor("section_head"), at=cast.at, text=WRONG)
    with pytest.raises(Refused) as refused:
        actions.send_for_review(by=cast.actor("section_head"), at=cast.at, adoption_id=row.id)
    row.refresh_from_db()
    assert (refused.value.id, len(refused.value.fields), row.state) == ("office.R215", 2, "draft")


def test_an_edition_whose_example_no_longer_holds_is_not_adopted(cast):
    row = actions.draft_edition(by=cast.actor("section_head"), at=cast.at, text=HOTLINE)
    actions.send_for_review(by=cast.actor("section_head"), at=cast.at, adoption_id=row.id)
    by = cast.actor("admin_system")
    off = {"day": date(2023, 6, 28), "is_workday": False, "name": "停工", "source": "区防指通知"}
    actions.set_day(by=by, at=cast.at, **off)
    with pytest.raises(Refused, match=r"office\.R215"):
        actions.adopt(by=cast.actor("leader_deputy"), at=cast.at, adoption_id=row.id)
    assert titles(cast, date(2023, 6, 1)) == []


def test_not_even_the_system_adopts_what_its_examples_contradict(cast):
    with pytest.raises(Refused, match=r"office\.R215"):
        cast.adopt(WRONG)
