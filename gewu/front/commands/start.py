"""Start an empty office from three Excel files: communities and grids, staff, open 12345 tickets.

`gewu start --forms FOLDER` writes the three blank forms. Nothing is kept unless every row of every file is right.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.management import call_command
from django.db import transaction

from gewu.front.commands.scenario import add_fill, fill, filled
from gewu.kernel.calendar import local_day
from gewu.kernel.types import Refused
from gewu.scenario import packs
from gewu.scenario.grammar import Scenario

if TYPE_CHECKING:
    from gewu.front.commands._start import Starting
    from gewu.front.commands._tickets import Tickets

_WITHOUT = "没有系统管理员不能再登记人员，没有安全管理员不能授岗位，没有审计管理员无人查日志，请补齐后再正式开始。"


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--forms", type=Path, metavar="FOLDER", help="only write the three blank forms there")
    parser.add_argument("--code", help="code of the office, short and unique in this installation")
    parser.add_argument("--name", help="name of the office")
    parser.add_argument("--district", default="", help="name of the district it belongs to")
    parser.add_argument("--areas", type=Path, metavar="XLSX", help="类别、代码、名称、上级代码")
    parser.add_argument("--staff", type=Path, metavar="XLSX", help="工号、姓名、单位、岗位、负责区域代码、登录名 …")
    parser.add_argument("--tickets", type=Path, metavar="XLSX", help="open tickets out of another system (optional)")
    parser.add_argument(
        "--tickets-into", default="", metavar="KEY", help="the scenario they belong to, if several may"
    )
    parser.add_argument(
        "--category",
        action="append",
        default=[],
        metavar="THEIRS=OURS",
        help="what a category of the tickets is here, e.g. 养鸡扰民=噪声扰民",
    )
    parser.add_argument(
        "--unknown-category", default="", metavar="OURS", help="the category of all that are not known; else refused"
    )
    parser.add_argument(
        "--scenarios", nargs="*", default=["hotline"], metavar="KEY", help="to put in force (%(default)s)"
    )
    add_fill(parser)
    parser.add_argument("--dry-run", action="store_true", help="check the files and count, keep nothing")


def run(args: Namespace) -> int:
    from gewu.front.commands import _start
    from gewu.journal.actions import bulk

    if args.forms:
        return _write_forms(args.forms)
    if missing := [word for word in ("code", "name", "areas", "staff") if not getattr(args, word)]:
        words = "、".join(f"--{word}" for word in missing)
        raise Refused("front.R735", f"还缺 {words}，没有开始。", "空白表格用 gewu start --forms 文件夹 生成。")
    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic():
        start, said = _fill(args)
        if args.dry_run:
            transaction.set_rollback(True)
    bulk.settle()
    print(("试运行，未保存：" if args.dry_run else "已建立：") + "，".join(said) + "。")
    if lacking := _start.without_administrator(args.staff):
        print(f"注意：人员表中没有带登录名的{'、'.join(lacking)}。{_WITHOUT}", file=sys.stderr)
    if start.logins and not args.dry_run:
        print("首次登录密码（只显示这一次，请当面交给本人，首次登录须更换）：")
        for login, password in start.logins:
            print(f"  {login}  {password}")
    return 0


def _fill(args: Namespace) -> tuple[Starting, list[str]]:
    from gewu.front.commands import _start
    from gewu.office import actions, clock, queries

    at = clock.now()
    office = actions.start_office(at=at, code=args.code, name=args.name, district=args.district)
    start = _start.Starting(queries.system_actor(office), at)
    said = [f"{office.name}（{office.code}）"]
    said.append(f"区域{_start.admit_areas(start, args.areas)}个")
    said.append(f"人员{_start.admit_staff(start, args.staff)}名，单位{len(start.units)}个")
    tickets = _tickets(start, args)
    # Tickets older than the office need an edition in force on their own days.
    days = [day for day in tickets.days if day <= local_day(at)] if tickets and not start.wrong else []
    own = packs.given(office.name, local_day(at)) | filled(args.fill)
    adopted = _adopt(start, args.scenarios, min([local_day(at), *days]), own)
    said.append(f"启用场景{len(adopted)}个")
    ledger = _ledger(adopted, args.tickets_into) if tickets else None
    if tickets and ledger:
        tickets.look_at(start, ledger)
    start.must_be_right()
    if tickets and ledger:
        taken, closed = tickets.take_in(start, ledger)
        said.append(f"在办工单{taken}件" + (f"（另有已办结{closed}件未导入）" if closed else ""))
    return start, said


def _tickets(start: Starting, args: Namespace) -> Tickets | None:
    from gewu.front.commands._tickets import Tickets

    if not args.tickets:
        return None
    return Tickets.read(
        start, args.tickets, filled(args.category, "--category 原类别=场景类别"), args.unknown_category
    )


def _ledger(adopted: Mapping[str, Scenario], key: str) -> Scenario:
    """The scenario that tickets are taken into: the one that was named, else the only one with numbers of others."""
    able = [one for one in adopted.values() if one.matter and (one.scenario == key if key else one.master == "theirs")]
    if len(able) != 1:
        known = "、".join(one.scenario for one in adopted.values() if one.matter)
        hint = f"请用 --tickets-into 写明，可用：{known or '没有'}。"
        raise Refused("front.R736", "不知道工单归入哪个场景，没有开始。", hint)
    return able[0]


def _adopt(start: Starting, keys: list[str], from_on: date, own: dict[str, str]) -> Mapping[str, Scenario]:
    from gewu.flows.adopt_edition import adopt
    from gewu.office import actions, queries

    shipped = {pack.key: pack for pack in packs.shipped()}
    if unknown := [key for key in keys if key not in shipped]:
        raise Refused(
            "front.R737", f"没有名为{'、'.join(unknown)}的场景，没有开始。", f"可用：{'、'.join(sorted(shipped))}。"
        )
    for key in keys:
        row = actions.draft_edition(by=start.by, at=start.at, text=fill(key, shipped[key].text, own))
        adopt(by=start.by, at=start.at, adoption_id=row.id, from_on=from_on)
    return queries.adopted(start.by.office_id, local_day(start.at))


def _write_forms(folder: Path) -> int:
    from gewu.front import sheets
    from gewu.front.commands import _start, _tickets

    folder.mkdir(parents=True, exist_ok=True)
    for name, columns in (("社区网格", _start.AREAS), ("人员", _start.STAFF), ("12345工单", _tickets.TICKETS)):
        sheets.write_blank(folder / f"{name}.xlsx", columns)
        print(folder / f"{name}.xlsx")
    return 0
