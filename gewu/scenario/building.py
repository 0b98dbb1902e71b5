"""From the values of a file to the nouns of the grammar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from gewu.kernel.numerals import Say
from gewu.scenario import vocabulary
from gewu.scenario.grammar import (
    Care,
    Category,
    Check,
    Condition,
    Document,
    Example,
    Field,
    Grade,
    Indicator,
    Kind,
    MatterPart,
    PaymentPart,
    Programme,
    RecordPart,
    ReportPart,
    Scenario,
    SeriesItem,
    Source,
    Step,
    Subject,
    Target,
    Visit,
)

Values = Mapping[str, Any]

TIMES = {"one": 1, "ten": 10, "hundred": 100, "thousand": 1000, "ten_thousand": 10000}
GIVEN = ("kind", "tags", "day", "failed", "category", "grade")
EXPECTED = ("opens", "hidden", "visits", "due", "warn")


def scenario(values: Values, text: str) -> Scenario:
    """Make the Scenario of a file; values that were wrong are blanks, so that checks can go on."""
    split_by = (values["subject"] or {}).get("split_by", "")
    made = Scenario(
        **{key: values[key] for key in ("scenario", "edition", "title", "english", "domain", "state_note", "why")},
        **{key: values[key] for key in ("master", "master_system", "renames")},
        care=Care(**values["care"]),
        sources=_each(Source, values["sources"]),
        subject=_subject(values["subject"], values["title"]),
        visits=_distinct([visit for rule in values["visit"] for visit in _visits(rule)]),
        record=_record(values["record"]),
        matter=_matter(values["matter"]),
        payment=values["payment"] and PaymentPart(_each(Programme, values["payment"]["programmes"])),
        series={key: _series(key, item) for key, item in values["series"].items()},
        indicators={key: _indicator(key, item, split_by) for key, item in values["indicators"].items()},
        report=_report(values["report"]),
        documents=_each(Document, values["documents"]),
        readers=values["access"]["readers"] if values["access"] else (),
        examples=tuple(_example(item) for item in values["examples"]),
        text=text,
    )
    return _with_counted_fields(made)


def _each(noun: type, items: Mapping[str, Values]) -> dict[str, Any]:
    return {key: noun(key=key, **item) for key, item in items.items()}


def _subject(values: Values | None, title: str) -> Subject | None:
    if values is None:
        return None
    more = {key: value for key, value in values.items() if key not in ("is", "title", "kinds", "attributes")}
    return Subject(
        nature=values["is"],
        title=values["title"] or title,
        kinds=_each(Kind, values["kinds"]),
        attributes=_each(Field, values["attributes"]),
        **more,
    )


def _visits(rule: Values) -> Iterable[Visit]:
    """Give the rule for all others, then those that go more often, which keep what they do not say."""
    yield _visit(rule, rule)
    for more in rule["more_often"]:
        yield _visit(more, rule)


def _distinct(visits: list[Visit]) -> tuple[Visit, ...]:
    """Give rules of the same key a number from the second on: tasks know their rule by it."""
    keys = [visit.key for visit in visits]
    numbers = [keys[: n + 1].count(key) for n, key in enumerate(keys)]
    return tuple(
        replace(visit, key=f"{visit.key}_{n}" if n > 1 else visit.key)
        for visit, n in zip(visits, numbers, strict=True)
    )


def _visit(values: Values, base: Values) -> Visit:
    kinds, tags = values["kinds"], values["tags"]
    return Visit(
        key=(*kinds, *tags, "all")[0],
        every=values["every"],
        who=values["who"] or base["who"],
        kinds=kinds,
        tags=tags,
        season=values["season"] or base["season"],
        source=values["source"] or base["source"],
    )


def _record(values: Values | None) -> RecordPart | None:
    if values is None:
        return None
    return RecordPart(**{**values, "asks": _each(Field, values["asks"]), "checks": _each(Check, values["checks"])})


def _matter(values: Values | None) -> MatterPart | None:
    if values is None:
        return None
    more = {key: value for key, value in values.items() if key not in ("overdue", "pause_reasons")}
    overdue = values["overdue"] or {"tell": (), "then": ""}
    made = {
        "grades": _each(Grade, values["grades"]),
        "categories": _each(Category, values["categories"]),
        "asks": _each(Field, values["asks"]),
        "path": {key: _step(key, step) for key, step in values["path"].items()},
    }
    return MatterPart(
        **(more | made),
        pause_reasons=dict(vocabulary.PAUSE_REASONS) if values["pause_reasons"] is None else values["pause_reasons"],
        overdue_tell=overdue["tell"],
        overdue_then=overdue["then"],
    )


def _step(key: str, values: Values) -> Step:
    return Step(key=key, state=values["is"], **{word: values[word] for word in values if word != "is"})


def _series(key: str, values: Values) -> SeriesItem:
    return SeriesItem(key, values["title"], values["unit"], values["from"], values["digits"], values["note"])


def _report(values: Values | None) -> ReportPart | None:
    if values is None:
        return None
    table = values["table"] or {"rows": "", "columns": ()}
    return ReportPart(
        values["heading"], values["says"], values["says_when_nothing_due"], table["rows"], table["columns"]
    )


def _example(values: Values) -> Example:
    return Example(
        say=values["say"],
        given={key: values[key] for key in GIVEN if values[key]},
        expects={key: values[key] for key in EXPECTED if values[key] is not None},
    )


# indicators ---------------------------------------------------------------------------------


def shapes_of(values: Values) -> list[str]:
    """Name the shapes an indicator claims to be; exactly one is right (`per` belongs to count and sum)."""
    return [word for word in ("count", "sum", "share", "recorded", "observed") if values[word]]


def _indicator(key: str, values: Values, split_by: str) -> Indicator:
    shape = (*shapes_of(values), "count")[0]
    per = next(iter(values["per"].items()), ("one", ""))
    own = ("title", "of", "observed", "better", "unit", "digits", "note", "public_total")
    return Indicator(
        key=key,
        shape="per" if values["per"] and shape in ("count", "sum") else shape,
        measure=values[shape] if shape in ("count", "sum", "share") else "",
        sum_field=values["field"],
        per=per[1],
        per_times=TIMES[per[0]],
        where=_conditions(values["where"], split_by),
        of_where=None if values["of_where"] is None else _conditions(values["of_where"], split_by),
        across=("*",) if values["across"] == ("all",) else values["across"],
        recorded={word: said for word, said in (values["recorded"] or {}).items() if said},
        by=tuple("split" if word == split_by else word for word in values["by"]),
        target=values["target"] and Target(**values["target"]),
        say=Say(**values["say"]) if values["say"] else Say(),
        **{word: values[word] for word in own},
    )


def _conditions(where: Mapping[str, Any], split_by: str) -> tuple[Condition, ...]:
    return tuple(
        _condition("split" if word == split_by else word, operator, given)
        for word, filters in where.items()
        for operator, given in filters
    )


def _condition(word: str, operator: str, given: tuple[Any, ...]) -> Condition:
    if word in vocabulary.DIMENSIONS:
        return Condition(word, operator, given)
    return Condition("field", operator, given, field=word)


# counted fields -----------------------------------------------------------------------------


def counted_fields(made: Scenario) -> set[tuple[str, str]]:
    """List (owner, field) that indicators sum, filter or split by: these are kept as fact rows."""
    found = set()
    for indicator in made.indicators.values():
        for measure in (indicator.measure, indicator.of, indicator.per):
            if word := vocabulary.MEASURES.get(measure):
                found |= {(word.owner, name) for name in fields_of(indicator)}
        found |= {
            ("subject", indicator.recorded[word]) for word in ("field", "field_to") if word in indicator.recorded
        }
    return found


def fields_of(indicator: Indicator) -> set[str]:
    """Name the scenario fields an indicator uses."""
    conditions = (*indicator.where, *(indicator.of_where or ()))
    used = {condition.field for condition in conditions if condition.on == "field"} | {indicator.sum_field}
    known = {*vocabulary.DIMENSIONS, *vocabulary.SPLITS}
    return (used | {word for word in indicator.by if word not in known}) - {""}


def _with_counted_fields(made: Scenario) -> Scenario:
    counted = counted_fields(made)

    def marked(owner: str, fields: Mapping[str, Field]) -> dict[str, Field]:
        return {
            key: replace(field, counted=True) if (owner, key) in counted else field for key, field in fields.items()
        }

    return replace(
        made,
        subject=made.subject and replace(made.subject, attributes=marked("subject", made.subject.attributes)),
        record=made.record and replace(made.record, asks=marked("record", made.record.asks)),
        matter=made.matter and replace(made.matter, asks=marked("matter", made.matter.asks)),
    )
