"""What a definition asks, as one Ibis expression over unbound tables: every output stands on the same rows.

Date columns are declared as text: SQLite compares them as text, PostgreSQL and DuckDB read the literal as a date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, reduce
from operator import and_, or_

import ibis
from django.apps import apps
from ibis.expr.types import BooleanValue, Column, Scalar, Table

from gewu.indicators.definitions import Definition, Filter
from gewu.kernel.types import Measure

#: marks in the text, put in the place of values that are known only when it runs (sql.bind)
OFFICE, AREAS, UNITS = (9_000_000_000_000_000_000 + n for n in (1, 2, 3))
START, END, AS_OF, KNOWN_AT = "«start»", "«end»", "«as_of»", "«known_at»"
TYPES = {"BooleanField": "boolean", "FloatField": "float64"}
WHOLE_NUMBERS = ("Integer", "AutoField", "ForeignKey", "OneToOne")


@dataclass(frozen=True)
class Wanted:
    """What is asked of a definition, and which optional marks the text carries.

    `output`  value | ids | rows (how many) | late (of them entered late) | groups (by `by`)
    `by`      "column:x", "place:community", "subject:x" or "fact:x" for groups
    """

    output: str = "value"
    by: str = ""
    areas: bool = False
    units: bool = False
    known: bool = False


def expression(definition: Definition, wanted: Wanted) -> Table | Scalar:
    rows = _rows(definition, wanted)
    if wanted.output == "ids":
        return _ids(rows, definition)
    if wanted.output == "rows":
        return rows[row_key(definition)].nunique() if once(definition) else rows.count()
    if wanted.output == "late":
        return rows.filter(rows["late_entry"]).count()
    if wanted.output == "groups":
        return _groups(rows, definition, wanted.by)
    if once(definition):
        facts = added(definition)
        return facts.filter(facts["owner_id"].isin(rows[definition.measure.facts_key]))["number"].sum()
    return _value(_with_added(rows, definition), definition)


def row_key(definition: Definition) -> str:
    """The column that names what is counted: the distinct one, else the row itself."""
    summed = (definition.adds or definition.adds_amount) and not once(definition)
    return "id" if summed else definition.measure.distinct or "id"


def once(definition: Definition) -> bool:
    """Whether what is added up belongs to what is counted once: a subject's area, however often it came to a stage."""
    measure = definition.measure
    return bool(definition.adds) and measure.distinct == measure.facts_key


def _ids(rows: Table, definition: Definition) -> Table:
    key = row_key(definition)
    if key == "id":
        return rows.select(key).order_by(key)
    # Not .distinct(): for PostgreSQL Ibis 12 lets a filter's column slip into SELECT DISTINCT, and rows come twice.
    return rows.filter(rows[key].notnull()).group_by(key).aggregate().order_by(key)


def _value(rows: Table, definition: Definition) -> Scalar:
    if definition.adds:
        return rows["added"].sum()
    if definition.adds_amount:
        return rows[definition.measure.amount].sum()
    distinct = definition.measure.distinct
    return rows[distinct].nunique() if distinct else rows.count()


def _groups(rows: Table, definition: Definition, by: str) -> Table:
    place, _, name = by.partition(":")
    if once(definition):
        return _added_once(rows, definition, place, name)
    rows = _with_added(rows, definition)
    if place == "place":
        return _by_place(rows, definition, name)
    keyed = _KEYED[place](rows, definition.measure, name)
    return keyed.group_by("group_key").aggregate(group_value=_value(keyed, definition)).order_by("group_key")


def _added_once(rows: Table, definition: Definition, place: str, name: str) -> Table:
    """Group what is added up, each owner once in a group."""
    key, measure = definition.measure.facts_key, definition.measure
    if place == "place":
        keyed = rows.left_join(_places(name), [(measure.dims["area"], "place_area")])
    else:
        keyed = _KEYED[place](rows, measure, name)
    pairs = keyed.group_by(["group_key", key]).aggregate()
    facts = added(definition).select(fact_owner="owner_id", added="number")
    joined = pairs.inner_join(facts, [(key, "fact_owner")])
    return joined.group_by("group_key").aggregate(group_value=joined["added"].sum()).order_by("group_key")


def _with_added(rows: Table, definition: Definition) -> Table:
    """Join the fact that is added up, as column `added`."""
    if not definition.adds:
        return rows
    facts = added(definition).select(fact_owner="owner_id", added="number")
    return rows.inner_join(facts, [(definition.measure.facts_key, "fact_owner")])


def added(definition: Definition) -> Table:
    """The facts whose numbers are added up."""
    return _facts(definition.measure, definition.adds)


def _rows(definition: Definition, wanted: Wanted) -> Table:
    measure = definition.measure
    rows = table(measure.table)
    conditions = [rows["office_id"] == OFFICE, *_validity(rows, measure), *_fixed(rows, measure)]
    if "void_at" in rows.columns:
        conditions.append(rows["void_at"].isnull())
    if definition.adds:
        conditions.append(rows[measure.facts_key].isin(added(definition)["owner_id"]))
    conditions += [_condition(rows, measure, one) for one in definition.filters]
    return rows.filter([*conditions, *_bounded(rows, measure, wanted)])


def _validity(rows: Table, measure: Measure) -> list[BooleanValue]:
    found: list[BooleanValue] = []
    if measure.flow:
        found += [rows[measure.flow] >= START, rows[measure.flow] < END]
    if measure.stock:
        found += _valid(rows, *measure.stock)
    if measure.by_then:
        found.append(rows[measure.by_then] <= AS_OF)
    return found


def _valid(rows: Table, since: str, until: str) -> list[BooleanValue]:
    return [rows[since] <= AS_OF, rows[until].isnull() | (rows[until] > AS_OF)]


def _bounded(rows: Table, measure: Measure, wanted: Wanted) -> list[BooleanValue]:
    found: list[BooleanValue] = []
    if wanted.areas and "area" in measure.dims:
        found.append(rows[measure.dims["area"]].isin([AREAS]))
    if wanted.units and "unit" in measure.dims:
        found.append(rows[measure.dims["unit"]].isin([UNITS]))
    if wanted.known:
        found.append(rows["recorded_at"] <= KNOWN_AT)
    return found


def _fixed(rows: Table, measure: Measure) -> list[BooleanValue]:
    return [_compare(rows, column, operator, value) for column, operator, value in measure.where]


def _compare(rows: Table, column: str, operator: str, value: object) -> BooleanValue:
    cell = rows[column]
    if value == "as_of":
        value = AS_OF
    return {
        "=": lambda: cell == value,
        "!=": lambda: cell != value,
        "in": lambda: cell.isin(list(value)),  # type: ignore[call-overload]
        "not_in": lambda: cell.notin(list(value)),  # type: ignore[call-overload]
        "is_null": cell.isnull,
        "not_null": cell.notnull,
        "<=": lambda: cell <= value,
        ">=": lambda: cell >= value,
        "<": lambda: cell < value,
        ">": lambda: cell > value,
    }[operator]()


def _condition(rows: Table, measure: Measure, one: Filter) -> BooleanValue:
    if one.on == "any":
        return reduce(or_, (reduce(and_, (_condition(rows, measure, each) for each in group)) for group in one.groups))
    if one.on == "column":
        return _matches(rows[one.name], one.operator, one.values)
    if one.on == "fact":
        return _fact_condition(rows, measure, one)
    subjects = {"subject": _subject_ids, "tag": _tagged_ids, "stage": _staged_ids}[one.on](one)
    if one.on == "subject" and measure.table == "registry_subject":
        return _matches(rows[one.name], one.operator, one.values)
    inside = rows["id" if measure.table == "registry_subject" else "subject_id"].isin(subjects)
    return ~inside if one.on != "subject" and one.operator == "not_in" else inside


def _fact_condition(rows: Table, measure: Measure, one: Filter) -> BooleanValue:
    """Rows whose fact matches; "not in" also keeps rows that were never asked."""
    positive = "in" if one.operator == "not_in" else one.operator
    facts = _facts(measure, tuple(one.name.split("|")))
    owners = facts.filter(_matches(_typed(facts, one.values), positive, one.values))
    inside = rows[measure.facts_key].isin(owners["owner_id"])
    return ~inside if one.operator == "not_in" else inside


def _facts(measure: Measure, fields: tuple[str, ...]) -> Table:
    facts = table("answers_fact")
    mine = [facts["office_id"] == OFFICE, facts["owner_kind"] == measure.facts, facts["field"].isin(list(fields))]
    if measure.facts == "subject":  # of a record or matter one value holds for ever
        mine += [facts["valid_from"].isnull() | (facts["valid_from"] <= AS_OF)]
        mine += [facts["valid_to"].isnull() | (facts["valid_to"] > AS_OF)]
    return facts.filter(mine)


def _typed(facts: Table, values: tuple[object, ...]) -> Column:
    first = values[0] if values else ""
    if isinstance(first, date):
        return facts["on_date"]
    return facts["number"] if isinstance(first, int) else facts["text"]


def _matches(cell: Column, operator: str, values: tuple[object, ...]) -> BooleanValue:
    asked = [plain(value) for value in values]
    if operator in ("in", "not_in"):
        return cell.notin(asked) if operator == "not_in" else cell.isin(asked)
    limit = asked[0]
    if operator in ("over", "under"):
        return cell > limit if operator == "over" else cell < limit
    return cell <= limit if operator == "at_most" else cell >= limit


def plain(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    return value.isoformat() if isinstance(value, date) else value


def _subject_ids(one: Filter) -> Column:
    subjects = table("registry_subject")
    wanted = _matches(subjects[one.name], one.operator, one.values)
    return subjects.filter([subjects["office_id"] == OFFICE, wanted])["id"]


def _tagged_ids(one: Filter) -> Column:
    tags = table("registry_tag")
    mine = [tags["office_id"] == OFFICE, tags["void_at"].isnull(), *_valid(tags, "valid_from", "valid_to")]
    mine.append(tags["tag"].isin(list(one.values)))
    return tags.filter(mine)["subject_id"]


def _staged_ids(one: Filter) -> Column:
    spans = table("registry_stagespan")
    mine = [spans["office_id"] == OFFICE, spans["scenario"].isin([one.name]), spans["void_at"].isnull()]
    mine += [spans["stage"].isin(list(one.values)), *_valid(spans, "entered_on", "left_on")]
    return spans.filter(mine)["subject_id"]


# groups ---------------------------------------------------------------------------------------


def _by_column(rows: Table, measure: Measure, name: str) -> Table:
    return rows.mutate(group_key=rows[name])


def _by_place(rows: Table, definition: Definition, kind: str) -> Table:
    """Group by area first, then by the community (or grid) above it: joining every row took ten times as long.

    What lies in none has a group of its own, as in every split: the groups add up to the whole.
    """
    area, distinct = definition.measure.dims["area"], definition.measure.distinct
    if distinct and not (definition.adds or definition.adds_amount):
        each = rows.group_by([area, distinct]).aggregate()
        placed = each.left_join(_places(kind), [(area, "place_area")])
        found = placed.group_by("group_key").aggregate(group_value=placed[distinct].nunique())
    else:
        each = rows.group_by(area).aggregate(area_value=_value(rows, definition))
        placed = each.left_join(_places(kind), [(area, "place_area")])
        found = placed.group_by("group_key").aggregate(group_value=placed["area_value"].sum())
    return found.order_by("group_key")


def _places(kind: str) -> Table:
    """Every area with the community (or grid) it lies in: its path begins with the path of what holds it."""
    below, above = table("grid_area"), table("grid_area").view()
    inside = below["path"].substr(0, above["path"].length()) == above["path"]
    held = below.inner_join(
        above, [inside, above["kind"] == kind, above["office_id"] == OFFICE, below["office_id"] == OFFICE]
    )
    return held.select(place_area=below["id"], group_key=above["id"])


def _by_subject(rows: Table, measure: Measure, name: str) -> Table:
    if measure.table == "registry_subject":
        return rows.mutate(group_key=rows[name])
    subjects = table("registry_subject")
    return rows.left_join(subjects.select(group_subject="id", group_key=name), [("subject_id", "group_subject")])


def _by_fact(rows: Table, measure: Measure, name: str) -> Table:
    facts = _facts(measure, tuple(name.split("|")))
    keyed = facts.select(group_owner="owner_id", group_key="text")
    return rows.left_join(keyed, [(measure.facts_key, "group_owner")])


_KEYED = {"column": _by_column, "subject": _by_subject, "fact": _by_fact}


# tables ---------------------------------------------------------------------------------------


@cache
def table(name: str) -> Table:
    """Describe a database table to Ibis from its Django model; dates and moments count as text."""
    model = next(model for model in apps.get_models() if model._meta.db_table == name)
    columns = {field.column: _type(field.get_internal_type()) for field in model._meta.concrete_fields}
    return ibis.table(columns, name=name)


def _type(kind: str) -> str:
    if any(word in kind for word in WHOLE_NUMBERS):
        return "int64"
    return TYPES.get(kind, "string")
