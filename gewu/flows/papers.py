"""文书: which papers a thing may have, issuing one, registering one that came in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gewu.documents import actions as papers
from gewu.documents import rules
from gewu.documents.models import Paper
from gewu.documents.rules import Owner
from gewu.flows.owners import about
from gewu.journal import files
from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused, there
from gewu.matters import queries as matters
from gewu.money import queries as money
from gewu.office import queries as office
from gewu.records import queries as records
from gewu.registry import queries as registry
from gewu.registry.models import Subject
from gewu.scenario.grammar import Document, Scenario


@dataclass(frozen=True)
class Offer:
    """A paper that may be issued or registered about something, and what it still lacks before its form is seen."""

    scenario: Scenario
    document: Document
    lacks: tuple[str, ...] = ()


def offers(
    kind: str, id: int, *, by: Actor, at: datetime, thing: Any = None, stand: Collection[str] = ()
) -> list[Offer]:
    """List what this person may issue or register about a thing in sight; its own form says the rest.

    thing  what its page has read already (a room's detail or row)
    stand  the papers that stand about it
    """
    found: list[Offer] = []
    if not (by.is_system or by.scope.may(papers.MAY)):
        return found
    for scenario in _scenarios(kind, id, by, at, thing):
        documents = [one for one in rules.offered(scenario, kind) if papers.may(by, one)]
        if not documents:
            continue
        owner = about(kind, id, by=by, at=at, scenario=scenario, document=documents[0], thing=thing)
        if owner.shut:
            return []
        found += [
            Offer(scenario, one, tuple(rules.missing(scenario, rules.before_its_form(one), owner, {}, stand)))
            for one in documents
        ]
    return found


def issue(
    kind: str, id: int, scenario: str, document: str, *, by: Actor, at: datetime, given: Mapping[str, object]
) -> Paper:
    """Issue a paper of ours about a thing in sight. Errors: as documents.actions.issue, and flows.R4042."""
    edition, one = asked(kind, id, scenario, document, by=by, at=at)
    owner = about(kind, id, by=by, at=at, scenario=edition, document=one, given=given)
    return papers.issue(by=by, at=at, scenario=edition, document=document, owner=owner, given=given)


def receive(
    kind: str,
    id: int,
    scenario: str,
    document: str,
    *,
    by: Actor,
    at: datetime,
    number: str,
    sender: str,
    on: date,
    scan: files.Plain | None,
    given: Mapping[str, object],
) -> Paper:
    """Register a paper of theirs about a thing in sight. Errors: as documents.actions.receive, and flows.R4042."""
    edition, one = asked(kind, id, scenario, document, by=by, at=at)
    owner = about(kind, id, by=by, at=at, scenario=edition, document=one)
    said: dict[str, Any] = {"number": number, "sender": sender, "on": on, "scan": scan, "given": given}
    return papers.receive(by=by, at=at, scenario=edition, document=document, owner=owner, **said)


def asked(kind: str, id: int, scenario: str, document: str, *, by: Actor, at: datetime) -> tuple[Scenario, Document]:
    """Find the edition and the document that are meant. Errors: Refused flows.R4042 where there is none such."""
    for edition in _scenarios(kind, id, by, at):
        one = edition.documents.get(document)
        if edition.scenario == scenario and one and one.of == kind and not one.has_own_page:
            return edition, one
    raise Refused("flows.R4042", "这里没有这种文书。", "请从事项、对象或记录的文书一栏中选择。")


def preview(
    kind: str, id: int, scenario: str, document: str, *, by: Actor, at: datetime, given: Mapping[str, object]
) -> tuple[Owner, list[str]]:
    """Say what a paper would read, without a number; what is personal of its thing is masked.

    Errors: as issue, but what its `needs` lack.
    """
    edition, one = asked(kind, id, scenario, document, by=by, at=at)
    owner = about(kind, id, by=by, at=at, scenario=edition, document=one, given=given)
    _kept, slots, _personal = papers.words(scenario=edition, document=one, owner=owner, given=given)
    hidden = owner.personal - set(one.asks)
    return owner, rules.paragraphs(one.says, slots, hidden)


def _scenarios(kind: str, id: int, by: Actor, at: datetime, thing: Any = None) -> list[Scenario]:
    """The editions whose papers fit a thing: its own, or those in force that look after it."""
    adopted = office.adopted(by.office_id, local_day(at))
    if kind == "office":
        return [one for one in adopted.values() if one.scenario not in by.scope.closed.scenarios]
    if kind in ("matter", "record") and thing is not None:
        return [thing.scenario]
    if kind in ("matter", "record"):
        row = matters.matter(id, by.scope) if kind == "matter" else records.record(id, by.scope)
        return [office.edition(row.office_id, row.scenario, row.edition)]
    if kind == "payment_list":
        key = money.payment_list(by.scope, id).row.scenario
        return [adopted[key]] if key in adopted else []
    return _looking_after(thing or registry.subject(id, by.scope), by, adopted)


def _looking_after(subject: Subject, by: Actor, adopted: Mapping[str, Scenario]) -> list[Scenario]:
    """The scenarios in force whose subject this is, with papers about it; one with a tag only where it bears that."""
    shut = by.scope.closed.scenarios
    kin = [one for one in adopted.values() if one.subject and one.subject.kind == subject.kind]
    kin = [one for one in kin if rules.offered(one, "subject") and one.scenario not in shut]
    if any(there(one.subject).tag for one in kin):
        tags = {"", *(tag.tag for tag in registry.tags(subject, by.scope) if tag.valid_to is None)}
        kin = [one for one in kin if there(one.subject).tag in tags]
    return kin
