"""拟稿: a draft from a template, its text edited with the slots kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from gewu.kernel import telltale
from gewu.kernel.calendar import local_day
from gewu.kernel.periods import Period
from gewu.kernel.refs import Ref
from gewu.kernel.types import Actor, Refused
from gewu.office import queries as office
from gewu.reports import bodies, rules
from gewu.reports.actions.steps import at_step, note
from gewu.reports.models import Report
from gewu.reports.queries.proofreading import wrong_slots
from gewu.scenario.grammar import Scenario
from gewu.scenario.templates import ReportTemplate


@transaction.atomic
def draft(
    *,
    by: Actor,
    at: datetime,
    template: ReportTemplate,
    period: Period,
    as_of: date | None = None,
    known_at: datetime | None = None,
    scenarios: Iterable[str] = (),
    before: str | None = None,
    again: bool = False,
) -> Report:
    """Draft a report from a template for a period; the title is the template's, {office} and {period} filled in later.

    as_of      the cut-off (数据截至), the last day of the period by default, or today where that is to come
    known_at   count only what was recorded by then
    scenarios  whose own paragraphs (report.says) are added
    before     the heading of the chapter they come before: by default the template's first closing one (困难, 打算)
    again      a second one of the same template and period is wanted
    Errors: Refused reports.R411 (a scenario that is not in use, or has no paragraph), R412 (there is one already),
        R413 (a cut-off to come).
    """
    as_of = as_of or period.cut_off(local_day(at))
    if not again:
        _must_be_the_first(by, template, period)
    place = closing(template) if before is None else before
    own = [_with_paragraph(by, key, as_of) for key in dict.fromkeys(scenarios)]
    return keep(
        by=by,
        at=at,
        template=template.key,
        edition=template.edition,
        title=template.title,
        period=period,
        as_of=as_of,
        known_at=known_at,
        body=bodies.with_paragraphs(bodies.of_template(template), own, place),
    )


def closing(template: ReportTemplate) -> str:
    """The heading of the first chapter that closes a template; "" where none does."""
    return next((chapter.heading for chapter in template.chapters if chapter.closing), "")


def _must_be_the_first(by: Actor, template: ReportTemplate, period: Period) -> None:
    same = Report.objects.for_scope(by.scope).filter(template=template.key, start=period.start, end=period.end)
    there = same.filter(void_at=None).defer("body").order_by("-id").first()
    if there:
        stands = there.number or rules.State(there.state).word
        words = f"这份材料{rules.period_words(period)}已有一份（{stands}），没有起草。"
        raise Refused("reports.R412", words, "请接着用原来的；确需另起一份，请勾选后再提交。", {"again": "请确认"})


def _with_paragraph(by: Actor, key: str, on: date) -> Scenario:
    found = office.adopted(by.office_id, on).get(key)
    if found is None or found.report is None:
        raise Refused("reports.R411", f"场景“{key}”没有启用，或没有报告段落。", "请先在场景配置中启用。")
    return found


def keep(
    *,
    by: Actor,
    at: datetime,
    template: str,
    edition: str,
    title: str,
    period: Period,
    as_of: date,
    body: bodies.Body,
    known_at: datetime | None = None,
    number: str = "",
) -> Report:
    """Keep a new draft, whatever it was made from. Errors: Refused reports.R413, for a cut-off to come."""
    by.must("reports.draft", ask="党政办文字岗")
    if not period.start <= as_of <= period.cut_off(local_day(at)):
        words = {"as_of": "要在统计期内，不晚于今天"}
        raise Refused("reports.R413", "数据截至日要在统计期内，也不能晚于今天，没有拟稿。", "请改数据截至日。", words)
    row = Report.objects.create(
        office_id=by.office_id,
        template=template,
        edition=edition,
        title=title,
        number=number,
        start=period.start,
        end=period.end,
        as_of=as_of,
        known_at=known_at,
        body=bodies.kept(body),
        drafted_by_id=by.staff_id,
        drafted_on=local_day(at),
    )
    note("reports.drafted", row, by=by, at=at, template=template, period=period.printed())
    return row


@transaction.atomic
def save_text(*, by: Actor, at: datetime, report_id: int, key: str, says: str, seq: int) -> Report:
    """Save the text of one item of a draft.

    Errors: Refused reports.R409 when somebody saved since `seq`, R405 (no such item), R110 (broken braces), R112 (a
        slot of no figure in use, or of a verdict without a target), R113 (a number of a
        person), R202.
    """
    by.must("reports.draft", ask="党政办文字岗")
    row = at_step(by, report_id, "draft")
    if row.seq != seq:
        raise Refused("reports.R409", "这份材料刚被别人改过，您的改动没有保存。", "请刷新，把要改的内容再填一次。")
    body = bodies.read(row.body)
    before = next((one.says for one in bodies.items(body) if one.key == key), None)
    if before is None:
        raise Refused("reports.R405", "这份材料里没有这一段。", "请刷新后再改。")
    if broken := rules.broken(says):
        raise Refused(
            "reports.R110", f"花括号里写的不是指标：{'、'.join(broken)}。", "请从指标清单中选用。", {"says": broken[0]}
        )
    if wrong := wrong_slots(row, says):
        said = "；".join(f"{{{name}}}：{words}" for name, words in wrong.items())
        raise Refused("reports.R112", f"{said}，没有保存。", "请从指标清单中选用。", {"says": "、".join(wrong)})
    no_persons(says)
    edited = bodies.changed(body, lambda one: bodies.rewritten(one, says.strip()) if one.key == key else one)
    row.body = bodies.kept(edited)
    row.seq += 1
    row.save(update_fields=["body", "seq"])
    note("reports.edited", row, by=by, at=at, item=key, slots_before=_names(before), slots=_names(says))
    return row


def no_persons(says: str) -> None:
    """A report is printed and published: what names a person has no place in it, but an office's telephone has."""
    found = [one for one in telltale.find(says) if one.kind != telltale.PHONE or one.value.startswith("1")]
    if found:
        words = f"正文里有个人的证件号、手机号或银行卡号（{found[0].masked}），没有保存。"
        raise Refused("reports.R113", words, "请删去号码；确需说明的，写到事项里。", {"says": found[0].masked})


@transaction.atomic
def void(*, by: Actor, at: datetime, report_id: int) -> Report:
    """Put a draft away for good; an issued report cannot be voided."""
    by.must("reports.draft", ask="党政办文字岗")
    row = at_step(by, report_id, "draft", "checking", "signing")
    row.void_at = at
    row.save(update_fields=["void_at"])
    note("reports.voided", row, by=by, at=at)
    return row


def _names(says: str) -> list[str]:
    return [str(Ref.read(slot.ref)._replace(part=slot.part)) for slot in rules.slots(says) if slot.is_figure]
