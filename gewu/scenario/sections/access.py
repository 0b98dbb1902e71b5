"""谁能看: who sees the totals, who sees the rows, and what only some of these see."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gewu.kernel.nouns import values
from gewu.scenario import vocabulary
from gewu.scenario.ideas.conditions import CONDITIONS, Reach, When, check_when
from gewu.scenario.ideas.persons import ROLES
from gewu.scenario.problems import Problems
from gewu.scenario.shapes import Listed, Section, word

if TYPE_CHECKING:
    from gewu.scenario.grammar import Scenario

#: what `only` may look at: columns of a matter
LOOKED_AT = ("category", "grade", "channel", "level")


@dataclass(frozen=True)
class Only:
    """Matters that not all readers of the rows see."""

    when: When = word(CONDITIONS, "哪些事：类别、等级、渠道、层级", needed=True, label="哪些事", tell="{}")
    who: tuple[str, ...] = word(ROLES, "只许谁看（角色）", needed=True, label="只许谁看", tell="只许{}看")


@dataclass(frozen=True)
class Access:
    """Roles; an empty list leaves it to permissions, areas and spaces."""

    totals: tuple[str, ...] = word(
        ROLES, "谁看得见总数（角色），不写是看统计指标的都看得见", default=(), label="谁看得见总数"
    )
    rows: tuple[str, ...] = word(
        ROLES,
        "谁看得见明细（角色），其他人只见总数、明细受限",
        default=(),
        label="谁看得见明细",
        help="不写是按岗位权限和辖区都看得见",
        tell="明细只许{}看",
    )
    only: tuple[Only, ...] = word(
        Listed(named="列表", of=Section(title="只许少数人看的", noun=Only)), "其中只许少数人看的事", default=()
    )

    def shows_totals(self, roles: Collection[str]) -> bool:
        """Say whether the holder of `roles` may know the figures."""
        return _named(self.totals, roles)

    def shows_rows(self, roles: Collection[str]) -> bool:
        """Say whether the holder of `roles` may see what lies behind them."""
        return _named(self.rows, roles)


ACCESS = Section(title="access", noun=Access, coming="space export keep_for")


def _named(listed: Collection[str], roles: Collection[str]) -> bool:
    return not listed or any(role in listed for role in roles)


def reach(scenario: Scenario) -> Reach:
    """Say what `only` may look at."""
    return Reach({name: [*(values(scenario, name) or {})] for name in LOOKED_AT} if scenario.matter else {}, {})


def check(scenario: Scenario, problems: Problems) -> None:
    access = scenario.access
    # What is wrong with the persons themselves is said there, and once.
    steps = {} if problems.touches("matter.path") or not scenario.matter else scenario.matter.path
    handling = [step.who for step in steps.values()]
    going = [] if problems.touches("duties") else [duty.who for duty in scenario.duties.values()]
    _blind("access.rows", access.rows, [*handling, *going], problems)
    for n, only in enumerate(access.only, start=1):
        at = f"access.only[{n}]"
        check_when(f"{at}.when", only.when, reach(scenario), problems)
        _blind(f"{at}.who", only.who, handling, problems)


def _blind(at: str, listed: Collection[str], working: Iterable[str], problems: Problems) -> None:
    """Refuse that somebody has to do what they may not see."""
    blind = [role for role in dict.fromkeys(working) if role and role not in listed]
    if listed and blind and set(listed) <= vocabulary.ROLES.keys():
        names = "、".join(vocabulary.ROLES.get(role, role) for role in blind)
        problems.refuse(at, "E525", f"{names}要办这里的事，却看不见。", "把这些岗位补上，或在 path、duties 里换人办。")
