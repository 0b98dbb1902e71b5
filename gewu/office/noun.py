"""The office: units, people in post, and the scenarios it works with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gewu.kernel.nouns import Column, Noun, Teller, worded
from gewu.office.measures import DOMAINS_IN_USE, SCENARIOS_IN_USE
from gewu.office.rules import UnitKind
from gewu.scenario.grammar import DOMAINS

if TYPE_CHECKING:
    from gewu.office.models import Adoption, Staff

ADMINISTRATORS = ("office.accounts", "office.security", "journal.audit")


def _domain(row: Adoption, tell: Teller) -> str:
    return DOMAINS.get(row.domain, row.domain)


def _login(row: Staff, tell: Teller) -> str:
    return row.account.username if row.account else ""


NOUNS = (
    Noun(
        kind="unit",
        word="单位",
        measure_word="个",
        model="office.Unit",
        see=ADMINISTRATORS,
        numbers=("code",),
        columns=(
            Column("code", "代码", 12),
            Column("name", "名称", 26),
            Column("kind", "类别", 12, value=worded(UnitKind, "kind")),
        ),
    ),
    Noun(
        kind="staff",
        word="人员",
        measure_word="人",
        model="office.Staff",
        page=("admin:person",),
        see=ADMINISTRATORS,
        day="from_on",
        numbers=("code",),
        with_=("unit", "account"),
        columns=(
            Column("code", "工号", 12),
            Column("name", "姓名", 12),
            Column("unit", "单位", 20),
            Column("title", "职务", 16),
            Column("from_on", "到岗日期", 12, "day", more=True),
            Column("to_on", "离岗日期", 12, "day", more=True),
            Column("login", "账号", 16, value=_login),
        ),
    ),
    Noun(
        kind="scenario",
        word="场景",
        measure_word="个",
        model="office.Adoption",
        key="scenario",
        page=("scenarios:one",),
        words={"scenario": "场景", "domain": "领域"},
        day="from_on",
        columns=(
            Column("title", "场景", 26),
            Column("domain", "领域", 12, value=_domain),
            Column("edition", "版本", 10),
            Column("from_on", "启用日期", 12, "day"),
        ),
        measures=SCENARIOS_IN_USE,
    ),
    Noun(
        kind="domain",
        word="领域",
        measure_word="个",
        model="office.Adoption",
        key="domain",
        columns=(Column("domain", "领域", 12, value=_domain),),
        measures=DOMAINS_IN_USE,
    ),
)
