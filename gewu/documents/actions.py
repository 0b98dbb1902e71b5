"""Issuing a paper, registering one that came in, scanning it, voiding it: one transaction, one line in the journal."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction

from gewu.answers import rules as answers
from gewu.documents import rules
from gewu.documents.models import Paper
from gewu.documents.queries import KIND, paper, standing
from gewu.documents.rules import Owner, Whose
from gewu.journal import actions as journal
from gewu.journal import files, vault
from gewu.kernel import telltale
from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused
from gewu.office import queries as office
from gewu.scenario.grammar import Document, Field, Scenario
from gewu.scenario.vocabulary import ROLES

MAY = "documents.issue"


def may(by: Actor, document: Document) -> bool:
    """Whether this person may issue, register, scan or void papers of this kind."""
    if by.is_system:
        return True
    return by.scope.may(MAY) and (not document.issuer or not by.roles.isdisjoint(document.issuer))


@transaction.atomic
def issue(
    *, by: Actor, at: datetime, scenario: Scenario, document: str, owner: Owner, given: Mapping[str, object]
) -> Paper:
    """Issue a paper of ours: check what it needs, fill in its words, give it the next number.

    Errors: Refused documents.R4031 (who), R101 (what lacks), R102 (what it is about is void), answers.R101 (fields),
    office.R310 (locked period).
    """
    one = _document(scenario, document, Whose.OURS)
    _must(by, one)
    kept, slots, personal = words(scenario=scenario, document=one, owner=owner, given=given)
    if lacks := rules.missing(scenario, one, owner, kept, standing(owner.kind, owner.id)):
        raise Refused("documents.R101", f"还不能出具{one.title}，缺：{'、'.join(lacks)}。", "补齐后再出具。")
    day = local_day(at)
    office.must_be_open(by.office_id, day)
    row = _row(by, at, scenario, one, owner, day)
    if one.number:
        row.series = rules.series(one.number, day)
        row.serial = journal.next_number(by.office_id, row.series)
        row.number = rules.number(one.number, day, row.serial)
        slots["number"] = row.number
    _fill(row, slots, personal)
    row.tables = [owner.tables[name].kept() for name in one.tables]
    row.stands_at = None if one.scan else at
    row.save()
    _write("issued", row, by, at)
    return row


def words(
    *, scenario: Scenario, document: Document, owner: Owner, given: Mapping[str, object]
) -> tuple[dict[str, object], dict[str, str], frozenset[str]]:
    """Return what was answered, every slot that the paper uses with its words, and which of these are personal.

    Errors: Refused answers.R101 with what is wrong or missing; documents.R102 where nothing may be issued any more.
    """
    if owner.shut:
        raise Refused("documents.R102", owner.shut, "请核对后再办。")
    kept = answers.clean(document.asks, given)
    asked = {key: rules.told(one, kept[key]) for key, one in document.asks.items() if key in kept}
    slots = {**owner.slots, **asked}
    personal = owner.personal | _personal(document, asked)
    names = rules.used(document)
    return kept, {key: slots[key] for key in names if slots.get(key)}, frozenset(personal & names)


def _personal(document: Document, said: Mapping[str, str]) -> frozenset[str]:
    """Name the answers that are sealed: personal ones, and words that hold the number of a person."""
    return frozenset(key for key, one in document.asks.items() if one.personal or _tells(one, said))


def _tells(ask: Field, said: Mapping[str, str]) -> bool:
    return ask.type in ("text", "long_text") and bool(telltale.find(said.get(ask.key, "")))


def _fill(row: Paper, slots: Mapping[str, str], personal: Collection[str]) -> None:
    """Keep the words of a paper: the personal ones sealed, the others as they are."""
    row.slots = {key: None if key in personal else value for key, value in slots.items()}
    secret = {key: value for key, value in slots.items() if key in personal}
    row.sealed = vault.of(row.office_id).seal(json.dumps(secret, ensure_ascii=False), KIND) if secret else ""


@transaction.atomic
def receive(
    *,
    by: Actor,
    at: datetime,
    scenario: Scenario,
    document: str,
    owner: Owner,
    number: str,
    sender: str,
    on: date,
    scan: files.Plain | None,
    given: Mapping[str, object],
) -> Paper:
    """Register a paper of theirs: its number, who sent it, the day it came, the scan; it gets its place in the book.

    Errors: Refused documents.R4031, R103 (day to come), R104 (no scan), R105 (registered before), answers.R101.
    """
    one = _document(scenario, document, Whose.THEIRS)
    _must(by, one)
    number, sender = number.strip(), sender.strip()
    if owner.shut:
        raise Refused("documents.R102", owner.shut, "请核对后再办。")
    if on > local_day(at):
        raise Refused("documents.R103", "收到日期在今天之后，没有登记。", "请核对日期。", {"on": "不能晚于今天"})
    if scan is None:
        raise Refused("documents.R104", "没有附扫描件，没有登记。", "请扫描或拍照后上传。", {"scan": "请上传"})
    same = Paper.objects.filter(office_id=by.office_id, whose=Whose.THEIRS, number=number, sender=sender, void_at=None)
    if same.filter(of_kind=owner.kind, of_id=owner.id, document=document).exists():
        words = f"{sender}的{number}已经登记过，没有再登记。"
        raise Refused("documents.R105", words, "请核对文号。", {"number": "已登记"})
    office.must_be_open(by.office_id, on)
    kept = answers.clean(one.asks, given)
    row = _row(by, at, scenario, one, owner, on)
    row.number, row.sender = number, sender
    row.series = rules.register(scenario.scenario, document, on)
    row.serial = journal.next_number(by.office_id, row.series)
    shown = {key: rules.told(one.asks[key], value) for key, value in kept.items()}
    _fill(row, shown, _personal(one, shown))
    row.stands_at = at
    row.save()
    files.keep(by=by, at=at, file=scan, owner_kind=KIND, owner_id=row.id, what="paper")
    _write("received", row, by, at)
    return row


@transaction.atomic
def scan(paper_id: int, *, by: Actor, at: datetime, file: files.Plain) -> Paper:
    """Keep the scan of a signed paper; one that was waiting for it now stands.

    Errors: Refused documents.R106 (void).
    """
    row = _held(paper_id, by)
    if row.void_at:
        raise Refused("documents.R106", "这份文书已作废，没有上传。", "请出具新的一份。")
    files.keep(by=by, at=at, file=file, owner_kind=KIND, owner_id=row.id, what="paper")
    if row.stands_at is None:
        row.stands_at = at
        row.save(update_fields=["stands_at"])
    _write("scanned", row, by, at)
    return row


@transaction.atomic
def void(paper_id: int, *, by: Actor, at: datetime, reason: str) -> Paper:
    """Void a paper with a reason: it keeps its number and stays in the book, and no longer counts.

    Errors: Refused documents.R107 (void already), R108 (no reason), office.R310.
    """
    row = _held(paper_id, by)
    if row.void_at:
        raise Refused("documents.R107", "这份文书已经作废，未作改动。", "请刷新页面。")
    if len(reason.strip()) < rules.REASON_AT_LEAST:
        raise Refused(
            "documents.R108", "请写明作废原因，没有作废。", "例如：当事人姓名写错。", {"reason": "至少四个字"}
        )
    office.must_be_open(by.office_id, row.issued_on)
    row.void_at, row.void_reason = at, reason.strip()[:200]
    row.save(update_fields=["void_at", "void_reason"])
    _write("voided", row, by, at)
    return row


def _held(paper_id: int, by: Actor) -> Paper:
    """One paper that this person may act on, held until the transaction ends."""
    paper(paper_id, by.scope)
    row = Paper.objects.select_for_update().get(id=paper_id)
    one = office.edition(row.office_id, row.scenario, row.edition).documents[row.document]
    _must(by, one)
    return row


def _document(scenario: Scenario, key: str, whose: Whose) -> Document:
    one = scenario.documents.get(key)
    if one is None or one.has_own_page or one.whose != whose:
        raise Refused("documents.R109", "这个场景没有这种文书，未作改动。", "请从文书一栏中选择。")
    return one


def _must(by: Actor, one: Document) -> None:
    if not may(by, one):
        whom = "、".join(ROLES[role] for role in one.issuer) or "科室负责人"
        raise Refused("documents.R4031", f"您的岗位不能出具{one.title}，未作改动。", f"请{whom}出具。")


def _row(by: Actor, at: datetime, scenario: Scenario, one: Document, owner: Owner, day: date) -> Paper:
    return Paper(
        office_id=by.office_id,
        scenario=scenario.scenario,
        edition=scenario.edition,
        document=one.key,
        title=one.title,
        whose=one.whose,
        of_kind=owner.kind,
        of_id=owner.id,
        about=owner.called[:200],
        area_id=owner.area_id,
        unit_id=owner.unit_id,
        subject_id=owner.subject_id,
        issued_on=day,
        issued_at=at,
        issued_by_id=by.staff_id,
    )


def _write(act: str, row: Paper, by: Actor, at: datetime) -> None:
    detail = {"document": row.document, "number": row.number, "of": f"{row.of_kind}:{row.of_id}"}
    journal.write(f"documents.{act}", by=by, at=at, noun=KIND, row_id=row.id, detail=detail)
