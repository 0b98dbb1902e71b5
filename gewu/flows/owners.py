"""What a paper may say of the thing it is about, gathered from the rooms that keep it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from gewu.answers import rules as answers
from gewu.documents import rules
from gewu.documents.rules import Grid, Owner
from gewu.indicators.telling import PRIVATE, Telling
from gewu.kernel import telltale
from gewu.kernel.calendar import local, local_day
from gewu.kernel.types import Actor, Scope, there
from gewu.matters import queries as matters
from gewu.matters import reporters
from gewu.money import queries as money
from gewu.money.rules import yuan
from gewu.office import queries as office
from gewu.records import queries as records
from gewu.registry import queries as registry
from gewu.registry.models import Subject
from gewu.scenario import saying
from gewu.scenario.grammar import Document, Field, Scenario

#: rows of a list that a paper prints; more is no longer read on paper, and the last row says how many were left out
LISTED_AT_MOST = 2000


def about(
    kind: str,
    id: int,
    *,
    by: Actor,
    at: datetime,
    scenario: Scenario,
    document: Document,
    given: Mapping[str, object] | None = None,
    thing: Any = None,
) -> Owner:
    """Gather what a paper may say of a thing in sight. Errors: the room's own R404 for what is not."""
    owner = _OF[kind](_Asked(id, by, at, scenario, document, given or {}, thing))
    return replace(owner, slots={**_common(by, at, scenario, document), **owner.slots})


@dataclass(frozen=True)
class _Asked:
    """Of what, by whom, for which paper; `thing` is what is known of it already."""

    id: int
    by: Actor
    at: datetime
    scenario: Scenario
    document: Document
    given: Mapping[str, object]
    thing: Any = None


def _common(by: Actor, at: datetime, scenario: Scenario, document: Document) -> dict[str, str]:
    people = office.at_hand(by.office_id).staff
    return {
        "office": office.office(by.office_id).name,
        "date": said_day(local_day(at)),
        "by": people[by.staff_id].name if by.staff_id else by.label,
        "power": saying.cited(scenario, document.power),
    }


def _matter(asked: _Asked) -> Owner:
    scenario = asked.scenario
    found = asked.thing or matters.detail(asked.id, asked.by.scope, asked.at)
    row, line = found.matter, found.line
    check = scenario.record.checks.get(row.category) if scenario.record else None
    slots = {
        "matter": row.number,
        "title": row.title,
        "category": line.category,
        "grade": line.grade,
        "channel": line.channel,
        "place": row.place_text or (row.area.name if row.area else ""),
        "body": row.body,
        "reporter": reporters.opened(row.reporter).name if row.reporter else "",
        "received": said_day(row.received_on),
        "due": said_day(row.due_on),
        "unit": row.unit.name if row.unit else "",
        "basis": saying.cited(scenario, check.source) if check else "",
        "story": "；".join(
            f"{said_day(local_day(one.at))}{one.title}（{one.actor}）" for one in found.entries if not one.undone
        ),
    }
    part = there(scenario.matter)
    slots |= _answered(part.asks, row.answers)
    subject = _subject_slots(scenario, row.subject) if row.subject else {}
    hops = [[f"{local(one.at):%Y-%m-%d %H:%M}", one.title, one.actor, one.words] for one in found.entries]
    tables = {
        "story": Grid("办理经过", ["时间", "环节", "经办", "意见"], hops),
        "answers": _answers("登记情况", part.asks, row.answers),
    }
    closed = "该事项已作废或已并入主单，不能再出文书。" if row.void_at or row.merged_into_id else ""
    return Owner(
        "matter",
        row.id,
        called=row.number,
        area_id=row.area_id,
        unit_id=row.unit_id,
        subject_id=row.subject_id,
        slots={**subject, **slots},
        personal=_private(row.subject) | {"reporter"} | _personal(part.asks) | _personal_of(scenario),
        answers=row.answers,
        facts={"category": row.category, "grade": row.grade},
        tables=tables,
        shut=closed,
    )


def _subject(asked: _Asked) -> Owner:
    scenario, row = asked.scenario, asked.thing or registry.subject(asked.id, asked.by.scope)
    asks = there(scenario.subject).attributes
    gone = "该对象已作废或已注销，不能再出文书。" if row.void_at or row.valid_to else ""
    return Owner(
        "subject",
        row.id,
        called=row.code if row.nature in PRIVATE else row.name,
        area_id=row.area_id,
        subject_id=row.id,
        slots={**_subject_slots(scenario, row), **_answered(asks, row.attributes)},
        personal=_private(row) | _personal(asks) | _personal_of(scenario),
        answers=row.attributes,
        tables={"answers": _answers("登记情况", asks, row.attributes)},
        shut=gone,
    )


def _record(asked: _Asked) -> Owner:
    scenario, found = asked.scenario, asked.thing or records.detail(asked.id, asked.by.scope)
    row, asks = found.record, there(scenario.record).asks
    failed = [check for check, word in found.checks if row.checks[check.key] == "fail"]
    slots = {
        "record": row.number,
        "form": saying.title(scenario, "form", row.kind) if row.kind else there(scenario.record).noun,
        "happened": said_day(row.happened_on),
        "recorder": row.staff.name if row.staff else "",
        "said": row.said or "无",
        "problems": "；".join(
            f"{n}. {one.say}——不合格（{saying.cited(scenario, one.source)}）" for n, one in enumerate(failed, 1)
        )
        or "无",
    }
    slots |= _answered(asks, row.answers)
    rows = [
        [str(n), check.say, word, saying.cited(scenario, check.source)]
        for n, (check, word) in enumerate(found.checks, 1)
    ]
    return Owner(
        "record",
        row.id,
        called=row.number,
        area_id=row.area_id,
        unit_id=row.unit_id,
        subject_id=row.subject_id,
        slots={**(_subject_slots(scenario, row.subject) if row.subject else {}), **slots},
        personal=_private(row.subject) | _personal(asks) | _personal_of(scenario),
        answers=row.answers,
        tables={
            "checks": Grid("检查项", ["序号", "检查内容", "结果", "依据"], rows),
            "answers": _answers("登记情况", asks, row.answers),
        },
        shut="该记录已作废，不能再出文书。" if row.void_at else "",
    )


def _payment_list(asked: _Asked) -> Owner:
    view = money.payment_list(asked.by.scope, asked.id)
    month = view.row.for_month
    slots = {
        "list": view.row.title,
        "month": f"{month.year}年{month.month}月",
        "people": f"{view.people}人",
        "amount": yuan(view.amount_fen),
    }
    return Owner("payment_list", view.row.id, called=view.row.number, slots=slots)


def _office(asked: _Asked) -> Owner:
    given, asks = asked.given, asked.document.asks
    called = "、".join(str(given[key]) for key, one in asks.items() if given.get(key) and one.type == "text")
    tables = {}
    if "subjects" in asked.document.tables:
        tables["subjects"] = _listed(asked.by.scope, asked.scenario, given, local_day(asked.at))
    return Owner("office", 0, called=telltale.mask(called), tables=tables)


_OF = {
    "matter": _matter,
    "subject": _subject,
    "record": _record,
    "payment_list": _payment_list,
    "office": _office,
}


def _listed(for_: Scope, scenario: Scenario, given: Mapping[str, object], on: date) -> Grid:
    """The subjects of a scenario in sight; what the paper asks of what is also asked of them narrows the list."""
    heads = ["序号", "编号", "名称", "地址", "所在社区、网格"]
    whom = scenario.subject
    if whom is None:
        return Grid("对象名单", heads, [])
    rows = registry.subjects(for_, kind=whom.kind, tag=whom.tag, on=on)
    for key in whom.attributes.keys() & given.keys():
        rows = rows.filter(**{f"attributes__{key}": given[key]})
    tell, found = Telling(for_, on), list(rows[: LISTED_AT_MOST + 1])
    lines = [
        [str(n), row.code, tell.name(row), row.place_text, row.area.name if row.area else ""]
        for n, row in enumerate(found[:LISTED_AT_MOST], 1)
    ]
    if len(found) > LISTED_AT_MOST:
        lines.append(["", "", f"只列前{LISTED_AT_MOST}个，其余见台账", "", ""])
    return Grid(whom.title, heads, lines)


def _subject_slots(scenario: Scenario, row: Subject) -> dict[str, str]:
    fields = scenario.subject.attributes if scenario.subject else {}
    found = {
        "subject": row.name,
        "subject.code": row.code,
        "subject.address": row.place_text,
        "subject.area": row.area.name if row.area else "",
        "subject.split": saying.title(scenario, "split", row.split) if row.split else "",
    }
    return found | {f"subject.{key}": value for key, value in _answered(fields, row.attributes).items()}


def _private(subject: Subject | None) -> frozenset[str]:
    """The slots that name a person or a household."""
    named = subject is not None and subject.nature in PRIVATE
    return frozenset({"subject", "subject.address", "subject.code"} if named else ())


def _personal(fields: Mapping[str, Field]) -> frozenset[str]:
    return frozenset(key for key, one in fields.items() if one.personal)


def _personal_of(scenario: Scenario) -> frozenset[str]:
    found = _personal(scenario.subject.attributes) if scenario.subject else frozenset()
    return frozenset(f"subject.{key}" for key in found)


def _answered(fields: Mapping[str, Field], values: Mapping[str, Any]) -> dict[str, str]:
    return {key: rules.told(one, values[key]) for key, one in fields.items() if values.get(key) not in (None, "", [])}


def _answers(title: str, fields: Mapping[str, Field], values: Mapping[str, Any]) -> Grid:
    """What was answered, personal answers masked: tables are kept as they are printed."""
    return Grid(title, ["项目", "内容"], [*_shown(fields, values)])


def _shown(fields: Mapping[str, Field], values: Mapping[str, Any]) -> Iterator[list[str]]:
    for key, one in fields.items():
        if values.get(key) not in (None, "", []):
            yield [one.say, answers.MASKED if one.personal else rules.told(one, values[key])]


def said_day(day: date | None) -> str:
    """Write a day as papers do; "" for none."""
    return rules.said_day(day) if day else ""
