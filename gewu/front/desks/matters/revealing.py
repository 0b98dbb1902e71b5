"""Looking at who reported: with a reason, written into the journal, twenty times an hour, shown for five minutes."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from gewu.front.desk import Desk
from gewu.journal import actions as journal
from gewu.journal import queries as lines
from gewu.kernel import outside
from gewu.kernel.types import Refused, Scope
from gewu.matters import reporters
from gewu.matters.rules import NewReporter
from gewu.registry.rules import REVEALS_AN_HOUR

ACT = "matters.reporter_revealed"
MAY = ("registry.reveal", "matters.callback", "matters.handle")
SHOWN_FOR = timedelta(minutes=5)
HOUR = timedelta(hours=1)


class RevealForm(forms.Form):
    reason = forms.CharField(label=_("查看事由"), max_length=200)


def may(scope: Scope, matter) -> bool:
    """Whether this person calls people back, goes to them, may see whole numbers anyway, or verifies this matter."""
    waits = matter.handled_at is not None and matter.closed_at is None
    return any(scope.may(permission) for permission in MAY) or (waits and scope.may("matters.verify"))


def ask(request: Desk, matter, reason: str) -> int:
    """Write down who looks and why; return the number under which shown() gives the plain values (E1-R43).

    Errors: Refused front.R433 without the right, front.R429 after twenty in an hour.
    """
    if not may(request.scope, matter) or matter.reporter is None:
        cure = "核查员在待核查时可以查看；别的时候确需联系，请找派单员。"
        raise Refused("front.R433", "您的岗位不能查看诉求人信息。", cure)
    if _lines(request, request.now - HOUR).count() >= REVEALS_AN_HOUR:
        raise Refused(
            "front.R429", f"一小时内已查看{REVEALS_AN_HOUR}次，请稍后再看。", "如确需继续，请联系科室负责人。"
        )
    line = journal.write(
        ACT, by=request.actor, at=request.now, noun="matter", row_id=matter.id, private={"reason": reason}
    )
    return line.id


def shown(request: Desk, matter) -> NewReporter | None:
    """The plain name and telephone, while the person's own line of five minutes ago or less is in the address."""
    number = outside.number(request.GET.get("revealed", ""))
    if not (number and matter.reporter):
        return None
    mine = _lines(request, request.now - SHOWN_FOR).filter(id=number, row_id=matter.id)
    return reporters.opened(matter.reporter) if mine.exists() else None


def _lines(request: Desk, since):
    return lines.lines(request.scope, act=ACT, staff_id=request.actor.staff_id, start=since)
