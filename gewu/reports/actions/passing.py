"""核稿 and 审签: from the writer to a second person, and on to the leader who signs; or back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused
from gewu.reports.actions.steps import at_step, note
from gewu.reports.models import Report
from gewu.reports.queries.finding import wrote
from gewu.reports.queries.proofreading import must_be_sound


@transaction.atomic
def send_to_check(*, by: Actor, at: datetime, report_id: int) -> Report:
    """Send a draft to 核稿. Errors: Refused reports.R303 with what could not be issued so."""
    by.must("reports.draft", ask="党政办文字岗")
    row = at_step(by, report_id, "draft")
    must_be_sound(row, by.scope, id="reports.R303", step="送核稿")
    return _moved(row, "checking", "reports.sent_to_check", by, at)


@transaction.atomic
def check(*, by: Actor, at: datetime, report_id: int) -> Report:
    """核稿 by a second person. Errors: Refused reports.R201 for whoever wrote in it, R303 (what is wrong by now)."""
    by.must("reports.check", ask="科室负责人")
    row = at_step(by, report_id, "checking")
    if wrote(row, by.staff_id):
        raise Refused("reports.R201", "拟稿人不能核自己的稿。", "请由另一位有核稿权限的同志办理。")
    must_be_sound(row, by.scope, id="reports.R303", step="核稿通过")
    row.checked_by_id, row.checked_on = by.staff_id, local_day(at)
    row.save(update_fields=["checked_by", "checked_on"])
    note("reports.checked", row, by=by, at=at)
    return row


@transaction.atomic
def send_to_sign(*, by: Actor, at: datetime, report_id: int) -> Report:
    """Send a checked report to 审签. Errors: Refused reports.R203 when nobody has checked it."""
    by.must("reports.check", ask="科室负责人")
    row = at_step(by, report_id, "checking")
    if row.checked_by_id is None and not by.is_system:
        raise Refused("reports.R203", "还没有核稿，不能送审签。", "请先由第二人核稿。")
    return _moved(row, "signing", "reports.sent_to_sign", by, at)


@transaction.atomic
def send_back(*, by: Actor, at: datetime, report_id: int, words: str) -> Report:
    """Give a report back to its writer with words; it is checked anew afterwards."""
    by.must("reports.check", ask="科室负责人")
    row = at_step(by, report_id, "checking", "signing")
    if not words.strip():
        raise Refused("reports.R101", "退回要写明意见，未作改动。", "请补填意见。", {"words": "请填写修改意见"})
    row.checked_by = row.checked_on = None
    row.state = "draft"
    row.save(update_fields=["checked_by", "checked_on", "state"])
    note("reports.sent_back", row, by=by, at=at, words=words.strip())
    return row


def _moved(row: Report, state: str, act: str, by: Actor, at: datetime) -> Report:
    row.state = state
    row.save(update_fields=["state"])
    note(act, row, by=by, at=at)
    return row
