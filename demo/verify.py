"""Hold the live figures against the printed ones (demo/targets_003.yaml)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import yaml

from demo import days
from gewu.indicators.reading import Reading
from gewu.kernel.periods import Period
from gewu.kernel.types import Scope

TARGETS = Path(__file__).with_name("targets_003.yaml")


@dataclass(frozen=True)
class Row:
    """One printed figure beside the live one; `ok` when the live value, as its slot says it, is what was printed."""

    id: str
    figure: str
    printed: str
    said: str
    value: object
    kind: str
    rows: int | None
    ok: bool


def targets() -> list[dict]:
    """The printed figures: id, figure, printed; the file names its public source."""
    return yaml.safe_load(TARGETS.read_text(encoding="utf-8"))


def rows(scope: Scope) -> list[Row]:
    """Every target with its live value, for the period up to the cut-off."""
    wanted = targets()
    period = Period(days.START, date.fromordinal(days.CUT_OFF.toordinal() + 1))
    found = Reading(period=period, as_of=days.CUT_OFF, for_=scope).values([one["figure"] for one in wanted])
    return [_row(one, found[one["figure"]]) for one in wanted]


def _row(one: dict, live) -> Row:
    value = live.value.isoformat() if isinstance(live.value, date) else live.value
    # A day is held against the ISO form in which the source's own head prints it; papers of ours say 年月日.
    ok = one["printed"] in (live.said, value)
    return Row(one["id"], one["figure"], one["printed"], live.said, value, live.kind, live.rows, ok)


def summary(found: list[Row]) -> dict:
    """The whole as the command prints it."""
    return {"total": len(found), "equal": sum(row.ok for row in found), "figures": [asdict(row) for row in found]}
