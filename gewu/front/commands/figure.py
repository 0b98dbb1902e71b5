"""Open one figure: its value, the rows behind it, its splits, its SQL."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from gewu.front.commands import _asking


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("ref", metavar="SCENARIO.INDICATOR")
    _asking.add_office(parser)
    _asking.add_period(parser)
    parser.add_argument("--of", action="store_true", help="the whole of a share instead of its part")
    parser.add_argument("--rows", action="store_true", help="the rows that were counted")
    parser.add_argument("--csv", action="store_true", help="these rows as CSV, with our header")
    parser.add_argument("--xlsx", type=Path, metavar="FILE", help="these rows as a workbook")
    parser.add_argument("--by", metavar="WORD", help="split by community, grid, month, category …")
    parser.add_argument("--sql", action="store_true", help="the SQL behind it")
    parser.add_argument("--json", action="store_true")


def run(args: Namespace) -> int:
    office = _asking.office_of(args)
    reading = _asking.reading_of(args, office)
    figure = reading.value(args.ref)
    if args.sql:
        return _sql(args, reading)
    if args.by:
        return _split(args, reading)
    if args.rows or args.csv or args.xlsx:
        return _rows(args, reading, figure, office)
    _asking.tell(args, _asking.as_json(figure), [_said(figure)])
    return 0


def _said(figure) -> str:
    return f"{figure.title}：{figure.said}\n口径：{figure.definition}\n明细：{figure.rows}条"


def _sql(args: Namespace, reading) -> int:
    from gewu.indicators import sql

    defined = reading.defined(reading.entry(args.ref))
    print(sql.text(defined.whole if args.of and defined.whole else defined.part, reading.engine.dialect))
    return 0


def _split(args: Namespace, reading) -> int:
    from gewu.indicators import splits

    entry = reading.entry(args.ref)
    cells = reading.split(args.ref, args.by)
    rows = [{"key": str(one.key), "label": one.label, "value": _asking.plain(one.value)} for one in cells]
    _asking.tell(args, rows, (f"{one.label}\t{splits.cell_said(entry, one)}" for one in cells))
    return 0


def _rows(args: Namespace, reading, figure, office) -> int:
    from gewu.front import exports
    from gewu.indicators.listing import listing
    from gewu.office import clock as office_clock

    found = listing(reading.rows(args.ref, "of" if args.of else ""), reading.for_)
    table = exports.Table(figure.title, exports.counted(found.columns), found.rows, found.total, office_clock.now())
    head = _head(figure, found, office)
    if args.xlsx:
        with args.xlsx.open("wb") as out:
            exports.book(out, head, table)
    elif args.csv:
        sys.stdout.writelines(part.decode() for part in exports.csv_parts(head, table))
    else:
        rows = [{"id": row.id, "cells": row.cells} for row in found.rows]
        _asking.tell(args, rows, ("\t".join(row.cells) for row in found.rows))
    return 0


def _head(figure, found, office) -> list[str]:
    """The lines above the rows; the demo line last."""
    from gewu.front.exports import DEMO_LINE

    hidden = f"，其中{found.hidden}条明细受限未列" if found.hidden else ""
    counted = f"数据截至：{figure.data_at.isoformat()}　制表人：系统　共{found.total}条{hidden}"
    lines = [f"{office.name}{figure.title}", f"口径：{figure.definition}", counted]
    return [*lines, DEMO_LINE] if office.is_demo else lines
