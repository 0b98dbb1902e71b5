"""Shapes of single values: texts, words, choices, numbers, days, limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from gewu.kernel.clocks import Limit
from gewu.kernel.limits import OFFERED, WORKDAY
from gewu.scenario.problems import Problems, nearest
from gewu.scenario.shapes.asking import KEY, NONE, Asked, Box, Said, Titles, chosen, shown_amount, typed_amount
from gewu.scenario.yamltree import Node, Plain

NO_TIME = Limit(0, "natural_day")


@dataclass(frozen=True)
class Shape:
    """What one value may be. `named` is how the reference page calls it."""

    named: str = "文字"

    #: given where the value is wrong or missing, so that reading can go on
    blank: Any = ""

    #: the words of a closed list, as the form offers them
    options: Callable[[Any], Titles] | None = None

    def offered(self, scenario: Any) -> Titles:
        """The words that it may be, where they are known."""
        return self.options(scenario) if self.options else {}

    def box(self, asked: Asked) -> Box:
        """Say by which boxes the form asks for it."""
        offered = self.offered(asked.scenario)
        return Box("choice", offered) if offered or self.options else Box()

    def said(self, plain: Plain, asked: Asked) -> Said:
        """Put a value of the file into its boxes."""
        return "" if plain is None else str(plain)

    def typed(self, said: Said, asked: Asked) -> Plain:
        """Turn what stands in the boxes into the value of the file; None for nothing.

        Errors: ValueError that says to the person what to type.
        """
        said = said.replace("\r\n", "\n").strip()
        offered = self.offered(asked.scenario)
        if offered or self.options:
            return chosen(said, offered)
        return self.heard(said) if said else None

    def heard(self, said: str) -> Plain:
        """Take a text that was typed; refuse what cannot be, as reading does."""
        found = Problems()
        self.read(Node(said, 1, 0, 0, 0), "", found)
        if found.all:
            raise ValueError(f"“{said}”这里写不了：要写{self.named}。{found.all[0].hint}")
        return said

    def read(self, node: Node, at: str, problems: Problems) -> Any:
        """Turn `node` into the value rooms use; note a problem and give `blank` where it cannot be."""
        raise NotImplementedError

    def schema(self) -> dict[str, Any]:
        """Describe it as JSON Schema, for editors."""
        raise NotImplementedError

    def nothing(self) -> Any:
        """What stands for a needed value that is missing."""
        return self.blank

    def wrong(self, at: str, problems: Problems, hint: str, code: str = "E203") -> Any:
        problems.add(at, code, f"这里要写{self.named}。", hint)
        return self.blank


@dataclass(frozen=True)
class Text(Shape):
    may_be_empty: bool = False

    def said(self, plain: Plain, asked: Asked) -> Said:
        return NONE if plain == "" and self.may_be_empty else super().said(plain, asked)

    def typed(self, said: Said, asked: Asked) -> Plain:
        return "" if said == NONE and self.may_be_empty else super().typed(said, asked)

    def read(self, node: Node, at: str, problems: Problems) -> str:
        if isinstance(node.value, str) and (self.may_be_empty or node.value.strip()):
            return node.value
        if isinstance(node.value, int | float):
            return self.wrong(at, problems, f'数字当文字用时加引号："{node.value}"。')
        return self.wrong(at, problems, "写一句话，不能留空。")

    def schema(self) -> dict[str, Any]:
        return {"type": "string"} if self.may_be_empty else {"type": "string", "minLength": 1}


@dataclass(frozen=True)
class Word(Shape):
    """A key defined elsewhere in the file or in the vocabulary: lower-case letters, digits and _."""

    named: str = "词（小写字母、数字、下划线）"

    def read(self, node: Node, at: str, problems: Problems) -> str:
        if isinstance(node.value, str) and KEY.fullmatch(node.value):
            return node.value
        return self.wrong(at, problems, "以小写字母开头，例如 fire_law。", "E207")

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{KEY.pattern}$"}


@dataclass(frozen=True)
class Pattern(Shape):
    """Text of a fixed form, such as "matters.closed" or "05-25"."""

    pattern: str = ".+"
    example: str = ""

    def read(self, node: Node, at: str, problems: Problems) -> str:
        if isinstance(node.value, str) and re.fullmatch(self.pattern, node.value):
            return node.value
        return self.wrong(at, problems, f"例如 {self.example}。")

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^(?:{self.pattern})$"}


@dataclass(frozen=True)
class Choice(Shape):
    """One of a closed list; `said_as`: word of the file -> word of the code; `coming` are still to be built."""

    words: tuple[str, ...] = ()
    said_as: Mapping[str, str] = field(default_factory=dict, hash=False)
    coming: str = ""
    #: those the form offers, in words
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)

    def offered(self, scenario: Any) -> Titles:
        return self.titles or {word: word for word in self.words if word and word not in self.said_as}

    def said(self, plain: Plain, asked: Asked) -> Said:
        return self.said_as.get(str(plain), super().said(plain, asked))

    def read(self, node: Node, at: str, problems: Problems) -> str:
        if node.value in self.words:
            return self.said_as.get(node.value, node.value)
        if str(node.value) in self.coming.split():
            problems.add(at, "E209", f"“{node.value}”还没有实现。", nearest("", self.words))
        else:
            problems.add(at, "E204", f"没有“{_shown(node)}”这个写法。", nearest(node.value, self.words))
        return self.blank

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.words)}


@dataclass(frozen=True)
class Whole(Shape):
    named: str = "整数"
    blank: Any = 0
    at_least: int = 0

    def box(self, asked: Asked) -> Box:
        return Box("number")

    def places(self, asked: Asked) -> int:
        """How many decimals are typed of a number that is kept without."""
        return 0

    def said(self, plain: Plain, asked: Asked) -> Said:
        return "" if plain is None else shown_amount(plain, self.places(asked))

    def typed(self, said: Said, asked: Asked) -> Plain:
        found = typed_amount(said, self.places(asked)) if said else None
        if found is not None and found < self.at_least:
            raise ValueError(f"不能小于{self.at_least}。")
        return found

    def read(self, node: Node, at: str, problems: Problems) -> int:
        if type(node.value) is not int:
            return self.wrong(at, problems, "不带引号、单位、小数和千分位。")
        if node.value < self.at_least:
            problems.add(at, "E208", f"不能小于{self.at_least}。", "改成合理的数。")
        return node.value

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.at_least}


@dataclass(frozen=True)
class Amount(Whole):
    """A number in its smallest unit, typed as people say it: money (or the answer of a money question) in 元."""

    money: bool = False

    def places(self, asked: Asked) -> int:
        return 2 if self.money or asked.row.get("type") == "money" else asked.row.get("digits") or 0


@dataclass(frozen=True)
class Truth(Shape):
    named: str = "true 或 false"
    blank: Any = False

    def offered(self, scenario: Any) -> Titles:
        return {"true": "是", "false": "否"}

    def said(self, plain: Plain, asked: Asked) -> Said:
        return "" if plain is None else str(plain).lower()

    def typed(self, said: Said, asked: Asked) -> Plain:
        found = super().typed(said, asked)
        return None if found is None else found == "true"

    def read(self, node: Node, at: str, problems: Problems) -> bool:
        return node.value if isinstance(node.value, bool) else self.wrong(at, problems, "是写 true，否写 false。")

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True)
class Day(Shape):
    named: str = "日期"
    blank: Any = date.min

    def box(self, asked: Asked) -> Box:
        return Box("day")

    def read(self, node: Node, at: str, problems: Problems) -> date:
        try:
            return date.fromisoformat(str(node.value))
        except ValueError:
            return self.wrong(at, problems, "例如 2026-01-15。", "E206")

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^(?:\d{4}-\d{2}-\d{2}|<[^<>]+>)$"}


@dataclass(frozen=True)
class Moment(Shape):
    """A day, or a day and a time of the local clock; None where it cannot be read."""

    named: str = "日期或时刻"
    blank: Any = None

    def read(self, node: Node, at: str, problems: Problems) -> date | datetime | None:
        text = str(node.value)
        try:
            return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
        except ValueError:
            return self.wrong(at, problems, "例如 2026-03-06 或 2026-03-06 09:30。", "E206")

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?$"}


@dataclass(frozen=True)
class Duration(Shape):
    named: str = "期限"
    blank: Any = NO_TIME

    def box(self, asked: Asked) -> Box:
        return Box("rows", columns=(("多久", Box("number")), ("单位", Box("choice", OFFERED, must=True))), most=1)

    def said(self, plain: Plain, asked: Asked) -> Said:
        try:
            limit = Limit.parse(str(plain))
        except ValueError:
            return [["" if plain is None else str(plain), WORKDAY]]
        return [[str(limit.amount), limit.unit]]

    def typed(self, said: Said, asked: Asked) -> Plain:
        amount, unit = said[0] if said else ("", WORKDAY)
        try:
            found = Limit(int(amount), unit) if amount.isdecimal() else Limit.heard(amount) if amount else None
        except ValueError:
            raise ValueError("写一个整数，再选单位；写成“5个工作日”也行。") from None
        return found.written() if found else None

    def read(self, node: Node, at: str, problems: Problems) -> Limit:
        try:
            return Limit.parse(str(node.value))
        except ValueError:
            hint = "例如 3 workdays、60 days、24 hours、4 working_hours、15 minutes、2 months；当场办结写 0 days。"
            return self.wrong(at, problems, hint, "E205")

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\d+ (workday|day|hour|working_hour|minute|month|year)s?$"}


@dataclass(frozen=True)
class Either(Shape):
    """A scalar of any of several kinds: numbers, words, true and false, or texts."""

    named: str = "一个值"
    blank: Any = None

    def heard(self, said: str) -> Plain:
        return int(said) if said.isdecimal() else said

    def read(self, node: Node, at: str, problems: Problems) -> Any:
        if isinstance(node.value, str | int | bool):
            return node.value
        return self.wrong(at, problems, "写一个词、整数、true 或 false。")

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "integer", "boolean"]}


def _shown(node: Node) -> str:
    return str(node.value) if not isinstance(node.value, list | dict) else "一组值"
