"""Print every figure of an office for a period, with what it counts."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from gewu.front.commands import _asking


def configure(parser: ArgumentParser) -> None:
    _asking.add_office(parser)
    _asking.add_period(parser)
    parser.add_argument("--scenario", action="append", metavar="KEY", help="only this scenario; may be repeated")
    parser.add_argument("--engine", choices=("own", "duckdb"), default="own", help="count in DuckDB, on a copy")
    parser.add_argument("--json", action="store_true")


def run(args: Namespace) -> int:
    office = _asking.office_of(args)
    found = [one for one in _computed(args, office).values() if _asked(one.ref, args.scenario)]
    if args.json:
        print(json.dumps([_asking.as_json(one) for one in found], ensure_ascii=False, indent=1))
        return 0
    for one in found:
        print(f"{one.ref}\t{one.title}\t{one.said}\t{one.kind}\t{one.rows}")
    return 0


def _computed(args: Namespace, office):
    from gewu.indicators import engine
    from gewu.indicators.engines import DuckCopy
    from gewu.office import queries

    return engine.values(
        None,
        period=args.period,
        as_of=args.as_of,
        areas=_asking.areas_of(args, office),
        for_=queries.system_actor(office).scope,
        engine=DuckCopy(office.id) if args.engine == "duckdb" else None,
    )


def _asked(ref: str, scenarios: list[str] | None) -> bool:
    return not scenarios or ref.partition(".")[0] in scenarios
