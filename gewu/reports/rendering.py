"""A report as it is read: chapters, paragraphs and runs, each figure a run of its own with its number F001, F002 …"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gewu.indicators.figures import FigureValue, Value
from gewu.kernel.numerals import rounded
from gewu.kernel.periods import Period
from gewu.reports import bodies, rules
from gewu.reports.standing import Mark

MISSING, NO_TARGET, NOT_YET = "【缺数】", "【未设目标】", "【目标未到期】"


@dataclass(frozen=True)
class FigureShown:
    """One figure where it stands in a paper.

    `slot` F001 … in order (the bookmark in the .docx), `ref` "scenario.indicator", `part` as in rules.PARTS,
    `said` what is printed, `value` the exact value as text, `rows` how many rows stand behind it, `trouble` "" or why
    it cannot be printed (missing, no_target, empty, unregistered); `issued` is the frozen one, not the live one.
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
    """Words, or a figure; `mark` where a claim or a typed number stands without one."""

    text: str
    figure: FigureShown | None = None
    mark: Mark | None = None


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    def sentences(self) -> Iterator[tuple[Run, str]]:
        """Every run with the sentence, as printed, that it stands in."""
        at = 0
        for run in self.runs:
            yield run, rules.clause_at(self.text, at)
            at += len(run.text)


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
class Evidence:
    """One line of the list under a paper: a sentence as printed, and on what its words stand that no figure holds."""

    item: str
    said: str
    ground: bodies.Ground


@dataclass(frozen=True)
class Rendered:
    """A whole report; `figures` are those of all runs, in order.

    `under` is what stands under the title (the number of a paper, number and days of a bulletin), `notes` what is said
    of its figures at the end, `evidence` on what its claims and typed numbers stand.
    """

    title: str
    number: str
    office: str
    period: Period
    as_of: date
    issued_on: date | None
    demo: bool
    chapters: tuple[Chapter, ...]
    figures: tuple[FigureShown, ...] = field(default=())
    under: str = ""
    notes: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def text(self) -> str:
        """The words of the whole report, a line per paragraph."""
        lines = [paragraph.text for item in self.items for paragraph in item.paragraphs]
        return "\n".join(lines)

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for chapter in self.chapters for item in chapter.items)


#: gives the figure for a slot of an item, numbered
Shower = Callable[[bodies.Item, rules.Slot, str], FigureShown]
#: finds what a line of an item states that no figure holds
Marker = Callable[[bodies.Item, str], list[Mark]]


@dataclass(frozen=True)
class Pen:
    """What a body is laid out with: words for plain slots, figures, tables, marks; figures are numbered through."""

    plain: Mapping[str, str]
    show: Shower
    tables: Callable[[bodies.Item], Iterable[bodies.Sheet]]
    marks: Marker
    numbers: Iterator[str] = field(default_factory=lambda: (f"F{number:03d}" for number in range(1, 10_000)))


def chapters(body: bodies.Body, pen: Pen) -> tuple[Chapter, ...]:
    """Lay out a body."""
    return tuple(
        Chapter(rules.filled(part.heading, pen.plain), part.owner, tuple(_item(one, pen) for one in part.items))
        for part in body
    )


def figures(laid: tuple[Chapter, ...]) -> tuple[FigureShown, ...]:
    """The figures of all runs, in order."""
    return tuple(run.figure for run in runs(laid) if run.figure)


def runs(laid: tuple[Chapter, ...]) -> Iterator[Run]:
    """Every run, in order."""
    return (run for chapter in laid for item in chapter.items for part in item.paragraphs for run in part.runs)


def evidence(laid: tuple[Chapter, ...]) -> tuple[Evidence, ...]:
    """On what words stand that no figure holds, in the order of the text, each once."""
    found = (
        Evidence(item.key, said, run.mark.ground)
        for chapter in laid
        for item in chapter.items
        for paragraph in item.paragraphs
        for run, said in paragraph.sentences()
        if run.mark and run.mark.ground
    )
    return tuple(dict.fromkeys(found))


def _item(one: bodies.Item, pen: Pen) -> Item:
    lines = [line.strip() for line in one.says.split("\n") if line.strip()]
    return Item(
        one.key,
        rules.filled(one.heading, pen.plain),
        one.owner,
        tuple(Paragraph(tuple(_runs(one, line, pen))) for line in lines),
        one.says,
        one.note,
        tuple(pen.tables(one)),
    )


def _runs(item: bodies.Item, line: str, pen: Pen) -> Iterator[Run]:
    marks, at = pen.marks(item, line), 0
    for slot in rules.slots(line):
        yield from _words(line, at, slot.start, marks)
        yield _slot_run(item, slot, pen)
        at = slot.end
    yield from _words(line, at, len(line), marks)


def _words(line: str, start: int, end: int, marks: list[Mark]) -> Iterator[Run]:
    at = start
    for mark in marks:
        if start <= mark.start and mark.end <= end:
            if at < mark.start:
                yield Run(line[at : mark.start])
            yield Run(mark.text, mark=mark)
            at = mark.end
    if at < end:
        yield Run(line[at:end])


def _slot_run(item: bodies.Item, slot: rules.Slot, pen: Pen) -> Run:
    if not slot.is_figure:
        return Run(pen.plain.get(slot.part, ""))
    shown = pen.show(item, slot, next(pen.numbers))
    return Run(shown.said, shown)


# live figures ---------------------------------------------------------------------------------


def live(figure: FigureValue | None, slot: rules.Slot, number: str, instead: str = "") -> FigureShown:
    """Show a computed figure in a slot; one without a value says what a person wrote `instead`, or shows the gap."""
    if figure is None:
        return FigureShown(number, slot.ref, slot.part, slot.ref, MISSING, "counted", trouble="missing")
    said, trouble = figure.part_said(slot.part), _trouble(figure, slot.part)
    if trouble == "no_target":
        said = NOT_YET if figure.target else NO_TARGET
    elif trouble:
        said, trouble = instead or said, "" if instead else trouble
    return FigureShown(
        slot=number,
        ref=slot.ref,
        part=slot.part,
        title=figure.title,
        said=said,
        kind=figure.kind,
        value="" if figure.unregistered else exact_text(_part_value(figure, slot.part)),
        unit=figure.unit,
        definition=figure.definition,
        row_kind=figure.row_kind,
        rows=_part_rows(figure, slot.part),
        status=figure.status,
        late_entries=figure.late_entries,
        trouble=trouble,
    )


def _trouble(figure: FigureValue, part: str) -> str:
    """Why a part of a figure cannot be printed; a title always can, and so can the two counts of a share."""
    if part in ("title", "target") or (part in ("share", "of") and figure.parts):
        return ""
    if figure.value is None:
        return "empty"
    if part == "verdict" and figure.verdict is None:
        return "no_target"
    return "unregistered" if figure.unregistered else ""


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
