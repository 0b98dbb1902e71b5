"""Check scenario files, and take them into use in an office."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from gewu.front import sheets
from gewu.front.commands import _asking
from gewu.kernel import outside
from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused
from gewu.scenario import checking, claims, packs, reader, templates
from gewu.scenario.problems import Problem, ScenarioErrors


def configure(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True)
    check = verbs.add_parser("check", help="say everything that is wrong; silence and exit code 0 if nothing is")
    check.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="packs, files, or folders of them")
    check.add_argument("--json", action="store_true")
    check.set_defaults(do=run_check)
    checklist = verbs.add_parser("from-checklist", help="make a draft scenario out of an Excel checklist, on stdout")
    checklist.add_argument("workbook", type=Path, metavar="XLSX")
    checklist.add_argument("--key", required=True, help="key of the new scenario (lower case, digits, _)")
    checklist.add_argument("--title", required=True)
    checklist.set_defaults(do=run_checklist)
    adopt = verbs.add_parser("adopt", help="put scenario files in force in an office")
    adopt.add_argument("keys", nargs="*", metavar="KEY", help="keys of scenarios")
    adopt.add_argument("--all", action="store_true", help="every scenario of the folder")
    adopt.add_argument("--office", required=True, metavar="CODE")
    adopt.add_argument("--by", required=True, metavar="LOGIN", help="who puts them in force")
    adopt.add_argument("--from-on", type=outside.day, metavar="DAY", help="in force from (default today)")
    add_fill(adopt)
    adopt.add_argument("--files", type=Path, default=packs.SHIPPED, metavar="FOLDER")
    adopt.set_defaults(do=run_adopt)
    listing = verbs.add_parser("list", help="every pack that comes along: domain, key, title, and what it asks")
    listing.set_defaults(do=run_list)


def add_fill(parser: ArgumentParser) -> None:
    """Let what packs ask of the office be given: --fill 归口单位=平安建设办公室, as often as wanted."""
    words = "what a pack asks of the office, e.g. 归口单位=平安建设办公室"
    parser.add_argument("--fill", action="append", default=[], metavar="BLANK=WORDS", help=words)


def run(args: Namespace) -> int:
    return args.do(args)


# check --------------------------------------------------------------------------------------


def run_check(args: Namespace) -> int:
    found = checking.problems_of(files(args.paths))
    rows = [_row(path, problem) for path, problem in found]
    _asking.tell(args, rows, (f"{path}: {problem}" for path, problem in found))
    return 1 if found else 0


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """List the packs and files of `paths` in order; a path that is not there is refused."""
    for path in paths:
        if not path.exists():
            raise Refused("front.R701", f"没有这个文件：{path}", "请核对路径。")
        yield from packs.sources(path)


def _row(path: Path, problem: Problem) -> dict[str, str]:
    return {"file": str(path), "place": problem.place, "id": problem.id, "words": problem.words, "hint": problem.hint}


# checklist ----------------------------------------------------------------------------------


def run_checklist(args: Namespace) -> int:
    from gewu.scenario import from_checklist

    today = local_day(datetime.now(UTC))
    print(from_checklist.scenario_text(_sheet(args.workbook), key=args.key, title=args.title, today=today), end="")
    return 0


def _sheet(path: Path) -> list[list[str]]:
    if not path.exists():
        raise Refused("front.R701", f"没有这个文件：{path}", "请核对路径。")
    return sheets.texts(path.read_bytes(), path.name)


# list ---------------------------------------------------------------------------------------


def run_list(args: Namespace) -> int:
    for pack, scenario in zip(packs.shipped(), checking.library(), strict=True):
        asks = "、".join(blank for blank in packs.blanks(pack.text) if blank not in packs.given("", date.min))
        print(f"{pack.domain}\t{pack.key}\t{scenario.edition}\t{scenario.title}\t{scenario.english}\t{asks}")
    return 0


# adopt --------------------------------------------------------------------------------------


def run_adopt(args: Namespace) -> int:
    from gewu.front.commands.main import start_django

    start_django()
    from gewu.office import clock, queries

    office = queries.by_code(args.office)
    by = _asking.actor_named(args.by, office, clock.today())
    from_on = args.from_on or clock.today()
    own = packs.given(office.name, clock.today()) | filled(args.fill)
    texts = {key: fill(key, text, own) for key, text in _wanted(args).items()}
    since = {key: _since(by, text) for key, text in texts.items()}
    _must_be_as_asked(since, args.from_on)
    for key, text in texts.items():
        print(f"{key}: {_adopt(by, text, from_on) if not since[key] else f'{since[key]}起已在用，没有改动'}")
    return 0


def filled(typed: Iterable[str], example: str = "--fill 归口单位=平安建设办公室") -> dict[str, str]:
    """Read BLANK=WORDS as they were typed."""
    if wrong := [one for one in typed if "=" not in one]:
        raise Refused("front.R706", f"读不懂“{wrong[0]}”。", f"写作 {example}。")
    return {blank.strip(): words.strip() for blank, _, words in (one.partition("=") for one in typed)}


def fill(key: str, text: str, words: Mapping[str, str]) -> str:
    """Fill the blanks of a pack; at a terminal, what was not given is asked for."""
    asked = [blank for blank in packs.blanks(text) if not words.get(blank)]
    if asked and sys.stdin.isatty():
        words = {**words, **{blank: input(f"{key} {blank}：") for blank in asked}}
    return packs.fill(text, words)


def _wanted(args: Namespace) -> dict[str, str]:
    """Find the texts of the wanted scenarios, in the order asked; a faulty file or an unknown key is refused."""
    found: dict[str, str] = {}
    for pack in map(packs.read, files([args.files])):
        if not (templates.is_template(pack.text) or claims.is_claims(pack.text)):
            found[_key(pack)] = pack.text
    keys = list(found) if args.all else args.keys
    if not keys:
        raise Refused("front.R702", "没有说启用哪个场景。", "写上场景的键，或用 --all。")
    if unknown := [key for key in keys if key not in found]:
        raise Refused("front.R703", f"没有场景：{'、'.join(unknown)}。", f"现有：{'、'.join(sorted(found))}。")
    return {key: found[key] for key in keys}


def _key(pack: packs.Pack) -> str:
    try:
        return reader.read(packs.sample(pack.text), str(pack.path)).scenario
    except ScenarioErrors as errors:
        print(errors, file=sys.stderr)
        raise Refused(
            "front.R704", f"{pack.path} 有{len(errors.problems)}处问题，没有启用任何场景。", "请逐处改正。"
        ) from errors


def _since(by: Actor, text: str) -> date | None:
    """The day from which this very edition is in force already; None where it is not."""
    from gewu.office import queries

    scenario = reader.read(text)
    history = queries.adoption_history(by.scope, scenario.scenario)
    same = (row.from_on for row in history if row.edition == scenario.edition and row.state == "active")
    return next(same, None)


def _must_be_as_asked(since: Mapping[str, date | None], asked: date | None) -> None:
    """Refuse (front.R707), before anything is adopted, what is in force from another day than was asked for."""
    if wrong := {key: day for key, day in since.items() if day and asked and day != asked}:
        said = "、".join(f"{key}（{day}）" for key, day in wrong.items())
        hint = "要从别的日子起用，请在文件里换一个版本号（edition），再启用新版。"
        raise Refused("front.R707", f"已从别的日子起在用：{said}，没有启用任何场景。", hint)


def _adopt(by: Actor, text: str, from_on: date) -> str:
    """Draft as the system, put in force as the person: so two have looked at it."""
    from gewu.flows import adopt_edition
    from gewu.office import actions, clock, queries

    scenario = reader.read(text)
    system, at = queries.system_actor(by.office_id), clock.now()
    by.must("scenarios.adopt", ask="分管领导")
    row = actions.draft_edition(by=system, at=at, text=text)
    actions.send_for_review(by=system, at=at, adoption_id=row.id)
    adopt_edition.adopt(by=by, at=at, adoption_id=row.id, from_on=from_on)
    return f"{scenario.edition} 自{from_on.isoformat()}启用"
