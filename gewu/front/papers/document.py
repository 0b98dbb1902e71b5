"""One paper of a scenario on an official sheet: title, number, words, tables, signatures, seal and day."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from docx.document import Document as Sheet

from gewu.documents.rules import is_address, said_day
from gewu.front.papers import official
from gewu.kernel.calendar import local_day

if TYPE_CHECKING:
    from gewu.documents.queries import Read
    from gewu.office.queries import OfficeFacts


def docx(found: Read, office: OfficeFacts) -> bytes:
    """Write a paper as it reads; the same paper gives the same bytes. A void one says so in its title."""
    row = found.row
    paper = official.sheet(title=row.title, author=office.name, demo=office.is_demo, moment=row.issued_at)
    official.title(paper, official.title_lines(row.title + ("（已作废）" if row.void_at else "")))
    if row.number:
        _number(paper, row.number)
    for place, words in enumerate(found.paragraphs):
        if is_address(words, place):
            official.written(paper.add_paragraph(), words)
        else:
            official.body(paper, words)
    for table in row.tables:
        official.heading(paper, table["title"], 1)
        official.table(paper, table["heads"], table["rows"])
    _foot(paper, found, office)
    return official.saved(paper)


def lines(title: str, under: str, pairs: list[tuple[str, str]], office: OfficeFacts, moment: datetime) -> bytes:
    """Write a sheet of facts: what and how much, line by line, with the days it is about under its title."""
    paper = official.sheet(title=title, author=office.name, demo=office.is_demo, moment=moment)
    official.title(paper, official.title_lines(title))
    _number(paper, under)
    official.facts(paper, pairs)
    official.signature(paper, office.name, said_day(local_day(moment)))
    return official.saved(paper)


def _number(paper: Sheet, number: str) -> None:
    line = paper.add_paragraph()
    line.alignment = official.WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.space_after = official.Pt(official.LINE_PT / 2)
    official.written(line, number, font=official.KAI)


def _foot(paper: Sheet, found: Read, office: OfficeFacts) -> None:
    if found.document.signs:
        paper.add_paragraph()
    for who in found.document.signs:
        official.body(paper, f"{who}：＿＿＿＿＿＿＿＿　　年　　月　　日")
    if found.document.seal:
        official.signature(paper, f"{office.name}（盖章）", said_day(found.row.issued_on))
    elif not found.document.signs:
        official.signature(paper, office.name, said_day(found.row.issued_on))
