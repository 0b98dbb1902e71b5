"""Looking at what is masked of a row: with a reason, in the journal, twenty times an hour, for minutes (E1-R43)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from gewu.journal import actions as journal
from gewu.journal import queries as lines
from gewu.kernel.types import Actor, Refused

ACT = "answers.revealed"
#: who calls people back, goes to them, or may see whole numbers anyway
MAY = ("registry.reveal", "matters.callback", "matters.handle")
#: what of a row is opened: the answers that a scenario calls personal
PERSONAL = "personal"
WHAT = {PERSONAL: "个人信息"}
REASON_AT_LEAST = 4
AN_HOUR = 20
SHOWN_FOR = timedelta(minutes=5)


def may(by: Actor) -> bool:
    """Whether this person may open anything at all."""
    return by.is_system or any(by.scope.may(permission) for permission in MAY)


@transaction.atomic
def reveal(*, by: Actor, at: datetime, noun: str, row_id: int, what: str, reason: str) -> None:
    """Open what is masked of a row in sight, for this person and five minutes; who, whose, when and why are kept.

    Errors: Refused answers.R4031 without the right, answers.R120 without a reason, answers.R429 above twenty an hour.
    """
    if not may(by) or what not in WHAT:
        raise Refused("answers.R4031", "您的岗位不能查看遮盖的内容，没有显示。", "如确需查看，请联系科室负责人。")
    if len(reason.strip()) < REASON_AT_LEAST:
        cure = "例如：联系监护人核实情况。"
        raise Refused("answers.R120", "请写明查看原因，没有显示。", cure, {"reason": "至少四个字"})
    since = at - timedelta(hours=1)
    if lines.lines(by.scope, act=ACT, staff_id=by.staff_id, start=since).count() >= AN_HOUR:
        cure = "请稍后再试；确需批量使用的，请联系科室负责人。"
        raise Refused("answers.R429", f"一小时内已查看{AN_HOUR}次，本次没有显示。", cure)
    detail, private = {"what": what}, {"reason": reason}
    journal.write(ACT, by=by, at=at, noun=noun, row_id=row_id, detail=detail, private=private)


def is_open(by: Actor, at: datetime, noun: str, row_id: int, what: str = PERSONAL) -> bool:
    """Say whether this person opened it within the last minutes."""
    found = lines.lines(by.scope, act=ACT, staff_id=by.staff_id, noun=noun, row_id=row_id, start=at - SHOWN_FOR)
    return found.filter(detail__what=what).exists()
