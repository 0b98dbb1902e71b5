"""Figures: one definition gives the value and the rows behind it, so that they can never differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from gewu.indicators import beginning, observed, recorded, rules, words
from gewu.indicators.catalogue import Entry
from gewu.indicators.definitions import Definition
from gewu.indicators.expressions import row_key, table
from gewu.indicators.measures import published
from gewu.indicators.observed import Stated
from gewu.kernel.nouns import counted
from gewu.kernel.numerals import NOTHING, say
from gewu.kernel.types import Refused
from gewu.scenario import saying
from gewu.scenario.grammar import Target

if TYPE_CHECKING:
    from gewu.indicators.reading import Reading

Number = int | Decimal | Fraction
Value = Number | date | tuple[int, int] | None

MONEY_UNITS = {"元": 100, "万元": 100 * 10**4, "亿元": 100 * 10**8}
WITHHELD = "受限"


@dataclass(frozen=True)
class FigureValue:
    """One figure, computed.

    `value`   in `unit`: int, exact Decimal (money in 元) or Fraction (shares, per cent), a date, a pair; None for "—"
    `parts`   (part, whole) of shares and quotients, as counted
    `said`    as a paper prints it; rounding happens here only
    `kind`    counted | derived | recorded | observed
    `rows`    how many rows stand behind it; the ids are Reading.rows
    `status`  of a 报送数: forecast | preliminary | final | revised
    `target`  in `unit`; `verdict` where it stands over this period; `pace` while it runs
    `late_entries`  rows that were entered late (补录); `withheld` when the reader may not know the value
    `meaning` what it counts, without period and cut-off; `definition` has them
    `partly`  why it holds a part of the period only; `unregistered`: 0, and nothing of its line was ever registered
    """

    ref: str
    title: str
    value: Value
    kind: str
    unit: str
    said: str
    row_kind: str
    definition: str
    data_at: date
    parts: tuple[int, int] | None = None
    rows: int = 0
    late_entries: int = 0
    status: str = ""
    source: str = ""
    target: Target | None = None
    verdict: rules.Verdict | None = None
    pace: str = ""
    withheld: bool = False
    meaning: str = ""
    partly: str = ""
    unregistered: bool = False

    def part_said(self, part: str) -> str:
        """Print one part for a slot: value (bare), share, of, verdict, target, title; "" prints the figure itself."""
        if part in ("share", "of"):
            return NOTHING if self.parts is None else str(self.parts[part == "of"])
        if part == "verdict":
            return self.verdict.told if self.verdict else NOTHING
        if part == "target":
            return _target_said(self.target, self.unit)
        if part == "title":
            return self.title
        return self.said.removesuffix(self.unit) if part == "value" and self.unit != "%" else self.said


@dataclass(frozen=True)
class RowSet:
    """The rows behind a figure: exactly those that were counted.

    `row_kind` is the kind of a noun; scenario and domain have words for ids.
    """

    row_kind: str
    ids: tuple[int | str, ...]


def figures(reading: Reading, asked: Iterable[tuple[Reading, Entry]]) -> list[FigureValue]:
    """Compute figures of a reading and of parts of it, all of one table and scenario in one scan."""
    wanted = list(asked)
    reading.count_ahead(
        (part, *number) for part, entry in wanted if _told(part, entry) for number in _asks(part, entry)
    )
    return [figure(part, entry) for part, entry in wanted]


def figure(reading: Reading, entry: Entry) -> FigureValue:
    """Compute one figure of a reading."""
    return _KINDS[entry.indicator.shape](reading, entry) if _told(reading, entry) else _withheld(reading, entry)


def _told(reading: Reading, entry: Entry) -> bool:
    """Whether the reader may know it; a total of a confidential space may be declared public for the whole office."""
    if entry.scenario.scenario in reading.for_.closed.totals:
        return False
    return entry.space in reading.for_.spaces or (entry.indicator.public_total and reading.areas is None)


def _asks(reading: Reading, entry: Entry) -> Iterator[tuple[Definition, str]]:
    """The numbers that `figure` puts together, as definition and output."""
    if entry.indicator.shape not in ("count", "sum", "share", "per"):
        return
    defined = reading.defined(entry)
    yield from ((one, "value") for one in (defined.part, defined.whole) if one)
    yield from ((defined.part, output) for output in ("rows", "late") if _has(defined.part, output))


def _has(definition: Definition, output: str) -> bool:
    """Whether a sum asks for its rows apart, and whether rows know that they were entered late."""
    if output == "rows":
        return bool(definition.adds or definition.adds_amount)
    return "late_entry" in table(definition.measure.table).columns


def row_set(reading: Reading, entry: Entry, part: str = "") -> RowSet:
    """The rows of one figure of a reading."""
    if not entry.shows_rows(reading.for_):
        said = f"“{entry.indicator.title}”明细受限，只能看到总数。"
        raise Refused("indicators.R403", said, "如工作需要，请联系归口科室负责人。")
    if entry.indicator.shape == "recorded":
        found = _recorded(reading, entry)
        return RowSet(found.row_kind, found.ids)
    if entry.indicator.shape == "observed":
        return RowSet("observation", tuple(row.id for row in _stated(reading, entry).rows))
    defined = reading.defined(entry)
    definition = defined.whole if part == "of" and defined.whole else defined.part
    return RowSet(row_kind(definition), tuple(one for (one,) in reading.run(definition, "ids")))


def row_kind(definition: Definition) -> str:
    """The kind of the rows: what is named by the distinct column, else the measure's own."""
    key = row_key(definition)
    return counted(definition.measure.name).kind if key == "id" else key.removesuffix("_id")


# kinds ----------------------------------------------------------------------------------------


def _counted(reading: Reading, entry: Entry) -> FigureValue:
    definition = reading.defined(entry).part
    raw = reading.count(definition)
    count = reading.count(definition, "rows") if _has(definition, "rows") else raw
    return _figure(reading, entry, in_unit(raw, entry, definition), definition, rows=count)


def _quotient(reading: Reading, entry: Entry) -> FigureValue:
    defined = reading.defined(entry)
    part, whole = (reading.count(one) for one in (defined.part, defined.whole) if one)
    times = 100 if entry.indicator.of else entry.indicator.per_times
    exact = rules.quotient(part, whole, times)
    return _figure(reading, entry, exact, defined.part, parts=(part, whole), rows=part)


def _recorded_figure(reading: Reading, entry: Entry) -> FigureValue:
    found = _recorded(reading, entry)
    return _plain(reading, entry, found.value, row_kind=found.row_kind, rows=len(found.ids))


def _observed_figure(reading: Reading, entry: Entry) -> FigureValue:
    stated = _stated(reading, entry)
    return _plain(
        reading,
        entry,
        None if stated.value is None else smallest(stated.value, entry),
        why=stated.why,
        row_kind="observation",
        rows=len(stated.rows),
        status=stated.status,
        source=stated.source if entry.shows_rows(reading.for_) else "",
    )


_KINDS: dict[str, Callable[[Reading, Entry], FigureValue]] = {
    "count": _counted,
    "sum": _counted,
    "share": _quotient,
    "per": _quotient,
    "recorded": _recorded_figure,
    "observed": _observed_figure,
}


def _recorded(reading: Reading, entry: Entry) -> recorded.Recorded:
    return recorded.read(
        entry.scenario,
        entry.indicator.recorded,
        office_id=reading.for_.office_id,
        period=reading.period,
        as_of=reading.as_of,
    )


def _stated(reading: Reading, entry: Entry) -> Stated:
    item = entry.scenario.series[entry.indicator.observed]
    ref = observed.series_ref(entry.scenario.scenario, item)
    return observed.find(reading.for_.office_id, item, ref, reading.period, reading.known_at)


def _figure(
    reading: Reading,
    entry: Entry,
    exact: Number | None,
    definition: Definition,
    *,
    parts: tuple[int, int] | None = None,
    rows: int = 0,
) -> FigureValue:
    return _plain(
        reading,
        entry,
        exact,
        row_kind=row_kind(definition),
        rows=rows,
        parts=parts,
        late_entries=reading.count(definition, "late") if _has(definition, "late") else 0,
        unregistered=exact == 0 and not reading.registered(definition),
    )


def _plain(reading: Reading, entry: Entry, exact: Value, *, why: str = "", **more: object) -> FigureValue:
    one, target = entry.indicator, _in_unit(reading.target(entry), entry)
    judged = exact if isinstance(exact, int | Decimal | Fraction) else None
    per_cent = one.unit == "%"
    partly = beginning.partly(reading.for_.office_id, entry, reading.period)
    return FigureValue(
        ref=entry.ref,
        title=one.title,
        value=exact,
        kind=entry.kind,
        unit=one.unit,
        said=said(entry, exact),
        meaning=words.meaning(entry, why, partly),
        definition=words.definition(entry, reading.period, reading.as_of, why, partly),
        partly=partly,
        data_at=reading.as_of,
        target=target,
        verdict=rules.verdict(judged, target, per_cent=per_cent, period=reading.period, unit=one.unit),
        pace="" if per_cent else rules.pace(judged, target, period=reading.period, as_of=reading.as_of),
        **more,  # type: ignore[arg-type]
    )


def _withheld(reading: Reading, entry: Entry) -> FigureValue:
    return FigureValue(
        ref=entry.ref,
        title=entry.indicator.title,
        value=None,
        kind=entry.kind,
        unit=entry.indicator.unit,
        said=WITHHELD,
        row_kind="",
        meaning=words.meaning(entry),
        definition=words.definition(entry, reading.period, reading.as_of),
        data_at=reading.as_of,
        withheld=True,
    )


# units and words ------------------------------------------------------------------------------


def in_unit(raw: int, entry: Entry, definition: Definition) -> Number:
    """Turn a sum in its smallest unit (分, 10^-digits) into the indicator's own unit, exactly."""
    if definition.adds or definition.adds_amount:
        return smallest(raw, entry)
    return raw


def smallest(raw: int, entry: Entry) -> int | Decimal:
    """Turn a number in the smallest unit of what an indicator adds or shows into its own unit, exactly."""
    one = entry.indicator
    if one.shape == "sum" and not one.sum_field and published(one.measure).amount.endswith("_fen"):
        return _money(raw, one.unit)
    field = saying.field_of(entry.scenario, one.sum_field) if one.shape == "sum" and one.sum_field else None
    if field and field.type == "money":
        return _money(raw, one.unit)
    stated = entry.scenario.series[one.observed].digits if one.observed else 0
    digits = (field.digits if field else 0) or stated
    return Decimal(raw).scaleb(-digits) if digits else raw


def _in_unit(target: Target | None, entry: Entry) -> Target | None:
    """Say a target, which is written in the smallest unit, in the unit of its indicator."""
    if target is None:
        return None

    def own(limit: int | Decimal | None) -> int | Decimal | None:
        if limit is None:
            return None
        digits = entry.indicator.digits
        return Decimal(limit).scaleb(-digits) if digits else smallest(int(limit), entry)

    return replace(target, at_least=own(target.at_least), at_most=own(target.at_most))


def _money(fen: int, unit: str) -> int | Decimal:
    """分 stay whole; 元 and 万元 are exact decimals, whole ones shown as such."""
    if unit not in MONEY_UNITS:
        return fen
    exact = Decimal(fen) / MONEY_UNITS[unit]
    return int(exact) if exact == int(exact) else exact


def said(entry: Entry, exact: Value) -> str:
    """Print a value as its indicator asks; per cents have at most two decimals."""
    one = entry.indicator
    if isinstance(exact, date):
        return say(exact, "", one.say)
    return say(exact, one.unit, one.say)


def _target_said(target: Target | None, unit: str) -> str:
    if target is None:
        return NOTHING
    limit = target.at_least if target.at_least is not None else target.at_most
    return f"{limit.normalize():f}{unit}" if isinstance(limit, Decimal) else f"{limit}{unit}"
