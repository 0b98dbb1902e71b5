"""The sheet of an official paper after GB/T 9704-2012: A4, 22 lines of 28 characters, its four levels, page numbers.

Fonts are named, not shipped: 方正小标宋简体, 仿宋_GB2312, 楷体_GB2312 and 黑体 are on the office's machines.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from gewu.front.exports import DEMO_LINE
from gewu.kernel.texts import cleaned

TITLE, BODY, HEI, KAI, SONG = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
LATIN = "Times New Roman"
TITLE_PT, BODY_PT, SMALL_PT = 22, 16, 14
LINE_PT = 28.95  # 225 mm / 22 lines
CHARACTER_PT = 15.75  # 28 characters in 156 mm: each is set a quarter of a point closer than its 16
LONG_AGO = (1980, 1, 1, 0, 0, 0)
STARTED = datetime(2000, 1, 1, tzinfo=UTC)


def sheet(*, title: str, author: str, demo: bool, moment: datetime | None = None) -> Paper:
    """Start an empty paper: page, styles, properties, page number below, and the demo line where it belongs.

    The same words give the same bytes: `moment` (of issue) is the only time that the file knows.
    """
    paper = Document()
    _page(paper)
    _normal(paper)
    _properties(paper, title, author, moment or STARTED)
    _footers(paper, demo)
    return paper


def saved(paper: Paper) -> bytes:
    """Write a paper as bytes, with neither the clock nor the order of a set in them."""
    buffer = io.BytesIO()
    paper.save(buffer)
    fixed = io.BytesIO()
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            kept.writestr(_entry(name), made.read(name))
    return fixed.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    return entry


# page -----------------------------------------------------------------------------------------


def _page(paper: Paper) -> None:
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    page.footer_distance = Mm(18)  # the number then stands 7 mm below the 22 lines and takes none of them
    paper.settings.odd_and_even_pages_header_footer = True
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")  # not linesAndChars: LibreOffice then sets every letter two columns wide
    grid.set(qn("w:linePitch"), str(round(LINE_PT * 20)))
    for old in page._sectPr.findall(qn("w:docGrid")):
        page._sectPr.remove(old)
    page._sectPr.append(grid)


def _normal(paper: Paper) -> None:
    style = paper.styles["Normal"]
    style.font.size, style.font.name = Pt(BODY_PT), LATIN
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), BODY)
    _closer(style.element.get_or_add_rPr())
    _language(style.element.get_or_add_rPr())
    shape = style.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE_PT)
    shape.space_before = shape.space_after = Pt(0)


def _closer(properties) -> None:
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(round((CHARACTER_PT - BODY_PT) * 20)))
    properties.insert_element_before(spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")


def _language(properties) -> None:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)


def _properties(paper: Paper, title: str, author: str, moment: datetime) -> None:
    known = paper.core_properties
    known.title, known.author, known.last_modified_by, known.comments = title, author, author, ""
    known.created = known.modified = moment.astimezone(UTC).replace(tzinfo=None)
    known.language, known.revision = "zh-CN", 1


def _footers(paper: Paper, demo: bool) -> None:
    """— 1 — outside on every page: right on odd pages, left on even ones; the demo line under it."""
    page = paper.sections[0]
    for footer, side in ((page.footer, WD_ALIGN_PARAGRAPH.RIGHT), (page.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)):
        footer.is_linked_to_previous = False
        _page_number(footer.paragraphs[0], side)
        if demo:
            line = footer.add_paragraph()
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            line.paragraph_format.line_spacing = Pt(11)
            written(line, DEMO_LINE, font=SONG, size=9)


def _page_number(line: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    line.alignment = side
    indent = line.paragraph_format
    indent.line_spacing = Pt(17)
    indent.left_indent = indent.right_indent = Pt(SMALL_PT)
    written(line, "— ", font=SONG, size=SMALL_PT)
    _field(written(line, "", font=SONG, size=SMALL_PT), "PAGE")
    written(line, " —", font=SONG, size=SMALL_PT)


def _field(run: Run, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        run._r.append(_field_part(kind, text))


def _field_part(kind: str, text: str):
    if kind in ("", "text"):
        part = OxmlElement("w:instrText" if kind == "" else "w:t")
        part.text = text
        return part
    part = OxmlElement("w:fldChar")
    part.set(qn("w:fldCharType"), kind)
    return part


# words ----------------------------------------------------------------------------------------


def written(line: Paragraph, text: str, *, font: str = BODY, size: float = BODY_PT, bold: bool = False) -> Run:
    """Add words in one font; Chinese and Latin letters get their own."""
    run = line.add_run(cleaned(text))
    run.font.size, run.font.name, run.font.bold = Pt(size), LATIN, bold or None
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def title(paper: Paper, lines: list[str]) -> None:
    """The title: 小标宋 二号, centred, a line of air above and below."""
    for place, words in enumerate(lines):
        line = paper.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.line_spacing = Pt(35)
        line.paragraph_format.space_before = Pt(LINE_PT if place == 0 else 0)
        line.paragraph_format.space_after = Pt(LINE_PT if place == len(lines) - 1 else 0)
        written(line, words, font=TITLE, size=TITLE_PT)


def title_lines(words: str, most: int = 19) -> list[str]:
    """Break a long title into lines of falling length, between words where that can be seen (和、及、的)."""
    if len(words) <= most:
        return [words]
    middle = (len(words) + 1) // 2
    breaks = [
        place for place in range(middle - 3, middle + 5) if words[place - 1 : place + 1] and _may_break(words, place)
    ]
    cut = min(breaks, key=lambda place: abs(place - middle)) if breaks else middle
    return [words[:cut], *title_lines(words[cut:], most)]


def _may_break(words: str, place: int) -> bool:
    return words[place - 1] in "的）" or words[place] in "及和（" or words[place : place + 2] in ("工作", "情况")


LEVELS = {1: HEI, 2: KAI, 3: BODY}


def heading(paper: Paper, words: str, level: int) -> Paragraph:
    """A heading: 一、 in 黑体, （一） in 楷体, 1. in 仿宋, indented like the body."""
    line = body(paper)
    line.paragraph_format.keep_with_next = True
    written(line, words, font=LEVELS[level])
    return line


def body(paper: Paper, words: str = "") -> Paragraph:
    """A paragraph of the body: first line indented by two characters."""
    line = paper.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    indent = line._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), str(round(CHARACTER_PT * 2 * 20)))
    if words:
        written(line, words)
    return line


def signature(paper: Paper, office: str, day: str) -> None:
    """Who signs and when, right, the day four characters in from the edge."""
    paper.add_paragraph()
    for words, characters in ((office, 2), (day, 4)):
        line = paper.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.paragraph_format.right_indent = Pt(CHARACTER_PT * characters)
        written(line, words)


def chinese_day(day) -> str:
    """Write a day as papers do, without leading zeros: 2023年6月28日."""
    return f"{day.year}年{day.month}月{day.day}日"


def bookmarked(run: Run, name: str, number: int) -> None:
    """Put a bookmark around a run, so that a figure can be found again in the file."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    run._r.addprevious(start)
    run._r.addnext(end)


# tables ---------------------------------------------------------------------------------------


def table(paper: Paper, heads: list[str], rows: list[list[str]], *, size: float = 10.5) -> None:
    """A ruled table over the whole width; the head is repeated on every page and rows are never cut in two."""
    grid = paper.add_table(rows=1, cols=len(heads))
    _row(grid.rows[0], heads, font=HEI, size=size)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    grid.rows[0]._tr.get_or_add_trPr().append(repeated)
    for cells in rows:
        _row(grid.add_row(), cells, font=BODY, size=size)
    _ruled(grid, _weights([heads, *rows]))


def facts(paper: Paper, pairs: list[tuple[str, str]], *, size: float = 12) -> None:
    """A form: titles left, values right, as routing slips and notices have them."""
    grid = paper.add_table(rows=0, cols=2)
    for name, value in pairs:
        _row(grid.add_row(), [name, value], font=BODY, size=size)
    _ruled(grid, [1, 4])


def _weights(lines: list[list[str]]) -> list[int]:
    """How wide columns are against each other: by their longest cell, within reason."""
    return [min(max(map(len, column)), 20) + 3 for column in zip(*lines, strict=True)]


def _ruled(grid: Table, weights: list[int]) -> None:
    """Rules around every cell, and columns that share 156 mm by weight."""
    grid.style, grid.autofit = "Table Grid", False
    for column, weight in zip(grid.columns, weights, strict=True):
        column.width = Mm(round(156 * weight / sum(weights), 1))
    for row in grid.rows:
        for cell, column in zip(row.cells, grid.columns, strict=True):
            cell.width = column.width


def _row(row, cells: list[str], *, font: str, size: float) -> None:
    whole = OxmlElement("w:cantSplit")
    whole.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(whole)
    for cell, words in zip(row.cells, cells, strict=True):
        line = cell.paragraphs[0]
        line.paragraph_format.line_spacing = Pt(size * 1.4)
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(2)
        off_the_grid = OxmlElement("w:snapToGrid")
        off_the_grid.set(qn("w:val"), "0")
        line._p.get_or_add_pPr().insert_element_before(off_the_grid, "w:spacing", "w:ind", "w:jc")
        written(line, words, font=font, size=size)
