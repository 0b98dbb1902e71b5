"""本地规则: a dated limit with its source, which only what is dispatched from its day on follows."""

from datetime import date

import pytest

from gewu.kernel.types import Refused
from gewu.matters.models import Matter
from gewu.office import actions
from gewu.office.models import RuleRow
from tests.front.actors import dispatched

QUICKER = {
    "what": "hotline|matter.grades.ordinary.within",
    "amount": "2",
    "unit": "workdays",
    "from_on": "2023-06-26",
    "source": "街道通知（占位）",
}


def test_a_leader_sets_a_limit_and_only_new_dispatches_follow_it(hotline, at_desk):
    old = dispatched(hotline, day=27)
    answer = at_desk("leader_deputy").send("/admin/rules/new/", **QUICKER)
    new = dispatched(hotline, day=27)
    due = [Matter.objects.get(id=one.id).due_on for one in (old, new)]
    assert (answer.status_code, due) == (302, [date(2023, 7, 4), date(2023, 6, 29)])


def test_the_list_says_what_holds_beside_what_the_scenario_says(hotline, at_desk):
    at_desk("leader_deputy").send("/admin/rules/new/", **QUICKER)
    at_desk("leader_deputy").send("/admin/rules/new/", **QUICKER | {"amount": "1", "from_on": "2023-07-03"})
    page = at_desk("leader_deputy").read("/admin/rules/")
    said = [words in page for words in ("<strong>2个工作日", "5个工作日", "街道通知（占位）", "执行中", "还没到")]
    assert (said, "已经派出的，按派出时的时限走完" in page) == ([True] * 5, True)


def test_a_rule_without_its_source_is_not_kept(hotline, at_desk):
    answer = at_desk("leader_deputy").send("/admin/rules/new/", **QUICKER | {"source": " "})
    assert (answer.status_code, RuleRow.objects.count()) == (422, 0)


def test_what_is_no_limit_is_refused_before_a_clock_reads_it(hotline):
    rule = {"scenario": "hotline", "key": "matter.grades.ordinary.within", "value": "soon", "source": "通知"}
    with pytest.raises(Refused, match=r"office\.R315"):
        actions.set_rule(by=hotline.system, at=hotline.at, **rule)


@pytest.mark.parametrize(
    ("address", "who", "status"),
    [
        ("/admin/rules/", "section_head", 200),
        ("/admin/rules/", "admin_audit", 200),
        ("/admin/rules/", "officer_a", 403),
        ("/admin/rules/new/", "leader_main", 200),
        ("/admin/rules/new/", "section_head", 403),
        ("/admin/rules/new/", "admin_system", 403),
    ],
)
def test_leaders_set_rules_and_those_who_work_on_scenarios_read_them(hotline, at_desk, address, who, status):
    assert at_desk(who).read(address, status) != ""


def test_a_rule_of_the_next_office_is_not_listed(hotline, neighbour, at_desk):
    rule = {"scenario": "hotline", "key": "matter.grades.ordinary.within", "value": "9 workdays", "source": "邻街通知"}
    actions.set_rule(by=neighbour.system, at=neighbour.at, **rule)
    assert "邻街通知" not in at_desk("leader_deputy").read("/admin/rules/")
