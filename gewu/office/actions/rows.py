"""Dated rows: the calendar, local rules, locked periods, registered forms."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gewu.journal import actions as journal
from gewu.journal import versions
from gewu.kernel.calendar import local_day, seed_days
from gewu.kernel.limits import Limit
from gewu.kernel.types import Actor, Refused
from gewu.office.actions import passwords
from gewu.office.models import AnnouncedYear, CalendarDay, FormRegister, PeriodLock, RuleRow
from gewu.office.queries.days import SEEDED
from gewu.office.queries.hand import at_hand


def seed_calendar(year: int) -> None:
    """Fill an empty calendar from the seed; one that has rows is the administrator's."""
    if CalendarDay.objects.exists():
        return
    seeds = {number: seed_days(number) for number in range(min(SEEDED[0], year), max(SEEDED[-1], year) + 1)}
    source = "国务院办公厅放假通知（holidays 程序包）"
    CalendarDay.objects.bulk_create(
        CalendarDay(day=day, is_workday=worked, name=name, source=source)
        for seed in seeds.values()
        for day, (worked, name) in seed.items()
    )
    AnnouncedYear.objects.bulk_create(
        AnnouncedYear(year=number, source=source) for number, seed in seeds.items() if seed
    )
    versions.changed(versions.SHARED)


@transaction.atomic
def set_day(*, by: Actor, at: datetime, day: date, is_workday: bool, name: str, source: str) -> CalendarDay:
    """State that a day is worked or off, with the notice it rests on. Deadlines already stored stay (E1-R21)."""
    by.must("office.accounts")
    said = {"is_workday": is_workday, "name": name, "source": source}
    row, _ = CalendarDay.objects.update_or_create(day=day, defaults=said)
    versions.changed(versions.SHARED)
    detail = {"day": str(day), "is_workday": is_workday, "source": source}
    journal.write("office.day_set", by=by, at=at, noun="calendar_day", row_id=row.id, detail=detail)
    return row


@transaction.atomic
def announce_year(*, by: Actor, at: datetime, year: int, source: str) -> AnnouncedYear:
    """State that the days off of a year are published: its deadlines are no longer provisional."""
    by.must("office.accounts")
    row, _ = AnnouncedYear.objects.get_or_create(year=year, defaults={"source": source})
    versions.changed(versions.SHARED)
    journal.write("office.year_announced", by=by, at=at, detail={"year": year, "source": source})
    return row


@transaction.atomic
def set_rule(
    *, by: Actor, at: datetime, scenario: str, key: str, value: object, source: str, from_on: date | None = None
) -> RuleRow:
    """Set a local value ("matter.grades.ordinary.within") from a day on, for new rows only (E1-R21).

    Errors: Refused office.R311 without a source, office.R315 for a limit of matters that is none.
    """
    by.must("scenarios.adopt", ask="分管领导")
    if not source.strip():
        raise Refused("office.R311", "没有写依据，没有保存。", "请填写文件名称和条款。", {"source": "请填写依据"})
    if key.startswith("matter."):
        _must_be_limit(value)
    from_on = from_on or local_day(at)
    older = RuleRow.objects.filter(office_id=by.office_id, scenario=scenario, key=key, to_on=None, from_on__lt=from_on)
    older.update(to_on=from_on)
    RuleRow.objects.filter(office_id=by.office_id, scenario=scenario, key=key, from_on=from_on).delete()
    row = RuleRow.objects.create(
        office_id=by.office_id, scenario=scenario, key=key, value=value, source=source, from_on=from_on
    )
    versions.changed(by.office_id)
    detail = {"scenario": scenario, "key": key, "value": value}
    journal.write("office.rule_set", by=by, at=at, noun="rule", row_id=row.id, detail=detail)
    return row


def _must_be_limit(value: object) -> None:
    try:
        Limit.parse(str(value))
    except ValueError as wrong:
        words = f"“{value}”不是时限，没有保存。"
        raise Refused("office.R315", words, "写成“3 workdays”“24 hours”这样。", {"value": "读不出时限"}) from wrong


@transaction.atomic
def lock_period(*, by: Actor, at: datetime, start: date, end: date) -> PeriodLock:
    """Lock [start, end): from now on nothing dated inside it is added or changed."""
    by.must("periods.lock", ask="分管领导")
    if end <= start:
        raise Refused("office.R312", "统计期的止日早于起日，没有锁定。", "请核对起止日期。")
    row = PeriodLock.objects.create(office_id=by.office_id, start=start, end=end, locked_by_id=by.staff_id)
    versions.changed(by.office_id)
    detail = {"start": str(start), "end": str(end)}
    journal.write("office.period_locked", by=by, at=at, noun="lock", row_id=row.id, detail=detail)
    return row


@transaction.atomic
def open_period(*, by: Actor, at: datetime, lock_id: int, reason: str) -> PeriodLock:
    """Unlock a period, which another person than the one who locked it does, with a reason.

    Errors: Refused office.R316 without a reason, R317 for who locked it, R318 for one that is open already.
    """
    by.must("periods.lock", ask="分管领导")
    row = PeriodLock.objects.for_scope(by.scope).select_for_update(of=("self",)).one(id=lock_id)
    if row.opened_at:
        raise Refused("office.R318", "这个统计期已经解锁，未作改动。", "请刷新页面。")
    if not reason.strip():
        cure = "例如：补录3月漏报的走访。"
        raise Refused("office.R316", "请写明解锁的原因，没有解锁。", cure, {"reason": "请写明原因"})
    if by.staff_id is not None and by.staff_id == row.locked_by_id:
        others = _others_who_may(by, at, "periods.lock")
        cure = f"可以解锁的有：{others}。" if others else "本单位没有别人有这个权限，请安全管理员先授权。"
        raise Refused("office.R317", "谁锁定的谁不能自己解锁，没有解锁。", cure)
    row.opened_at, row.opened_by_id, row.opened_because = at, by.staff_id, reason.strip()[:200]
    row.save(update_fields=["opened_at", "opened_by", "opened_because"])
    versions.changed(by.office_id)
    private = {"reason": row.opened_because}
    journal.write("office.period_opened", by=by, at=at, noun="lock", row_id=row.id, private=private)
    return row


def _others_who_may(by: Actor, at: datetime, permission: str, most: int = 5) -> str:
    """Name others who hold a permission that day."""
    ids = passwords.holders(by.office_id, at, permission) - {by.staff_id}
    people = at_hand(by.office_id).staff
    return "、".join(people[one].name for one in sorted(ids) if one in people)[: most * 20]


@transaction.atomic
def register_form(
    *,
    by: Actor,
    at: datetime,
    number: str,
    title: str,
    issuer: str,
    approval: str = "",
    expires_on: date | None = None,
    minutes: int = 0,
    rows_a_month: int = 0,
) -> FormRegister:
    """Register a form that an upper level asks for (E1-R41)."""
    by.must("figures.observe", ask="文字岗")
    if FormRegister.objects.filter(office_id=by.office_id, number=number).exists():
        raise Refused(
            "office.R313", f"表号“{number}”已登记，没有保存。", "请在减负看板中查看。", {"number": "表号重复"}
        )
    row = FormRegister.objects.create(
        office_id=by.office_id,
        number=number,
        title=title,
        issuer=issuer,
        approval=approval,
        expires_on=expires_on,
        minutes=minutes,
        rows_a_month=rows_a_month,
    )
    journal.write("office.form_registered", by=by, at=at, noun="form", row_id=row.id)
    return row


@transaction.atomic
def judge_form(*, by: Actor, at: datetime, form_id: int, verdict: str) -> FormRegister:
    """Decide about a form: kept or returned to whoever sent it."""
    by.must("figures.observe", ask="文字岗")
    if verdict not in {"kept", "returned"}:
        raise Refused("office.R314", "处理意见只能是保留或退回，没有保存。")
    row = FormRegister.objects.for_scope(by.scope).one(id=form_id)
    row.verdict = verdict
    row.save(update_fields=["verdict"])
    journal.write("office.form_judged", by=by, at=at, noun="form", row_id=row.id, detail={"verdict": verdict})
    return row
