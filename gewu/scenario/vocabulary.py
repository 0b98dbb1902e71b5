"""The words every scenario may use: roles, units, reasons, verdicts. Names only; rooms do the work.

What can be counted, and by what it is narrowed, the rooms say with their nouns (kernel/nouns.py).
"""

from __future__ import annotations

from collections.abc import Mapping

from gewu.kernel.numerals import NEAR_WORDS
from gewu.kernel.terms import Term

#: ways of splitting that every measure has
SPLITS: Mapping[str, str] = {
    "community": "社区",
    "grid": "网格",
    "unit": "单位",
    "month": "月份",
    "week": "周",
    "quarter": "季度",
}

#: the roles and what they are called; office.rules gives them permissions
ROLES: Mapping[str, str] = {
    "leader_main": "主要领导",
    "leader_deputy": "分管领导",
    "dispatcher": "派单员",
    "duty_chief": "值班长",
    "handler": "承办人",
    "co_handler": "协办人",
    "checker": "核查员",
    "grid_officer": "网格员",
    "grid_leader": "网格长",
    "community_secretary": "社区书记",
    "section_head": "科室负责人",
    "clerk": "文字岗",
    "district_assessor": "区级考评员",
    "admin_system": "系统管理员",
    "admin_security": "安全管理员",
    "admin_audit": "审计管理员",
}


#: roles that go and record; a test holds office.rules to it
GOING = (
    *("leader_deputy", "handler", "co_handler", "section_head", "clerk"),
    *("community_secretary", "grid_leader", "grid_officer"),
)


class State(Term):
    """What each step of a path is."""

    NEW = "new", "待受理"
    RUNNING = "running", "办理中"
    PAUSED = "paused", "挂账"
    DONE = "done", "已办结"
    VOID = "void", "作废"


#: who puts right, and therefore does not verify
HANDLERS = ("handler", "co_handler")

#: what a step may need beside the scenario's own questions
NEEDS: Mapping[str, str] = {
    "words": "处理说明",
    "photo": "处理后照片",
    "rechecked_by": "另一人复查",
    "callback": "回访结果",
}

#: slots of a matter's title
TITLE_SLOTS = ("check", "category", "subject", "place")

#: 挂账 reasons offered where a scenario names none
PAUSE_REASONS: Mapping[str, str] = {
    "engineering": "需工程实施",
    "upper_level": "需上级部门协调",
    "legal": "进入诉讼、仲裁、复议程序",
    "owner_absent": "当事人暂时无法联系",
    "weather": "天气等不可抗力",
}

#: 申请退单 reasons
OBJECTION_REASONS: Mapping[str, str] = {
    "not_ours": "不属本单位职责",
    "wrong_place": "不在本辖区",
    "unclear": "诉求不清、地点不明",
    "repeated": "与在办事项重复",
    "legal": "已进入法定程序",
}

#: the eight kinds of 不纳入考核（剔除）, each decided by two persons
#: by which a matter comes in that a look back found again, whatever the scenario
LOOK_BACK = "look_back"
OWN_CHANNELS: Mapping[str, str] = {LOOK_BACK: "回头看发现"}

NOT_COUNTED: Mapping[str, str] = {
    "no_basis": "诉求无法律法规政策依据",
    "unreasonable": "诉求明显不合情理",
    "untrue": "反映情况不属实",
    "legal_route": "应走诉讼、仲裁、复议、信访程序",
    "beyond_powers": "超出街道权限且已说明去向",
    "force_majeure": "不可抗力",
    "malicious": "恶意重复投诉",
    "caller_refuses": "诉求人不配合或已撤回",
}

#: units offered by the form view; others may be written
UNITS = (
    "个 件 处 起 家 户 人 名 人次 次 场 份 条 项 座 栋 套 间 部 辆 块 支 期 篇 "
    "元 万元 % ㎡ m 吨 千克 张 床 层 年 月 日 小时 分钟 ℃ mm kW 处/百次"
).split()

#: styles of indicators' `say`, as kernel.numerals.say knows them
SAY_STYLES: Mapping[str, str] = {
    "plain": "照写",
    "wan": "以万说",
    "percent": "百分数",
    "growth": "增减",
    "over": "多",
    **NEAR_WORDS,
    "range": "起止",
    "chinese": "中文数字",
    "date": "几月几日",
    "date_month": "几月",
    "date_month_end": "月底",
    "date_before_month_end": "月底前",
    "date_ten_days": "上中下旬",
    "date_at_year_end": "年底",
    "date_year_end": "年底前",
}

#: what a recorded indicator may take
MILESTONE_TAKES: Mapping[str, str] = {"actual": "实际", "forecast": "预计", "planned": "计划"}
REPORT_TAKES: Mapping[str, str] = {"drafted_on": "起草日", "issued_on": "印发日", "publish_on": "公开日"}


#: slots of a paragraph that are not figures
PLAIN_SLOTS = ("period", "office", "next", "day")

#: what a paper may be about
PAPERS_OF: Mapping[str, str] = {
    "matter": "事项",
    "subject": "对象",
    "record": "记录",
    "payment_list": "发放表",
    "office": "本单位",
}

#: slots of a paper that are no question: of every paper, and of what it is about (flows.owners fills them)
PAPER_SLOTS: Mapping[str, Mapping[str, str]] = {
    "": {"office": "单位名称", "number": "文号", "date": "出具日期", "by": "经办人", "power": "出具的依据"},
    "matter": {
        "matter": "事项编号",
        "title": "事项标题",
        "category": "类别",
        "grade": "等级",
        "channel": "渠道",
        "place": "地点",
        "body": "反映内容",
        "reporter": "诉求人",
        "received": "登记日期",
        "due": "办结期限",
        "unit": "承办单位",
        "basis": "所违反的条款",
        "story": "办理经过",
    },
    "subject": {
        "subject": "对象名称",
        "subject.code": "对象编号",
        "subject.address": "对象地址",
        "subject.area": "所在社区、网格",
        "subject.split": "对象细类",
    },
    "record": {
        "record": "记录编号",
        "form": "记录种类",
        "happened": "记录日期",
        "recorder": "记录人",
        "said": "记录的情况",
        "problems": "不合格项",
    },
    "payment_list": {"list": "发放表名称", "month": "月份", "people": "人数", "amount": "金额"},
    "office": {},
}

#: tables that a paper prints, and what each may be about
PAPER_TABLES: Mapping[str, str] = {
    "checks": "检查项和结果",
    "answers": "登记的各项",
    "story": "办理经过",
    "subjects": "对象名单",
}
TABLES_OF: Mapping[str, tuple[str, ...]] = {
    "matter": ("answers", "story"),
    "subject": ("answers",),
    "record": ("checks", "answers"),
    "payment_list": (),
    "office": ("subjects",),
}

#: papers that have a page of their own, by their keys: there they are made and printed, here they have a name
OWN_PAGES: Mapping[str, str] = {
    "routing_slip": "matter",
    "supervision_slip": "matter",
    "weekly_bulletin": "office",
    "payment_list": "payment_list",
}

#: what a subdistrict has no power to give: such a paper can only be received
NOT_OURS = ("处罚", "许可证", "许可决定", "行政许可", "吊销", "没收", "拘留", "查封", "扣押", "强制拆除", "强制执行")
