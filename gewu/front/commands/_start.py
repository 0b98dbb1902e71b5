"""The sheets a new office starts from: its ground and its people. What is wrong is gathered and said in one go."""

from __future__ import annotations

import re
import secrets
import string
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gewu.front.commands._ground import Ground
from gewu.front.sheets import Column, Line, examined, place
from gewu.grid import actions as grid
from gewu.grid import rules as ground
from gewu.kernel.types import Actor, Refused
from gewu.office import actions as office
from gewu.office import rules

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
UNIT_KINDS = {"外部单位": "outside"} | {word: kind for kind, word in rules.UnitKind.words().items()}


@dataclass
class Starting:
    """An office as it comes into being; `logins` are (login, password) given for the first time.

    `wrong` is all that is wrong in the files so far, by place: nothing of an office with any of it is kept.
    """

    by: Actor
    at: datetime
    ground: Ground = field(default_factory=lambda: Ground("", {}))
    areas: dict[str, Area] = field(default_factory=dict)  # code -> Area
    units: dict[str, Unit] = field(default_factory=dict)  # name -> Unit
    logins: list[tuple[str, str]] = field(default_factory=list)
    wrong: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)  # those that were read

    def read(self, path: Path, columns: Sequence[Column]) -> list[Line]:
        """Read the rows of a sheet; what is incomplete in them is noted."""
        self.files.append(path.name)
        try:
            lines, wrong = examined(path, columns)
        except Refused as refused:
            self.note(path.name, f"{refused.words}{refused.hint}")
            return []
        for where, words in wrong.items():
            self.note(where, words)
        if not lines:
            self.note(path.name, "表头下面没有填写")
        return lines

    def note(self, where: str, words: str) -> None:
        """Keep in mind what is wrong with a place of a file."""
        self.wrong[where] = f"{self.wrong[where]}；{words}" if where in self.wrong else words

    def must_be_right(self) -> None:
        """Refuse (front.R733) what is wrong in the files, all of it at once."""
        self.wrong |= self.ground.wrong
        if self.wrong:
            words = f"表中有{len(self.wrong)}处不正确，没有导入。"
            raise Refused("front.R733", words, "请改正后重新导入。", dict(sorted(self.wrong.items(), key=self._order)))

    def _order(self, one: tuple[str, str]) -> tuple[int, int]:
        """By file as they were read, then by row; what is said of a whole file comes last."""
        file = next((number for number, name in enumerate(self.files) if one[0].startswith(name)), 0)
        row = re.search(r" 第(\d+)行$", one[0])
        return file, int(row[1]) if row else 10**9


def admit_areas(start: Starting, path: Path) -> int:
    """Admit the sheet of areas; parents may stand anywhere in it."""
    kinds = {title: kind for kind, title in ground.AreaKind.words().items()}
    order = {title: number for number, title in enumerate(ground.AreaKind.words().values())}
    lines = sorted(start.read(path, AREAS), key=lambda line: order.get(line["类别"], len(order)))
    start.ground = Ground.of(path.name, lines)
    rows = [
        grid.NewArea(kinds.get(line["类别"], line["类别"]), line["代码"], line["名称"], start.ground.above(line))
        for line in lines
    ]
    try:
        made = grid.admit_areas(rows, by=start.by, at=start.at)
    except Refused as refused:
        places = {f"第{number}行": place(path.name, line) for number, line in enumerate(lines, 1)}
        for at, words in refused.fields.items():
            start.note(places.get(at, at), words)
        return 0
    start.areas = {area.code: area for area in made}
    return len(made)


def admit_staff(start: Starting, path: Path) -> int:
    """Admit the sheet of people with their units, roles and logins; several rows of one person are one person."""
    people = defaultdict(list)
    lines = start.read(path, STAFF)
    for line in lines:
        people[line["工号"]].append(line)
    kinds = {line["单位"]: line["单位类别"] for line in reversed(lines) if line["单位类别"]}
    for rows in people.values():
        _look_at_person(start, path.name, rows, kinds)
        if not any(place(path.name, line) in start.wrong for line in rows) and start.areas:
            _try_to_admit(start, place(path.name, rows[0]), rows)
    return len(people)


def without_administrator(path: Path) -> list[str]:
    """Name the administrators that nobody with a login is in the sheet of people."""
    lines, _wrong = examined(path, STAFF)
    held = {title for line in lines if line["登录名"] for title in words(line["岗位"])}
    return [role.title for role in rules.ROLES.values() if role.administrator and role.title not in held]


def _look_at_person(start: Starting, name: str, rows: list[Line], kinds: dict[str, str]) -> None:
    same = {column: {row[column] for row in rows if row[column]} for column in ("姓名", "单位", "登录名")}
    for line in rows:
        where = place(name, line)
        problems = list(_staff_problems(start, line, where))
        problems += [f"工号“{line['工号']}”有几行，{column}写得不同" for column, said in same.items() if len(said) > 1]
        if line["单位类别"] and line["单位类别"] != kinds[line["单位"]]:
            problems.append(f"“{line['单位']}”的单位类别前面写的是{kinds[line['单位']]}")
        if problems:
            start.note(where, "；".join(problems))


def _staff_problems(start: Starting, line: Line, where: str) -> Iterable[str]:
    if unknown := [title for title in words(line["岗位"]) if title not in _ROLES]:
        yield f"没有“{'、'.join(unknown)}”这个岗位，可用：{'、'.join(_ROLES)}"
    for said in words(line["负责区域代码"]):
        _code, problem = start.ground.find(said, where, "负责区域代码")
        if problem:
            yield problem
    if len(start.ground.called.get(line["单位"], [])) > 1:
        yield start.ground.find(line["单位"], where)[1]
    if line["单位类别"] and line["单位类别"] not in UNIT_KINDS:
        yield f"没有“{line['单位类别']}”这种单位类别，可用：{'、'.join(UNIT_KINDS)}"


def _try_to_admit(start: Starting, where: str, rows: list[Line]) -> None:
    try:
        _admit_person(start, rows)
    except Refused as refused:
        start.note(where, f"{refused.words}{refused.hint}")


def _admit_person(start: Starting, rows: list[Line]) -> None:
    first = {column.title: next((row[column.title] for row in rows if row[column.title]), "") for column in STAFF}
    login, given = first["登录名"], first["初始密码"]
    password = given or (new_password() if login else "")
    office.admit_staff(
        by=start.by,
        at=start.at,
        code=first["工号"],
        name=first["姓名"],
        title=first["职务"],
        unit=_unit(start, first["单位"], first["单位类别"]),
        username=login,
        password=password,
        roles=list(dict.fromkeys(role for row in rows for role in _roles(start, row))),
    )
    if login and not given:
        start.logins.append((login, password))


def _roles(start: Starting, line: Line) -> Iterable[tuple[str, Area | None]]:
    """Each role of a row over each of its areas."""
    areas: list[Area | None] = [start.areas[start.ground.find(said, "")[0]] for said in words(line["负责区域代码"])]
    return [(_ROLES[title], area) for title in words(line["岗位"]) for area in areas or [None]]


def _unit(start: Starting, name: str, said: str) -> Unit:
    if name not in start.units:
        code = next(iter(start.ground.called.get(name, [])), "")
        area = start.areas.get(code)
        kind = UNIT_KINDS.get(said, "community" if area else "department")
        number = f"{len(start.units) + 1:03d}"
        start.units[name] = office.admit_unit(by=start.by, at=start.at, kind=kind, code=number, name=name, area=area)
    return start.units[name]


def new_password() -> str:
    """A password that meets the rules, for the first login."""
    letters = string.ascii_letters.translate({ord(lookalike): None for lookalike in "lIO"})
    word = "".join(secrets.choice(letters) for _ in range(8))
    return f"{word}-{secrets.randbelow(9000) + 1000}"


def words(text: str) -> list[str]:
    """Cut a cell into its words: several stand in one with a mark or a blank between them."""
    for mark in "，,；;/ \n":
        text = text.replace(mark, "、")
    return [word for word in text.split("、") if word]


_ROLES = {role.title: key for key, role in rules.ROLES.items()}
