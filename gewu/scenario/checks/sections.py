"""Checks of know, go, see and pay: kinds, fields, frequencies, roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from gewu.scenario import vocabulary
from gewu.scenario.checks.report import Report
from gewu.scenario.grammar import Field, RecordPart, Scenario, Subject, Visit

NUMBERS = ("whole_number", "money", "decimal")
CHOICES = ("choice", "choices")


def check(scenario: Scenario, report: Report) -> None:
    _care(scenario, report)
    report.roles("access.readers", scenario.readers)
    if scenario.subject:
        _subject(scenario.subject, report)
    for place, visit in places_of_visits(scenario, report):
        _visit(visit, scenario.subject, place, report)
    _unique_visits(scenario, report)
    if scenario.record:
        _record(scenario.record, scenario, report)
    if scenario.matter:
        _fields("matter.asks", scenario.matter.asks, _kinds(scenario.subject), (), report)
    for key, programme in (scenario.payment.programmes if scenario.payment else {}).items():
        _ordered(f"payment.programmes.{key}.standard", programme.standard, report)
    _renames(scenario, report)


def _care(scenario: Scenario, report: Report) -> None:
    care = scenario.care
    if care.checked_by and care.written_by == care.checked_by:
        report.add("care.checked_by", "E521", "核的人与写的人是同一个。", "换一位同事核对。")
    if report.has("care") and care.next_review <= care.reviewed:
        report.add("care.next_review", "E522", "下次复核不晚于最近复核。", "把下次复核日期往后写。")
    if scenario.master == "theirs" and not scenario.master_system:
        report.add("master", "E523", "以对方系统为主，却没写是哪个系统。", "补上 master_system: 系统名称。")


def _kinds(subject: Subject | None) -> Mapping[str, object]:
    return subject.kinds if subject else {}


def _subject(subject: Subject, report: Report) -> None:
    _fields("subject.attributes", subject.attributes, subject.kinds, (), report)
    for key, kind in subject.kinds.items():
        if subject.attributes:  # without attributes the limits are for the reader's eye only
            for word in ("at_most", "at_least"):
                report.known(f"subject.kinds.{key}.{word}", "E505", "登记项", getattr(kind, word), subject.attributes)


# fields -------------------------------------------------------------------------------------


def _fields(
    at: str, fields: Mapping[str, Field], kinds: Mapping[str, object], forms: Iterable[str], report: Report
) -> None:
    reserved = {*vocabulary.DIMENSIONS, *vocabulary.SPLITS}
    for key, field in fields.items():
        place = f"{at}.{key}"
        if key in reserved:
            report.add(place, "E511", f"“{key}”是统计用的词，不能当问题的键。", f"换一个键，例如 {key}_noted。")
        report.known(f"{place}.only", "E504", "细类", field.only, kinds)
        report.known(f"{place}.forms", "E504", "记录种类", field.forms, set(forms))
        _field_type(place, field, report)


def _field_type(at: str, field: Field, report: Report) -> None:
    if not field.type:
        return
    if (field.type in CHOICES) != bool(field.options):
        words = "选择题没有选项。" if field.type in CHOICES else f"{field.type} 不用 options。"
        report.add(f"{at}.options", "E512", words, "options 与 type: choice 或 choices 同用。")
    if field.digits and field.type != "decimal":
        report.add(f"{at}.digits", "E512", "digits 只用于 decimal。", "删去 digits，或改 type: decimal。")
    if field.between and field.type not in NUMBERS:
        report.add(f"{at}.between", "E512", "between 只用于数字。", "删去 between。")
    _ordered(f"{at}.between", field.between, report)


def _ordered(at: str, pair: tuple[int, int] | None, report: Report) -> None:
    if pair and pair[0] > pair[1]:
        report.add(at, "E513", f"最小{pair[0]}大于最大{pair[1]}。", "前小后大。")


# visits -------------------------------------------------------------------------------------


def places_of_visits(scenario: Scenario, report: Report) -> list[tuple[str, Visit]]:
    """Pair each visit rule with its place in the file, in the order of building.scenario."""
    bases = [f"visit[{n}]" for n in range(1, len(scenario.visits) + 1) if report.has(f"visit[{n}]")] or ["visit"]
    places = []
    for base in bases:
        places.append(base)
        n = 1
        while report.has(f"{base}.more_often[{n}]"):
            places.append(f"{base}.more_often[{n}]")
            n += 1
    return list(zip(places, scenario.visits, strict=False))


def _visit(visit: Visit, subject: Subject | None, at: str, report: Report) -> None:
    if subject is None:
        report.add(at, "E514", "没有写 subject，不知道走访谁。", "补上 subject 一节。")
    if report.has(f"{at}.who"):
        report.roles(f"{at}.who", [visit.who])
    report.known(f"{at}.kinds", "E504", "细类", visit.kinds, _kinds(subject))
    if visit.season and not all(map(_is_month_day, visit.season)):
        report.add(f"{at}.season", "E508", "没有这样的月日。", "写成 [05-25, 06-30]。")
    if "more_often" in at and not (visit.kinds or visit.tags or visit.season):
        report.add(at, "E515", "没写哪些要更勤。", "补上 kinds、tags 或 season。")


def _is_month_day(text: str) -> bool:
    try:
        date.fromisoformat(f"2024-{text}")
    except ValueError:
        return not text  # unreadable ones have been noted already
    return True


def _unique_visits(scenario: Scenario, report: Report) -> None:
    named = Counter(kind for visit in scenario.visits for kind in visit.kinds if not (visit.season or visit.tags))
    for kind in [kind for kind, times in named.items() if times > 1]:
        report.add("visit", "E516", f"细类“{kind}”的频次写了两遍。", "每个细类只写在一条里。")


# records ------------------------------------------------------------------------------------


def _record(record: RecordPart, scenario: Scenario, report: Report) -> None:
    kinds, matter = _kinds(scenario.subject), scenario.matter
    _fields("record.asks", record.asks, kinds, record.forms, report)
    if record.checks and matter is None:
        report.add("record.checks", "E517", "有检查项却没有 matter，不合格无处登记。", "补上 matter 一节。")
    for key, item in record.checks.items():
        report.known(f"record.checks.{key}.only", "E504", "细类", item.only, kinds)
        if matter:
            report.known(f"record.checks.{key}.fails_as", "E314", "等级", [item.fails_as], matter.grades)


def _renames(scenario: Scenario, report: Report) -> None:
    fields: set[str] = set()
    fields |= set(scenario.subject.attributes) if scenario.subject else set()
    fields |= set(scenario.record.asks) | set(scenario.record.checks) if scenario.record else set()
    fields |= set(scenario.matter.asks) if scenario.matter else set()
    for old, new in scenario.renames.items():
        report.known(f"renames.{old}", "E505", "登记项", [new], fields)
