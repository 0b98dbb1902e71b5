"""Check that everything kept twice says the same (`gewu check data`): silence and exit code 0 when it does."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from itertools import islice

from gewu.front.commands import _asking


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=["data"], help="rows, facts, events, stages, search, files and seals")
    parser.add_argument("--office", metavar="CODE", help="one office only; otherwise all")
    parser.add_argument("--json", action="store_true")


def run(args: Namespace) -> int:
    from gewu.flows import check_data
    from gewu.front import private

    found = [(office.code, finding) for office in _asking.offices_of(args) for finding in check_data.run(office.id)]
    open_files = list(islice(private.open_to_others(), check_data.AT_MOST))
    words = "本机其他用户能读，请运行 gewu migrate 收紧，或改用本服务账号的文件夹"
    found += [("", check_data.Finding("private", f"{path} {words}")) for path in open_files]
    said = [{"office": code, **asdict(finding)} for code, finding in found]
    _asking.tell(args, said, (f"{code} {finding.check}：{finding.words}".strip() for code, finding in found))
    return 1 if found else 0
