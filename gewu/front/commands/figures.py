"""Print every figure of an office for a period, with what it counts."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from gewu.front.commands import _asking
from gewu.kernel.refs import Ref


def configure(parser: ArgumentParser) -> None:
    _asking.add_office(parser)
    _asking.add_period(parser)
    parser.add_argument("--scenario", action="append", metavar="KEY", help="only this scenario; may be repeated")
    parser.add_argument("--engine", choices=("own", "duckdb"), default="own", help="count in DuckDB, on a copy")
    parser.add_argument("--json", action="store_true")


def run(args: Namespace) -> int:
    office = _asking.office_of(args)
    found = [one for one in _computed(args, office).values() if _asked(one.ref, args.scenario)]
    lines = (f"{one.ref}\t{one.title}\t{one.said}\t{one.kind}\t{one.rows}" for one in found)
    _asking.tell(args, [_asking.as_json(one) for one in found], lines)
    return 0


def _computed(args: Namespace, office):
    from gewu.indicators.engines import DuckCopy

    engine = DuckCopy(office.id) if args.engine == "duckdb" else None
    return _asking.reading_of(args, office, engine=engine).values()


def _asked(ref: str, scenarios: list[str] | None) -> bool:
    return not scenarios or Ref.read(ref).scenario in scenarios
