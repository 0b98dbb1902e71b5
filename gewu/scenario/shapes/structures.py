"""Shapes that hold others: lists, pairs, keys of the author's own, sections and the keys that a noun declares."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from gewu.scenario.problems import Problems, nearest
from gewu.scenario.shapes.asking import KEY, NOTHING, Asked, Box, Said, Titles, fresh
from gewu.scenario.shapes.scalars import Shape, Text, Word
from gewu.scenario.yamltree import Node, Plain


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


def _keyed(key: str, value: Any) -> Any:
    """Tell a noun the author's key under which it stands."""
    return replace(value, key=key) if hasattr(value, "key") else value
