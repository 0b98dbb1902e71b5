"""Papers that wait for me: reports to check or sign, editions of scenarios to review, payment lists to approve."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from gewu.front.desk import Desk
from gewu.money import queries as money
from gewu.office import queries as office
from gewu.reports import queries as reports
from gewu.reports.queries.reading import plain_words
from gewu.reports.rules import filled

if TYPE_CHECKING:
    from gewu.reports.models import Report


@dataclass(frozen=True)
class Paper:
    """One paper: its title, what is asked of me, where it opens."""

    title: str
    ask: str
    url: str


def all_reports(request: Desk) -> list[Report]:
    """The reports of the office, newest first, for those who write, check or sign them."""
    writes = any(request.scope.may(f"reports.{word}") for word in ("draft", "check", "sign"))
    return list(reports.reports(request.scope)) if writes else []


def latest(rows: Sequence[Report], most: int = 5) -> list[tuple[Report, str]]:
    """The newest of all reports with their titles."""
    return [(row, filled(row.title, plain_words(row))) for row in rows[:most]]


def waiting(request: Desk, rows: Sequence[Report]) -> list[Paper]:
    """List the papers whose next step is mine, those to sign first; `rows` are all reports."""
    return [*_reports(request, rows), *_editions(request), *_payments(request), *_ground(request)]


def _ground(request: Desk) -> Iterator[Paper]:
    """Ground that somebody left and nobody has taken on, for whoever grants roles."""
    if not request.scope.may("office.security"):
        return
    for one in office.ground_without(request.scope.office_id, request.today):
        url = f"{reverse('admin:grant_ground')}?role={one.role}&area={one.area.id}"
        yield Paper(_("%(said)s（原为%(who)s）") % {"said": one.said, "who": one.last}, _("授予岗位"), url)


def _reports(request: Desk, rows: Sequence[Report]) -> Iterator[Paper]:
    can, me = request.scope.may, request.actor.staff_id
    asks = {
        "signing": lambda row: _("审签") if can("reports.sign") else "",
        "checking": lambda row: _checking(row, can, me),
        "draft": lambda row: _("继续拟稿") if can("reports.draft") and row.drafted_by_id in (me, None) else "",
    }
    for state, ask in asks.items():
        for row in rows:
            if row.state == state and (word := ask(row)):
                yield Paper(filled(row.title, plain_words(row)), word, reverse("reports:one", args=[row.id]))


def _checking(row, can, me) -> str:
    if row.checked_by_id is not None:
        return _("送审签") if me in (row.drafted_by_id, row.checked_by_id) else ""
    return _("核稿") if can("reports.check") and row.drafted_by_id != me else ""


def _editions(request: Desk) -> Iterator[Paper]:
    can, me = request.scope.may, request.actor.staff_id
    if not (can("scenarios.draft") or can("scenarios.review") or can("scenarios.adopt")):
        return
    for row in office.adoptions(request.scope):
        mine = row.drafted_by_id == me
        ask = {
            "draft": _("继续拟写场景") if mine and can("scenarios.draft") else "",
            "review": "" if mine else _edition_in_review(row, can),
        }.get(row.state, "")
        if ask:
            yield Paper(f"{row.title} {row.edition}", ask, reverse("scenarios:edition", args=[row.id]))


def _edition_in_review(row, can) -> str:
    if row.reviewed_by_id is None:
        return _("审核场景") if can("scenarios.review") else ""
    return _("启用场景") if can("scenarios.adopt") else ""


def _payments(request: Desk) -> Iterator[Paper]:
    if not request.scope.may("money.approve"):
        return
    for one in money.lists(request.scope, state="drawn"):
        if one.row.drawn_by_id != request.actor.staff_id:
            yield Paper(one.row.title, _("审核发放"), reverse("money:one", args=[one.row.id]))
