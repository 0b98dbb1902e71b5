"""Offices, units, people, logins, duty: what is refused, what is kept."""

from datetime import date

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction

from gewu.journal import versions
from gewu.journal.models import JournalLine
from gewu.kernel.types import Refused
from gewu.office import actions, queries
from gewu.office.models import RoleGrant, RosterShift
from tests.cast import PASSWORD


def test_an_office_has_a_code_of_its_own(cast):
    with pytest.raises(Refused, match=r"office\.R123"):
        actions.start_office(at=cast.at, code="DC", name="另一个街道")


def test_an_unknown_office_is_refused_with_those_there_are(cast, neighbour):
    with pytest.raises(Refused) as refused:
        queries.by_code("XX")
    assert refused.value.hint == "现有单位：DC、XH。"


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"code": "011"}, "office.R126"),
        ({"username": "dispatcher"}, "office.R127"),
        ({"password": "short"}, "office.R128"),
        ({"password": "alllowercase"}, "office.R128"),
    ],
)
def test_a_person_is_admitted_with_a_code_a_login_and_a_password_of_their_own(cast, more, refusal):
    new = {"code": "200", "name": "新来", "unit": cast.units["city"], "username": "newcomer", "password": PASSWORD}
    with pytest.raises(Refused) as refused:
        actions.admit_staff(by=cast.actor("admin_system"), at=cast.at, **(new | more))
    assert refused.value.id == refusal


def test_the_system_administrator_admits_and_the_security_administrator_grants(cast):
    person = actions.admit_staff(
        by=cast.actor("admin_system"), at=cast.at, code="200", name="新来", unit=cast.units["city"]
    )
    actions.grant(by=cast.actor("admin_security"), at=cast.at, staff=person, role="handler")
    assert queries.scope_of(person, date(2023, 2, 1)).may("matters.handle")


def test_neither_administrator_does_the_others_work(cast):
    new = {"code": "200", "name": "新来", "unit": cast.units["city"], "roles": [("handler", None)]}
    with pytest.raises(Refused, match=r"office\.R403"):
        actions.admit_staff(by=cast.actor("admin_system"), at=cast.at, **new)


def test_administrators_see_no_business(cast):
    can = [cast.scope(who).can for who in ["admin_system", "admin_security", "admin_audit"]]
    assert can == [{"office.accounts"}, {"office.security"}, {"journal.audit"}]


def test_a_new_password_is_the_one_that_opens(cast):
    person = cast.people["handler"]
    actions.set_password(by=cast.actor("handler"), at=cast.at, staff=person, password="Xinmima-2024")
    found = [authenticate(username="handler", password=word) for word in [PASSWORD, "Xinmima-2024"]]
    assert found == [None, person.account]


def test_nobody_sets_the_password_of_another(cast):
    with pytest.raises(Refused, match=r"office\.R403"):
        actions.set_password(by=cast.actor("clerk"), at=cast.at, staff=cast.people["handler"], password="Xinmima-2024")


def test_who_left_does_not_act_and_does_not_sign_in(cast):
    person = cast.people["handler"]
    actions.leave(by=cast.system, at=cast.at, staff=person, on=date(2023, 1, 3))
    person.account.refresh_from_db()
    with pytest.raises(Refused, match=r"office\.R401"):
        queries.actor_of(person.account, date(2023, 1, 3))
    assert authenticate(username="handler", password=PASSWORD) is None


def test_a_person_has_one_post_a_day(cast):
    duty = {"by": cast.actor("duty_chief"), "at": cast.at, "staff": cast.people["handler"], "day": date(2023, 6, 1)}
    actions.put_on_duty(**duty, post="夜间值班")
    with pytest.raises(Refused, match=r"office\.R132"):
        actions.put_on_duty(**duty, post="应急值班")
    posts = [shift.post for shift in queries.roster(cast.scope("clerk"), date(2023, 6, 1), date(2023, 6, 2))]
    assert posts == ["夜间值班"]


def test_the_database_refuses_two_posts_a_day(cast):
    shift = {"office": cast.office, "staff": cast.people["handler"], "day": date(2023, 6, 1)}
    RosterShift.objects.create(**shift, post="一")
    with pytest.raises(IntegrityError), transaction.atomic():
        RosterShift.objects.create(**shift, post="二")


def test_a_refused_look_is_noted(cast):
    actions.log_refusal(by=cast.actor("clerk"), at=cast.at, wanted="journal.audit")
    line = JournalLine.objects.get(act="office.refused")
    assert (line.actor, line.detail) == ("文静（文字岗）", {"wanted": "journal.audit"})


def test_units_and_people_are_of_ones_own_office(cast, neighbour):
    scope = cast.scope("clerk")
    offices = {row.office_id for row in [*queries.units(scope), *queries.staff(scope, date(2023, 6, 1))]}
    assert offices == {cast.office.id}


@pytest.mark.parametrize("ask", [queries.unit, queries.staff_member])
def test_a_unit_or_person_of_next_door_is_not_there(cast, neighbour, ask):
    row = neighbour.units["city"] if ask is queries.unit else neighbour.people["clerk"]
    with pytest.raises(Refused, match=r"office\.R12[12]"):
        ask(cast.scope("clerk"), row.id)


def test_people_are_listed_by_role_and_unit(cast):
    scope, day = cast.scope("dispatcher"), date(2023, 6, 1)
    found = [
        [person.name for person in queries.staff(scope, day, role="handler")],
        [person.name for person in queries.staff(scope, day, unit_id=cast.units["bridge"].id)],
    ]
    assert found == [["周强", "孙立"], ["钱进", "吴迪"]]


@pytest.mark.parametrize("who", ["dispatcher", "officer_a"])
def test_an_actor_is_found_without_a_question_once_the_office_is_at_hand(cast, who, django_assert_num_queries):
    account = queries.account_named(who)
    queries.actor_of(account, date(2023, 6, 1))
    with django_assert_num_queries(0), versions.one_request():
        versions.hold(queries.seat_of(account).numbers)
        found = queries.actor_for(cast.people[who], date(2023, 6, 1))
    assert found == queries.actor_for(cast.people[who], date(2023, 6, 1))


def test_someone_in_post_without_a_role_may_come_in_and_do_nothing(cast):
    RoleGrant.objects.filter(staff=cast.people["dispatcher"]).update(to_on=date(2023, 5, 1))
    found = queries.actor_of(cast.people["dispatcher"].account, date(2023, 6, 1))
    assert (found.staff_id, found.roles, found.scope.can) == (cast.people["dispatcher"].id, frozenset(), frozenset())
