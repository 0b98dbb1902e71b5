"""Forms of one matter or one list: notice of rectification, payment list."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from docx.document import Document as Paper

from gewu.front.papers import official
from gewu.kernel.calendar import local
from gewu.kernel.identifiers import mask_name
from gewu.matters.queries import Detail
from gewu.money.queries import ListView
from gewu.money.rules import LineState, yuan

if TYPE_CHECKING:
    from gewu.money.models import PaymentLine
    from gewu.office.queries import OfficeFacts


def rectification_notice(detail: Detail, office: OfficeFacts) -> bytes:
    """责令整改通知书: unit, place, what was found and which clause it breaks, by when, signatures (domain C1)."""
    matter = detail.matter
    paper = _sheet(f"{detail.line.noun}整改告知书", office, matter.received_at)
    clause = _clause(detail)
    official.facts(
        paper,
        [
            ("编号", matter.number),
            ("被检查单位", matter.subject.name if matter.subject else ""),
            ("地点", matter.place_text),
            ("检查日期", official.chinese_day(matter.received_on)),
            ("存在问题", matter.title + (f"：{matter.body}" if matter.body else "")),
            ("违反条款", clause),
            ("整改要求", "请立即采取措施消除，在期限内整改到位；整改期间确保安全。"),
            ("整改期限", _moment(matter.due_at)),
            ("复查", "期限届满由另一名检查人员复查；逾期未改的，移交有权机关依法处理。"),
        ],
    )
    for words in ("检查人员（两人签名）：", "被检查单位负责人签收：", "拒绝签字的，注明情况："):
        official.body(paper, words)
    official.signature(paper, office.name, official.chinese_day(matter.received_on))
    return official.saved(paper)


def payment_list(view: ListView, lines: list[PaymentLine], office: OfficeFacts, *, names: bool) -> bytes:
    """发放表: who gets how much, its sum, drawn and approved by whom; names are masked unless `names`."""
    row = view.row
    paper = _sheet(row.title, office, row.recorded_at)
    official.facts(
        paper,
        [
            ("编号", row.number),
            ("所属月份", f"{row.for_month.year}年{row.for_month.month}月"),
            ("人数", f"{view.people}人"),
            ("金额", yuan(view.amount_fen)),
            ("状态", view.state_title),
        ],
    )
    paper.add_paragraph()
    official.table(
        paper, ["序号", "姓名", "区域", "金额", "状态"], [_payee(*one, names) for one in enumerate(lines, 1)]
    )
    drawn, approved = (person.name if person else "" for person in (row.drawn_by, row.approved_by))
    official.body(paper, f"制表人：{drawn}　审核人：{approved}　日期：")
    return official.saved(paper)


def _payee(place: int, line: PaymentLine, names: bool) -> list[str]:
    name = line.subject.name if names else mask_name(line.subject.name)
    area = line.area.name if line.area else ""
    return [str(place), name, area, yuan(line.amount_fen), "已作废" if line.void_at else LineState(line.state).word]


def _sheet(title: str, office: OfficeFacts, moment: datetime) -> Paper:
    paper = official.sheet(title=title, author=office.name, demo=office.is_demo, moment=moment)
    official.title(paper, official.title_lines(title))
    return paper


def _clause(detail: Detail) -> str:
    """The source of the check or the grade, with its article."""
    part, grade = detail.scenario.matter, detail.matter.grade
    source = part.grades[grade].source if part and grade in part.grades else ""
    key, _, article = source.partition(" ")
    found = detail.scenario.sources.get(key)
    return f"{found.title}{f'第{article}条' if article else ''}" if found else ""


def _moment(at: datetime | None) -> str:
    return f"{local(at):%Y-%m-%d %H:%M}" if at else ""
