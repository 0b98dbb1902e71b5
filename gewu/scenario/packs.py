"""Packs: the folder of a scenario, whose files make the one text that an office takes into use.

`scenario.yaml` is the scenario, `english.yaml` its English name, `examples.yaml` its worked examples: parts of one
document. A path that many scenarios share stands once in `packs/paths` and is named; a file says only which steps
differ. What only the office itself can say is a blank in the text, `<归口单位>`, and is asked when the pack is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from gewu.kernel.types import Refused
from gewu.scenario import emit
from gewu.scenario.problems import Problem, Problems, ScenarioErrors, nearest
from gewu.scenario.yamltree import Node, Plain, parse

#: the packs that come with Gewu
SHIPPED = Path(__file__).resolve().parents[2] / "packs"
MAIN, PARTS = "scenario.yaml", ("english.yaml", "examples.yaml")
BLANK = re.compile(r"<([^<>\n]+)>")
_LINE = re.compile(r"第(\d+)行")


@dataclass(frozen=True)
class Pack:
    """The text of a pack, its blanks open; `lines` says where each line of it was written ("examples.yaml 第3行")."""

    path: Path
    text: str
    lines: tuple[str, ...]

    @property
    def key(self) -> str:
        """The scenario's key: the name of its folder."""
        return self.path.name

    @property
    def domain(self) -> str:
        return self.path.parent.name

    def placed(self, problem: Problem) -> Problem:
        """Say where in the files of the pack a problem of its text is."""
        place = _LINE.sub(lambda found: self.lines[int(found[1]) - 1], problem.place)
        return Problem(place, problem.id, problem.words, problem.hint)


@lru_cache(maxsize=1)
def shipped() -> tuple[Pack, ...]:
    """List every pack that comes with Gewu, domain by domain."""
    return tuple(read(path.parent) for path in sorted(SHIPPED.glob(f"*/*/{MAIN}")))


def sources(path: Path) -> Iterator[Path]:
    """List what `path` holds: folders of packs, and files that stand alone."""
    if not path.is_dir():
        yield path.parent if path.name == MAIN else path
        return
    for file in sorted(path.rglob("*.yaml")):
        if file.name == MAIN:
            yield file.parent
        elif not (file.parent / MAIN).exists() and file.parent.resolve() != SHIPPED / "paths":
            yield file


def read(path: Path) -> Pack:
    """Read the folder of a pack, or a file that stands alone.

    Errors: ScenarioErrors (E106) for a path of a name that is not there.
    """
    main = path / MAIN if path.is_dir() else path
    lines = [(line, f"第{number}行") for number, line in _numbered(main)]
    for part in (path / name for name in PARTS if path.is_dir() and (path / name).exists()):
        lines += [("", lines[-1][1]), *((line, f"{part.name} 第{number}行") for number, line in _numbered(part))]
    text, spliced = _with_path("\n".join(line for line, _ in lines) + "\n")
    places = [place for _, place in lines]
    if spliced:
        first, last, grown = spliced
        places[first:last] = [places[first]] * grown
    return Pack(path, text, (*places, places[-1]))


def _numbered(path: Path) -> Iterator[tuple[int, str]]:
    return enumerate(path.read_text(encoding="utf-8").removeprefix("\ufeff").splitlines(), start=1)


# paths by name ------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def paths() -> Mapping[str, dict[str, Plain]]:
    """The named paths: name -> steps as a file would write them."""
    return {file.stem: _steps(file) for file in sorted((SHIPPED / "paths").glob("*.yaml"))}


def _steps(file: Path) -> dict[str, Plain]:
    plain = _root(file.read_text(encoding="utf-8")).plain()
    assert isinstance(plain, dict)
    return plain


def whole(text: str) -> str:
    """Write out the path that `text` names (`path: ticket`, or `path: {like: ticket, …}` with the steps that differ).

    Errors: ScenarioErrors (E106) for a name that is not there.
    """
    return _with_path(text)[0]


def _with_path(text: str) -> tuple[str, tuple[int, int, int] | None]:
    """The text with its path written out; which lines were replaced (first, last) and by how many."""
    node = _path_node(text)
    said = node.plain() if node else None
    own = dict(said) if isinstance(said, dict) else {"like": said}
    if node is None or not isinstance(name := own.pop("like", None), str):
        return text, None
    if name not in paths():
        raise ScenarioErrors([_unknown(name, node)])
    steps = dict(paths()[name])
    for key, differs in own.items():
        steps[key] = {**steps.get(key, {}), **differs} if isinstance(differs, dict) else differs  # type: ignore[dict-item]
    start = text.rfind("\n", 0, node.key_start) + 1
    pad = " " * (node.key_start - start)
    written = [f"{pad}path:", *(f"{pad}  {key}: {emit.flow(step)}" for key, step in steps.items())]
    end = node.start + len(text[node.start : node.end].rstrip())
    first, last = text.count("\n", 0, start), text.count("\n", 0, end) + 1
    lines = text.split("\n")
    return "\n".join([*lines[:first], *written, *lines[last:]]), (first, last, len(written))


def _path_node(text: str) -> Node | None:
    root = parse(text, Problems())
    matter = root.value.get("matter") if root and isinstance(root.value, dict) else None
    return matter.value.get("path") if matter and isinstance(matter.value, dict) else None


def _unknown(name: str, node: Node) -> Problem:
    return Problem(
        f"matter.path (第{node.line}行)", "scenario.E106", f"没有名为“{name}”的路径。", nearest(name, paths())
    )


# blanks -------------------------------------------------------------------------------------


def blanks(text: str) -> list[str]:
    """List what an office is asked for when it takes `text`, in the order of the text."""
    return list(dict.fromkeys(blank for _, node in scalars(_root(text)) for blank in BLANK.findall(str(node.value))))


def given(office: str, today: date) -> dict[str, str]:
    """What nobody need be asked for: the office's name, today, and a year later."""
    later = today.replace(year=today.year + 1, day=min(today.day, 28))
    return {"单位名称": office, "今天": today.isoformat(), "一年后": later.isoformat()}


def fill(text: str, words: Mapping[str, str]) -> str:
    """Put the office's own words into the blanks of `text`.

    Errors: Refused scenario.R803 while one is missing, with the blanks as its fields.
    """
    if missing := [blank for blank in blanks(text) if not words.get(blank, "").strip()]:
        hint = "这些只有本单位说得出，填齐后再启用。"
        raise Refused("scenario.R803", f"还没有填：{'、'.join(missing)}。", hint, dict.fromkeys(missing, "请填写"))

    def said(raw: str) -> str:
        return BLANK.sub(lambda found: " ".join(words[found[1]].split()), raw)

    for _, node in sorted(scalars(_root(text)), key=lambda one: one[1].start, reverse=True):
        if isinstance(node.value, str) and BLANK.search(node.value):
            old = text[node.start : node.end].rstrip()
            new = said(old) if "\n" in old else emit.scalar(said(node.value))
            text = text[: node.start] + new + text[node.start + len(old) :]
    return text


def sample(text: str) -> str:
    """Fill every blank with its own name, to see whether the rest holds."""
    return fill(text, {blank: blank for blank in blanks(text)} | given("本单位", date(2023, 1, 12)))


def scalars(node: Node, at: str = "") -> Iterator[tuple[str, Node]]:
    """Walk the single values below `node`, each with its place."""
    if isinstance(node.value, dict):
        for key, inner in node.value.items():
            yield from scalars(inner, f"{at}.{key}" if at else key)
    elif isinstance(node.value, list):
        for number, inner in enumerate(node.value, start=1):
            yield from scalars(inner, f"{at}[{number}]")
    else:
        yield at, node


def _root(text: str) -> Node:
    found = Problems()
    root = parse(text, found)
    if root is None:
        raise ScenarioErrors(found.all)
    return root
