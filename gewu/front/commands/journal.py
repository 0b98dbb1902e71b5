"""Verify or seal the journal, and take its head out of the database (`gewu journal verify`, `gewu journal head`)."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from gewu.front.commands import _asking
from gewu.kernel.types import Refused


def configure(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True)
    verify = verbs.add_parser("verify", help="recompute the chain; exit code 1 when a line was changed or is missing")
    verify.add_argument("--against", metavar="FILE", help="a head that was kept elsewhere: the chain must contain it")
    verify.set_defaults(do=run_verify)
    seal = verbs.add_parser("seal", help="seal the lines that have no seal yet (`gewu tick` does it every minute)")
    seal.set_defaults(do=run_seal)
    head = verbs.add_parser("head", help="say, signed, where the chain ends: to be printed or kept on another machine")
    head.add_argument("--out", metavar="FILE", help="write it there instead of on the screen (one office)")
    head.add_argument("--renew", action="store_true", help="after a restore: let the head kept here begin anew")
    head.set_defaults(do=run_head)
    for verb in (verify, seal, head):
        verb.add_argument("--office", metavar="CODE", help="one office only; otherwise all")
        verb.add_argument("--json", action="store_true")


def run(args: Namespace) -> int:
    return args.do(args)


def run_verify(args: Namespace) -> int:
    from gewu.journal import queries

    offices = list(_asking.offices_of(args))
    verdicts = {office.code: queries.verify(office.id) for office in offices}
    outside = {office.code: found for office in offices if (found := _outside(args, office))}
    said = {code: asdict(verdict) | {"against": outside.get(code, "")} for code, verdict in verdicts.items()}
    lines = [_verdict(code, verdict) for code, verdict in verdicts.items()]
    lines += [f"{code}：{problem}。" for code, problem in outside.items()]
    if args.against and not outside:
        lines.append("日志包含这份凭证，此前的每一条都没有改动。")
    _asking.tell(args, said, lines)
    return 0 if all(verdict.ok for verdict in verdicts.values()) and not outside else 1


def _outside(args: Namespace, office) -> str:
    """What keeps the chain from containing the head that was given, or the one that is kept in the data folder."""
    from gewu.journal import heads

    if not args.against:
        return heads.problem_kept(office)
    held = heads.read(Path(args.against).read_text(encoding="utf-8"))
    mine = not held.office or held.office.split()[0] == office.code
    if not mine and not args.office:
        return ""  # a head is of one office; the others are verified beside it
    return heads.problem(office, held)


def _verdict(code: str, verdict) -> str:
    state = "完整" if verdict.ok else f"有问题：{verdict.problem}"
    return f"{code}：已封存{verdict.sealed}条，{state}；另有{verdict.unsealed}条尚未封存。"


def run_seal(args: Namespace) -> int:
    from gewu.journal import actions

    sealed = {office.code: actions.seal(office.id) for office in _asking.offices_of(args)}
    _asking.tell(args, sealed, (f"{code}：封存{count}条。" for code, count in sealed.items()))
    return 0


def run_head(args: Namespace) -> int:
    from datetime import UTC, datetime

    from gewu.journal import actions, heads

    offices, now = list(_asking.offices_of(args)), datetime.now(UTC)
    if args.out and len(offices) != 1:
        raise Refused("front.R466", "一份凭证是一个单位的，没有写出。", "请用 --office 指定单位。")
    for office in offices:
        actions.seal(office.id)
        if args.renew:
            heads.renew(office, now)
    made = {office.code: heads.head(office, now) for office in offices}
    if args.out:
        (one,) = made.values()
        Path(args.out).write_text(one.text, encoding="utf-8")
        lines = [f"已写到{args.out}：封存{one.count}条。请打印，或存到另一台机器上。"]
    else:
        lines = [one.text for one in made.values()]
    _asking.tell(args, {code: asdict(one) for code, one in made.items()}, lines)
    return 0
