"""The words of the closed loop: states, and the answers that people choose from."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from gewu.scenario import vocabulary


class State(StrEnum):
    """What each step of a scenario's path is."""

    NEW = "new"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    VOID = "void"


class Contacted(StrEnum):
    """Whether the caller was reached (E1-R28)."""

    YES = "yes"
    NO = "no"
    NO_ANSWER = "no_answer"


class Resolved(StrEnum):
    """Whether the caller says it is put right."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NO_ANSWER = "no_answer"


class Satisfied(StrEnum):
    """Whether the caller is content with how it was done."""

    YES = "yes"
    FAIR = "fair"
    NO = "no"
    NO_ANSWER = "no_answer"


OPEN = (State.NEW, State.RUNNING, State.PAUSED)
#: open, and its clock runs
LIVE = (State.NEW, State.RUNNING)

STATES: Mapping[str, str] = {
    State.NEW: "待受理",
    State.RUNNING: "办理中",
    State.PAUSED: "挂账",
    State.DONE: "已办结",
    State.VOID: "作废",
}
CONTACTED: Mapping[str, str] = {Contacted.YES: "已联系", Contacted.NO: "未联系", Contacted.NO_ANSWER: "未答"}
RESOLVED: Mapping[str, str] = {
    Resolved.YES: "已解决",
    Resolved.PARTLY: "部分解决",
    Resolved.NO: "未解决",
    Resolved.NO_ANSWER: "未答",
}
SATISFIED: Mapping[str, str] = {
    Satisfied.YES: "满意",
    Satisfied.FAIR: "基本满意",
    Satisfied.NO: "不满意",
    Satisfied.NO_ANSWER: "未答",
}

#: what a look back (回头看) found
LOOKED = {"held": "巩固", "rebounded": "反弹", "unclear": "无法核实"}

OBJECTION_REASONS = vocabulary.OBJECTION_REASONS
NOT_COUNTED = vocabulary.NOT_COUNTED

#: E1-R12: why something is not accepted, and what the caller is told
NOT_ACCEPTED = {
    "emergency": "紧急警情，已转110、119、120、122",
    "legal_route": "应走诉讼、仲裁、复议、信访程序",
    "repeated": "已答复且没有新情况",
    "secret_or_private": "涉及国家秘密、商业秘密、个人隐私",
    "beyond_public_duty": "属市场或社会事务",
    "against_law": "违反法律法规、公序良俗",
}
