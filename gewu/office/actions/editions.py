"""Editions of scenarios: 拟稿 → 审核 by a second person → 启用."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from gewu.journal import actions as journal
from gewu.journal import versions
from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused
from gewu.office import editions
from gewu.office.models import Adoption
from gewu.office.queries.days import calendar
from gewu.scenario import checking, packs, reader
from gewu.scenario.grammar import Scenario
from gewu.scenario.problems import Problem
from gewu.scenario.reader import ScenarioErrors


@transaction.atomic
def draft_edition(*, by: Actor, at: datetime, text: str) -> Adoption:
    """Keep the text of a new edition as a draft.

    Errors: Refused office.R210 with every problem of the text; office.R211 when the edition exists already.
    """
    by.must("scenarios.draft", ask="文字岗或科室负责人")
    text, scenario = _read(text)
    if Adoption.objects.filter(office_id=by.office_id, scenario=scenario.scenario, edition=scenario.edition).exists():
        words = f"“{scenario.title}”的{scenario.edition}版已经有了，没有保存。"
        raise Refused("office.R211", words, "请在文件里换一个版本号（edition）。")
    row = Adoption(office_id=by.office_id, drafted_by_id=by.staff_id, drafted_at=at)
    return _keep(row, scenario, text, "office.edition_drafted", by, at)


@transaction.atomic
def save_draft(*, by: Actor, at: datetime, adoption_id: int, text: str) -> Adoption:
    """Replace the text of a draft, which may still have problems; what was sent on is never changed (office.R212)."""
    by.must("scenarios.draft", ask="文字岗或科室负责人")
    row = _edition(by, adoption_id, "draft")
    text = packs.whole(text)
    scenario, wrong = reader.draft(text)
    if scenario is None:
        raise _refused(wrong)
    if (scenario.scenario, scenario.edition) != (row.scenario, row.edition):
        raise Refused("office.R213", "场景名和版本号与原稿不一致，没有保存。", "要换版本号，请另存为新版本。")
    return _keep(row, scenario, text, "office.edition_saved", by, at)


@transaction.atomic
def send_for_review(*, by: Actor, at: datetime, adoption_id: int) -> Adoption:
    """Send a draft to a second person.

    Errors: Refused office.R215 with every problem of the text, its worked examples among them.
    """
    by.must("scenarios.draft", ask="文字岗或科室负责人")
    row = _edition(by, adoption_id, "draft")
    _must_hold(row)
    row.state = "review"
    return _save(row, ["state"], "office.edition_sent", by, at)


@transaction.atomic
def review(*, by: Actor, at: datetime, adoption_id: int, agreed: bool, words: str = "") -> Adoption:
    """Look at another's draft: agreed, it may be adopted; otherwise it goes back with words.

    Errors: Refused office.R214 when it is one's own.
    """
    by.must("scenarios.review", ask="科室负责人或分管领导")
    row = _edition(by, adoption_id, "review")
    _must_be_another(row, by)
    row.state = "review" if agreed else "draft"
    row.reviewed_by_id = by.staff_id if agreed else None
    row.reviewed_at = at if agreed else None
    detail = {"agreed": agreed, "words": words[:200]}
    return _save(row, ["state", "reviewed_by", "reviewed_at"], "office.edition_reviewed", by, at, detail)


@transaction.atomic
def adopt(*, by: Actor, at: datetime, adoption_id: int, from_on: date | None = None) -> Adoption:
    """Put an edition in force from a day; the one before it ends that day, open matters stay on theirs.

    Who adopts may be the reviewer, never the author (office.R214). The system adopts without review
    (`gewu start`, `gewu demo`). The text is checked again on the day: a calendar that changed since may have
    made a worked example wrong (office.R215).
    """
    by.must("scenarios.adopt", ask="分管领导")
    row = _edition(by, adoption_id, *(("draft", "review") if by.is_system else ("review",)))
    if row.reviewed_by_id is None and not by.is_system:
        _must_be_another(row, by)
        row.reviewed_by_id, row.reviewed_at = by.staff_id, at
    _must_hold(row)
    row.state, row.from_on = "active", from_on or local_day(at)
    _end_others(row)
    columns = ["state", "from_on", "reviewed_by", "reviewed_at"]
    return _save(row, columns, "office.edition_adopted", by, at, {"sha256": row.sha256, "from_on": str(row.from_on)})


@transaction.atomic
def retire(*, by: Actor, at: datetime, adoption_id: int, on: date | None = None) -> Adoption:
    """Take an edition out of force; its rows stay readable and its open matters run on."""
    by.must("scenarios.adopt", ask="分管领导")
    row = _edition(by, adoption_id, "active")
    row.state, row.to_on = "retired", on or local_day(at)
    return _save(row, ["state", "to_on"], "office.edition_retired", by, at)


def _read(text: str) -> tuple[str, Scenario]:
    """The text as it is kept, its path written out, and what it says."""
    try:
        text = packs.whole(text)
        return text, editions.read(text)
    except ScenarioErrors as wrong:
        raise _refused(wrong.problems) from wrong


def _refused(problems: Sequence[Problem]) -> Refused:
    places = {problem.place: f"{problem.words}{problem.hint}" for problem in problems}
    return Refused("office.R210", f"场景文本有{len(problems)}处问题，没有保存。", "请逐处改正。", places)


def _must_hold(row: Adoption) -> None:
    # A draft may be kept unfinished, and the calendar may have changed since.
    problems = checking.problems(row.text, calendar())
    if problems:
        said = "；".join(f"{problem.place}：{problem.words}{problem.hint}" for problem in problems)
        places = {problem.place: f"{problem.words}{problem.hint}" for problem in problems}
        raise Refused("office.R215", f"“{row.title}”的文本有{len(problems)}处不对，没有改动。", said, places)


def _edition(by: Actor, adoption_id: int, *states: str) -> Adoption:
    row = Adoption.objects.select_for_update().filter(office_id=by.office_id, id=adoption_id).first()
    if row is None or row.state not in states:
        raise Refused("office.R212", "这个版本现在不能这样办理，没有改动。", "请刷新页面，看它走到了哪一步。")
    return row


def _must_be_another(row: Adoption, by: Actor) -> None:
    if row.drafted_by_id is not None and row.drafted_by_id == by.staff_id:
        raise Refused("office.R214", "拟稿人不能审核自己的稿子，没有改动。", "请科室负责人或分管领导审核。")


def _end_others(row: Adoption) -> None:
    others = Adoption.objects.filter(office_id=row.office_id, scenario=row.scenario, state="active").exclude(id=row.id)
    others.update(state="retired", to_on=row.from_on)


def _keep(row: Adoption, scenario: Scenario, text: str, act: str, by: Actor, at: datetime) -> Adoption:
    row.scenario, row.edition, row.domain = scenario.scenario, scenario.edition, scenario.domain
    row.title, row.text, row.sha256 = scenario.title or row.title, text, editions.digest(text)
    return _save(row, None, act, by, at, {"sha256": row.sha256})


def _save(row: Adoption, columns: list[str] | None, act: str, by: Actor, at: datetime, detail=None) -> Adoption:
    row.save(update_fields=columns)
    versions.changed(by.office_id)
    said = {"scenario": row.scenario, "edition": row.edition} | (detail or {})
    journal.write(act, by=by, at=at, noun="adoption", row_id=row.id, detail=said)
    return row
