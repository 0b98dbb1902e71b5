"""Changing, verifying, closing and voiding a subject."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet

from gewu.answers import actions as answers
from gewu.answers import rules as answer_rules
from gewu.answers import search
from gewu.grid import queries as grid
from gewu.journal import actions as journal
from gewu.journal import vault
from gewu.journal.actions.bulk import batches
from gewu.kernel import telltale
from gewu.kernel.calendar import local_day
from gewu.kernel.telltale import Found
from gewu.kernel.types import Actor, Refused
from gewu.office import queries as office
from gewu.registry import doubles, rules
from gewu.registry.actions._common import held, note
from gewu.registry.actions.admitting import entry
from gewu.registry.models import Relation, Secret, StageSpan, Subject, Tag
from gewu.registry.queries import fields_of_kinds, split_questions
from gewu.scenario.rules import asked

_COLUMNS = ("name", "split", "area_id", "address_id", "place_text", "source")


@transaction.atomic
def change(
    *,
    by: Actor,
    at: datetime,
    subject_id: int,
    attributes: Mapping[str, object] | None = None,
    on: date | None = None,
    correct: bool = False,
    reason: str = "",
    **columns: object,
) -> Subject:
    """Change columns (name, split, area_id, address_id, place_text, source) and answers of a subject.

    What is counted of new answers holds from `on` (today), what held before keeps its days; `correct` says that what
    stands there was wrong since it was entered. Answers not named stay; what was there before is kept beside the
    journal's line. Saved as it was, nothing is written.
    Errors: Refused registry.R114 for a day to come or before the subject, R115 where its class was another and nobody
    wrote why, answers.R104, office.R310.
    """
    subject = held(by, at, subject_id)
    on = on or local_day(at)
    if not subject.valid_from <= on <= local_day(at):
        words = "变更的日子不能在今天以后，也不能早于登记日期，没有保存。"
        raise Refused("registry.R114", words, "请改日期；登记时就错了的，请选“更正”。", {"on": "日期不对"})
    before = {name: getattr(subject, name) for name in columns if name in _COLUMNS}
    if unknown := set(columns) - set(_COLUMNS):
        raise TypeError(f"change() does not know {', '.join(sorted(unknown))}")
    _refuse_foreign_area(by, columns.get("area_id"))
    found: list[Found] = []
    cover = partial(telltale.covered, into=found)
    for name, value in columns.items():
        setattr(subject, name, cover(value) if isinstance(value, str) else value)
    if attributes is not None:
        before["attributes"] = subject.attributes
        questions = split_questions(by.office_id, local_day(at)).get(subject.kind, ())
        split = rules.split_of(questions, subject.attributes | dict(attributes), subject.split)
        if split != subject.split:
            before.setdefault("split", subject.split)
            subject.split = split
        _answer(subject, attributes, at, None if correct else on, cover)
    after = {name: getattr(subject, name) for name in before}
    if after == before:
        return subject
    if before.get("split") and before["split"] != after["split"] and not reason.strip():
        raise Refused(
            "registry.R115", "改细类要写明原因，没有保存。", "例如：重新认定、登记时选错。", {"reason": "请写明原因"}
        )
    subject.save()
    answers.cover(by.office_id, "subject", subject.id, found)
    _follow(subject)
    detail = {"what": sorted(before), "on": on.isoformat(), "correct": correct}
    why = {"reason": reason[:200]} if reason.strip() else {}
    note("changed", subject, by, at, detail, {"before": before, "after": after} | why)
    return subject


def _refuse_foreign_area(by: Actor, area_id: object) -> None:
    if area_id is None:
        return
    ground = grid.paths(by.office_id) if by.scope.area_ids is None else by.scope.area_ids
    if area_id not in ground:
        raise Refused("registry.R106", "所填网格不在本单位或您的辖区内，没有保存。", "请在本辖区内选择网格。")


def _answer(
    subject: Subject, attributes: Mapping[str, object], at: datetime, on: date | None, cover: Callable[[str], str]
) -> None:
    """Keep the answers; without a day they are put right as if they had always been so."""
    fields = asked(fields_of_kinds(subject.office_id, local_day(at)).get(subject.kind, {}), split=subject.split)
    removed = {key: value for key, value in subject.attributes.items() if key not in fields}
    known = {key: value for key, value in subject.attributes.items() if key in fields}
    values = telltale.each(answer_rules.clean(fields, known | dict(attributes)), cover)
    subject.attributes = removed | values
    new = answers.Answered("subject", subject.id, subject.office_id, subject.area_id, fields, values)
    moved = answers.changed(new)
    if not moved:
        return
    first = min(since or subject.valid_from for since in moved.values())
    office.must_be_open_from(subject.office_id, on or first)
    if on:
        answers.change(new, on)
    else:
        answers.keep_many([new])


def _follow(subject: Subject) -> None:
    """Move search entry, facts, open tags and open stages to the subject's new area and split; its past stays."""
    search.index(entry(subject.office_id, subject.id, subject))
    answers.move("subject", [subject.id], office_id=subject.office_id, area_id=subject.area_id)
    for rows in (Tag.objects.filter(valid_to=None), StageSpan.objects.filter(left_on=None)):
        rows.filter(subject=subject).update(area_id=subject.area_id, split=subject.split)


@transaction.atomic
def move_ground(*, by: Actor, at: datetime, area_id: int, into_id: int) -> int:
    """Let everything on the register of one area stand on another; what left the register stays where it was."""
    by.must("office.accounts")
    rows = Subject.objects.filter(office_id=by.office_id, area_id=area_id, void_at=None, valid_to=None)
    ids = list(rows.values_list("id", flat=True))
    for some in batches(ids, 1000):
        Subject.objects.filter(id__in=some).update(area_id=into_id)
        Tag.objects.filter(subject_id__in=some, valid_to=None).update(area_id=into_id)
        StageSpan.objects.filter(subject_id__in=some, left_on=None).update(area_id=into_id)
        for follow in (search.move, answers.move):
            follow("subject", some, office_id=by.office_id, area_id=into_id)
    detail = {"into": into_id}
    journal.write("registry.ground_moved", by=by, at=at, noun="area", row_id=area_id, count=len(ids), detail=detail)
    return len(ids)


@transaction.atomic
def set_secret(
    *,
    by: Actor,
    at: datetime,
    subject_id: int,
    kind: str,
    text: str,
    reason: str = "",
    another_because: str = "",
) -> Secret | None:
    """Put an identifier into the vault, in place of the one that was there; the same again changes nothing.

    "" takes it out, None is returned then. `another_because` says why a credit code is shared.
    Errors: Refused registry.R110 for a wrong one, R112 for one that another of its kind bears, R111 where one is
    there already and nobody wrote why it changes.
    """
    subject = held(by, at, subject_id)
    there = Secret.objects.filter(subject=subject, kind=kind).first()
    if there is None and not text.strip():
        return None
    said = {"reason": reason[:200], "before": there.masked} if there else None
    if not text.strip():
        _must_say_why(kind, reason)
        Secret.objects.filter(subject=subject, kind=kind).delete()
        note("secret_dropped", subject, by, at, {"kind": kind}, said)
        return None
    clean = rules.clean_secret(kind, text)
    keys = vault.of(by.office_id)
    if there and there.blind == keys.blind(kind, clean.value):
        return there
    if there:
        _must_say_why(kind, reason)
    wanted = doubles.keys(subject.kind, doubles.blinds(by.office_id, [clean]))
    for key, holder in doubles.holders(by.office_id, wanted, local_day(at)).items():
        doubles.same_identifier(key, holder, by.scope, reason=another_because)
    values = {
        "office_id": by.office_id,
        "sealed": keys.seal(clean.value, vault.place(subject.id, kind)),
        "blind": keys.blind(kind, clean.value),
        "masked": clean.masked,
    }
    row, _ = Secret.objects.update_or_create(subject=subject, kind=kind, defaults=values)
    private = (said or {}) | ({"another_because": another_because[:200]} if another_because else {})
    note("secret_set", subject, by, at, {"kind": kind}, private or None)
    return row


def _must_say_why(kind: str, reason: str) -> None:
    if not reason.strip():
        words = f"更改{rules.SECRETS[kind]}要写明原因，没有改动。"
        raise Refused("registry.R111", words, "例如：本人换号、登记时看错。", {"reason": "请写明原因"})


@transaction.atomic
def verify_on_site(*, by: Actor, at: datetime, subject_id: int) -> Subject:
    """State that somebody was there and the row is right as it stands; once a day is enough."""
    subject = held(by, at, subject_id)
    if subject.verified_on == local_day(at):
        return subject
    subject.verified_on = local_day(at)
    subject.save(update_fields=["verified_on"])
    note("verified", subject, by, at)
    return subject


@transaction.atomic
def close_subject(*, by: Actor, at: datetime, subject_id: int, on: date, reason: str) -> Subject:
    """Take a subject off the register from a day on (moved away, closed down); its past stays counted."""
    subject = held(by, at, subject_id)
    if on <= subject.valid_from:
        raise Refused("registry.R107", "注销日期不能早于登记日期，没有保存。", "登记本身有误的，请用作废。")
    office.must_be_open_from(by.office_id, on)
    subject.valid_to = on
    subject.save(update_fields=["valid_to"])
    Tag.objects.filter(subject=subject, valid_to=None, void_at=None).update(valid_to=on)
    StageSpan.objects.filter(subject=subject, left_on=None, void_at=None).update(left_on=on)
    _ties(subject).filter(valid_to=None, valid_from__lte=on).update(valid_to=on)
    note("closed", subject, by, at, {"on": str(on)}, {"reason": reason})
    return subject


def _ties(subject: Subject) -> QuerySet[Relation]:
    return Relation.objects.filter(Q(subject=subject) | Q(other=subject), void_at=None)


@transaction.atomic
def void(*, by: Actor, at: datetime, subject_id: int, reason: str) -> Subject:
    """Void a row that should never have been: it leaves every live count and every search."""
    if not reason.strip():
        raise Refused("registry.R108", "作废要写明原因，没有改动。", "", {"reason": "请填写原因"})
    subject = held(by, at, subject_id)
    office.must_be_open_from(by.office_id, subject.valid_from, subject.valid_to)
    subject.void_at, subject.void_reason = at, reason[:200]
    subject.save(update_fields=["void_at", "void_reason"])
    for rows in (Tag.objects, StageSpan.objects):
        rows.filter(subject=subject, void_at=None).update(void_at=at)
    _ties(subject).update(void_at=at, void_reason=reason[:200])
    search.forget("subject", [subject.id], office_id=by.office_id)
    note("voided", subject, by, at, private={"reason": reason})
    return subject
