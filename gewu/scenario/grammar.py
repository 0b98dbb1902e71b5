"""What a scenario can say, as frozen nouns. The reader makes them, every room reads them, nobody changes them.

Words of the file are the attribute names. Mappings keep the order of the file. `Limit` is kernel.clocks.Limit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gewu.kernel.clocks import Limit
from gewu.kernel.numerals import PLAIN, Say

DOMAINS = ("social", "urban", "safety", "service", "economy", "party", "office")
NATURES = ("person", "household", "dwelling", "place", "thing", "organisation", "project")
FIELD_TYPES = ("text", "long_text", "yes_no", "whole_number", "money", "decimal", "date", "choice", "choices")
EVERY = ("day", "week", "month", "quarter", "half", "year", "once")
IS = ("new", "running", "paused", "done", "void")
MARKS = ("received", "accepted", "dispatched", "signed", "verified", "closed")


@dataclass(frozen=True)
class Source:
    key: str
    title: str
    articles: tuple[int | str, ...] = ()
    note: str = ""  # a placeholder says so here


@dataclass(frozen=True)
class Care:
    owner: str
    written_by: str
    checked_by: str
    reviewed: date
    next_review: date
    state: str  # draft | trial | ready


@dataclass(frozen=True)
class Field:
    """One question. Numbers are integers in the smallest unit: money in fen, decimal in 10^-digits of `unit`."""

    key: str
    say: str
    type: str
    unit: str = ""
    digits: int = 0
    options: Mapping[str, str] = field(default_factory=dict, hash=False)
    between: tuple[int, int] | None = None
    needed: bool = False
    personal: bool = False
    only: tuple[str, ...] = ()  # kinds (split) of subject that are asked
    counted: bool = False  # kept as fact rows: set by the reader where an indicator uses the field
    forms: tuple[str, ...] = ()  # record forms that ask it; empty: all


@dataclass(frozen=True)
class Kind:
    key: str
    title: str
    at_most: Mapping[str, int] = field(default_factory=dict, hash=False)
    at_least: Mapping[str, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Subject:
    """KNOW. `kind` is registry.Subject.kind; `tag` narrows to subjects that bear it; `kinds` are values of `split`."""

    nature: str  # file word: is
    kind: str
    title: str
    tag: str = ""
    split_by: str = ""
    kinds: Mapping[str, Kind] = field(default_factory=dict, hash=False)
    attributes: Mapping[str, Field] = field(default_factory=dict, hash=False)
    tags: Mapping[str, str] = field(default_factory=dict, hash=False)  # tags this scenario keeps: key -> title
    stages: Mapping[str, str] = field(default_factory=dict, hash=False)  # in order: key -> title
    milestones: Mapping[str, str] = field(default_factory=dict, hash=False)  # key -> title
    space: str = ""  # confidential space; "" ordinary
    measure_word: str = "个"
    source: str = ""


@dataclass(frozen=True)
class Visit:
    """GO. One rule: which kinds (empty: all others), how often, who. `key` is "all" or the first kind's key."""

    key: str
    every: str
    who: str  # role word
    kinds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    season: tuple[str, str] | None = None  # ("05-25", "06-30"), both days included
    source: str = ""


@dataclass(frozen=True)
class Check:
    key: str
    say: str
    fails_as: str  # a grade of the matter section
    source: str = ""
    only: tuple[str, ...] = ()


@dataclass(frozen=True)
class RecordPart:
    """SEE. `forms` are kinds of record (central_group, study_day); empty: one nameless form."""

    noun: str
    measure_word: str
    forms: Mapping[str, str] = field(default_factory=dict, hash=False)
    asks: Mapping[str, Field] = field(default_factory=dict, hash=False)
    checks: Mapping[str, Check] = field(default_factory=dict, hash=False)
    source: str = ""


@dataclass(frozen=True)
class Grade:
    key: str
    title: str
    within: Limit
    warn: Limit | None = None
    refer_to: str = ""
    stages: tuple[tuple[str, Limit], ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Category:
    key: str
    title: str
    grade: str = ""
    photo: bool = False  # an after-photo is needed to close (E1-R26)
    emergency: str = ""  # 110/119/120/122: handed over at once (E1-R12)
    again: str = ""  # the category it becomes when the same matter comes back (初信初访 → 重复信访)


@dataclass(frozen=True)
class Step:
    key: str
    title: str
    state: str  # file word: is
    marks: tuple[str, ...] = ()
    who: str = ""
    then: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()  # words, photo, rechecked_by, callback, or a field of matter.asks


@dataclass(frozen=True)
class MatterPart:
    """FIX."""

    noun: str
    measure_word: str
    title: str  # "消防隐患：{check}"; slots: check, category, subject, place
    verify: str  # "each" | "none" | "sample 10%"
    path: Mapping[str, Step] = field(hash=False)
    grades: Mapping[str, Grade] = field(hash=False)
    categories: Mapping[str, Category] = field(default_factory=dict, hash=False)
    channels: Mapping[str, str] = field(default_factory=dict, hash=False)
    levels: Mapping[str, str] = field(default_factory=dict, hash=False)
    asks: Mapping[str, Field] = field(default_factory=dict, hash=False)
    sign_within: Limit | None = None
    object_within: Limit | None = None
    bounce_limit: int = 2
    extensions_at_most: int = 1
    pause_reasons: Mapping[str, str] = field(default_factory=dict, hash=False)
    pause_at_most: Limit | None = None
    recur_within_days: int = 30
    number_prefix: str = ""
    overdue_tell: tuple[str, ...] = ()
    overdue_then: str = ""
    space: str = ""
    source: str = ""

    @property
    def first(self) -> Step:
        """The step a new matter starts in: the first of the path."""
        return next(iter(self.path.values()))


@dataclass(frozen=True)
class Programme:
    key: str
    title: str
    standard: tuple[int, int] | None = None  # monthly fen per head, least and most: alarm outside
    source: str = ""


@dataclass(frozen=True)
class PaymentPart:
    programmes: Mapping[str, Programme] = field(hash=False)


@dataclass(frozen=True)
class SeriesItem:
    """报送数: stated by somebody else or not countable; needs a source and a signature."""

    key: str
    title: str
    unit: str
    from_whom: str
    digits: int = 0
    note: str = ""


@dataclass(frozen=True)
class Condition:
    """One filter of an indicator.

    `on` is a dimension word (channel, category, grade, level, kind, stage, tag, programme, split, form, scenario,
    domain, subject) or "field"; then `field` names it. A yes_no field is compared with 1 and 0.
    `operator` is one of in, not_in, over, at_most, at_least, is.
    """

    on: str
    operator: str
    values: tuple[str | int, ...]
    field: str = ""


@dataclass(frozen=True)
class Target:
    at_least: int | None = None
    at_most: int | None = None
    source: str = ""


@dataclass(frozen=True)
class Indicator:
    """COUNT. Exactly one of the shapes:

    count    measure                  number of rows (or distinct) of `measure`
    sum      measure + `sum_field`    adds the fact field (or the measure's own amount when sum_field is "")
    share    measure / of             per cent; both filtered by `where`, the whole by `of_where` instead when given
    per      measure / per            quotient times `per_times` (hundred visits)
    recorded `recorded`               an attribute or a milestone date of one subject
    observed `observed`               a 报送数 of `series`
    """

    key: str
    title: str
    shape: str
    unit: str
    better: str  # higher | lower | neither
    measure: str = ""
    sum_field: str = ""
    of: str = ""
    per: str = ""
    per_times: int = 1
    where: tuple[Condition, ...] = ()
    of_where: tuple[Condition, ...] | None = None
    across: tuple[str, ...] = ()  # other scenarios counted with this one; ("*",) all of the three domains
    recorded: Mapping[str, str] = field(default_factory=dict, hash=False)  # subject, field|milestone, take
    observed: str = ""
    by: tuple[str, ...] = ()
    target: Target | None = None
    say: Say = PLAIN
    note: str = ""  # 口径 in one line
    public_total: bool = False  # whole-office total may be shown to all; rows then 明细受限
    digits: int = 0


@dataclass(frozen=True)
class ReportPart:
    """TELL. Slots: {period} {indicator} {indicator.value} {indicator.share} {indicator.of} {indicator.verdict}."""

    heading: str
    says: str
    says_when_nothing_due: str = ""
    table_rows: str = ""
    table_columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Example:
    """A worked example: what is given, and what must come out of the rules."""

    say: str
    given: Mapping[str, Any] = field(hash=False)  # kind, tags, day, failed, category, grade
    expects: Mapping[str, Any] = field(hash=False)  # opens, hidden, visits, due, warn


@dataclass(frozen=True)
class Document:
    """A paper the scenario prints: key and title (rectification_notice, routing_slip, …)."""

    key: str
    title: str


@dataclass(frozen=True)
class Scenario:
    scenario: str
    edition: str
    title: str
    domain: str
    why: str
    care: Care
    english: str = ""
    state_note: str = ""
    sources: Mapping[str, Source] = field(default_factory=dict, hash=False)
    master: str = "ours"  # ours | theirs
    master_system: str = ""
    subject: Subject | None = None
    visits: tuple[Visit, ...] = ()
    record: RecordPart | None = None
    matter: MatterPart | None = None
    payment: PaymentPart | None = None
    series: Mapping[str, SeriesItem] = field(default_factory=dict, hash=False)
    indicators: Mapping[str, Indicator] = field(default_factory=dict, hash=False)
    report: ReportPart | None = None
    documents: Mapping[str, Document] = field(default_factory=dict, hash=False)
    readers: tuple[str, ...] = ()  # access.readers: roles; empty: everyone in scope
    renames: Mapping[str, str] = field(default_factory=dict, hash=False)
    examples: tuple[Example, ...] = ()
    text: str = field(default="", repr=False, compare=False)
