"""PAY 发放: what is paid, and by which standard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gewu.scenario.ideas.cited import SOURCE, lacks
from gewu.scenario.ideas.fields import ordered
from gewu.scenario.problems import Problems
from gewu.scenario.shapes import TEXT, Amount, Mapped, Pair, Section, word

if TYPE_CHECKING:
    from gewu.scenario.grammar import Scenario


STANDARD = Pair(named="最小和最大", of=2 * (Amount(money=True),))


@dataclass(frozen=True)
class Programme:
    key: str
    title: str = word(TEXT, "名称", needed=True)
    #: monthly fen per head, least and most: alarm outside
    standard: tuple[int, int] | None = word(
        STANDARD, "每人每月最少、最多（分），超出即提示", help="按元写，超出即提示"
    )
    source: str = word(SOURCE, "标准依据", default="")


PROGRAMME = Section(title="发放项目", short="title", noun=Programme, coming="of when amount every stops_when approve")


@dataclass(frozen=True)
class PaymentPart:
    programmes: Mapping[str, Programme] = word(Mapped(named="键: 发放项目", of=PROGRAMME), "发放项目", needed=True)


PAYMENT = Section(title="payment", noun=PaymentPart)


def check(scenario: Scenario, problems: Problems) -> None:
    for key, programme in (scenario.payment.programmes if scenario.payment else {}).items():
        at = f"payment.programmes.{key}.standard"
        ordered(at, programme.standard, problems)
        if programme.standard and not programme.source:
            lacks(at, "标准", "补上 source。", problems)
