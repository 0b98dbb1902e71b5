"""What the commands about figures and reports all ask: office, period, places, login."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gewu.kernel import outside
from gewu.kernel.periods import Period
from gewu.kernel.types import Actor, Refused


def period(text: str) -> Period:
    """Read FIRST..LAST, both days included."""
    try:
        return outside.period(text)
    except ValueError as wrong:
        raise ArgumentTypeError(f"reads FIRST..LAST, as 2023-01-01..2023-06-28: {text!r}") from wrong


def add_office(parser: ArgumentParser) -> None:
    parser.add_argument("--office", metavar="CODE", help="which office; not needed where there is only one")


def add_period(parser: ArgumentParser) -> None:
    parser.add_argument("--period", type=period, required=True, metavar="FIRST..LAST", help="both days included")
    parser.add_argument("--as-of", type=outside.day, metavar="DAY", help="数据截至 (default: last day, or today)")
    parser.add_argument("--area", action="append", metavar="CODE", help="only this community or grid; may be repeated")


def office_of(args: Namespace):
    """The office meant. Errors: Refused front.R711 when it is not said and there are several, or none."""
    from gewu.office import queries

    if args.office:
        return queries.by_code(args.office)
    known = queries.offices()
    if len(known) != 1:
        codes = "、".join(one.code for one in known) or "还没有单位"
        raise Refused("front.R711", "没有说是哪个单位。", f"写上 --office 代码，现有：{codes}。")
    return known[0]


def offices_of(args: Namespace) -> list:
    """The one that is named, else every office of the installation."""
    from gewu.office import queries

    return [queries.by_code(args.office)] if args.office else queries.offices()


def areas_of(args: Namespace, office) -> list[int] | None:
    """Ids of the areas named by code. Errors: Refused front.R712."""
    from gewu.grid import queries as grid
    from gewu.office import queries

    if not args.area:
        return None
    everyone = queries.system_actor(office).scope
    found = {code: grid.area_of_code(code, everyone) for code in args.area}
    if missing := [code for code, area in found.items() if area is None]:
        raise Refused("front.R712", f"没有代码为{'、'.join(missing)}的区域。", "请核对社区或网格代码。")
    return [area.id for area in found.values() if area]


def reading_of(args: Namespace, office, **more):
    """The door to the figures that the command line asks for."""
    from gewu.indicators.reading import Reading
    from gewu.office import clock, queries

    return Reading(
        period=args.period,
        as_of=args.as_of or args.period.cut_off(clock.today()),
        areas=areas_of(args, office),
        for_=queries.system_actor(office).scope,
        **more,
    )


def actor_named(login: str, office, on: date) -> Actor:
    """The person behind a login. Errors: Refused front.R713."""
    from gewu.office import queries

    account = queries.account_named(login)
    actor = queries.actor_of(account, on) if account else None
    if actor is None or actor.office_id != office.id:
        raise Refused("front.R713", f"本单位没有账号“{login}”。", "请核对登录名。")
    return actor


def tell(args: Namespace, said: object, lines: Iterable[str]) -> None:
    """Print `said` as JSON where that was asked for, else the lines."""
    if args.json:
        print(json.dumps(said, ensure_ascii=False, indent=1, default=str))
        return
    for line in lines:
        print(line)


def plain(value: object) -> object:
    """Write an exact value for JSON: whole numbers as they are, quotients to six decimals, days as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction | Decimal):
        return int(value) if value == int(value) else round(float(value), 6)
    return list(value) if isinstance(value, tuple) else value


def as_json(figure) -> dict[str, object]:
    """Write a figure for JSON: name, title, value, what is printed, kind, rows, definition, cut-off."""
    return {
        "id": figure.ref,
        "title": figure.title,
        "value": plain(figure.value),
        "said": figure.said,
        "unit": figure.unit,
        "kind": figure.kind,
        "parts": list(figure.parts) if figure.parts else None,
        "rows": figure.rows,
        "row_kind": figure.row_kind,
        "late_entries": figure.late_entries,
        "verdict": figure.verdict.words if figure.verdict else "",
        "pace": figure.pace,
        "status": figure.status,
        "source": figure.source,
        "data_at": figure.data_at.isoformat(),
        "partly": figure.partly,
        "definition": figure.definition,
    }
