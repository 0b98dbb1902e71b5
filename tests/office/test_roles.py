"""Who may what, and see what."""

from datetime import date

import pytest

from gewu.kernel.types import Refused
from gewu.office import actions, queries, rules
from gewu.scenario import packs, reader, vocabulary
from tests.cast import pack

GROUPS = {
    "@leaders": "leader_main leader_deputy",
    "@handlers": "handler co_handler",
    "@community": "community_secretary grid_leader grid_officer",
    "@assessor": "district_assessor",
    "@business": "@leaders duty_chief dispatcher @handlers checker section_head clerk @community",
}
#: who may what, seen from the permission: a role that gains or loses one is a decision, and changes this table too
MAY = {
    "matters.see": "@business @assessor",
    "matters.take_in": "duty_chief dispatcher @handlers section_head @community",
    "matters.dispatch": "duty_chief dispatcher",
    "matters.handle": "@handlers section_head @community",
    "matters.verify": "checker @community",
    "matters.rule": "@leaders duty_chief section_head",
    "matters.callback": "duty_chief dispatcher",
    "matters.void": "@leaders duty_chief section_head",
    "matters.supervise": "@leaders duty_chief dispatcher section_head community_secretary grid_leader",
    "tasks.do": "leader_deputy @handlers section_head clerk @community",
    "records.submit": "leader_deputy @handlers checker section_head clerk @community",
    "registry.see": "@business",
    "registry.edit": "section_head @community",
    "registry.keep": "@handlers section_head clerk",
    "registry.reveal": "@leaders section_head community_secretary",
    "documents.issue": "duty_chief dispatcher @handlers checker section_head clerk @community",
    "figures.see": "@business @assessor",
    "figures.observe": "section_head clerk community_secretary",
    "reports.draft": "section_head clerk",
    "reports.check": "@leaders section_head clerk",
    "reports.sign": "@leaders",
    "scenarios.draft": "section_head clerk",
    "scenarios.review": "@leaders section_head",
    "scenarios.adopt": "@leaders",
    "money.see": "@leaders section_head",
    "money.draw": "section_head",
    "money.approve": "@leaders section_head",
    "office.accounts": "admin_system",
    "office.security": "admin_security",
    "journal.audit": "admin_audit",
    "periods.lock": "@leaders clerk",
}
WHOLE_OFFICE = "@leaders duty_chief dispatcher checker section_head clerk @assessor"
SPACES = {
    "care": "@leaders duty_chief section_head @handlers checker @community",
    "petitions": "@leaders duty_chief dispatcher section_head @handlers checker",
}
ADMINISTRATORS = "admin_system admin_security admin_audit"


def named(words: str) -> set[str]:
    """Write the groups of a row out."""
    return {one for word in words.split() for one in (named(GROUPS[word]) if word in GROUPS else {word})}


@pytest.mark.parametrize("permission", rules.PERMISSIONS)
def test_a_permission_is_held_by_the_roles_of_the_table(permission):
    assert {key for key in rules.ROLES if permission in rules.permissions([key])} == named(MAY[permission])


@pytest.mark.parametrize("space", SPACES)
def test_a_space_is_open_to_the_roles_of_the_table(space):
    assert {key for key in rules.ROLES if space in rules.spaces([key])} == named(SPACES[space])


def test_who_works_for_the_whole_office_and_who_administrates():
    whole = {key for key, role in rules.ROLES.items() if role.whole_office and not role.administrator}
    administrators = {key for key, role in rules.ROLES.items() if role.administrator and role.whole_office}
    assert (whole, administrators) == (named(WHOLE_OFFICE), named(ADMINISTRATORS))


@pytest.mark.parametrize(
    ("roles", "printed"),
    [((), "王芳"), (("grid_officer",), "王芳（网格员）"), (("grid_officer", "section_head"), "王芳（科室负责人）")],
)
def test_a_person_is_printed_with_the_first_of_their_roles(roles, printed):
    assert rules.label("王芳", roles) == printed


def test_a_grid_officer_sees_their_own_grid_only(cast):
    assert cast.scope("officer_a").area_ids == frozenset({cast.areas["willow_1"].id})


def test_a_community_secretary_sees_the_community_and_its_grids(cast):
    ground = frozenset(cast.areas[key].id for key in ["willow", "willow_1", "willow_2"])
    assert cast.scope("secretary").area_ids == ground


def test_a_dispatcher_sees_the_whole_office(cast):
    assert cast.scope("dispatcher").area_ids is None


def test_a_handler_sees_what_their_unit_holds_and_no_ground(cast):
    scope = cast.scope("handler")
    assert (scope.area_ids, scope.unit_ids) == (frozenset(), frozenset({cast.units["city"].id}))


def test_every_role_has_only_known_permissions():
    used = frozenset().union(*(role.can for role in rules.ROLES.values()))
    assert used == frozenset(rules.PERMISSIONS)


def test_no_role_opens_a_space_for_discipline():
    assert frozenset({"", "care", "petitions"}) == rules.SPACES


def test_the_system_may_do_everything(cast):
    assert (cast.system.is_system, cast.system.scope.can) == (True, frozenset(rules.PERMISSIONS))


def test_the_journal_prints_a_person_with_their_role(cast):
    assert cast.actor("dispatcher").label == "李梅（派单员）"


def test_before_the_first_day_in_post_nobody_acts(cast):
    with pytest.raises(Refused, match=r"office\.R401"):
        queries.actor_of(cast.people["dispatcher"].account, date(2022, 12, 31))


def test_an_administrator_holds_no_other_role(cast):
    with pytest.raises(Refused) as refused:
        actions.grant(by=cast.system, at=cast.at, staff=cast.people["admin_audit"], role="dispatcher")
    assert (refused.value.id, refused.value.words) == ("office.R131", "“派单员”不能与“审计管理员”由同一人担任。")


def test_a_business_role_excludes_an_administrator(cast):
    with pytest.raises(Refused, match=r"office\.R131"):
        actions.grant(by=cast.system, at=cast.at, staff=cast.people["clerk"], role="admin_system")


def test_a_revoked_role_ends_on_its_day(cast):
    person = cast.people["dispatcher"]
    grant = queries.roles_of(cast.system.scope, person.id)[0]
    actions.revoke(by=cast.system, at=cast.at, grant_id=grant.id, on=date(2023, 5, 1))
    can = [queries.scope_of(person, day).may("matters.dispatch") for day in [date(2023, 4, 30), date(2023, 5, 1)]]
    assert can == [True, False]


def test_who_may_not_grant_is_refused_with_whom_to_ask(cast):
    with pytest.raises(Refused) as refused:
        actions.grant(by=cast.actor("dispatcher"), at=cast.at, staff=cast.people["clerk"], role="checker")
    assert (refused.value.id, refused.value.hint) == ("office.R403", "如确需办理，请联系安全管理员。")


def test_the_nearest_holder_answers_for_a_grid(cast):
    found = {
        key: queries.responsible(cast.office.id, "grid_officer", cast.areas[key].id, date(2023, 6, 1))
        for key in ["willow_1", "bridge_2"]
    }
    assert {key: one and one.name for key, one in found.items()} == {"willow_1": "王芳", "bridge_2": None}


def test_a_secretary_answers_for_every_grid_of_the_community(cast):
    found = queries.duty_map(cast.office.id, "community_secretary", date(2023, 6, 1))
    assert {area_id: one.id for area_id, one in found.items()} == {
        cast.areas[key].id: cast.people[who].id
        for who, keys in {
            "secretary": ["willow", "willow_1", "willow_2"],
            "secretary_b": ["bridge", "bridge_1", "bridge_2"],
        }.items()
        for key in keys
    }


def test_whoever_a_scenario_sends_may_go_and_record():
    sent = {duty.who for one in packs.shipped() for duty in reader.read(pack(one.path)).duties.values()}
    assert {role for role in sent if not {"tasks.do", "records.submit"} <= rules.ROLES[role].can} == set()


def test_the_checker_knows_which_roles_go_and_record():
    going = {key for key, role in rules.ROLES.items() if {"tasks.do", "records.submit"} <= role.can}
    assert going == set(vocabulary.GOING)
