"""The words every scenario may use: measures and what they contain, roles, units, verdicts.

Names only; rooms do the work.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class MeasureWord:
    """A measure as scenarios know it.

    `owner`  whose fields `where` and `sum` may use: subject, record, matter, or "" for none
    `dims`   dimension words its rows have, beside area and unit
    `parts`  measures whose rows are all among this one's: what a share of it may count
    `amount` whether `sum` may do without a field (money has its own amount)
    """

    title: str
    owner: str
    dims: tuple[str, ...]
    amount: bool = False


_SUBJECT = ("kind", "split", "tag", "stage", "subject")
_SPAN = (*_SUBJECT, "scenario", "domain")
_MATTER = ("scenario", "domain", "channel", "category", "grade", "level", "split", "kind", "tag", "stage", "subject")
_TASK = ("scenario", "domain", "split", "kind", "tag", "stage", "subject")
_RECORD = ("scenario", "domain", "form", "split", "kind", "tag", "stage", "subject")
_MONEY = ("scenario", "domain", "programme", "kind", "split", "tag", "subject")


def _matters(**titles: str) -> dict[str, MeasureWord]:
    return {f"matters.{name}": MeasureWord(title, "matter", _MATTER) for name, title in titles.items()}


MEASURES: Mapping[str, MeasureWord] = {
    "registry.on_register": MeasureWord("在册数", "subject", _SUBJECT),
    "registry.in_stage": MeasureWord("处于某阶段数", "subject", _SPAN),
    "registry.reached_stage": MeasureWord("期内进入某阶段数", "subject", _SPAN),
    "registry.tagged": MeasureWord("带某标签数", "subject", _SUBJECT),
    "tasks.due": MeasureWord("应办任务", "subject", _TASK),
    "tasks.done": MeasureWord("已办任务", "subject", _TASK),
    "tasks.done_on_time": MeasureWord("按期办任务", "subject", _TASK),
    "tasks.missed": MeasureWord("逾期任务", "subject", _TASK),
    "records.submitted": MeasureWord("记录数", "record", _RECORD),
    "records.subjects_seen": MeasureWord("走到的对象数", "record", _RECORD),
    **_matters(
        received="受理数",
        received_closed="受理且已办结数",
        closed="办结数",
        closed_on_time="按期办结数",
        due="到期数",
        due_closed_on_time="到期且按期办结数",
        open_at_end="期末未办结数",
        overdue_open="超期未办结数",
        dispatched="派出数",
        signed_on_time="按时签收数",
        returned="退单数",
        reworked="重办数",
        repeated="重复反映数",
        called_back="回访数",
        satisfied="满意数",
        resolved="解决数",
    ),
    "money.paid": MeasureWord("发放笔数、金额", "subject", _MONEY, amount=True),
    "money.people_paid": MeasureWord("发放人数", "subject", _MONEY),
    "money.returned": MeasureWord("退回笔数、金额", "subject", _MONEY, amount=True),
    "office.scenarios_in_use": MeasureWord("启用场景数", "", ("scenario", "domain")),
    "office.domains_in_use": MeasureWord("启用领域数", "", ("scenario", "domain")),
}

#: part -> wholes: every row of the part is a row of the whole, so that a share cannot pass 100 %
PART_OF: Mapping[str, tuple[str, ...]] = {
    "registry.in_stage": ("registry.on_register",),
    "registry.tagged": ("registry.on_register",),
    "registry.reached_stage": (),
    "tasks.done": ("tasks.due",),
    "tasks.done_on_time": ("tasks.due", "tasks.done"),
    "tasks.missed": ("tasks.due",),
    "matters.received_closed": ("matters.received",),
    "matters.repeated": ("matters.received",),
    "matters.closed_on_time": ("matters.closed",),
    "matters.reworked": ("matters.closed",),
    "matters.called_back": ("matters.closed",),
    "matters.satisfied": ("matters.called_back", "matters.closed"),
    "matters.resolved": ("matters.called_back", "matters.closed"),
    "matters.due_closed_on_time": ("matters.due",),
    "matters.overdue_open": ("matters.open_at_end",),
    "matters.signed_on_time": ("matters.dispatched",),
    "matters.returned": ("matters.dispatched",),
}

#: dimension words of `where` and `by` that are not fields
DIMENSIONS: Mapping[str, str] = {
    "scenario": "场景",
    "domain": "领域",
    "channel": "渠道",
    "category": "类别",
    "grade": "等级",
    "level": "层级",
    "kind": "对象种类",
    "split": "细类",
    "stage": "阶段",
    "tag": "标签",
    "form": "记录种类",
    "programme": "发放项目",
    "subject": "对象",
}

#: ways of splitting that every measure has
SPLITS: Mapping[str, str] = {
    "community": "社区",
    "grid": "网格",
    "unit": "单位",
    "month": "月份",
    "week": "周",
    "quarter": "季度",
}

#: role words of office.rules.ROLES; there they get permissions
ROLES: Mapping[str, str] = {
    "leader_main": "主要领导",
    "leader_deputy": "分管领导",
    "dispatcher": "派单员",
    "duty_chief": "值班长",
    "handler": "承办人",
    "co_handler": "协办",
    "checker": "核查员",
    "grid_officer": "网格员",
    "grid_leader": "网格长",
    "community_secretary": "社区书记",
    "section_head": "科室负责人",
    "clerk": "党政办文字岗",
    "district_assessor": "区级考评员",
    "admin_system": "系统管理员",
    "admin_security": "安全管理员",
    "admin_audit": "审计管理员",
}

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
SAY_STYLES = (
    "plain wan percent growth over nearly about exceed range chinese date date_month date_month_end "
    "date_before_month_end date_ten_days date_at_year_end date_year_end"
).split()

#: what a recorded indicator may take
MILESTONE_TAKES = ("actual", "forecast", "planned")
REPORT_TAKES = ("drafted_on", "issued_on", "publish_on")

#: parts of a figure that a paragraph may print
FIGURE_PARTS = ("value", "share", "of", "verdict", "target", "title")

#: slots of a paragraph that are not figures
PLAIN_SLOTS = ("period", "office", "day")
