"""A matter in the office's words: what the page and the printed slip both show beside matters.queries.detail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gewu.front.desk import Desk
from gewu.front.menu import address_of
from gewu.front.outlines import Picture, picture
from gewu.grid import queries as grid
from gewu.indicators.telling import Telling
from gewu.kernel.types import there
from gewu.matters.queries import Detail, Entry
from gewu.matters.rules import NOT_COUNTED, OPEN
from gewu.office import queries as office
from gewu.scenario.vocabulary import ROLES

MARKS = {"done": "done", "paused": "paused", "void": "void"}


@dataclass(frozen=True)
class Told:
    """One event of the story, and into whose hands it put the matter."""

    entry: Entry
    unit: str = ""


@dataclass(frozen=True)
class Shown:
    """The words of one matter that its detail does not have yet."""

    mark: str
    facts: list[tuple[str, object]]
    story: list[Told]
    turn: str
    subject: str  # its name, masked for whoever may not open it
    subject_url: str
    subject_word: str
    ground: Picture | None = None

    @property
    def pairs(self) -> list[list[tuple[str, object]]]:
        """The facts two by two, as the printed slip has them."""
        return [self.facts[start : start + 2] for start in range(0, len(self.facts), 2)]


def matter(request: Desk, detail: Detail) -> Shown:
    """Put what matters.queries.detail found into words."""
    row = detail.matter
    return Shown(
        mark=MARKS.get(row.state, ""),
        facts=[(word, value) for word, value in _facts(detail) if value not in ("", None)],
        story=list(_story(request, detail)),
        turn=_(ROLES[row.who]) if row.who in ROLES and row.state in OPEN else "",
        subject=Telling(request.scope).name(row.subject),
        subject_url=address_of("subjects:one", row.subject_id)
        if row.subject_id and request.scope.may("registry.see")
        else "",
        subject_word=_("受理站点") if there(detail.scenario.matter).subject_is == "brought_to" else _("对象"),
        ground=_ground(request, row),
    )


def _ground(request: Desk, row) -> Picture | None:
    """The outline of its grid inside the community around it, and the point where it is known."""
    if row.area_id is None:
        return None
    outlines = zip(grid.around(row.office_id, row.area_id), ("around", "here"), strict=True)
    return picture(outlines, (row.lon, row.lat) if row.lon is not None else None)


def _facts(detail: Detail) -> Iterator[tuple[str, object]]:
    row, line, part = detail.matter, detail.line, there(detail.scenario.matter)
    people = office.at_hand(row.office_id).staff
    yield _("场景"), line.scenario
    yield _("类别"), line.category
    yield _("等级"), line.grade
    yield _("层级"), part.levels.get(row.level, row.level)
    yield _("渠道"), line.channel
    yield _("上级编号"), row.external_number
    yield _("地点"), row.place_text
    yield _("网格"), row.area.name if row.area else ""
    yield _("承办单位"), row.unit.name if row.unit else ""
    yield _("承办人"), row.staff.name if row.staff else ""
    yield _("反馈人"), people[row.handled_by_id].name if row.handled_by_id else ""
    yield _("核查人"), people[row.verified_by_id].name if row.verified_by_id else ""
    yield _("退单次数"), row.objections or ""
    yield _("重办次数"), row.reworks or ""
    yield _("督办次数"), row.supervised or ""
    yield _("不纳入考核"), _(NOT_COUNTED[row.not_counted]) if row.not_counted in NOT_COUNTED else row.not_counted
    yield _("作废原因"), row.void_reason


def _story(request: Desk, detail: Detail) -> Iterator[Told]:
    names = {unit.id: unit.name for unit in office.units(request.scope)}
    return (Told(entry, names.get(entry.unit_id or 0, "")) for entry in detail.entries)
