"""Questions to the register."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet

from gewu.answers import queries as answered
from gewu.answers import search
from gewu.grid import queries as grid
from gewu.journal import queries as journal
from gewu.journal import vault
from gewu.journal.rows import OfficeRows
from gewu.kernel import telltale
from gewu.kernel.refs import Ref
from gewu.kernel.types import Actor, Refused, Scope
from gewu.office import queries as office
from gewu.registry import rules
from gewu.registry.doubles import alike as alike
from gewu.registry.models import Milestone, Relation, Reveal, Secret, StageSpan, Subject, Tag
from gewu.scenario.grammar import Field


def subject(subject_id: int, for_: Scope) -> Subject:
    """Return one subject in sight. Errors: Refused registry.R404 for what is not there and what is not shown alike."""
    rows = (
        Subject.objects.for_scope(for_).select_related("area", "address").annotate(covered=answered.covers("subject"))
    )
    return (rows if for_.may("registry.see") else rows.none()).one(id=subject_id)


def subjects(
    for_: Scope,
    *,
    kind: str = "",
    nature: str = "",
    split: str = "",
    stage: str = "",
    tag: str = "",
    area_id: int | None = None,
    text: str = "",
    on: date | None = None,
) -> QuerySet[Subject]:
    """Return subjects in sight that are not void, in the order of their codes; a list filters, pages and counts it.

    `area_id` includes everything below it; `on` keeps those on the register that day; `text` is looked for in
    names and places; `stage` is that of one scenario ("investment.landed"), as they stand on that day.
    """
    rows = Subject.objects.for_scope(for_).filter(void_at=None).select_related("area")
    if not for_.may("registry.see"):
        return rows.none()
    wanted = {"kind": kind, "nature": nature, "split": split}
    rows = rows.filter(**{key: value for key, value in wanted.items() if value})
    if area_id is not None:
        rows = rows.filter(area_id__in=grid.below(for_.office_id, area_id))
    if on:
        rows = rows.valid_on(on)
    if stage:
        rows = rows.filter(id__in=_staged(for_.office_id, Ref.read(stage), on))
    if tag:
        rows = rows.filter(id__in=_tagged(for_.office_id, tag, on))
    if text.strip():
        rows = rows.filter(id__in=search.owner_ids(text, for_, "subject"))
    return rows.order_by("kind", "code")


def _tagged(office_id: int, tag: str, on: date | None) -> QuerySet:
    rows = Tag.objects.filter(office_id=office_id, tag=tag, void_at=None)
    return (rows.valid_on(on) if on else rows.filter(valid_to=None)).values("subject_id")


def as_typed(subject: Subject) -> None:
    """Put the words of a subject that is only shown as they were typed; who looks and why was written down."""
    whole = answered.opener(subject.office_id, "subject", subject.id)
    subject.name, subject.place_text = whole(subject.name), whole(subject.place_text)
    subject.attributes = telltale.each(subject.attributes, whole)


def find_by_identifier(text: str, for_: Scope) -> list[Subject]:
    """Find subjects by a whole identity number, credit code or telephone, through the blind index.

    Their own, or one that stands masked in what was written of them.
    """
    if not for_.may("registry.see"):
        return []
    keys = vault.of(for_.office_id)
    wanted = Q()
    for kind in rules.SECRETS:
        try:
            clean = rules.clean_secret(kind, text)
        except Refused:
            continue
        wanted |= Q(kind=kind, blind=keys.blind(kind, clean.value))
    bearing = Q(id__in=answered.bearing(text, for_.office_id, "subject"))
    if wanted:
        bearing |= Q(id__in=Secret.objects.filter(wanted, office_id=for_.office_id).values("subject_id"))
    return list(Subject.objects.for_scope(for_).filter(bearing, void_at=None).select_related("area"))


def damaged_secrets(office_id: int) -> Iterator[tuple[str, str]]:
    """Yield (what it is, code of the subject) of sealed identifiers that do not open, or not as what finds them."""
    keys = vault.of(office_id)
    rows = Secret.objects.filter(office_id=office_id).select_related("subject")
    for row in rows.iterator(chunk_size=5000):
        if not keys.holds(row.sealed, vault.place(row.subject_id, row.kind), row.kind, row.blind):
            yield rules.SECRETS[row.kind], row.subject.code


def _staged(office_id: int, stage: Ref, on: date | None) -> QuerySet:
    rows = StageSpan.objects.filter(office_id=office_id, scenario=stage.scenario, stage=stage.key, void_at=None)
    return (rows.valid_on(on) if on else rows.filter(left_on=None)).values("subject_id")


def open_stages(ids: Collection[int]) -> dict[int, dict[str, str]]:
    """Say where subjects stand in each of their scenarios: id -> scenario -> stage."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = StageSpan.objects.filter(subject_id__in=ids, left_on=None, void_at=None).order_by("entered_on", "id")
    for subject_id, scenario, stage in rows.values_list("subject_id", "scenario", "stage"):
        found[subject_id][scenario] = stage
    return found


def may_keep(by: Actor, kind: str, on: date) -> bool:
    """Say whether a person enters and changes subjects of a kind: all of them, or those that are theirs to keep.

    Theirs are the kinds of scenarios whose duties send their role, or which their own unit owns (`care.owner`).
    """
    if by.is_system or by.scope.may("registry.edit"):
        return True
    if not by.scope.may("registry.keep"):
        return False
    units = {row.name for row in office.units(by.scope) if row.id in by.scope.unit_ids}
    mine = (one for one in office.adopted(by.office_id, on).values() if one.subject and one.subject.kind == kind)
    return any(one.care.owner in units or any(duty.who in by.roles for duty in one.duties.values()) for one in mine)


def called(for_: Scope, text: str, natures: Collection[str], most: int = 20) -> list[Subject]:
    """Find who in sight is meant by a code, a name or a place; the one of the code or of the whole name alone."""
    rows = Subject.objects.for_scope(for_).filter(void_at=None, valid_to=None, nature__in=natures)
    rows = rows.select_related("area").order_by("code")
    text = text.strip()
    if not text or not for_.may("registry.see"):
        return []
    exact = list(rows.filter(Q(code=text) | Q(name=text))[:most])
    return exact or list(rows.filter(id__in=search.owner_ids(text, for_, "subject"))[:most])


def just_admitted(by: Actor, subject: Subject, at: datetime) -> bool:
    """Say whether this person admitted the subject in the last ten minutes, and may take that back."""
    if at - subject.recorded_at > timedelta(minutes=11):
        return False
    return journal.just_did(by, "registry.admitted", "subject", subject.id, at) is not None


def live(for_: Scope, ids: Iterable[int | None]) -> dict[int, Subject]:
    """Return subjects in sight that are not void, by id: those that other rooms write about."""
    wanted = [one for one in ids if one]
    return Subject.objects.for_scope(for_).filter(void_at=None).in_bulk(wanted) if wanted else {}


def under_duty(office_id: int, kind: str, bearing: Iterable[Collection[str]], on: date) -> OfficeRows:
    """Find subjects of a kind that are not void and bear, on a day, one tag of each group."""
    rows = Subject.objects.filter(office_id=office_id, kind=kind, void_at=None)
    for tags in bearing:
        rows = rows.filter(id__in=dated_tags(office_id, tags).valid_on(on).values("subject_id"))
    return rows


def dated_tags(office_id: int, tags: Iterable[str]) -> OfficeRows:
    """Find every bearing of these tags, past and future ones too."""
    return Tag.objects.filter(office_id=office_id, tag__in=list(tags), void_at=None)


def came_or_went(rows: QuerySet, since: date, on: date) -> bool:
    """Say whether subjects or tags came into force or went out of it after `since`, up to `on`."""
    fresh = Q(valid_from__gt=since, valid_from__lte=on) | Q(valid_to__gt=since, valid_to__lte=on)
    return rows.filter(fresh).exists()


def stages_on(office_id: int, scenario: str, on: date) -> dict[int, str]:
    """Say in which stage of a scenario each subject was on a day."""
    rows = StageSpan.objects.filter(office_id=office_id, scenario=scenario, void_at=None, entered_on__lte=on)
    return dict(rows.filter(Q(left_on=None) | Q(left_on__gt=on)).values_list("subject_id", "stage"))


def of_code(office_id: int, kind: str, code: str) -> Subject | None:
    """Find the live subject of a code, of any kind where `kind` is ""."""
    rows = Subject.objects.filter(office_id=office_id, code=code, void_at=None)
    return (rows.filter(kind=kind) if kind else rows).first()


def milestone(subject: Subject, key: str) -> Milestone | None:
    """Find one dated promise of a project."""
    return Milestone.objects.filter(subject=subject, key=key).first()


def by_codes(for_: Scope, kind: str, codes: Sequence[str]) -> dict[str, int]:
    """Return live subjects in sight by their codes: code -> id."""
    rows = Subject.objects.for_scope(for_).filter(kind=kind, code__in=codes, void_at=None)
    return dict(rows.values_list("code", "id"))


def kind_counts(for_: Scope, on: date) -> list[tuple[str, str, int]]:
    """Say how many subjects in sight are on the register that day: (kind, nature, count), in the order of kinds."""
    rows = Subject.objects.for_scope(for_).filter(void_at=None).valid_on(on)
    if not for_.may("registry.see"):
        return []
    return list(rows.values_list("kind", "nature").annotate(n=Count("id")).order_by("kind"))


def subject_id_of(what: str, row_id: int, for_: Scope) -> int:
    """Return the subject that a tag, stage or milestone belongs to. Errors: Refused registry.R404."""
    model = {"tag": Tag, "stage": StageSpan, "milestone": Milestone}.get(what)
    rows = model.objects.for_scope(for_).filter(id=row_id) if model else Tag.objects.none()
    return subject(rows.values_list("subject_id", flat=True).first() or 0, for_).id


@dataclass(frozen=True)
class DoorRow:
    """One dwelling of an estate: its building, whether a household is recorded there, when it was last verified."""

    id: int
    building: str
    name: str
    vacant: bool
    household: bool
    verified_on: date | None


def doors(estate: Subject, for_: Scope) -> list[DoorRow]:
    """Return every dwelling of an estate, building by building.

    A dwelling belongs to it by relation (part of it, or of one of its buildings) or by its address: the codes of the
    estate's buildings begin with its own. No more questions for more doors than five and one for each 500.
    """
    buildings = dict(_parts([estate.id], for_).exclude(nature="dwelling").values_list("id", "name"))
    above = _part_of([estate.id, *buildings])
    addresses = grid.addresses_of(for_, f"{estate.code}-")
    mine = Q(id__in=list(above)) | Q(address_id__in=addresses)
    rows = (
        Subject.objects.for_scope(for_).filter(mine, nature="dwelling", void_at=None, valid_to=None).order_by("code")
    )
    dwellings = list(rows)
    lived_in = _households([row.id for row in dwellings])
    vacant = set(_tagged(for_.office_id, rules.VACANT, None).values_list("subject_id", flat=True))

    def building(row: Subject) -> str:
        return buildings.get(above.get(row.id, 0)) or addresses.get(row.address_id or 0, estate.name)

    return [
        DoorRow(
            row.id,
            building(row),
            row.place_text or row.name,
            row.id in vacant,
            row.id in lived_in,
            max(filter(None, (row.verified_on, lived_in.get(row.id))), default=None),
        )
        for row in dwellings
    ]


@dataclass(frozen=True)
class Spread:
    """Where a kind is missing of which every grid should have one: grids without, with several, ones in no grid."""

    grids: int
    without: Sequence[grid.Piece]
    several: Sequence[tuple[grid.Piece, int]]
    nowhere: Sequence[Subject]

    @property
    def whole(self) -> bool:
        """Whether it may be said that every grid has its own."""
        return not (self.without or self.several or self.nowhere)


def spread(for_: Scope, kind: str, on: date) -> Spread:
    """Lay the subjects of a kind over the grids in sight (一网格一支部), as they stand on a day."""
    rows = list(subjects(for_, kind=kind, on=on))
    held = Counter(row.area_id for row in rows)
    grids = [area for area in grid.tree(for_, on) if area.kind == "grid"]
    known = {area.id for area in grids}
    return Spread(
        len(grids),
        [area for area in grids if not held[area.id]],
        [(area, held[area.id]) for area in grids if held[area.id] > 1],
        [row for row in rows if row.area_id not in known],
    )


def _parts(of: Sequence[int], for_: Scope) -> QuerySet[Subject]:
    inside = _standing("part_of", of).values("subject_id")
    return Subject.objects.for_scope(for_).filter(id__in=inside, void_at=None, valid_to=None)


def _part_of(ids: Sequence[int]) -> dict[int, int]:
    return dict(_standing("part_of", ids).values_list("subject_id", "other_id"))


def _standing(kind: str, others: Sequence[int]) -> QuerySet[Relation]:
    return Relation.objects.filter(kind=kind, other_id__in=others, valid_to=None, void_at=None)


def _households(dwellings: Sequence[int]) -> dict[int, date | None]:
    """Dwellings with somebody in them: id -> the day the household was last verified."""
    found: dict[int, date | None] = {}
    for at in range(0, len(dwellings), 500):
        rows = _standing("lives_in", dwellings[at : at + 500])
        found |= dict(rows.filter(subject__void_at=None).values_list("other_id", "subject__verified_on"))
    return found


# what hangs on a subject --------------------------------------------------------------------


def masked(subject: Subject) -> dict[str, str]:
    """Return its identifiers as everybody sees them: kind -> masked."""
    return dict(Secret.objects.filter(subject=subject).order_by("kind").values_list("kind", "masked"))


def revealed(subject: Subject, for_: Scope, at: datetime) -> dict[str, str]:
    """Return the identifiers that this person opened within the last minutes: kind -> whole."""
    rows = Reveal.objects.filter(subject=subject, staff_id=for_.staff_id or 0, at__gt=at - rules.SHOWN_FOR)
    keys, wanted = vault.of(subject.office_id), set(rows.values_list("kind", flat=True))
    held = Secret.objects.filter(subject=subject, kind__in=wanted) if wanted else []
    return {one.kind: keys.open(one.sealed, vault.place(subject.id, one.kind)) for one in held}


def reveals_in_last_hour(for_: Scope, at: datetime) -> int:
    """Say how many values this person has revealed in the hour before `at`."""
    since = at - timedelta(hours=1)
    return Reveal.objects.filter(office_id=for_.office_id, staff_id=for_.staff_id or 0, at__gt=since).count()


def tags(subject: Subject, for_: Scope) -> list[Tag]:
    """Return its tags in sight, those in force first."""
    rows = Tag.objects.for_scope(for_).filter(subject=subject, void_at=None)
    return list(rows.order_by("valid_to", "-valid_from"))


def relations(subject: Subject, for_: Scope) -> list[Relation]:
    """Say what it is and was related to, both ways, as far as the other end is in sight; what stands comes first."""
    touching = Relation.objects.filter(office_id=for_.office_id, void_at=None)
    touching = touching.filter(Q(subject=subject) | Q(other=subject)).select_related("subject", "other")
    rows = sorted(touching.order_by("kind", "id"), key=lambda row: row.valid_to is not None)
    ends = {row.subject_id for row in rows} | {row.other_id for row in rows}
    seen = set(Subject.objects.for_scope(for_).filter(id__in=ends).values_list("id", flat=True))
    return [row for row in rows if {row.subject_id, row.other_id} <= seen]


def relation(relation_id: int, subject_id: int, for_: Scope) -> Relation:
    """Return one relation of a subject, both ends in sight. Errors: Refused registry.R404."""
    found = (row for row in relations(subject(subject_id, for_), for_) if row.id == relation_id)
    row = next(found, None)
    if row is None:
        raise Refused("registry.R4041", "没有找到这条关系，或它不在您的查看范围内。", "请刷新对象页面后重试。")
    return row


def stages(subject: Subject, for_: Scope) -> list[StageSpan]:
    """Return the stages in sight that it went through, newest first."""
    rows = StageSpan.objects.for_scope(for_).filter(subject=subject, void_at=None)
    return list(rows.order_by("-entered_on", "-id"))


def milestones(subject: Subject) -> list[Milestone]:
    """Return its dated promises, with every forecast ever made."""
    return list(Milestone.objects.filter(subject=subject).prefetch_related("forecasts").order_by("planned_on", "id"))


def attributes(subject: Subject, on: date) -> list[tuple[Field | str, object]]:
    """Return its answers with their fields, in the order of the scenarios; a removed field is named by its key."""
    fields = fields_of_kinds(subject.office_id, on).get(subject.kind, {})
    known = [(field, subject.attributes[key]) for key, field in fields.items() if key in subject.attributes]
    return known + [(key, value) for key, value in subject.attributes.items() if key not in fields]


# what scenarios say of subjects -------------------------------------------------------------


def fields_of_kinds(office_id: int, on: date) -> dict[str, dict[str, Field]]:
    """Say what the adopted scenarios ask of each kind of subject: kind -> field key -> field.

    One kind may serve several scenarios (a merchant: food, fire, gas); a field counts where any of them counts it.
    """
    found: dict[str, dict[str, Field]] = defaultdict(dict)
    for part in _subject_parts(office_id, on):
        for key, field in part.attributes.items():
            known = found[part.kind].get(key)
            found[part.kind][key] = known if known and known.counted else field
    return dict(found)


def split_questions(office_id: int, on: date) -> dict[str, list[tuple[str, frozenset[str]]]]:
    """Say which questions fill the finer class of each kind, and with which words: kind -> [(field key, classes)]."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for part in _subject_parts(office_id, on):
        if part.split_by in part.attributes:
            found[part.kind].append((part.split_by, frozenset(part.splits)))
    return dict(found)


def known_tags(office_id: int, on: date) -> frozenset[str]:
    """Return every tag that an adopted scenario keeps or selects by."""
    return frozenset(tag_titles(office_id, on))


def tag_titles(office_id: int, on: date) -> dict[str, str]:
    """Tag -> what the office calls it."""
    titles: dict[str, str] = {tag: title for tags in rules.COMMON_TAGS.values() for tag, title in tags.items()}
    for part in _subject_parts(office_id, on):
        if part.tag:
            titles.setdefault(part.tag, part.title)
        titles |= part.tags
    return titles


def kind_titles(office_id: int, on: date) -> dict[str, str]:
    """Return kind -> what the office calls it; the first scenario that names it decides."""
    titles: dict[str, str] = {}
    for part in _subject_parts(office_id, on):
        titles.setdefault(part.kind, part.title)
    return titles


def natures(office_id: int, on: date) -> dict[str, set[str]]:
    """Say what each kind is, by the scenarios in force and by what every register has: kind -> natures."""
    found: dict[str, set[str]] = defaultdict(set)
    for part in _subject_parts(office_id, on):
        found[part.kind].add(part.nature)
    for kind, nature in rules.COMMON.items():
        found[kind] = found[kind] or {nature}
    return dict(found)


def nature_of(for_: Scope, kind: str, on: date) -> str:
    """Say what a kind is; of one that no scenario looks at any more, what its rows are; "" for one there is not."""
    known = natures(for_.office_id, on).get(kind)
    if known:
        return min(known)
    return Subject.objects.for_scope(for_).filter(kind=kind).values_list("nature", flat=True).first() or ""


def split_titles(office_id: int, on: date) -> dict[str, dict[str, str]]:
    """Return kind -> split -> what the office calls it."""
    titles: dict[str, dict[str, str]] = defaultdict(dict)
    for part in _subject_parts(office_id, on):
        titles[part.kind] |= {key: kind.title for key, kind in part.splits.items()}
    return dict(titles)


def _subject_parts(office_id: int, on: date) -> Sequence:
    return [scenario.subject for scenario in office.adopted(office_id, on).values() if scenario.subject]
