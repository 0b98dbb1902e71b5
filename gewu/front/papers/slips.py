"""The form of one payment list."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from docx.document import Document as Paper

from gewu.front.papers import official
from gewu.kernel.identifiers import mask_name
from gewu.money.queries import ListView
from gewu.money.rules import LineState, yuan

if TYPE_CHECKING:
    from gewu.money.models import PaymentLine
    from gewu.office.queries import OfficeFacts


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
