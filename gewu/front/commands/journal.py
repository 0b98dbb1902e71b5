"""Verify or seal the journal: who did what, chained line by line (`gewu journal verify`)."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from gewu.front.commands import _asking


def configure(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True)
    verify = verbs.add_parser("verify", help="recompute the chain; exit code 1 when a line was changed or is missing")
    verify.set_defaults(do=run_verify)
    seal = verbs.add_parser("seal", help="seal the lines that have no seal yet (`gewu tick` does it every minute)")
    seal.set_defaults(do=run_seal)
    for verb in (verify, seal):
        verb.add_argument("--office", metavar="CODE", help="one office only; otherwise all")
        verb.add_argument("--json", action="store_true")


def run(args: Namespace) -> int:
    return args.do(args)


def run_verify(args: Namespace) -> int:
    from gewu.journal import queries

    verdicts = {office.code: queries.verify(office.id) for office in _asking.offices_of(args)}
    said = {code: asdict(verdict) for code, verdict in verdicts.items()}
    _asking.tell(args, said, (_verdict(code, verdict) for code, verdict in verdicts.items()))
    return 0 if all(verdict.ok for verdict in verdicts.values()) else 1


def _verdict(code: str, verdict) -> str:
    state = "完整" if verdict.ok else f"有问题：{verdict.problem}"
    return f"{code}：已封存{verdict.sealed}条，{state}；另有{verdict.unsealed}条尚未封存。"


def run_seal(args: Namespace) -> int:
    from gewu.journal import actions

    sealed = {office.code: actions.seal(office.id) for office in _asking.offices_of(args)}
    _asking.tell(args, sealed, (f"{code}：封存{count}条。" for code, count in sealed.items()))
    return 0
