"""Definitions as SQL: an Ibis expression over unbound tables becomes text once per shape and dialect.

Ibis compiles only (15 ms, too slow for 150 figures a page), so the text is kept with marks in the place of office,
areas, dates and the values of conditions; 150 indicators then have some thirty shapes. `bind` puts the values in:
ints, ISO dates, and words of scenarios with their quotes doubled, which all three engines read alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

import ibis
import sqlglot
from sqlglot import exp

from gewu.indicators.definitions import Definition, Filter
from gewu.indicators.expressions import (
    AREAS,
    AS_OF,
    END,
    KNOWN_AT,
    OFFICE,
    START,
    UNITS,
    Wanted,
    added,
    expression,
    once,
    plain,
    row_key,
)
from gewu.kernel.periods import Period

__all__ = ["Bounds", "Counted", "Wanted", "bind", "compiled", "counted", "row_key", "scan", "text"]

#: marks of numeric conditions, one above the other
VALUES = 8_000_000_000_000_000_000
#: the table that a scan goes through
ROW = "counted"


@dataclass(frozen=True)
class Bounds:
    """The values put in place of the marks."""

    office_id: int
    period: Period
    as_of: date
    known_at: datetime | None = None
    areas: frozenset[int] | None = None
    units: frozenset[int] | None = None


def compiled(definition: Definition, wanted: Wanted, dialect: str) -> str:
    """Compile to SQL text with marks for office, areas and dates; the same rows stand behind every output.

    Shape: value, rows, late → one cell; ids → one column, ascending; groups → (key, value).
    """
    shape, marks = shaped(definition)
    return _literal(_compiled(shape, wanted, dialect), marks)


def _literal(words: str, marks: Iterable[tuple[str, str]]) -> str:
    for mark, literal in marks:
        words = words.replace(mark, literal)
    return words


@lru_cache(maxsize=1024)
def _compiled(shape: Definition, wanted: Wanted, dialect: str) -> str:
    return str(ibis.to_sql(expression(shape, wanted), dialect=dialect))


@dataclass(frozen=True)
class Counted:
    """A number counted beside others in one look at `source`: `number` of the rows that meet all of `asked`."""

    source: str
    number: str
    asked: tuple[str, ...]

    def with_(self, put_in: Callable[[str], str]) -> Counted:
        """Put values into what is asked."""
        return replace(self, asked=tuple(put_in("\0".join(self.asked)).split("\0")))


@lru_cache(maxsize=4096)
def counted(definition: Definition, wanted: Wanted, dialect: str) -> Counted:
    """Take the text of one number apart, marks for office, areas and dates and all."""
    shape, marks = shaped(definition)
    return _counted(shape, wanted, dialect).with_(lambda words: _literal(words, marks))


@lru_cache(maxsize=1024)
def _counted(shape: Definition, wanted: Wanted, dialect: str) -> Counted:
    if shape.adds and wanted.output == "value" and not once(shape):
        return _summed(shape, wanted, dialect)
    return _apart(_compiled(shape, wanted, dialect), dialect)


def _summed(shape: Definition, wanted: Wanted, dialect: str) -> Counted:
    """A sum of facts goes through the rows and what each of them adds."""
    rows = _apart(_compiled(shape, replace(wanted, output="rows"), dialect), dialect)
    facts = _apart(str(ibis.to_sql(added(shape), dialect=dialect)), dialect, "added")
    joined = f'"added"."owner_id" = "{ROW}"."{shape.measure.facts_key}"'
    return Counted(f"{rows.source} JOIN {facts.source} ON {joined}", 'SUM("added"."number")', rows.asked + facts.asked)


def _apart(words: str, dialect: str, row: str = ROW) -> Counted:
    """Find table, number and conditions in `SELECT number FROM (SELECT * FROM table WHERE …)`, however deep."""
    whole = part = sqlglot.parse_one(words, read=dialect)
    asked: list[exp.Expression] = []
    while True:
        source = part.args["from_"].this
        if where := part.args.get("where"):
            asked += where.this.flatten() if isinstance(where.this, exp.And) else [where.this]
        for column in whole.find_all(exp.Column):
            if column.table == source.alias:
                column.set("table", exp.to_identifier(row, quoted=True))
        if isinstance(source, exp.Table):
            break
        part = source.this
    texts = (exp.paren(one) if isinstance(one, exp.Or) else one for one in asked)
    number = whole.expressions[0].unalias().sql(dialect)
    return Counted(f'"{source.name}" AS "{row}"', number, tuple(one.sql(dialect) for one in texts))


def scan(cells: Sequence[Counted]) -> str:
    """Count cells of one table in one look at it; shape: one row, a column for each.

    What all of them ask is asked of the table, so that an index is found; the rest stands behind each number.
    """
    first, *others = (dict.fromkeys(one.asked) for one in cells)
    common = [part for part in first if all(part in other for other in others)]
    numbers = (_filtered(one, set(common)) for one in cells)
    where = f" WHERE {' AND '.join(common)}" if common else ""
    return f"SELECT {', '.join(numbers)} FROM {cells[0].source}{where}"


def _filtered(one: Counted, common: set[str]) -> str:
    # What a scenario asks stands last and leaves least: asked first, the rest is seldom looked at.
    rest = " AND ".join(part for part in reversed(one.asked) if part not in common)
    return f"{one.number} FILTER (WHERE {rest})" if rest else one.number


def text(definition: Definition, dialect: str = "sqlite") -> str:
    """Show the SQL behind a figure, with its marks as :office, :start, :end, :as_of."""
    words = compiled(definition, Wanted(), dialect).replace(str(OFFICE), ":office")
    for mark in (START, END, AS_OF):
        words = words.replace(f"'{mark}'", f":{mark[1:-1]}")
    return words


def bind(words: str, bounds: Bounds) -> str:
    """Put office, areas and dates into compiled text."""
    end = min(bounds.period.end, bounds.as_of + timedelta(days=1))
    dates = {START: bounds.period.start.isoformat(), END: end.isoformat(), AS_OF: bounds.as_of.isoformat()}
    if bounds.known_at:
        dates[KNOWN_AT] = bounds.known_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f+00:00")
    for mark, value in dates.items():
        words = words.replace(mark, value)
    words = words.replace(str(OFFICE), str(int(bounds.office_id)))
    return words.replace(str(AREAS), _listed(bounds.areas)).replace(str(UNITS), _listed(bounds.units))


def _listed(ids: Iterable[int] | None) -> str:
    return ", ".join(str(int(one)) for one in sorted(ids or ())) or "-1"


# shapes ---------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def shaped(definition: Definition) -> tuple[Definition, tuple[tuple[str, str], ...]]:
    """Take the values out of a definition: what is left is its shape; the pairs put them back (mark, literal)."""
    marks: list[tuple[str, str]] = []
    filters = tuple(_shaped(one, marks) for one in definition.filters)
    adds = definition.adds
    if adds:
        marks.append(("'«adds»'", _quoted(adds)))
        adds = ("«adds»",)
    return replace(definition, filters=filters, adds=adds), tuple(marks)


def _shaped(one: Filter, marks: list[tuple[str, str]]) -> Filter:
    if one.groups:
        return replace(one, groups=tuple(tuple(_shaped(each, marks) for each in group) for group in one.groups))
    place = len(marks)
    values = [plain(value) for value in one.values]
    first = one.values[0] if one.values else ""
    mark = _mark(first, place)
    marks.append((_quoted([plain(mark)]), _quoted(values) or "NULL"))
    name = one.name
    if one.on in ("fact", "stage"):
        name = f"«name{place}»"
        marks.append((f"'{name}'", _quoted(one.name.split("|"))))
    return replace(one, name=name, values=(mark,))


def _mark(value: object, place: int) -> object:
    """A mark of the same type, so that it finds the same column."""
    if isinstance(value, date):
        return date(9000, 1, 1) + timedelta(days=place)
    return VALUES + place if isinstance(value, int) else f"«value{place}»"


def _quoted(values: Iterable[object]) -> str:
    return ", ".join(str(one) if isinstance(one, int) else "'" + str(one).replace("'", "''") + "'" for one in values)
