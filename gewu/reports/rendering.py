"""A report as it is read: chapters, paragraphs and runs, each figure a run of its own with its number F001, F002 …"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gewu.indicators.figures import FigureValue, Value
from gewu.kernel.numerals import rounded
from gewu.kernel.periods import Period
from gewu.reports import bodies, rules

MISSING, NO_TARGET, NOT_YET = "【缺数】", "【未设目标】", "【目标未到期】"


@dataclass(frozen=True)
class FigureShown:
    """One figure where it stands in a paper.

    `slot` F001 … in order (the bookmark in the .docx), `ref` "scenario.indicator", `part` as in rules.PARTS,
    `said` what is printed, `value` the exact value as text, `rows` how many rows stand behind it, `trouble` "" or why
    it cannot be printed (missing, no_target, empty); `issued` is the frozen one, not the live one.
    """

    slot: str
    ref: str
    part: str
    title: str
    said: str
    kind: str
    value: str = ""
    unit: str = ""
    definition: str = ""
    row_kind: str = ""
    rows: int = 0
    status: str = ""
    late_entries: int = 0
    trouble: str = ""
    issued: bool = False

    @property
    def name(self) -> str:
        """The slot's own words: scenario.indicator or scenario.indicator.part."""
        return f"{self.ref}.{self.part}" if self.part else self.ref


@dataclass(frozen=True)
class Run:
    """Words, or a figure; `mark` is unbound or claim where a typed number stands without one."""

    text: str
    figure: FigureShown | None = None
    mark: str = ""


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Item:
    key: str
    heading: str
    owner: str
    paragraphs: tuple[Paragraph, ...]
    says: str = ""
    note: str = ""
    tables: tuple[bodies.Sheet, ...] = ()


@dataclass(frozen=True)
class Chapter:
    heading: str
    owner: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Rendered:
    """A whole report; `figures` are those of all runs, in order."""

    title: str
    number: str
    office: str
    period: Period
    as_of: date
    issued_on: date | None
    demo: bool
    chapters: tuple[Chapter, ...]
    figures: tuple[FigureShown, ...] = field(default=())

    @property
    def text(self) -> str:
        """The words of the whole report, a line per paragraph."""
        lines = [paragraph.text for item in self.items for paragraph in item.paragraphs]
        return "\n".join(lines)

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for chapter in self.chapters for item in chapter.items)


#: gives the figure for a slot, numbered
Shower = Callable[[rules.Slot, str], FigureShown]


def chapters(body: bodies.Body, plain: Mapping[str, str], show: Shower, tables: Callable) -> tuple[Chapter, ...]:
    """Lay out a body; figures are numbered through."""
    numbers = (f"F{number:03d}" for number in range(1, 10_000))
    return tuple(
        Chapter(
            rules.filled(chapter.heading, plain),
            chapter.owner,
            tuple(_item(one, plain, show, numbers, tables) for one in chapter.items),
        )
        for chapter in body
    )


def figures(laid: tuple[Chapter, ...]) -> tuple[FigureShown, ...]:
    """The figures of all runs, in order."""
    runs = (run for chapter in laid for item in chapter.items for part in item.paragraphs for run in part.runs)
    return tuple(run.figure for run in runs if run.figure)


def _item(one: bodies.Item, plain: Mapping[str, str], show: Shower, numbers: Iterator[str], tables: Callable) -> Item:
    lines = [line.strip() for line in one.says.split("\n") if line.strip()]
    checked = not one.told
    return Item(
        one.key,
        rules.filled(one.heading, plain),
        one.owner,
        tuple(Paragraph(tuple(_runs(line, plain, show, numbers, checked))) for line in lines),
        one.says,
        one.note,
        tuple(tables(one)),
    )


def _runs(line: str, plain: Mapping[str, str], show: Shower, numbers: Iterator[str], checked: bool) -> Iterator[Run]:
    marks = [(one.start, one.end, one.kind) for one in rules.unbound(line)] if checked else []
    at = 0
    for slot in rules.slots(line):
        yield from _words(line, at, slot.start, marks)
        yield _slot_run(slot, plain, show, numbers)
        at = slot.end
    yield from _words(line, at, len(line), marks)


def _words(line: str, start: int, end: int, marks: list[tuple[int, int, str]]) -> Iterator[Run]:
    at = start
    for first, last, kind in marks:
        if start <= first and last <= end:
            if at < first:
                yield Run(line[at:first])
            yield Run(line[first:last], mark="claim" if kind == "claim" else "unbound")
            at = last
    if at < end:
        yield Run(line[at:end])


def _slot_run(slot: rules.Slot, plain: Mapping[str, str], show: Shower, numbers: Iterator[str]) -> Run:
    if not slot.is_figure:
        return Run(plain.get(slot.part, ""))
    shown = show(slot, next(numbers))
    return Run(shown.said, shown)


# live figures ---------------------------------------------------------------------------------


def live(figure: FigureValue | None, slot: rules.Slot, number: str) -> FigureShown:
    """Show a computed figure in a slot; a missing one says so instead of printing nothing."""
    if figure is None:
        return FigureShown(number, slot.ref, slot.part, slot.ref, MISSING, "counted", trouble="missing")
    said, trouble = figure.part_said(slot.part), "" if figure.value is not None else "empty"
    if slot.part == "verdict" and figure.verdict is None and figure.value is not None:
        said, trouble = NOT_YET if figure.target else NO_TARGET, "no_target"
    return FigureShown(
        slot=number,
        ref=slot.ref,
        part=slot.part,
        title=figure.title,
        said=said,
        kind=figure.kind,
        value=exact_text(_part_value(figure, slot.part)),
        unit=figure.unit,
        definition=figure.definition,
        row_kind=figure.row_kind,
        rows=_part_rows(figure, slot.part),
        status=figure.status,
        late_entries=figure.late_entries,
        trouble=trouble,
    )


def _part_value(figure: FigureValue, part: str) -> Value:
    if figure.parts and part in ("share", "of"):
        return figure.parts[part == "of"]
    return figure.value


def _part_rows(figure: FigureValue, part: str) -> int:
    return figure.parts[1] if figure.parts and part == "of" else figure.rows


def exact_text(value: Value) -> str:
    """Write a value so that two equal ones read equal: 1896, 83.1395, 2023-06-30, 5-9; "" for none."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "-".join(str(one) for one in value)
    return rounded(value, 6) if isinstance(value, Fraction | Decimal) else str(value)
