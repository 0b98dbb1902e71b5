"""What must be right about a record before it is kept. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from gewu.kernel.types import Refused
from gewu.scenario.grammar import Check, RecordPart, Scenario
from gewu.scenario.rules import applicable

RESULTS = {"pass": "合格", "fail": "不合格", "na": "不适用"}
#: recorded more than so many days after it happened: 补录
LATE_AFTER_DAYS = 3


@dataclass(frozen=True)
class NewRecord:
    """What was done and seen, before it has a number.

    form        kind of record, where the scenario has several
    checks      item of the checklist -> pass, fail, na
    entered_at  when it was entered, for imports; else the moment of the act
    staff_id    who made it; else who acts
    files       photos: {"sha256", "what": "before" | "after", …}
    """

    scenario: str
    happened_at: datetime
    subject_id: int | None = None
    form: str = ""
    area_id: int | None = None
    unit_id: int | None = None
    staff_id: int | None = None
    answers: Mapping[str, object] = field(default_factory=dict)
    checks: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    said: str = ""
    campaign_id: int | None = None
    files: Sequence[Mapping[str, object]] = ()
    entered_at: datetime | None = None
    edition: str = ""

    def each(self, do: Callable[[str], str]) -> NewRecord:
        """Return this with its free words as `do` writes them."""
        return replace(self, title=do(self.title), said=do(self.said))


def voids_alone(made_by: int | None, happened_on: date, staff_id: int | None, today: date) -> bool:
    """Say whether somebody voids a record alone: their own, on its day. The platform itself does (None)."""
    return staff_id is None or (made_by == staff_id and happened_on == today)


def part_of(scenario: Scenario) -> RecordPart:
    """Return the record section of a scenario that has one; a record never stands on another."""
    assert scenario.record is not None, scenario.scenario
    return scenario.record


def clean_form(part: RecordPart, form: str) -> str:
    """Return the form of the record; Refused records.R110 for one the scenario does not have."""
    if not part.forms:
        return ""
    if form in part.forms:
        return form
    raise Refused(
        "records.R110", "请选择记录种类。", "可选：" + "、".join(part.forms.values()) + "。", {"form": "请选择"}
    )


def clean_checks(part: RecordPart, split: str, form: str, said: Mapping[str, str]) -> dict[str, str]:
    """Return the checklist, each item that is asked answered; Refused records.R111 with the others."""
    asked = applicable(part, split, form)
    words = {title: key for key, title in RESULTS.items()}
    given = {key: words.get(value, value) for key, value in said.items() if value}
    wrong = {key: "本次不查这一项" for key in given if key not in asked}
    wrong |= {key: "请选择合格、不合格或不适用" for key in asked if given.get(key) not in RESULTS}
    if wrong:
        raise Refused("records.R111", f"检查项有{len(wrong)}处没有填好，没有保存。", "逐项填写后再提交。", wrong)
    return {key: given[key] for key in asked}


def failed(scenario: Scenario, checks: Mapping[str, str]) -> list[Check]:
    """Return the items that failed, in the order of the checklist."""
    return [check for key, check in part_of(scenario).checks.items() if checks.get(key) == "fail"]


def is_late(happened_on: date, entered_on: date) -> bool:
    """Say whether a record is 补录: entered more than three days after it happened."""
    return (entered_on - happened_on).days > LATE_AFTER_DAYS


def no_same_photo(files: Sequence[Mapping[str, object]]) -> None:
    """Refuse (records.R112) an after-photo that is the before-photo (SHA-256)."""
    before = {file["sha256"] for file in files if file.get("what") != "after"}
    if before & {file["sha256"] for file in files if file.get("what") == "after"}:
        raise Refused(
            "records.R112",
            "复查照片与检查前是同一张，没有保存。",
            "请上传复查时重新拍的照片。",
            {"files": "与之前相同"},
        )
