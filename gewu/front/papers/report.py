"""A report as .docx: title, chapters 一、（一）, every figure inside its bookmark F001, F002 …, tables, signature."""

from __future__ import annotations

from datetime import datetime

from docx.document import Document as Paper

from gewu.front.papers import official
from gewu.kernel.chinese import to_chinese
from gewu.reports.rendering import Chapter, Item, Rendered, Run

MARKS = {"unbound": "【无出处】", "claim": "【无依据】"}


def docx(rendered: Rendered, *, moment: datetime | None = None) -> bytes:
    """Print a report; the same report gives the same bytes.

    A draft marks what is bound to nothing with 【无出处】 and says 草稿 above its title.
    """
    draft = rendered.issued_on is None
    paper = official.sheet(title=rendered.title, author=rendered.office, demo=rendered.demo, moment=moment)
    official.title(paper, official.title_lines(rendered.title))
    _under_title(paper, rendered, draft)
    numbers = iter(range(1, 10_000))
    named = [chapter for chapter in rendered.chapters if chapter.heading]
    for chapter in rendered.chapters:
        place = named.index(chapter) + 1 if chapter in named else 0
        _chapter(paper, chapter, place, numbers, draft)
    for words in rendered.notes:
        official.body(paper, f"注：{words}")
    day = rendered.issued_on or rendered.as_of
    official.signature(paper, rendered.office, official.chinese_day(day))
    _evidence(paper, rendered)
    return official.saved(paper)


def _evidence(paper: Paper, rendered: Rendered) -> None:
    """On what stands what no figure holds: the sentence, the paper that was named, who looked and when."""
    if not rendered.evidence:
        return
    official.heading(paper, "附：表述核实依据", 1)
    rows = [
        [str(place), one.said, one.ground.words, one.ground.basis, one.ground.by, one.ground.on]
        for place, one in enumerate(rendered.evidence, 1)
    ]
    official.table(paper, ["序号", "原句", "表述", "依据", "核实人", "日期"], rows)


def _under_title(paper: Paper, rendered: Rendered, draft: bool) -> None:
    for words in filter(None, [rendered.under, "（草稿）" if draft else ""]):
        line = paper.add_paragraph()
        line.alignment = official.WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.space_after = official.Pt(official.LINE_PT)
        official.written(line, words, font=official.KAI)


def _chapter(paper: Paper, chapter: Chapter, place: int, numbers, draft: bool) -> None:
    if chapter.heading:
        official.heading(paper, f"{to_chinese(place)}、{chapter.heading}", 1)
    headed = [item for item in chapter.items if item.heading]
    for item in chapter.items:
        number = headed.index(item) + 1 if item in headed else 0
        _item(paper, item, number, numbers, draft)


def _item(paper: Paper, item: Item, place: int, numbers, draft: bool) -> None:
    if item.heading:
        official.heading(paper, f"（{to_chinese(place)}）{item.heading}", 2)
    for paragraph in item.paragraphs:
        line = official.body(paper)
        for run in paragraph.runs:
            _run(line, run, numbers, draft)
    for table in item.tables:
        official.table(paper, list(table.heads), [list(row) for row in table.rows])
        if table.note:
            official.body(paper, table.note)


def _run(line, run: Run, numbers, draft: bool) -> None:
    made = official.written(line, run.text)
    if run.figure:
        official.bookmarked(made, run.figure.slot, next(numbers))
    elif run.mark and draft and run.mark.ground is None:
        official.written(line, MARKS[run.mark.kind], font=official.KAI)
