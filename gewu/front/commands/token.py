"""A bearer token with which a program uses /api/ as one account."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from gewu.kernel.types import Refused


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("account", help="login name whose rights the program gets")
    parser.add_argument("--days", type=int, default=90, help="how long it opens (%(default)s, at most 365)")


def run(args: Namespace) -> int:
    from gewu.front.api import tokens
    from gewu.office import queries as office

    account = office.account_named(args.account)
    if account is None:
        raise Refused("front.R110", f"没有账号“{args.account}”。", "请核对登录名。")
    if not 1 <= args.days <= 365:
        raise Refused("front.R111", "有效期应在1到365天之间。")
    print(tokens.make(account, args.days))
    return 0
