"""Areas as sheets name them: by code, by name, or by the names of the areas above and their own (柳荫社区第一网格)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from gewu.front.sheets import Line, place

_BETWEEN = re.compile(r"[\s/／\\>＞·-]+")
#: a code of more digits than this has three for each storey of the ground
SHORT = 6
STOREYS = 4
AS_TEXT = "请把这一列改为文本后重填"


@dataclass
class Ground:
    """The sheet of areas, before and after they are admitted; `wrong` is what others showed to be wrong in it."""

    name: str
    lines: dict[str, Line]  # by code
    called: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # name -> codes
    bare: dict[str, str] = field(default_factory=dict)  # code without the zeros in front -> code
    wrong: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, name: str, lines: Iterable[Line]) -> Ground:
        """Make it from the sheet called `name`."""
        lines = list(lines)
        ground = cls(name, {line["代码"]: line for line in lines})
        ground.bare = {code.lstrip("0"): code for code in ground.lines if code.strip("0")}
        for code in ground.lines:
            for said in ground._names(code):
                ground.called[said].append(code)
        for line in lines:
            ground._look_at(line)
        return ground

    def find(self, said: str, where: str, column: str = "") -> tuple[str, str]:
        """Return the code of the area meant and "", or "" and what is wrong with how `where` names it.

        Where the sheet of areas itself lost the zeros in front of its code, that sheet is named in `wrong`.
        """
        if said in self.lines:
            return said, ""
        codes = self.called.get(_BETWEEN.sub("", said), [])
        if len(codes) == 1:
            return codes[0], ""
        if codes:
            return "", f"有{len(codes)}个“{said}”，请写社区名或代码：{'、'.join(map(self._whole, codes[:5]))}"
        return self._without_zeros(said, where, column)

    def above(self, line: Line) -> str:
        """The code of the area above, as that area has it, with or without the zeros in front."""
        said = line["上级代码"]
        return said if said in self.lines else self.bare.get(said.lstrip("0"), said)

    def _without_zeros(self, said: str, where: str, column: str) -> tuple[str, str]:
        meant = self.bare.get(said.lstrip("0"), "")
        if not meant:
            return "", f"没有代码或名称为“{said}”的区域"
        if len(said) < len(meant):
            return "", f"{column}“{said}”丢了前面的0，应为{meant}，{AS_TEXT}"
        line = self.lines[meant]
        self.wrong[place(self.name, line)] = f"代码“{meant}”丢了前面的0（{where}写的是{said}），{AS_TEXT}"
        return meant, ""

    def _look_at(self, line: Line) -> None:
        """Find the zeros that a code lost when the spreadsheet took it for a number."""
        for column in ("代码", "上级代码"):
            code = line[column]
            if column in line.numeric and len(code) > SHORT and len(code) % 3:
                self.wrong[place(self.name, line)] = f"{column}“{code}”按数字保存，前面的0已丢失，{AS_TEXT}"
        if line["上级代码"]:
            _code, problem = self.find(line["上级代码"], place(self.name, line), "上级代码")
            if "丢了前面的0" in problem:
                self.wrong.setdefault(place(self.name, line), problem)

    def _names(self, code: str) -> list[str]:
        """Its name, then with one more area above it each: 第一网格, 柳荫社区第一网格, …"""
        line, names = self.lines.get(code), list[str]()
        while line and len(names) <= STOREYS:
            names.append(_BETWEEN.sub("", line["名称"]) + (names[-1] if names else ""))
            line = self.lines.get(self.above(line))
        return names

    def _whole(self, code: str) -> str:
        names = self._names(code)
        return f"{names[min(1, len(names) - 1)]}（{code}）"
