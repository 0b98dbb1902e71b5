"""Fold matters again from their events and compare with what their columns say."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from gewu.front.commands import _asking


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=["replay"])
    _asking.add_office(parser)
    parser.add_argument(
        "--check", action="store_true", help="only compare; exit code 1 where columns and events differ"
    )
    parser.add_argument("--json", action="store_true")


def run(args: Namespace) -> int:
    from gewu.matters import actions, queries
    from gewu.office import clock
    from gewu.office import queries as office_queries

    office = _asking.office_of(args)
    found = queries.replay_check(office.id)
    if found and not args.check:
        actions.reproject(by=office_queries.system_actor(office), at=clock.now())
        found = queries.replay_check(office.id)
    rows = [[one.number, one.column, str(one.held), str(one.folded)] for one in found]
    lines = [f"{number} {column}：现为{held}，应为{folded}" for number, column, held, folded in rows]
    _asking.tell(args, {"differences": rows}, lines or ["事项与经过一致。"])
    return 1 if found else 0
