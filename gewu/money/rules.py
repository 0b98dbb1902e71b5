"""Words and sums of payments. Pure."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from gewu.kernel.numerals import Say, say
from gewu.kernel.terms import Term
from gewu.kernel.types import Refused


class ListState(Term):
    """制表 → 审核 → 发放 → 回盘."""

    DRAWN = "drawn", "已制表"
    APPROVED = "approved", "已审核"
    SENT = "sent", "已发放"
    RETURNED = "returned", "已回盘"


class LineState(Term):
    """A returned transfer is not paid until it is repaid."""

    DRAWN = "drawn", "未发放"
    SENT = "sent", "发放中"
    PAID = "paid", "已到账"
    RETURNED = "returned", "已退回"


def mean(amount_fen: int, people: int) -> Fraction | None:
    """Return the mean per head in 分; None for nobody."""
    return Fraction(amount_fen, people) if people else None


def alarm(amount_fen: int, people: int, standard: tuple[int, int] | None, months: int = 1) -> str:
    """Say in one sentence why the mean per head is outside its programme's standard; "" when it is inside.

    Units: 分; `standard` is the least and the most per head and month.
    """
    each = mean(amount_fen, people)
    if each is None or standard is None:
        return ""
    least, most = (limit * months for limit in standard)
    for way, limit, outside in (("低于", least, each < least), ("高于", most, each > most)):
        if outside:
            return f"人均{yuan(each)}，{way}标准{yuan(limit)}，请核对名单和标准。"
    return ""


def yuan(fen: int | Fraction) -> str:
    """Print 分 as 元: 5340 分 is 53.4元."""
    return say(Fraction(fen) / 100, "元")


@dataclass(frozen=True)
class VisitedAndPaid:
    """The two populations of one programme: who was visited, who was paid; they are seldom the same people (S1-E5)."""

    title: str
    visited: Set[int]
    paid: Set[int]
    amount_fen: int

    @property
    def same_people(self) -> bool:
        return bool(self.visited) and self.visited == self.paid

    def sentence(self) -> str:
        """Say both numbers, whoever they are: 走访慰问困境儿童10人；发放24人、32.14万元."""
        return f"走访慰问{self.title}{len(self.visited)}人；发放{len(self.paid)}人、{self._amount()}"

    def one_claim(self) -> str:
        """Say both in one breath: 走访慰问困境儿童10人，发放资金32.14万元.

        Errors: Refused money.R210 when the people visited are not the people paid.
        """
        if not self.same_people:
            raise Refused(
                "money.R210",
                f"走访{len(self.visited)}人与发放{len(self.paid)}人不是同一批人，不能写成一句。",
                f"请分开写：{self.sentence()}。",
            )
        return f"走访慰问{self.title}{len(self.visited)}人，发放资金{self._amount()}"

    def _amount(self) -> str:
        amount = Decimal(self.amount_fen) / 100
        return say(amount, "元", Say(scale="万" if amount >= 10_000 else ""))
