"""Shapes of values in a file. Each reads a node, says what is wrong with it, and describes itself to editors."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from itertools import count
from typing import Any

from gewu.kernel.clocks import Limit
from gewu.kernel.limits import OFFERED, WORKDAY
from gewu.kernel.numerals import rounded
from gewu.scenario.problems import Problems, nearest
from gewu.scenario.yamltree import Node, Plain

KEY = re.compile(r"[a-z][a-z0-9_]*")
NO_TIME = Limit(0, "natural_day")

#: the words that a value may be, in those of the office: key -> title
Titles = Mapping[str, str]
#: what is typed where nothing at all is to stand: no unit, no word in front
NONE = "无"
#: what is chosen to say that a list is empty, rather than say nothing of it
NOTHING = "*"
#: what stands in the boxes of a value: one text, or rows of texts
Said = Any


@dataclass(frozen=True)
class Box:
    """How the form asks for one value: by one box, or by rows of boxes.

    `kind` is text, number, day, choice (of `options`), joined (a choice that the first row lacks), hidden, or rows:
    of `columns` (what each is called -> its box), `most` of them (0: as many as one likes; -1: there is nothing to
    ask). A text suggests its options; a choice that `must` be has no blank.
    """

    kind: str = "text"
    options: Titles = field(default_factory=dict, hash=False)
    columns: tuple[tuple[str, Box], ...] = ()
    most: int = 0
    must: bool = False


@dataclass(frozen=True)
class Asked:
    """Where a value is asked: the scenario, its place, the keys beside it, the words in use.

    `look` finds what a condition may ask there: what `lefts` gives is ideas.conditions.Lefts.
    """

    scenario: Any
    place: str = ""
    row: Mapping[str, Any] = field(default_factory=dict, hash=False)
    look: Callable[[Asked], Any] = lambda asked: None
    taken: Collection[str] = ()

    def lefts(self) -> Any:
        """What a condition may look at here."""
        return self.look(self)


def rows_of(place: str) -> Callable[[Any], Titles]:
    """Offer the rows that the file itself has at a place ("matter.grades"), by their titles."""

    def found(scenario: Any) -> Titles:
        for name in place.split("."):
            scenario = getattr(scenario, name, None)
        return {key: called(one) for key, one in (scenario or {}).items()}

    return found


def called(row: Any) -> str:
    """Say what the office calls a row: by its title, its question, or itself."""
    return str(getattr(row, "title", "") or getattr(row, "say", "") or row)


def fresh(place: str, taken: Collection[str]) -> str:
    """Give a new row of a place a key of its own: indicators get indicator_1, indicator_2, …"""
    stem = re.sub("ie$", "y", place.rpartition(".")[2].removesuffix("s"))
    return next(key for n in count(1) if (key := f"{stem}_{n}") not in taken)


def chosen(said: str, options: Titles) -> str | None:
    """Find the word that was chosen, by itself or by its title. Errors: ValueError with what there is."""
    if not said or said in options:
        return said or None
    if found := next((word for word, title in options.items() if title == said), None):
        return found
    raise ValueError(f"没有“{said}”，可选：{'、'.join(options.values()) or '还没有可选的'}。")


def shown_amount(amount: Any, places: int) -> str:
    """Say a number that is kept in its smallest unit: 分 as 元, with `places` decimals."""
    return rounded(Decimal(amount).scaleb(-places), places) if type(amount) is int else str(amount)


def typed_amount(said: str, places: int) -> int:
    """Read it back. Errors: ValueError for what is no number, or finer than the unit."""
    try:
        amount = Decimal(said.replace(",", "").strip()).scaleb(places)
        if amount == amount.to_integral_value():
            return int(amount)
    except InvalidOperation:
        pass
    raise ValueError(f"“{said}”要写成数，{f'最多{places}位小数' if places else '不带小数'}，不带单位。")


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


@dataclass(frozen=True)
class Across:
    """Several values side by side in one row of boxes: what each is called, with its shape."""

    shapes: tuple[tuple[str, Shape], ...]

    def columns(self, asked: Asked) -> tuple[tuple[str, Box], ...]:
        found = [(title, shape.box(asked)) for title, shape in self.shapes]
        return tuple(each for title, box in found for each in (box.columns or ((title, box),)))

    def said(self, values: Sequence[Plain], asked: Asked) -> list[str]:
        said = [(shape.said(value, asked)) for (_, shape), value in zip(self.shapes, values, strict=True)]
        return [cell for one in said for cell in (one[0] if isinstance(one, list) else [one])]

    def typed(self, row: Sequence[str], asked: Asked) -> list[Plain]:
        cells, found = list(row), []
        for _title, shape in self.shapes:
            size = len(shape.box(asked).columns)
            found.append(shape.typed([cells[:size]] if size else cells[0], asked))
            del cells[: size or 1]
        return found


#: "键: 名称" is called 名称
_AFTER_KEY = re.compile("^.*: ?")


def _or_none(columns: tuple[tuple[str, Box], ...]) -> tuple[tuple[str, Box], ...]:
    """Offer 一个也没有 in the first box."""
    (title, first), *rest = columns
    return ((title, replace(first, options={NOTHING: "一个也没有", **first.options})), *rest)


@dataclass(frozen=True)
class Listed(Shape):
    """A list; with `one_will_do` a single value stands for a list of one, `or_none`: an empty one says something."""

    named: str = "列表"
    blank: Any = ()
    of: Shape = field(default_factory=Text)
    one_will_do: bool = False
    or_none: bool = False

    def box(self, asked: Asked) -> Box:
        if not self._in_rows(asked):
            return Box()
        columns = self._across.columns(asked)
        return Box("rows", columns=_or_none(columns) if self.or_none else columns)

    @property
    def _across(self) -> Across:
        inner = self.of
        return Across(
            tuple((one.label, one.takes) for one in inner.entries) if isinstance(inner, Section) else (("", inner),)
        )

    def _in_rows(self, asked: Asked) -> bool:
        return isinstance(self.of, Section) or self.of.box(asked).kind == "choice"

    def said(self, plain: Plain, asked: Asked) -> Said:
        several = plain if isinstance(plain, list) else [] if plain is None else [plain]
        if not self._in_rows(asked):
            return "、".join(str(self.of.said(one, asked)) for one in several)
        if plain == [] and self.or_none:
            return [[NOTHING, *[""] * len(self._across.columns(asked)[1:])]]
        return [self._across.said(self._parted(one), asked) for one in several]

    def _parted(self, plain: Any) -> list[Plain]:
        return [plain.get(one.name) for one in self.of.entries] if isinstance(self.of, Section) else [plain]

    def typed(self, said: Said, asked: Asked) -> Plain:
        if not self._in_rows(asked):
            return [self.of.typed(one, asked) for one in re.split("[、，,]", said) if one.strip()] or None
        if self.or_none and any(row[0] == NOTHING for row in said):
            return []
        rows = [self._across.typed(row, asked) for row in said]
        return [self._joined(row) for row in rows if any(one is not None for one in row)] or None

    def _joined(self, row: list[Plain]) -> Plain:
        if not isinstance(self.of, Section):
            return row[0]
        for entry, value in zip(self.of.entries, row, strict=True):
            if entry.needed and value is None:
                raise ValueError(f"“{entry.label}”请填写，或把这一行清空。")
        return {entry.name: value for entry, value in zip(self.of.entries, row, strict=True) if value is not None}

    def read(self, node: Node, at: str, problems: Problems) -> tuple[Any, ...]:
        if self.one_will_do and not isinstance(node.value, list):
            return (self.of.read(node, at, problems),)
        if not isinstance(node.value, list):
            return self.wrong(at, problems, "用方括号列出：[甲, 乙]。")
        return tuple(self.of.read(item, f"{at}[{n}]", problems) for n, item in enumerate(node.value, start=1))

    def schema(self) -> dict[str, Any]:
        several: dict[str, Any] = {"type": "array", "items": self.of.schema()}
        return {"anyOf": [self.of.schema(), several]} if self.one_will_do else several


@dataclass(frozen=True)
class Pair(Shape):
    """A list of fixed shapes, one for each place."""

    named: str = "一对"
    blank: Any = None
    of: tuple[Shape, ...] = ()

    @property
    def _across(self) -> Across:
        return Across(tuple(zip(("从", "到"), self.of, strict=True)))

    def box(self, asked: Asked) -> Box:
        return Box("rows", columns=self._across.columns(asked), most=1)

    def said(self, plain: Plain, asked: Asked) -> Said:
        return [self._across.said(plain, asked)] if isinstance(plain, list) else []

    def typed(self, said: Said, asked: Asked) -> Plain:
        pair = self._across.typed(said[0], asked) if said else [None]
        if any(one is None for one in pair) and any(one is not None for one in pair):
            raise ValueError("两头都要写，或都不写。")
        return None if pair[0] is None else pair

    def read(self, node: Node, at: str, problems: Problems) -> tuple[Any, ...] | None:
        if not isinstance(node.value, list) or len(node.value) != len(self.of):
            named = "、".join(shape.named for shape in self.of)
            return self.wrong(at, problems, f"用方括号写{len(self.of)}个：[{named}]。")
        pairs = zip(self.of, node.value, strict=True)
        return tuple(shape.read(item, f"{at}[{n}]", problems) for n, (shape, item) in enumerate(pairs, start=1))

    def schema(self) -> dict[str, Any]:
        size = len(self.of)
        items = [shape.schema() for shape in self.of]
        return {"type": "array", "prefixItems": items, "minItems": size, "maxItems": size}


@dataclass(frozen=True)
class Mapped(Shape):
    """Keys of the author's own, in the order of the file, each with a value of one shape."""

    named: str = "键值表"
    blank: Any = field(default_factory=dict, hash=False)
    of: Shape = field(default_factory=Text)
    keys: str = KEY.pattern
    #: the words that its keys may be; without, the form makes keys of its own
    keyed: Callable[[Any], Titles] | None = None
    or_none: bool = False

    @property
    def _across(self) -> Across:
        value = self.of.entries[0].takes if isinstance(self.of, Section) else self.of
        return Across(
            (("哪一个", Word(options=self.keyed) if self.keyed else _KEPT), (_AFTER_KEY.sub("", self.named), value))
        )

    def box(self, asked: Asked) -> Box:
        columns = self._across.columns(asked)
        return Box("rows", columns=_or_none(columns) if self.or_none else columns)

    def said(self, plain: Plain, asked: Asked) -> Said:
        if plain == {} and self.or_none:
            return [[NOTHING, *[""] * len(self._across.columns(asked)[1:])]]
        rows = plain.items() if isinstance(plain, dict) else ()
        return [
            self._across.said((key, next(iter(value.values())) if isinstance(value, dict) else value), asked)
            for key, value in rows
        ]

    def typed(self, said: Said, asked: Asked) -> Plain:
        found: dict[str, Plain] = {}
        if self.or_none and any(row[0] == NOTHING for row in said):
            return found
        for key, value in (self._across.typed(row, asked) for row in said):
            if value is None:
                continue
            if key is None and self.keyed:
                raise ValueError("每一行都要选是哪一个。")
            if key in found:
                raise ValueError("同一个只能写一行。")
            found[str(key or fresh(asked.place, {*asked.taken, *found}))] = value
        return found or None

    def read(self, node: Node, at: str, problems: Problems) -> dict[str, Any]:
        if not isinstance(node.value, dict):
            problems.add(at, "E203", f"这里要写{self.named}。", "每行一个“键: 值”，或 {键: 值}。")
            return {}
        return {
            key: _keyed(key, self.of.read(value, f"{at}.{key}", problems))
            for key, value in node.value.items()
            if self._good(key, f"{at}.{key}", problems)
        }

    def _good(self, key: str, at: str, problems: Problems) -> bool:
        if re.fullmatch(self.keys, key):
            return True
        problems.add(at, "E207", f"键“{key}”写法不对。", "以小写字母开头，只用小写字母、数字、下划线。")
        return False

    def schema(self) -> dict[str, Any]:
        pattern = f"^(?:{self.keys})$"
        return {"type": "object", "patternProperties": {pattern: self.of.schema()}, "additionalProperties": False}


@dataclass(frozen=True)
class Entry:
    """One key that a section may have; `attribute` is where its noun keeps it.

    `label`    what the form calls it; else the first words of `say`
    `help`     what the form says below its boxes; else the rest of `say`
    `long`     whether its text takes several lines
    `heads`    other words for it at the head of an Excel column
    `unasked`  why the form does not ask for it
    `tell`     how the reviewer reads it: "{}内办结"; "" where it asks nothing of anybody
    """

    name: str
    takes: Shape
    say: str
    needed: bool = False
    default: Any = None
    label: str = ""
    help: str = ""
    long: bool = False
    heads: tuple[str, ...] = ()
    unasked: str = ""
    tell: str = ""
    attribute: str = ""

    def __post_init__(self) -> None:
        label, rest = _FIRST_WORDS.fullmatch(self.say).groups()  # type: ignore[union-attr]
        rest = rest.removeprefix("（").removesuffix("）") if rest.count("（") == 1 else rest
        object.__setattr__(self, "help", self.help or (rest.lstrip("；，：") if not self.label else ""))
        object.__setattr__(self, "label", self.label or label)

    @property
    def kept_as(self) -> str:
        """Name the attribute of the noun."""
        return self.attribute or self.name


_FIRST_WORDS = re.compile("([^；，：（]+)(.*)", re.DOTALL)


def word(takes: Shape, say: str, *, needed: bool = False, default: Any = None, name: str = "", **form: Any):
    """Declare a key of a section as an attribute of its noun: what it takes, what it means, how the form asks (Entry).

    `name` is the word of the file where Python cannot have it (is, from). What is not needed has a default.
    """
    meta = {"word": Entry(name, takes, say, needed, default, **form)}
    hashed = None if not isinstance(takes, Mapped) else False
    if needed and default is None:
        return field(metadata=meta, hash=hashed)
    if isinstance(default, dict):
        return field(default_factory=dict, metadata=meta, hash=hashed)
    return field(default=default, metadata=meta, hash=hashed)


def words_of(noun: Any) -> tuple[Entry, ...]:
    """List the keys that a noun declares, in their order."""
    return tuple(
        replace(found.metadata["word"], name=found.metadata["word"].name or found.name, attribute=found.name)
        for found in fields(noun)
        if "word" in found.metadata
    )


@dataclass(frozen=True)
class Section(Shape):
    """A mapping with known keys, read into the frozen noun that declares them (see `word`).

    Reading gives every key its value, its default or its shape's blank; without a noun they come as a mapping.
    """

    named: str = "一组键"
    title: str = ""
    noun: Any = None
    keys: Sequence[Entry] = ()
    #: a plain text stands for this key of the section ("" : it must be a mapping)
    short: str = ""
    #: words of the language that no room does yet: refused as such
    coming: str = ""

    @property
    def entries(self) -> Sequence[Entry]:
        """The keys, in the order of the reference page."""
        return words_of(self.noun) if self.noun else self.keys

    def nothing(self) -> Any:
        return self.made({one.name: one.takes.nothing() if one.needed else one.default for one in self.entries})

    def made(self, values: dict[str, Any]) -> Any:
        """Turn the values of the keys into the noun; a mapping of the author's keys gives it its own later."""
        if self.noun is None:
            return values
        given = {entry.kept_as: values[entry.name] for entry in self.entries}
        keyed = {"key": ""} if any(found.name == "key" and not found.metadata for found in fields(self.noun)) else {}
        return self.noun(**keyed, **given)

    def read(self, node: Node, at: str, problems: Problems) -> Any:
        values = self.values(node, at, problems)
        return self.nothing() if values is None else self.made(values)

    def values(self, node: Node, at: str, problems: Problems) -> dict[str, Any] | None:
        """Read the value of every key; None where the section is no mapping at all."""
        if self.short and isinstance(node.value, str):
            given = {self.short: node.value}
            return {entry.name: given.get(entry.name, entry.default) for entry in self.entries}
        if not isinstance(node.value, dict):
            problems.add(
                at, "E203", f"{self.title or '这里'}要写一组键。", "可用的键：" + "、".join(self._names()) + "。"
            )
            return None
        self._refuse_unknown(node.value, at, problems)
        return {entry.name: self._value(entry, node.value, at, problems) for entry in self.entries}

    def _names(self) -> list[str]:
        return [entry.name for entry in self.entries]

    def _value(self, entry: Entry, found: Mapping[str, Node], at: str, problems: Problems) -> Any:
        place = f"{at}.{entry.name}" if at else entry.name
        if entry.name in found:
            return entry.takes.read(found[entry.name], place, problems)
        if entry.needed and not self._stood_in_for(entry.name, found):
            problems.add(
                place, "E202", f"缺“{entry.name}”（{entry.say}）。", f"补上 {entry.name}: {entry.takes.named}。"
            )
        return entry.takes.nothing() if entry.needed else entry.default

    def _stood_in_for(self, name: str, found: Mapping[str, Node]) -> bool:
        """Whether a key that is refused anyway may be written in place of `name`: misspelt, or not built yet."""
        refused = [key for key in found if key not in self._names()]
        coming = self.coming.split()
        return any(key in coming or f"“{name}”" in nearest(key, self._names()) for key in refused)

    def _refuse_unknown(self, found: Mapping[str, Node], at: str, problems: Problems) -> None:
        for key in found:
            place = f"{at}.{key}" if at else key
            if key in self.coming.split():
                problems.add(place, "E209", f"“{key}”还没有实现。", "先删去这一项；写了也没有人去做。")
            elif key not in self._names():
                problems.add(place, "E201", f"不认识“{key}”。", nearest(key, self._names()))

    def schema(self) -> dict[str, Any]:
        made: dict[str, Any] = {
            "type": "object",
            "additionalProperties": False,
            "properties": {entry.name: entry.takes.schema() | {"description": entry.say} for entry in self.entries},
        }
        if needed := [entry.name for entry in self.entries if entry.needed]:
            made["required"] = needed
        return {"anyOf": [{"type": "string"}, made]} if self.short else made


@dataclass(frozen=True)
class _Kept(Word):
    """A key of the file that the form carries along unseen."""

    def box(self, asked: Asked) -> Box:
        return Box("hidden")


_KEPT = _Kept()


def _shown(node: Node) -> str:
    return str(node.value) if not isinstance(node.value, list | dict) else "一组值"


def _keyed(key: str, value: Any) -> Any:
    """Tell a noun the author's key under which it stands."""
    return replace(value, key=key) if hasattr(value, "key") else value


TEXT, EMPTY, WORD, WHOLE, TRUTH, DAY, LIMIT = (
    Text(),
    Text(may_be_empty=True),
    Word(),
    Whole(),
    Truth(),
    Day(),
    Duration(),
)
WORDS = Listed(named="词的列表", of=WORD)
TITLES = Mapped(named="键: 名称", of=TEXT)
RANGE = Pair(named="最小和最大", of=(Amount(), Amount()))
