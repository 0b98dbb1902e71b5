"""The words of the closed loop: kinds of event, requests that wait, answers of a callback."""

from __future__ import annotations

from gewu.scenario import vocabulary

#: kind of event -> the word on its button and in the story
KINDS = {
    "received": "登记",
    "handed_over": "移交紧急部门",
    "accepted": "受理",
    "not_accepted": "不予受理",
    "dispatched": "派单",
    "reassigned": "转办",
    "signed": "签收",
    "objected": "申请退单",
    "objection_ruled": "退单裁定",
    "returned": "退回",
    "co_asked": "请求协办",
    "co_answered": "协办反馈",
    "pause_asked": "申请挂账",
    "paused": "挂账",
    "resumed": "恢复计时",
    "extension_asked": "申请延期",
    "extended": "延期审批",
    "handled": "反馈",
    "verified": "核查通过",
    "rework": "退回重办",
    "called_back": "回访登记",
    "redo": "重办",
    "closed": "办结",
    "archived": "归档",
    "supervised": "督办",
    "reminded": "催办",
    "merged": "并单",
    "exclusion_asked": "申请不纳入考核",
    "excluded": "不纳入考核审批",
    "look_planned": "列入回头看",
    "looked_back": "回头看",
    "undone": "撤回",
    "void": "作废",
    "note": "备注",
    "step": "推进",
}

#: a request that waits -> (its word, whose turn it is)
PENDING = {
    "objection": ("申请退单", "dispatcher"),
    "ruling": ("退单待裁定", "duty_chief"),
    "pause": ("申请挂账", "duty_chief"),
    "extension": ("申请延期", "duty_chief"),
    "exclusion": ("申请不纳入考核", "duty_chief"),
}

STATES = {"new": "待受理", "running": "办理中", "paused": "挂账", "done": "已办结", "void": "作废"}

CONTACTED = {"yes": "已联系", "no": "未联系", "no_answer": "未答"}
RESOLVED = {"yes": "已解决", "partly": "部分解决", "no": "未解决", "no_answer": "未答"}
SATISFIED = {"yes": "满意", "fair": "基本满意", "no": "不满意", "no_answer": "未答"}

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
