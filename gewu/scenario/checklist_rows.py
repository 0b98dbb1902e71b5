"""The rows of an Excel checklist: which columns hold what, which rows are checks, and what was left out and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gewu.kernel.numerals import from_chinese
from gewu.kernel.types import Refused
from gewu.scenario.sections.record import Check
from gewu.scenario.shapes import Entry, words_of

#: the keys of a check that have one cell; what takes several lines is written in the form
COLUMNS = {entry.name: entry for entry in words_of(Check) if entry.name != "when"}
#: columns that only count the rows
NUMBERS = ("序号", "编号", "")
#: columns that only say which checks belong together
GROUPS = ("类别", "检查类别", "分类", "大类")
#: where two columns might hold the check, the one with more different words does, else the earlier one of these
SAYS = ("合格是什么样", "检查内容", "检查项", "检查项目", "项目")

_NO_CHECK = re.compile(
    r"^(合计|小计|总计|共计)|^(注|备注|说明|填表说明)\d*\s*[:：]|^(检查|填表|整改|复查)?日期\s*[:：]"
    r"|^(被?检查|复查|受检|陪同|填表|场所|单位|负责|经办|审核|整改)\S{0,8}(签字|签名|签章|盖章)?[）)]?\s*[:：]"
    r"|^\S{0,10}[（(]?(签字|签名|签章|盖章)[）)]?[\s_＿]*$"
)
_HEADING = re.compile(r"^[（(]?[一二三四五六七八九十]+[）)]?\s*[、.．]")
_NUMBER = r"[0-9〇零一二三四五六七八九十百]+"
_BETWEEN = r"\s*(?:[、,，和及至到—~-]|条、)\s*第?\s*"
_ARTICLES = re.compile(rf"(?<![0-9.])第?\s*({_NUMBER}(?:{_BETWEEN}{_NUMBER})*)\s*条")


@dataclass(frozen=True)
class Line:
    """One row of the checklist that holds a check: its number in the sheet, and its cells by key."""

    number: int
    cells: dict[str, str]

    @property
    def papers(self) -> list[tuple[str, list[str]]]:
        """The papers it stands on, each with the articles that are named."""
        return cited(self.cells.get("source", ""))


def lines(rows: Sequence[Sequence[str]]) -> tuple[list[Line], dict[int, str]]:
    """Find the checks of a sheet below its heading; return them, and what was left out by its row.

    A category beside or above the checks becomes the beginning of their words.
    Errors: Refused scenario.R801 without a heading, R802 without a check below it, R804 for a column that is no
    key of a check, R806 for a row without a check.
    """
    for n, row in enumerate(rows):
        heads = [_head(cell) for cell in row]
        if any(head in SAYS for head in heads):
            sheet = _Sheet(heads, n + 1, rows[n + 1 :])
            found = list(sheet.lines())
            if found:
                return found, sheet.left_out
            raise Refused("scenario.R802", "表里没有检查项。", "表头下面每行写一项。")
    raise Refused("scenario.R801", "没有找到“检查项”这一列。", f"表头写：{'、'.join(_known())}。")


def called(entry: Entry) -> str:
    """The first word by which a sheet calls a key."""
    return next(iter(entry.heads), entry.label)


def cited(cell: str) -> list[tuple[str, list[str]]]:
    """Read 《消防法》第12、13条；安全生产法第二十八条: each paper with its articles, in their order."""
    found: list[tuple[str, list[str]]] = []
    at = 0
    for match in _ARTICLES.finditer(cell):
        title = _title(cell[at : match.start()])
        if title or not found:
            found.append((title, []))
        found[-1][1].extend(_numbers(match[1]))
        at = match.end()
    rest = cell[at:]
    if title := _title(rest) if not found or re.search(r"[《；;\n]", rest) else "":
        found.append((title, []))
    return [(title, articles) for title, articles in found if title]


class _Sheet:
    """The rows below a heading; `left_out` fills up while they are read."""

    def __init__(self, heads: list[str], row: int, rows: Sequence[Sequence[str]]):
        self.rows = [[str(cell).strip() for cell in row] for row in rows]
        self.first = row + 1
        says = sorted(
            (column for column, head in enumerate(heads) if head in SAYS),
            key=lambda column: (-self._different(column), SAYS.index(heads[column])),
        )
        self.say, self.groups = says[0], says[1:] + [n for n, head in enumerate(heads) if head in GROUPS]
        self.numbered = [column for column, head in enumerate(heads) if head in NUMBERS[:-1]]
        others = {n: head for n, head in enumerate(heads) if n not in says and head not in GROUPS}
        self.names = {n: key for n, head in others.items() if (key := _key(head, row, n + 1))}
        self.left_out: dict[int, str] = {}
        self.carried: dict[int, str] = {}

    def lines(self) -> Iterator[Line]:
        for number, row in enumerate(self.rows, start=self.first):
            first = next((cell for n, cell in enumerate(row) if cell and n not in self.numbered), "")
            if not any(row):
                continue
            said = _cell(row, self.say)
            if self._is_aside(row, first):
                self.left_out[number] = next(filter(None, row))
            elif said:
                yield Line(number, self._cells(row, said))
            elif first:
                raise Refused("scenario.R806", f"第{number}行没有写检查项。", "写上检查项，或把这一行清空。")

    def _is_aside(self, row: list[str], first: str) -> bool:
        """Whether a row is none of the checks: a sum, a signature, a remark, or a heading, which is carried on."""
        if any(_cell(row, column).isdigit() for column in self.numbered):
            return False
        filled = [cell for cell in row if cell]
        if len(filled) == 1 and _HEADING.match(filled[0]):
            self.carried = {-1: _HEADING.sub("", filled[0])}
            return True
        return any(_NO_CHECK.search(cell) for cell in (first, filled[0], _cell(row, self.say)))

    def _cells(self, row: list[str], said: str) -> dict[str, str]:
        for column in self.groups:
            if group := _cell(row, column):
                self.carried[column] = group
        groups = [group for group in dict.fromkeys(self.carried.values()) if group not in said]
        return {key: _cell(row, column) for column, key in self.names.items()} | {"say": "：".join([*groups, said])}

    def _different(self, column: int) -> int:
        checks = (row for row in self.rows if not any(_NO_CHECK.search(cell) for cell in row))
        return len({cell for row in checks if (cell := _cell(row, column))})


def _cell(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def _head(cell: object) -> str:
    """A heading as it is compared: without blanks, stars, and what stands in brackets."""
    return re.sub(r"[（(][^）)]*[）)]|[\s*＊:：]", "", str(cell))


def _known() -> list[str]:
    return [called(entry) for entry in COLUMNS.values()]


def _key(head: str, row: int, column: int) -> str:
    if head in NUMBERS:
        return ""
    found = next((name for name, entry in COLUMNS.items() if head in (entry.label, *entry.heads)), None)
    if found is None:
        hint = f"检查表只能有：{'、'.join(_known())}。别的列请删去，起草后在表单里填。"
        raise Refused("scenario.R804", f"第{row}行第{column}列“{head}”不是检查项的内容。", hint)
    return found


def _title(text: str) -> str:
    """The title of a paper without its brackets, and without the end of the citation before it (第二款、)."""
    plain = re.sub(rf"^\s*(之{_NUMBER})?(第?[（(]?{_NUMBER}[）)]?[款项目][、,，和及]?)*", "", text)
    return re.sub(r"^[\s、,，；;。和及]+|[\s，,、；;。]+$", "", re.sub(r"[《》]", "", plain))


def _numbers(said: str) -> Iterator[str]:
    """Each article of 12、13 or 三至五; nothing for what is no number (第百百条)."""
    last = 0
    for mark, word in re.findall(rf"({_BETWEEN})?({_NUMBER})", said):
        number = _number(word)
        first = last + 1 if last and last < number <= last + 50 and re.search(r"[至到—~-]", mark) else number
        yield from (str(one) for one in range(first, number + 1) if one)
        last = number


def _number(said: str) -> int:
    try:
        return from_chinese(said)
    except ValueError:
        return 0


#: grades of the draft, by the words that people use for them
GRADES: Mapping[str, tuple[str, ...]] = {
    "serious": ("严重", "重大", "较大"),
    "on_the_spot": ("当场", "立行立改", "轻微", "立即"),
    "ordinary": ("一般", "较小"),
}


def grade(said: str) -> str:
    """The grade that a cell means; one that is empty is ordinary, one that means none stays, to be refused."""
    plain = re.sub(r"[\s（(）)]|隐患|问题|整改|改正|等级|[级改类]$", "", said)
    return next((key for key, words in GRADES.items() if plain in words), said or "ordinary")
