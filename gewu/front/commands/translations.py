"""The English catalogue: what is missing, collected anew, compiled."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from gewu.front import catalogues


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--collect", action="store_true", help="bring django.po to the sentences that are shown now")


def run(args: Namespace) -> int:
    from gewu.front import translations

    if args.collect:
        translations.collect()
    catalogues.compile_stale()
    lacking = translations.missing()
    for said in lacking:
        print(said)
    return 1 if lacking else 0
