"""What changed since a report was issued: 与印发数差异, and the rows that stood behind a printed figure."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from gewu.indicators import catalogue
from gewu.indicators.figures import WITHHELD, FigureValue, RowSet
from gewu.indicators.reading import Reading
from gewu.indicators.rules import FEWEST
from gewu.kernel.ciphers import digest
from gewu.kernel.types import Refused, Scope
from gewu.office import queries as office
from gewu.reports import rendering, rules
from gewu.reports.models import IssuedFigure, Report
from gewu.reports.queries.finding import report
from gewu.reports.queries.reading import reading_of


@dataclass(frozen=True)
class Difference:
    """A figure that is no longer what was issued: both ways of saying it, and which rows came and went.

    `ids` finds the rows of then and of now; a page that only says what changed does not ask.
    """

    slot: str
    name: str
    title: str
    issued: str
    live: str
    late_entries: int
    ids: Callable[[], tuple[tuple[str, ...], tuple[str, ...]]]

    @cached_property
    def came(self) -> tuple[str, ...]:
        return tuple(sorted(set(self._ids[1]) - set(self._ids[0])))

    @cached_property
    def gone(self) -> tuple[str, ...]:
        return tuple(sorted(set(self._ids[0]) - set(self._ids[1])))

    @cached_property
    def _ids(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return self.ids()


def differences(row: Report, for_: Scope) -> list[Difference]:
    """Compare what was issued with the live figures of the same period and cut-off (与印发数差异).

    Of a confidential space that is closed to the reader no ids are told, and no change that is smaller than three.
    """
    frozen = list(row.figures.order_by("slot"))
    reading = reading_of(_known_now(row))
    known = reading.entries
    asked = dict.fromkeys(ref for one in frozen if (ref := ref_of(one)) in known)
    live = reading.values(asked)
    found = ((one, _difference(reading, known.get(ref_of(one)), live.get(ref_of(one)), one)) for one in frozen)
    return [_guarded(difference, one, known, for_) for one, difference in found if difference]


def _guarded(found: Difference, one: IssuedFigure, known: Mapping[str, catalogue.Entry], for_: Scope) -> Difference:
    entry = known.get(ref_of(one))
    if entry is None or entry.shows_rows(for_):
        return found
    told = entry.indicator.public_total and abs(len(found.came) - len(found.gone)) >= FEWEST
    return replace(found, ids=lambda: ((), ()), live=found.live if told else WITHHELD)


def ref_of(one: IssuedFigure) -> str:
    """The figure of a frozen slot: "scenario.indicator", without its part."""
    return rules.slots(f"{{{one.indicator}}}")[0].ref


def _known_now(row: Report) -> Report:
    return Report(office_id=row.office_id, start=row.start, end=row.end, as_of=row.as_of, known_at=None)


def _difference(
    reading: Reading, entry: catalogue.Entry | None, live: FigureValue | None, one: IssuedFigure
) -> Difference | None:
    slot = rules.slots(f"{{{one.indicator}}}")[0]
    shown = rendering.live(live, slot, one.slot)
    # What had no value was printed in the words of a person, which are no difference.
    if shown.value == one.value and (shown.said == one.said or not one.value):
        return None
    return Difference(
        slot=one.slot,
        name=one.indicator,
        title=one.title,
        issued=one.said,
        live=shown.said,
        late_entries=shown.late_entries,
        ids=lambda: (issued_ids(one), live_ids(reading, entry, slot.part) if entry else ()),
    )


def live_ids(reading: Reading, entry: catalogue.Entry, part: str) -> tuple[str, ...]:
    """The ids behind a slot, as text."""
    return tuple(str(one) for one in reading.rows(entry.ref, part).ids)


def issued_ids(one: IssuedFigure) -> tuple[str, ...]:
    """The ids that stood behind a figure when it was issued."""
    if not one.row_ids:
        return ()
    text = zlib.decompress(bytes(one.row_ids)).decode()
    return tuple(text.split(",")) if text else ()


def issued_rows(for_: Scope, report_id: int, slot: str) -> tuple[IssuedFigure, RowSet]:
    """A frozen figure and the rows that stood behind it. Errors: Refused reports.R404, R407, indicators.R403."""
    row = report(for_, report_id)
    one = row.figures.filter(slot=slot).first()
    if one is None:
        raise Refused("reports.R407", f"这份材料里没有编号为{slot}的数字。", "请从材料正文中点开。")
    _may_open(row, one, for_)
    ids = tuple(int(text) if text.isdigit() else text for text in issued_ids(one))
    return one, RowSet(one.row_kind, ids)


def _may_open(row: Report, one: IssuedFigure, for_: Scope) -> None:
    entry = catalogue.entries(office.adopted(row.office_id, row.as_of)).get(ref_of(one))
    if entry and not entry.shows_rows(for_):
        raise Refused(
            "indicators.R403", f"“{one.title}”明细受限，只能看到总数。", "如工作需要，请联系归口科室负责人。"
        )


def broken_digests(office_id: int) -> Iterator[tuple[str, str]]:
    """Yield (number of the report, slot) of issued figures whose rows are not those that were issued."""
    rows = IssuedFigure.objects.filter(office_id=office_id).select_related("report")
    for one in rows.iterator(chunk_size=500):
        try:
            sound = digest(",".join(issued_ids(one))) == one.row_digest
        except (zlib.error, UnicodeDecodeError):
            sound = False
        if not sound:
            yield one.report.number, one.slot
