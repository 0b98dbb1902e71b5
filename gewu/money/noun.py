"""PAY 发放: lists, and one line for each payee."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gewu.kernel.nouns import Column, Happened, Noun, Teller, about, behind, worded
from gewu.money.measures import MEASURES
from gewu.money.rules import LineState, ListState, yuan

if TYPE_CHECKING:
    from datetime import date

    from gewu.money.models import PaymentLine, PaymentList
    from gewu.scenario.grammar import Scenario

SEE = ("money.see",)


def _programme(row: PaymentLine | PaymentList, tell: Teller) -> str:
    return tell.word(row.scenario, "programme", row.programme)


def _state(row: PaymentLine, tell: Teller) -> str:
    return "已作废" if row.void_at else LineState(row.state).word


def _day(row: PaymentLine, tell: Teller) -> date | None:
    return row.returned_on if row.state == "returned" else row.paid_on


def _story(row: PaymentLine, tell: Teller) -> Happened | None:
    if row.void_at:
        return None
    mark = {"paid": "done", "returned": "late"}.get(row.state, "")
    day = row.paid_on or row.returned_on or row.payment_list.for_month
    return Happened(day, f"{row.payment_list.title} {yuan(row.amount_fen)}", mark, LineState(row.state).word)


def _values(scenario: Scenario) -> dict:
    return {"programme": scenario.payment.programmes if scenario.payment else {}}


NOUNS = (
    Noun(
        kind="payment",
        word="发放",
        heading="发放明细",
        measure_word="笔",
        model="money.PaymentLine",
        page=("money:line",),
        see=SEE,
        subject="subject_id",
        day="payment_list__for_month",
        with_=("payment_list", "subject", "area"),
        columns=(
            Column("list", "发放表", 20, value=behind("payment_list.number")),
            Column("programme", "项目", 16, value=_programme),
            Column("subject", "对象", 12, value=about),
            Column("code", "编号", 16, value=behind("subject.code"), more=True),
            Column("area", "区域", 14, more=True),
            Column("amount_fen", "金额（元）", 12, "fen"),
            Column("state", "状态", 10, value=_state),
            Column("day", "日期", 12, "day", value=_day),
            Column("return_reason", "退回原因", 20, more=True),
        ),
        story=_story,
        section="payment",
        words={"programme": "发放项目"},
        values=_values,
        measures=MEASURES,
    ),
    Noun(
        kind="payment_list",
        word="发放表",
        heading="补贴发放清单",
        measure_word="张",
        model="money.PaymentList",
        page=("money:one",),
        see=SEE,
        day="for_month",
        numbers=("number",),
        columns=(
            Column("number", "编号", 20),
            Column("title", "名称", 30),
            Column("programme", "项目", 16, value=_programme),
            Column("for_month", "月份", 12, "day"),
            Column("state", "状态", 8, value=worded(ListState)),
        ),
    ),
)
