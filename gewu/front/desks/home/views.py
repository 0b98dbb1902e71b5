"""我的待办: matters whose turn is mine, doors of today, messages; what will be late first comes first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from gewu.front import messages, rounds, spoken
from gewu.front.desk import Desk, desk_view
from gewu.front.desks.home import papers
from gewu.front.menu import address_of
from gewu.journal import actions as journal
from gewu.kernel.calendar import local_day
from gewu.kernel.types import there
from gewu.matters import queries as matters
from gewu.matters.queries import Filters, Line
from gewu.tasks import queries as tasks

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Word

SHOWN = 50
DOORS = 8

#: permissions whose holders have matters that wait for them
ACTING = ("matters.dispatch", "matters.handle", "matters.verify", "matters.rule", "matters.callback")

#: where people go from here: page, word, icon, permissions of which one is enough; none for what is everybody's
PLACES: tuple[tuple[str, Word, str, tuple[str, ...]], ...] = (
    ("overview:index", gettext_lazy("全局概览"), "layout-dashboard", ("figures.see",)),
    ("map:index", gettext_lazy("一张图"), "map-2", ("matters.see",)),
    ("reports:index", gettext_lazy("材料报告"), "file-text", ("figures.see",)),
    ("supervision:index", gettext_lazy("督查督办"), "eye-check", ("matters.supervise", "matters.rule")),
    ("tasks:coverage", gettext_lazy("走访完成情况"), "walk", ("registry.see",)),
    ("money:index", gettext_lazy("补贴发放"), "coin", ("money.see",)),
    ("reports:new", gettext_lazy("起草材料"), "pencil", ("reports.draft",)),
    ("figures:observed", gettext_lazy("报送数"), "chart-bar", ("figures.observe",)),
    ("admin:staff", gettext_lazy("人员与岗位"), "users", ("office.accounts", "office.security")),
    ("admin:journal", gettext_lazy("审计日志"), "file-text", ("journal.audit",)),
    ("home:messages", gettext_lazy("全部消息"), "inbox", ()),
)


@dataclass(frozen=True)
class Waiting:
    """A matter that waits for me: the moment at which I am late with it, and what has to be done by then."""

    line: Line
    late_at: datetime | None
    by_then: str

    def when(self, now: datetime) -> str:
        """Which heading it stands under."""
        if self.late_at is None:
            return "open"
        if self.late_at < now:
            return "late"
        return "today" if local_day(self.late_at) == local_day(now) else "later"


@desk_view()
def index(request: Desk) -> HttpResponse:
    """Show what waits for me."""
    found = matters.desk(request.scope, Filters(mine=request.actor, per_page=200), request.now)
    request.waiting = found.total
    waiting = sorted((_waiting(line) for line in found.rows), key=_order)
    buildings = rounds.buildings(tasks.mine(request.scope, request.today))
    doors = [door for building in buildings for door in building.doors]
    rows = papers.all_reports(request)
    context = {
        "total": found.total,
        "groups": list(_groups(waiting[:SHOWN], request.now)),
        "more": found.total - min(len(waiting), SHOWN),
        "doors": doors[:DOORS],
        "door_count": len(doors),
        "doors_due": sum(door.due_on <= request.today for door in doors),
        "doors_url": address_of("field:doors"),
        "may_walk": bool(doors) or (request.scope.may("tasks.do") and request.scope.area_ids is not None),
        "messages_to_me": messages.unseen(request),
        "tally": _tally(request),
        "papers": papers.waiting(request, rows),
        "latest": papers.latest(rows),
        "may_act": found.total > 0 or any(request.scope.may(permission) for permission in ACTING),
        "places": list(_places(request)),
    }
    return render(request, "home/index.html", context)


def _places(request: Desk) -> Iterator[tuple[str, Word, str]]:
    """Pages this person may open from here: address, word, icon."""
    for name, word, icon, permissions in PLACES:
        url = address_of(name)
        if url and (not permissions or any(request.scope.may(permission) for permission in permissions)):
            yield url, word, icon


def _waiting(line: Line) -> Waiting:
    return Waiting(line, line.matter.next_due_at, spoken.what(line.colour))


def _order(one: Waiting) -> tuple[bool, datetime]:
    return one.late_at is None, one.late_at or one.line.matter.received_at


def _groups(waiting: list[Waiting], now: datetime) -> Iterator[tuple[str, str, list[Waiting]]]:
    """The headings in their order, those without lines left out: (mark, heading, lines)."""
    headings = (
        ("late", _("已超期")),
        ("today", _("今天到期")),
        ("later", _("之后到期")),
        ("open", _("尚未计时")),
    )
    for name, heading in headings:
        if found := [one for one in waiting if one.when(now) == name]:
            yield {"late": "late", "today": "soon"}.get(name, ""), heading, found


def _tally(request: Desk) -> list[tuple[str, str, int, str]]:
    """For those who supervise: how the whole of their ground stands, each number with its list."""
    if not (request.scope.may("matters.supervise") and request.scope.may("matters.see")):
        return []
    found = matters.tally(request.scope, request.now)
    words = (
        ("late", _("已超期"), "clock=late"),
        ("soon", _("快到期"), "clock=soon"),
        ("open", _("在办"), "state=open"),
    )
    return [(name, word, found[name], f"{reverse('matters:index')}?{query}") for name, word, query in words]


@require_POST
@desk_view()
def seen(request: Desk) -> HttpResponse:
    """Mark my messages as read."""
    journal.seen(office_id=request.actor.office_id, staff_id=there(request.actor.staff_id), at=request.now)
    return HttpResponseRedirect(reverse("home:index"))
