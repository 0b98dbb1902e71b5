"""Shapes of values in a file. Each reads a node, says what is wrong with it, and describes itself to editors."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any

from gewu.kernel.clocks import Limit
from gewu.scenario.problems import Problems, nearest
from gewu.scenario.yamltree import Node

KEY = re.compile(r"[a-z][a-z0-9_]*")
NO_TIME = Limit(0, "natural_day")


@dataclass(frozen=True)
class Shape:
    """What one value may be. `named` is how the reference page calls it."""

    named: str = "文字"

    #: given where the value is wrong or missing, so that reading can go on
    blank: Any = ""

    #: the kind of input by which the form asks for it
    asks_by = "text"

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
    """One of a closed list; `said` maps the word of the file to that of the code, `coming` are still to be built."""

    words: tuple[str, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict, hash=False)
    coming: str = ""
    #: those the form offers, in words
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)

    asks_by = "choice"

    def read(self, node: Node, at: str, problems: Problems) -> str:
        if node.value in self.words:
            return self.said.get(node.value, node.value)
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

    asks_by = "whole_number"

    def read(self, node: Node, at: str, problems: Problems) -> int:
        if type(node.value) is not int:
            return self.wrong(at, problems, "不带引号、单位、小数和千分位。")
        if node.value < self.at_least:
            problems.add(at, "E208", f"不能小于{self.at_least}。", "改成合理的数。")
        return node.value

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.at_least}


@dataclass(frozen=True)
class Truth(Shape):
    named: str = "true 或 false"
    blank: Any = False

    def read(self, node: Node, at: str, problems: Problems) -> bool:
        return node.value if isinstance(node.value, bool) else self.wrong(at, problems, "是写 true，否写 false。")

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True)
class Day(Shape):
    named: str = "日期"
    blank: Any = date.min

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

    asks_by = "limit"

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

    def read(self, node: Node, at: str, problems: Problems) -> Any:
        if isinstance(node.value, str | int | bool):
            return node.value
        return self.wrong(at, problems, "写一个词、整数、true 或 false。")

    def schema(self) -> dict[str, Any]:
        return {"type": ["string", "integer", "boolean"]}


@dataclass(frozen=True)
class Listed(Shape):
    """A list; with `one_will_do` a single value stands for a list of one."""

    named: str = "列表"
    blank: Any = ()
    of: Shape = field(default_factory=Text)
    one_will_do: bool = False

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
class Ask:
    """How the form view asks for a key: under which heading, with what words.

    `options`  the choices of a word that the file itself defines
    `absent`   whether it is asked where the file does not have it
    `long`     whether its text takes several lines
    """

    group: str
    label: str
    help: str = ""
    options: Callable[[Any], Mapping[str, str]] | None = None
    absent: bool = True
    long: bool = False


@dataclass(frozen=True)
class Entry:
    """One key that a section may have; `attribute` is where its noun keeps it."""

    name: str
    takes: Shape
    say: str
    needed: bool = False
    default: Any = None
    ask: Ask | None = None
    grows: str = ""  # what one row is called, where the form adds and takes away rows
    attribute: str = ""
    tell: str = ""  # how the reviewer reads it: "{}内办结"; "" where it asks nothing of anybody

    @property
    def kept_as(self) -> str:
        """Name the attribute of the noun."""
        return self.attribute or self.name


def word(
    takes: Shape,
    say: str,
    *,
    needed: bool = False,
    default: Any = None,
    name: str = "",
    ask: Ask | None = None,
    grows: str = "",
    tell: str = "",
):
    """Declare a key of a section as an attribute of its noun: what it takes, what it means, how the form asks it.

    `name` is the word of the file where Python cannot have it (is, from). What is not needed has a default.
    """
    meta = {"word": Entry(name, takes, say, needed, default, ask, grows, tell=tell)}
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
RANGE = Pair(named="最小和最大", of=(WHOLE, WHOLE))
