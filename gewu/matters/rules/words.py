"""The words of the closed loop: states, and the answers that people choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gewu.kernel.terms import Term
from gewu.scenario import vocabulary
from gewu.scenario.vocabulary import State

if TYPE_CHECKING:
    from gewu.matters.models import Matter
    from gewu.matters.rules.folded import Columns


class Contacted(Term):
    """Whether the caller was reached (E1-R28)."""

    YES = "yes", "已联系"
    NO = "no", "未联系"
    NO_ANSWER = "no_answer", "未答"


class Resolved(Term):
    """Whether the caller says it is put right."""

    YES = "yes", "已解决"
    PARTLY = "partly", "部分解决"
    NO = "no", "未解决"
    NO_ANSWER = "no_answer", "未答"


class Satisfied(Term):
    """Whether the caller is content with how it was done."""

    YES = "yes", "满意"
    FAIR = "fair", "基本满意"
    NO = "no", "不满意"
    NO_ANSWER = "no_answer", "未答"


def unhappy(row: Columns | Matter) -> bool:
    """Whether the caller said that it is not put right, or is not content."""
    return row.resolved == Resolved.NO or row.satisfied == Satisfied.NO


OPEN = (State.NEW, State.RUNNING, State.PAUSED)
#: open, and its clock runs
LIVE = (State.NEW, State.RUNNING)
#: how matters hang together, in the order in which a page names them
KIN = {
    "merged_into_id": "主单",
    "repeat_of_id": "重复于",
    "follows_id": "承接",
    "child": "并入本单",
    "linked": "关联",
    "maybe": "可能重复于",
}
#: what a look back (回头看) found
LOOKED = {"held": "巩固", "rebounded": "反弹", "unclear": "无法核实"}

OBJECTION_REASONS = vocabulary.OBJECTION_REASONS
NOT_COUNTED = vocabulary.NOT_COUNTED

#: E1-R12: to whom an emergency is handed, and when it need not be
HAND_TO = {"110": "公安110", "119": "消防119", "120": "急救120", "122": "交警122", "none": "不需移交"}

#: E1-R12: why something is not accepted, and what the caller is told
NOT_ACCEPTED = {
    "emergency": "紧急警情，已转110、119、120、122",
    "legal_route": "应走诉讼、仲裁、复议、信访程序",
    "repeated": "已答复且没有新情况",
    "secret_or_private": "涉及国家秘密、商业秘密、个人隐私",
    "beyond_public_duty": "属市场或社会事务",
    "against_law": "违反法律法规、公序良俗",
}
