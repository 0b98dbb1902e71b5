"""The three sheets a new office starts from: its ground, its people, its open hotline tickets."""

from __future__ import annotations

import secrets
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gewu.front.sheets import Column, Line, moment, read
from gewu.grid import actions as grid
from gewu.grid import rules as ground
from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused, there
from gewu.matters import actions as matters
from gewu.matters.rules import History, NewMatter
from gewu.matters.rules.intake import NewReporter
from gewu.office import actions as office
from gewu.office import rules
from gewu.scenario.grammar import Scenario

if TYPE_CHECKING:
    from gewu.grid.models import Area
    from gewu.office.models import Unit

AREAS = (
    Column("类别", True, "网格"),
    Column("代码", True, "009999003001001"),
    Column("名称", True, "柳荫一网格"),
    Column("上级代码", example="009999003001"),
)
STAFF = (
    Column("工号", True, "042"),
    Column("姓名", True, "王芳"),
    Column("单位", True, "柳荫社区"),
    Column("单位类别", example="社区"),
    Column("职务", example="专职网格员"),
    Column("岗位", True, "网格员"),
    Column("负责区域代码", example="009999003001001"),
    Column("登录名", example="wangfang"),
    Column("初始密码"),
)
TICKETS = (
    Column("工单编号", True, "0099202306010001"),
    Column("受理时间", True, "2023-06-01 09:30"),
    Column("标题", example="小区夜间施工噪声"),
    Column("内容", True, "丰田路12号夜间施工，影响休息。"),
    Column("地址", example="丰田路12号"),
    Column("类别", True, "噪声扰民"),
    Column("社区或网格", example="柳荫社区"),
    Column("联系人", example="张先生"),
    Column("联系电话", example="10000000001"),
    Column("办结时间"),
)
UNIT_KINDS = {"外部单位": "outside"} | {word: kind for kind, word in rules.UnitKind.words().items()}


@dataclass
class Starting:
    """An office as it comes into being; `logins` are (login, password) given for the first time."""

    by: Actor
    at: datetime
    areas: dict[str, Area] = field(default_factory=dict)  # code -> Area
    units: dict[str, Unit] = field(default_factory=dict)  # name -> Unit
    logins: list[tuple[str, str]] = field(default_factory=list)


def admit_areas(start: Starting, path: Path) -> int:
    """Admit the sheet of areas; parents may stand anywhere in it."""
    kinds = {title: kind for kind, title in ground.AreaKind.words().items()}
    order = {title: number for number, title in enumerate(ground.AreaKind.words().values())}
    lines = sorted(read(path, AREAS), key=lambda line: order.get(line["类别"], len(order)))
    rows = [
        grid.NewArea(kinds.get(line["类别"], line["类别"]), line["代码"], line["名称"], line["上级代码"])
        for line in lines
    ]
    try:
        made = grid.admit_areas(rows, by=start.by, at=start.at)
    except Refused as refused:
        places = {f"第{number}行": f"{path.name} 第{line.number}行" for number, line in enumerate(lines, 1)}
        wrong = {places.get(place, place): words for place, words in refused.fields.items()}
        raise Refused(refused.id, refused.words, refused.hint, wrong) from refused
    start.areas = {area.code: area for area in made}
    return len(made)


def admit_staff(start: Starting, path: Path) -> int:
    """Admit the sheet of people with their units, roles and logins; every wrong row is said at once."""
    lines = read(path, STAFF)
    wrong = {f"{path.name} 第{line.number}行": problem for line in lines if (problem := _staff_problem(start, line))}
    if wrong:
        raise Refused("front.R733", f"{path.name} 有{len(wrong)}行不正确，没有导入。", "请改正后重新导入。", wrong)
    for line in lines:
        try:
            _admit_person(start, line)
        except Refused as refused:
            raise Refused(refused.id, f"{path.name} 第{line.number}行：{refused.words}", refused.hint) from refused
    return len(lines)


def without_administrator(path: Path) -> list[str]:
    """Name the administrators that nobody with a login is in the sheet of people."""
    held = {title for line in read(path, STAFF) if line["登录名"] for title in _words(line["岗位"])}
    return [role.title for role in rules.ROLES.values() if role.administrator and role.title not in held]


def _staff_problem(start: Starting, line: Line) -> str:
    if unknown := [title for title in _words(line["岗位"]) if title not in _ROLES]:
        return f"没有“{'、'.join(unknown)}”这个岗位，可用：{'、'.join(_ROLES)}"
    if line["负责区域代码"] and line["负责区域代码"] not in start.areas:
        return f"没有代码为{line['负责区域代码']}的区域"
    if line["单位类别"] and line["单位类别"] not in UNIT_KINDS:
        return f"没有“{line['单位类别']}”这种单位类别，可用：{'、'.join(UNIT_KINDS)}"
    return ""


def _admit_person(start: Starting, line: Line) -> None:
    area = start.areas.get(line["负责区域代码"])
    password = line["初始密码"] or (new_password() if line["登录名"] else "")
    office.admit_staff(
        by=start.by,
        at=start.at,
        code=line["工号"],
        name=line["姓名"],
        title=line["职务"],
        unit=_unit(start, line),
        username=line["登录名"],
        password=password,
        roles=[(_ROLES[title], area) for title in _words(line["岗位"])],
    )
    if line["登录名"] and not line["初始密码"]:
        start.logins.append((line["登录名"], password))


def _unit(start: Starting, line: Line) -> Unit:
    name = line["单位"]
    if name not in start.units:
        area = next((area for area in start.areas.values() if area.name == name), None)
        kind = UNIT_KINDS.get(line["单位类别"], "community" if area else "department")
        number = f"{len(start.units) + 1:03d}"
        start.units[name] = office.admit_unit(by=start.by, at=start.at, kind=kind, code=number, name=name, area=area)
    return start.units[name]


def ticket_days(path: Path) -> list[date]:
    """The local days on which the open tickets of an export came in."""
    moments = [moment(line["受理时间"]) for line in read(path, TICKETS) if not line["办结时间"]]
    return [local_day(at) for at in moments if at]


def take_in_tickets(start: Starting, path: Path, scenario: Scenario) -> tuple[int, int]:
    """Take in the open tickets of a 12345 export; return (taken in, already closed and left out)."""
    lines = read(path, TICKETS)
    waiting = [line for line in lines if not line["办结时间"]]
    histories = list(_histories(start, path, waiting, scenario))
    matters.take_in_many(histories, by=start.by, at=start.at)
    return len(waiting), len(lines) - len(waiting)


def _histories(start: Starting, path: Path, lines: list[Line], scenario: Scenario) -> Iterator[History]:
    categories = {category.title: key for key, category in there(scenario.matter).categories.items()}
    names = {area.name: area.id for area in start.areas.values()}
    wrong = {
        f"{path.name} 第{line.number}行": words
        for line in lines
        if (words := _ticket_problem(line, categories, names))
    }
    if wrong:
        raise Refused("front.R734", f"{path.name} 有{len(wrong)}行不正确，没有导入。", "请改正后重新导入。", wrong)
    for line in lines:
        new = _ticket(line, scenario, categories, names)
        yield History(new, [("received", there(moment(line["受理时间"])), None, None, {})])


def _ticket_problem(line: Line, categories: Mapping[str, str], areas: Mapping[str, int]) -> str:
    if moment(line["受理时间"]) is None:
        return f"受理时间“{line['受理时间']}”读不出来，请写成 2023-06-01 09:30"
    if line["类别"] not in categories and "other" not in categories.values():
        return f"没有“{line['类别']}”这个类别，可用：{'、'.join(categories)}"
    if line["社区或网格"] and line["社区或网格"] not in areas:
        return f"没有名为“{line['社区或网格']}”的社区或网格"
    return ""


def _ticket(line: Line, scenario: Scenario, categories: Mapping[str, str], areas: Mapping[str, int]) -> NewMatter:
    named = line["联系人"] or line["联系电话"]
    return NewMatter(
        scenario.scenario,
        channel=next(iter(there(scenario.matter).channels), ""),
        category=categories.get(line["类别"], "other"),
        title=line["标题"],
        body=line["内容"],
        place=line["地址"],
        area_id=areas.get(line["社区或网格"]),
        external_number=line["工单编号"],
        reporter=NewReporter(line["联系人"], line["联系电话"]) if named else None,
        anonymous=not named,
    )


def new_password() -> str:
    """A password that meets the rules, for the first login."""
    letters = string.ascii_letters.translate({ord(lookalike): None for lookalike in "lIO"})
    word = "".join(secrets.choice(letters) for _ in range(8))
    return f"{word}-{secrets.randbelow(9000) + 1000}"


def _words(text: str) -> list[str]:
    for mark in "，,；;/ ":
        text = text.replace(mark, "、")
    return [word for word in text.split("、") if word]


_ROLES = {role.title: key for key, role in rules.ROLES.items()}
