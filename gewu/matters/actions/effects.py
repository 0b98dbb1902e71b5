"""What verbs need from rows before them, and do to rows after them, by the names that verbs give (brings, effect)."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from gewu.journal import actions as journal
from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused, there
from gewu.matters import books
from gewu.matters.actions import writing
from gewu.matters.actions.drafts import Draft
from gewu.matters.loop import apply, heard, next_event, replay
from gewu.matters.models import CoHandler, Link, Matter
from gewu.matters.rules import About, Book, Event, Move
from gewu.matters.rules.passages import rows
from gewu.matters.verbs import ALL
from gewu.matters.verbs.merging import followed
from gewu.office import queries as office

if TYPE_CHECKING:
    from gewu.journal.models import Outgoing

# before: what the person cannot type -------------------------------------------------------------


def _supervision_number(by: Actor, matter: Matter, at: datetime, said: Mapping[str, Any]) -> Mapping[str, Any]:
    year = local_day(at).year
    return {"number": f"督办〔{year}〕{journal.next_number(by.office_id, f'supervision-{year}')}号"}


def _parent(by: Actor, matter: Matter, at: datetime, said: Mapping[str, Any]) -> Mapping[str, Any]:
    """The main matter of a 并单: in sight, open, of the same scenario, not itself merged. Both are locked (hold)."""
    wanted = _chosen(by, said.get("into"))
    if wanted is None or wanted.id == matter.id or not _may_lead(wanted, matter):
        raise _no_lead()
    if Matter.objects.filter(merged_into_id=matter.id).exists():
        raise Refused("matters.R183", "已有事项并入本事项，它不能再并入他单。", "请把那些事项一并改到新的主单。")
    return {"into": wanted.id, "parent": wanted.number}


def _earlier(by: Actor, matter: Matter, at: datetime, said: Mapping[str, Any]) -> Mapping[str, Any]:
    """The matter that this one repeats: in sight, of the same scenario, not received after it."""
    wanted = _chosen(by, said.get("earlier"))
    fits = wanted and wanted.id != matter.id and wanted.scenario == matter.scenario
    if not wanted or not fits or wanted.received_at > matter.received_at:
        raise Refused("matters.R242", "不能认定为与这件事重复，未作改动。", "请选同一场景、不晚于本件收到的事项。")
    return {"earlier": wanted.id, "number": wanted.number}


def _other(by: Actor, matter: Matter, at: datetime, said: Mapping[str, Any]) -> Mapping[str, Any]:
    """The other matter of a 关联: in sight, of any scenario, not linked yet."""
    wanted = _chosen(by, said.get("other"))
    if wanted is None or wanted.id == matter.id:
        raise Refused("matters.R248", "没有找到要关联的事项，或不在您的范围内。", "请核对编号。")
    if _link_of(matter, wanted.id).exists():
        raise Refused("matters.R249", f"已经与{wanted.number}关联。", "请看“相关事项”。")
    title = office.edition(by.office_id, wanted.scenario, wanted.edition).title
    return {"other": wanted.id, "number": wanted.number, "scenario": title}


def _linked(by: Actor, matter: Matter, at: datetime, said: Mapping[str, Any]) -> Mapping[str, Any]:
    """The matter from which this one is to be parted."""
    wanted = _chosen(by, said.get("other"))
    if wanted is None or not _link_of(matter, wanted.id).exists():
        raise Refused("matters.R250", "没有与这件事关联。", "请看“相关事项”里的编号。")
    title = office.edition(by.office_id, wanted.scenario, wanted.edition).title
    return {"other": wanted.id, "number": wanted.number, "scenario": title}


def _link_of(matter: Matter, other: int) -> QuerySet[Link]:
    first, second = sorted((matter.id, other))
    return Link.objects.filter(office_id=matter.office_id, matter_id=first, other_id=second)


def _no_lead() -> Refused:
    return Refused("matters.R182", "这个主单不能用来并单，未作改动。", "请选同一场景、还在办理、未并入他单的事项。")


def _asked_units(by: Actor, matter: Matter, at: datetime, said: Mapping[str, Any]) -> Mapping[str, Any]:
    """The units of this person whose help was asked for and has not come yet."""
    waiting = set(matter.co_handlers.filter(answered_at=None).values_list("unit_id", flat=True))
    theirs = waiting if by.is_system else waiting & by.scope.unit_ids
    if not theirs:
        raise Refused("matters.R158", "没有等您单位答复的协办请求。", "请核对事项编号。")
    return {"co_units": sorted(theirs)}


def _chosen(by: Actor, wanted: Any) -> Matter | None:
    """The matter that was meant, by id or by number, if it is in sight."""
    if wanted is None or isinstance(wanted, Matter):
        return wanted
    key = {"number": wanted} if isinstance(wanted, str) and not wanted.isdecimal() else {"id": int(wanted)}
    return Matter.objects.for_scope(by.scope).filter(**key).first()


def _may_lead(parent: Matter, child: Matter) -> bool:
    return parent.scenario == child.scenario and not parent.merged_into_id and parent.state not in ("done", "void")


def _seed(by: Actor, matter: Matter, at: datetime, said: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the lot is drawn from: nobody knows it before, and it is kept (抽查)."""
    sampled = books.sampled(office.edition(by.office_id, matter.scenario, matter.edition))
    return {"seed": secrets.randbelow(2**31)} if sampled else {}


def _head(by: Actor, matter: Matter, at: datetime, said: Mapping[str, Any]) -> Mapping[str, Any]:
    """The name of who answers for doing it again."""
    head = said.get("head")
    return {"head_name": office.at_hand(by.office_id).staff[head].name} if head else {}


BRINGS: Mapping[str, Callable[[Actor, Matter, datetime, Mapping[str, Any]], Mapping[str, Any]]] = {
    "supervision_number": _supervision_number,
    "parent": _parent,
    "earlier": _earlier,
    "asked_units": _asked_units,
    "seed": _seed,
    "head": _head,
    "other": _other,
    "linked": _linked,
}


def hold(matter_id: int, verb: str, *, by: Actor, seq: int | None, said: Mapping[str, Any]) -> Matter:
    """Lock a matter for its next step, and the main matter where it is to be merged.

    No two steps wait for each other: main matters are locked before those that follow them, of two main matters the
    one with the lower id first, and what turns out to follow another lets go instead of waiting.
    Errors: Refused matters.R404, R409 (somebody was quicker), R182 (no main matter any more).
    """
    rows = Matter.objects.for_scope(by.scope).select_for_update(of=("self",))
    main = _chosen(by, said.get("into")) if verb == "merged" else None
    if main and main.id < matter_id:
        _hold_main(rows, main.id)
    matter = rows.one(id=matter_id)
    if matter.seq != seq and not (seq is None and by.is_system):
        raise Refused("matters.R409", "这件事刚有人办过一步，没有保存。", "请刷新页面，看过最新情况再办。")
    if main and main.id > matter_id and matter.merged_into_id is None:
        _hold_main(rows, main.id)
    return matter


def _hold_main(rows: QuerySet[Matter], id: int) -> None:
    if rows.get(id=id).merged_into_id is not None:
        raise _no_lead()


# after: the rows beside the matter's own ----------------------------------------------------------


def _ask_help(matter: Matter, book: Book, event: Event, by: Actor) -> None:
    """E1-R17: every co-handler has a clock of its own; the time of the answer is kept."""
    CoHandler.objects.update_or_create(
        matter=matter,
        unit_id=event.said.co_unit,
        defaults={
            "office_id": matter.office_id,
            "asked_at": event.at,
            "due_at": event.said.co_due_at,
            "answered_at": None,
            "words": "",
        },
    )
    tell_unit(matter, event.said.co_unit, f"{ALL[event.kind].title}：{matter.number} {matter.title}")


def _answer_help(matter: Matter, book: Book, event: Event, by: Actor) -> None:
    waiting = matter.co_handlers.filter(answered_at=None, unit_id__in=event.said.co_units)
    waiting.update(answered_at=event.at, words=event.said.words)


def _end_children(matter: Matter, book: Book, event: Event, by: Actor) -> None:
    """Whatever follows a matter that ends closes with it, or goes on alone; nothing is left behind (E1-R18)."""
    if matter.merged_into_id is not None or matter.state not in ("done", "void"):
        return
    following = matter.merged.filter(closed_at=None, void_at=None).select_for_update(of=("self",)).order_by("id")
    for child in following:
        owes = child.reporter_id is not None
        kind, said = followed(event.kind, matter.number, matter.handled_by_id, owes=owes)
        own = books.book(by.office_id, office.edition(by.office_id, child.scenario, child.edition))
        state = replay(own.path, map(heard, child.events.order_by("seq")))
        before, at = rows(child, state), max(event.at, there(state.last_at))
        move = Move(kind, at, by.staff_id, by.label, said)
        follows = next_event(own, state, move, About(child.category, child.grade, child.number))
        apply(own.path, state, follows)
        child.save(update_fields=writing.project(child, state))
        writing.append(child, follows)
        writing.passages(child, before, state)


def _link(matter: Matter, book: Book, event: Event, by: Actor) -> None:
    first, second = sorted((matter.id, event.said.other))
    # Somebody may link the two from the other page in this moment: that is the same link.
    Link.objects.bulk_create(
        [Link(office_id=matter.office_id, matter_id=first, other_id=second)], ignore_conflicts=True
    )


def _unlink(matter: Matter, book: Book, event: Event, by: Actor) -> None:
    _link_of(matter, event.said.other).delete()


def _tell_head(matter: Matter, book: Book, event: Event, by: Actor) -> None:
    words = f"重办由您负责：{matter.number} {matter.title}"
    journal.tell_many([message(matter, "matter", event.said.head, words)])


EFFECTS: Mapping[str, Callable[[Matter, Book, Event, Actor], None]] = {
    "ask_help": _ask_help,
    "answer_help": _answer_help,
    "end_children": _end_children,
    "tell_head": _tell_head,
    "link": _link,
    "unlink": _unlink,
}


# messages ----------------------------------------------------------------------------------------


def tell_holder(matter: Matter, words: str) -> None:
    """Tell the person who holds it, else their unit."""
    if matter.staff_id:
        journal.tell_many([message(matter, "matter", matter.staff_id, words)])
    elif matter.unit_id:
        tell_unit(matter, matter.unit_id, words)


def tell_unit(matter: Matter, unit_id: int, words: str) -> None:
    people = office.at_hand(matter.office_id).staff.values()
    held = [one.id for one in people if one.unit_id == unit_id and one.to_on is None]
    journal.tell_many(message(matter, "matter", one, words) for one in held[:20])


def message(matter: Matter | Draft, kind: str, staff_id: int | None, words: str) -> Outgoing:
    return journal.message(
        office_id=matter.office_id, kind=kind, to_staff_id=staff_id, words=words, link=f"/matters/{matter.id}/"
    )
