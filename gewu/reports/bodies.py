"""Bodies of reports: the drafted text, chapter by chapter, as it is kept.

Shape: [{heading, owner, items: [{key, heading, owner, says, note, table?, errata?}]}]; a chapter without a heading is
the lead. `says` holds slots; `table` names what is split ({scenario, rows, columns}) and, once issued, its cells;
`errata` marks the corrections of earlier issues, whose numbers are quotations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gewu.kernel.refs import Ref
from gewu.reports import rules
from gewu.scenario.grammar import Scenario
from gewu.scenario.templates import ReportTemplate

Body = list[dict]

#: the chapter of paragraphs that scenarios bring themselves
OWN = "其他工作"


def of_template(template: ReportTemplate) -> Body:
    """The body that a template starts with; its words of introduction come first."""
    lead = _chapter("", "", [_item("lead", "", "", template.office_words)]) if template.office_words else None
    chapters = [
        _chapter(
            chapter.heading,
            chapter.owner,
            [_item(one.key, one.heading, one.owner, one.says, one.figures_note) for one in chapter.items],
        )
        for chapter in template.chapters
    ]
    return [lead, *chapters] if lead else chapters


def paragraph(scenario: Scenario) -> dict:
    """The item that a scenario's own report part makes: its sentence, and its table where it has one."""
    part = scenario.report
    if part is None:
        return _item(scenario.scenario, scenario.title, "", "")
    keys = set(scenario.indicators)
    item = _item(scenario.scenario, part.heading, "", rules.qualified(part.says, scenario.scenario, keys))
    item["nothing_due"] = part.says_when_nothing_due
    if part.table:
        item["table"] = {
            "rows": part.table.rows,
            "columns": [str(Ref(scenario.scenario, key)) for key in part.table.columns],
        }
    return item


def with_paragraphs(body: Body, scenarios: Iterable[Scenario]) -> Body:
    """The body with a last chapter of the scenarios' own paragraphs, each by the unit that keeps the scenario."""
    taken = {one["key"] for one in items(body)}
    more = [{**paragraph(one), "owner": one.care.owner} for one in scenarios]
    for one in more:
        one["key"] += "_own" if one["key"] in taken else ""
    return [*body, _chapter(OWN, "", more)] if more else body


def items(body: Body) -> Iterator[dict]:
    """Every item in order."""
    for chapter in body:
        yield from chapter["items"]


def item(body: Body, key: str) -> dict | None:
    """One item by its key."""
    return next((one for one in items(body) if one["key"] == key), None)


def refs(body: Body) -> list[str]:
    """Every figure the text and the tables speak of, once each, in order."""
    found = [slot.ref for one in items(body) for slot in rules.slots(one["says"]) if slot.is_figure]
    return list(dict.fromkeys(found))


def _chapter(heading: str, owner: str, contents: list[dict]) -> dict:
    return {"heading": heading, "owner": owner, "items": contents}


def _item(key: str, heading: str, owner: str, says: str, note: str = "") -> dict:
    return {"key": key, "heading": heading, "owner": owner, "says": says.strip(), "note": note}
