"""Roles, what they may do and which spaces are open to them: one table, read by scope_of and shown as it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from gewu.kernel.terms import Term
from gewu.scenario import vocabulary


class UnitKind(Term):
    LEADERS = "leaders", "领导"
    DEPARTMENT = "department", "科室"
    COMMUNITY = "community", "社区"
    STATION = "station", "站所"
    OUTSIDE = "outside", "外部承办"
    DISTRICT = "district", "区级部门"


class EditionState(Term):
    """拟稿 → 审核 by a second person → 启用 → 停用."""

    DRAFT = "draft", "拟稿"
    REVIEW = "review", "审核中"
    ACTIVE = "active", "启用"
    RETIRED = "retired", "停用"


class Verdict(Term):
    """What was decided of a form from above (减负看板)."""

    OPEN = "open", "待定"
    KEPT = "kept", "保留"
    RETURNED = "returned", "退回"


@dataclass(frozen=True)
class Role:
    """One role word of scenarios and grants.

    can           permission words; a person may do what any of their roles may
    spaces        confidential spaces beside the ordinary one ("")
    whole_office  without an area in the grant: the whole office; otherwise the area of the person's unit
    """

    title: str
    can: frozenset[str]
    spaces: frozenset[str] = frozenset()
    whole_office: bool = False
    administrator: bool = False


#: permission word -> what it lets a person do, as the accounts page says it
#: characters of a password: forms take no more, and none may be set that they do not take
PASSWORD_AT_MOST = 200

PERMISSIONS = {
    "matters.see": "查看事项",
    "matters.take_in": "登记上报",
    "matters.dispatch": "受理派单",
    "matters.handle": "签收办理",
    "matters.verify": "核查",
    "matters.rule": "裁定退单、延期、挂账",
    "matters.callback": "回访登记",
    "matters.void": "作废、不纳入考核",
    "matters.supervise": "催办督办",
    "tasks.do": "走访检查",
    "records.submit": "提交记录",
    "registry.see": "查看底数台账",
    "registry.edit": "维护底数台账",
    "registry.keep": "维护归本单位或本岗位管的台账",
    "registry.reveal": "查看完整证件号、电话",
    "documents.issue": "出具、登记文书",
    "figures.see": "查看统计指标",
    "figures.observe": "填写报送数",
    "reports.draft": "拟稿",
    "reports.check": "核稿",
    "reports.sign": "审签",
    "scenarios.draft": "拟写场景",
    "scenarios.review": "审核场景",
    "scenarios.adopt": "启用场景",
    "money.see": "查看发放清单",
    "money.draw": "制表",
    "money.approve": "审核发放",
    "office.accounts": "单位、人员、账号",
    "office.security": "岗位授权、安全设置",
    "journal.audit": "查阅审计日志",
    "periods.lock": "锁定统计期",
}


def _can(words: str) -> frozenset[str]:
    """Read permissions room by room: "matters: see dispatch; tasks: do"."""
    rooms = (room.partition(":") for room in words.split(";"))
    return frozenset(f"{room.strip()}.{act}" for room, _, acts in rooms for act in acts.split())


_WALK = _can("matters: see take_in; tasks: do; records: submit; documents: issue; registry: see edit; figures: see")
_DESK = _can("matters: see take_in dispatch callback supervise; documents: issue; registry: see; figures: see")
_UNIT = _can(
    "matters: see take_in handle; tasks: do; records: submit; documents: issue; registry: see keep; figures: see"
)
_WRITE = _can("figures: see observe; matters: see; registry: see; documents: issue; reports: draft check")
_RULE = _can("matters: rule void supervise; registry: reveal; scenarios: review; money: see approve")
_HEAD = _UNIT | _WRITE | _RULE | _can("registry: edit; scenarios: draft; money: draw")
_SIGN = _can("reports: check sign; scenarios: adopt; periods: lock")
_LEAD = _RULE | _SIGN | _can("matters: see; registry: see; figures: see")
_GO = _can("tasks: do; records: submit")
_CHECK = _can("matters: see verify; records: submit; documents: issue; registry: see; figures: see")
_GRID = _WALK | _can("matters: handle verify")
_CARE = frozenset({"care"})
_PETITIONS = frozenset({"petitions"})


def _role(word: str, can: frozenset[str], *spaces: frozenset[str], whole=True, administrator=False) -> dict[str, Role]:
    return {word: Role(vocabulary.ROLES[word], can, frozenset().union(*spaces), whole, administrator)}


# Discipline has no space: its figures are 报送数 and there are no rows to open (DESIGN 1.6).
ROLES: dict[str, Role] = {
    **_role("leader_main", _LEAD, _CARE, _PETITIONS),
    **_role("leader_deputy", _LEAD | _GO, _CARE, _PETITIONS),
    **_role("duty_chief", _DESK | _can("matters: rule void"), _CARE, _PETITIONS),
    **_role("dispatcher", _DESK, _PETITIONS),
    **_role("handler", _UNIT, _CARE, _PETITIONS, whole=False),
    **_role("co_handler", _UNIT, _CARE, _PETITIONS, whole=False),
    **_role("checker", _CHECK, _CARE, _PETITIONS),
    **_role("section_head", _HEAD, _CARE, _PETITIONS),
    **_role("clerk", _WRITE | _GO | _can("registry: keep; scenarios: draft; periods: lock")),
    **_role(
        "community_secretary",
        _GRID | _can("matters: supervise; registry: reveal; figures: observe"),
        _CARE,
        whole=False,
    ),
    **_role("grid_leader", _GRID | _can("matters: supervise"), _CARE, whole=False),
    **_role("grid_officer", _GRID, _CARE, whole=False),
    **_role("district_assessor", _can("matters: see; figures: see")),
    **_role("admin_system", _can("office: accounts"), administrator=True),
    **_role("admin_security", _can("office: security"), administrator=True),
    **_role("admin_audit", _can("journal: audit"), administrator=True),
}
#: who takes nobody's work over
NO_SUCCESSORS = frozenset(
    {"leader_main", "leader_deputy", *(word for word, role in ROLES.items() if role.administrator)}
)
#: permissions of which one is needed to do what another had in hand
DOING = frozenset({"matters.handle", "tasks.do"})
#: every confidential space that a role opens
SPACES = frozenset({""}).union(*(role.spaces for role in ROLES.values()))


def permissions(roles: Iterable[str]) -> frozenset[str]:
    """Say what the holder of `roles` may do; the fields of one role add to those of another."""
    return frozenset().union(*(ROLES[role].can for role in roles))


def spaces(roles: Iterable[str]) -> frozenset[str]:
    """Return the spaces open to the holder of `roles`; the ordinary one always."""
    return frozenset({""}).union(*(ROLES[role].spaces for role in roles))


def clash(held: Collection[str], wanted: str) -> str:
    """Say why `wanted` cannot be added to the roles a person holds; "" when it can.

    Source: E1-R47. Each of the three administrators excludes the others and every business role.
    """
    if ROLES[wanted].administrator:
        other = next((role for role in held if role != wanted), "")
    else:
        other = next((role for role in held if ROLES[role].administrator), "")
    return f"“{ROLES[wanted].title}”不能与“{ROLES[other].title}”由同一人担任。" if other else ""


def needs_two(held: Iterable[str]) -> bool:
    """Say whether it takes two administrators to give the holder of roles another password: who keeps or signs."""
    return any(ROLES[role].administrator or "reports.sign" in ROLES[role].can for role in held)


def accounts_are_his(held: Iterable[str]) -> bool:
    """Say whether the holder of roles keeps accounts; the security administrator then asks for their new password."""
    return "office.accounts" in permissions(held)


def label(name: str, roles: Collection[str]) -> str:
    """Say how the journal prints a person: the name and the first of their roles in the order of this table."""
    title = next((role.title for key, role in ROLES.items() if key in roles), "")
    return f"{name}（{title}）" if title else name
