"""Taking in one matter: the single way by which desk, public page, interface and inspection create one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from gewu.answers import rules as answers_rules
from gewu.journal import actions as journal
from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused
from gewu.matters import books, reporters
from gewu.matters.actions import writing
from gewu.matters.loop import apply, next_event, path_of
from gewu.matters.models import Matter, Reporter
from gewu.matters.rules import About, Folded, Move, NewMatter, Said, emergency
from gewu.matters.rules.intake import asks_of, come_again, prepared
from gewu.matters.rules.path import part_of
from gewu.matters.verbs.arriving import HandedOver
from gewu.office import queries as office
from gewu.registry.models import Subject
from gewu.scenario.grammar import Scenario


def take_in(by: Actor, at: datetime, new: NewMatter, key: UUID | str | None = None) -> Matter:
    """Register a matter and give it its number (E1-R10); with `key`, a repeated call answers the first one's matter.

    Errors: Refused matters.R2xx (wrong fields), office.R310 (locked period), office.R403.
    """
    if key is None:
        return _take_in(by, at, new)
    made: list[Matter] = []

    def once() -> dict[str, object]:
        made.append(_take_in(by, at, new))
        return {"matter": made[0].id}

    answer, _ = journal.once(by.office_id, key, "matters.take_in", once)
    return made[0] if made else Matter.objects.get(office_id=by.office_id, id=int(str(answer["matter"])))


def _take_in(by: Actor, at: datetime, new: NewMatter) -> Matter:
    by.must("matters.take_in", ask="值班长")
    scenario = books.edition_for(by.office_id, new.scenario, local_day(at), new.edition)
    must_be_new(by.office_id, new.scenario, [new.external_number])
    subject = _subject(by, new.subject_id)
    new = prepared(scenario, new, subject.name if subject else "")
    matter = _row(by, scenario, new, subject)
    matter.answers = answers_rules.clean(asks_of(part_of(scenario)), new.answers)
    return _keep(by, at, scenario, new, matter)


# No savepoint: all that may be refused was refused before the first row is written.
@transaction.atomic(savepoint=False)
def _keep(by: Actor, at: datetime, scenario: Scenario, new: NewMatter, matter: Matter) -> Matter:
    matter.reporter, is_known = _reporter(by.office_id, new)
    if is_known:
        _recognise(matter, at, scenario)
    if matter.repeat_of_id:
        new = come_again(scenario, new)
        matter.category, matter.grade, matter.title = new.category, new.grade, new.title
    events, state = _first_events(by, at, scenario, new)
    writing.project(matter, state)
    # Late, because whoever comes next waits for the series until this one is kept.
    matter.number = numbered(scenario, by.office_id, at)
    matter.save(force_insert=True)
    writing.append(matter, events)
    writing.facts(matter, scenario, fresh=True)
    writing.findable([matter], {scenario.scenario: scenario})
    _alarm(matter, scenario, local_day(at))
    journal.write("matters.taken_in", office_id=by.office_id, by=by, at=at, noun="matter", row_id=matter.id)
    return matter


def must_be_new(office_id: int, scenario: str, external: Iterable[str]) -> None:
    """Refuse (matters.R205) what another system sent before: the first registration stays."""
    wanted = [number for number in external if number]
    if not wanted:
        return
    rows = Matter.objects.filter(office_id=office_id, scenario=scenario, external_number__in=wanted)
    held = rows.values_list("external_number", "number").first()
    if held:
        raise Refused(
            "matters.R205",
            f"外部编号{held[0]}已登记为{held[1]}，没有重复登记。",
            "请打开原事项办理。",
            {"external_number": f"已登记为{held[1]}"},
        )


def numbered(scenario: Scenario, office_id: int, at: datetime) -> str:
    """The next number of the scenario's series of the day: RX202306280001; never reused."""
    series = series_of(scenario, at)
    return f"{series}{journal.next_number(office_id, series):04d}"


def series_of(scenario: Scenario, at: datetime) -> str:
    """Prefix and local day. Scenarios without a prefix share the series SX (事项)."""
    return f"{part_of(scenario).number_prefix or 'SX'}{local_day(at):%Y%m%d}"


def _alarm(matter: Matter, scenario: Scenario, day: date) -> None:
    """An emergency is told to the officer on duty at once (E1-R12)."""
    number = emergency(scenario, matter.category)
    if not number:
        return
    chief = office.responsible(matter.office_id, "duty_chief", matter.area_id, day)
    journal.tell(
        office_id=matter.office_id,
        kind="emergency",
        to_staff_id=chief.id if chief else None,
        words=f"紧急：{matter.number} {matter.title}，已转{number}",
        link=f"/matters/{matter.id}/",
    )


def _subject(by: Actor, subject_id: int | None) -> Subject | None:
    if subject_id is None:
        return None
    found = Subject.objects.for_scope(by.scope).filter(id=subject_id).first()
    if found is None:
        raise Refused("matters.R203", "没有找到这个对象，没有登记。", "请从底数台账中选择本辖区的对象。")
    return found


def _row(by: Actor, scenario: Scenario, new: NewMatter, subject: Subject | None) -> Matter:
    return Matter(
        office_id=by.office_id,
        scenario=scenario.scenario,
        edition=scenario.edition,
        channel=new.channel,
        external_number=new.external_number,
        category=new.category,
        grade=new.grade,
        level=new.level,
        title=new.title,
        body=new.body,
        place_text=new.place or (subject.place_text or subject.name if subject else ""),
        lon=new.lon,
        lat=new.lat,
        area_id=new.area_id or (subject.area_id if subject else None),
        subject_id=new.subject_id,
        record_id=new.record_id,
        anonymous=new.anonymous,
        space=part_of(scenario).space,
        repeat_of_id=new.repeat_of_id,
        follows_id=new.follows_id,
    )


def _reporter(office_id: int, new: NewMatter) -> tuple[Reporter | None, bool]:
    """The row of who reported, and whether the same telephone (else name) reported before, under any name."""
    if new.reporter is None or new.anonymous or not (new.reporter.name or new.reporter.phone):
        return None, False
    row = reporters.row(office_id, new.reporter)
    before = list(Reporter.objects.filter(office_id=office_id, blind=row.blind).order_by("id"))
    known = next((one for one in before if one.masked_name == row.masked_name), None)
    if known is None:
        row.save(force_insert=True)
    return known or row, bool(before)


def _recognise(matter: Matter, at: datetime, scenario: Scenario) -> None:
    """E1-R19: the same person with the same matter within the scenario's days is marked 重复."""
    if matter.repeat_of_id or matter.reporter is None:
        return
    earlier = Matter.objects.filter(
        office_id=matter.office_id,
        scenario=matter.scenario,
        reporter__blind=matter.reporter.blind,
        category__in=_same(scenario, matter.category),
        subject=matter.subject_id,
        received_at__gte=at - timedelta(days=part_of(scenario).recur_within_days),
        received_at__lte=at,
        void_at=None,
    )
    found = earlier.order_by("-received_at").values_list("id", flat=True).first()
    matter.repeat_of_id = found


def _same(scenario: Scenario, category: str) -> set[str]:
    """The categories in which the same matter may have come before."""
    known = part_of(scenario).categories
    again = known[category].again if category in known else ""
    return {category, again or category, *(key for key, one in known.items() if one.again == category)}


def _first_events(by: Actor, at: datetime, scenario: Scenario, new: NewMatter):
    """The receipt, and the hand-over of an emergency with its trace (E1-R12)."""
    path, judge = path_of(part_of(scenario)), books.book(by.office_id, scenario)
    about = About(new.category, new.grade, "", new.subject_id is not None)
    said = Said(files=tuple(new.files))
    move = Move("received", at, by.staff_id, by.label, said, unit_id=new.unit_id)
    state = Folded()
    events = [next_event(judge, state, move, about)]
    apply(path, state, events[0])
    if number := emergency(scenario, new.category):
        told = Move("handed_over", at, by.staff_id, by.label, HandedOver(f"已转{number}", to=number))
        events.append(next_event(judge, state, told, about))
        apply(path, state, events[-1])
    return events, state
