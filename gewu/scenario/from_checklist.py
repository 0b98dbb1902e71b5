"""An Excel checklist becomes the draft of a scenario; what it cannot know is a placeholder that says so.

Its columns are keys of a check, by what the form calls them; a row is typed into the card of a new check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gewu.kernel.numerals import from_chinese
from gewu.kernel.types import Refused
from gewu.scenario import edit, form, packs, reader
from gewu.scenario.sections.record import Check
from gewu.scenario.shapes import Entry, Said, words_of

#: the draft before its checks are put in
DRAFT = packs.SHIPPED / "checklist.yaml"
NEW_CHECK, NEW_PAPER = f"record.checks.{form.NEW}", f"sources.{form.NEW}"

#: columns that only count the rows
NUMBERS = ("序号", "编号", "")
#: grades of the draft, by the words that people use for them
GRADES = {"serious": ("严重", "重大", "较大"), "on_the_spot": ("当场", "立行立改", "轻微"), "ordinary": ("一般",)}
_ARTICLES = re.compile(r"第?\s*([0-9一二三四五六七八九十百]+)\s*条")


@dataclass(frozen=True)
class Line:
    """One row of the checklist that holds a check: its number in the sheet, and its cells by key."""

    number: int
    cells: dict[str, str]

    @property
    def paper(self) -> str:
        """The title of the paper it stands on."""
        title = _ARTICLES.split(self.cells.get("source", ""))[0].replace("《", "").replace("》", "")
        return re.sub(r"[，、；\s]+$", "", title).strip()

    @property
    def articles(self) -> list[str]:
        return [str(number) for said in _ARTICLES.findall(self.cells.get("source", "")) if (number := _number(said))]


def lines(rows: Sequence[Sequence[str]]) -> list[Line]:
    """Find the checks of a sheet: rows below the first one that names a 检查项 column.

    Errors: Refused scenario.R801 without such a column, R802 without a check below it, R804 for a column that is no
    key of a check, R806 for a row without a check.
    """
    for n, row in enumerate(rows):
        heads = [re.sub(r"\s", "", str(cell)) for cell in row]
        if any(head in _heads(COLUMNS["say"]) for head in heads):
            names = [_key(head, n + 1, column) for column, head in enumerate(heads, start=1)]
            found = list(_lines(rows[n + 1 :], names, n + 2))
            if found:
                return found
            raise Refused("scenario.R802", "表里没有检查项。", "表头下面每行写一项。")
    raise Refused("scenario.R801", "没有找到“检查项”这一列。", f"表头写：{'、'.join(_known())}。")


def scenario_text(rows: Sequence[Sequence[str]], *, key: str, title: str, today: date) -> str:
    """Write the draft: one check a row, the grades that they use, a path with a recheck by another person.

    It reads without problems; frequency, limits and unit are placeholders that say so in a note, and so are empty
    cells, by their rows. Errors: as lines(), and Refused scenario.R805 with row and column of a cell that cannot be.
    """
    checks = lines(rows)
    text = packs.fill(DRAFT.read_text(encoding="utf-8"), packs.given("", today))
    text = form.copy(text, key=key, title=title, edition=f"{today.year}-01")
    text = edit.change(text, {"report.heading": title} | _left_open(text, checks))
    papers = {"": "local_rule"}
    for line in checks:
        if line.paper not in papers:
            cited = [number for one in checks if one.paper == line.paper for number in one.articles]
            paper = {"title": line.paper, "articles": "、".join(dict.fromkeys(cited))}
            text, place = _typed(text, NEW_PAPER, paper, line)
            papers[line.paper] = place.rpartition(".")[2]
        source = [[papers[line.paper], "、".join(line.articles) if line.paper else ""]]
        said = line.cells | {"source": source, "fails_as": _grade(line.cells.get("fails_as", ""))}
        text, _ = _typed(text, NEW_CHECK, said, line)
    return _only_used_grades(text)


# rows ---------------------------------------------------------------------------------------


def _heads(entry: Entry) -> tuple[str, ...]:
    return (entry.label, *entry.heads)


#: the keys of a check that have one cell; what takes several lines is written in the form
COLUMNS = {entry.name: entry for entry in words_of(Check) if entry.name != "when"}


def _called(entry: Entry) -> str:
    """The first word by which a sheet calls a key."""
    return next(iter(entry.heads), entry.label)


def _known() -> list[str]:
    return [_called(entry) for entry in COLUMNS.values()]


def _key(head: str, row: int, column: int) -> str:
    if head in NUMBERS:
        return ""
    found = next((name for name, entry in COLUMNS.items() if head in _heads(entry)), None)
    if found is None:
        hint = f"检查表只能有：{'、'.join(_known())}。别的列请删去，起草后在表单里填。"
        raise Refused("scenario.R804", f"第{row}行第{column}列“{head}”不是检查项的内容。", hint)
    return found


def _lines(rows: Sequence[Sequence[str]], names: list[str], first: int) -> Iterator[Line]:
    for number, row in enumerate(rows, start=first):
        cells = {name: str(cell).strip() for name, cell in zip(names, row, strict=False) if name}
        if cells.get("say"):
            yield Line(number, cells)
        elif any(cells.values()):
            raise Refused("scenario.R806", f"第{number}行没有写检查项。", "写上检查项，或把这一行清空。")


def _number(said: str) -> int:
    """Read the number of an article; 0 for what is none (第百百条)."""
    try:
        return from_chinese(said)
    except ValueError:
        return 0


def _grade(said: str) -> str:
    """The grade that a cell means; one that is empty is ordinary, one that means none stays, to be refused."""
    return next((key for key, words in GRADES.items() if any(word in said for word in words)), said or "ordinary")


# the draft ----------------------------------------------------------------------------------


def _typed(text: str, place: str, words: Mapping[str, Said], line: Line) -> tuple[str, str]:
    """Type words into a new card; what the form refuses is said with its row and column."""
    scenario, _ = reader.draft(text)
    assert scenario
    card = form.card(form.groups(scenario), place)
    assert card
    said = {one.place: words.get(one.entry.name, one.said) for one in card.inputs}
    changes, wrong = card.typed(said)
    for at, refused in wrong.items():
        column = COLUMNS[at.rpartition(".")[2]]
        raise Refused("scenario.R805", f"第{line.number}行“{_called(column)}”：{refused}", "改好再传。")
    return card.apply(text, changes)


def _left_open(text: str, checks: list[Line]) -> dict[str, str]:
    """Say in the note of the placeholder which cells were empty, and what stands there for now."""
    place, meant = "sources.local_rule.note", {"source": "没有写依据", "fails_as": "没有写不合格等级，先按一般隐患"}
    empty = {words: [str(one.number) for one in checks if not one.cells.get(key)] for key, words in meant.items()}
    said = "".join(f"；第{'、'.join(rows)}行{words}" for words, rows in empty.items() if rows)
    scenario, _ = reader.draft(text)
    return {place: f"{scenario.sources['local_rule'].note}{said}"} if scenario and said else {}


def _only_used_grades(text: str) -> str:
    scenario = reader.read(text)
    assert scenario.record and scenario.matter
    used = {check.fails_as for check in scenario.record.checks.values()}
    unused = [key for key in scenario.matter.grades if key not in used]
    default = next(key for key in ("ordinary", "serious", "on_the_spot") if key in used)
    return edit.change(text, {"matter.default_grade": default} | {f"matter.grades.{key}": None for key in unused})
