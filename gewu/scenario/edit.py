"""Changes single places of a YAML text and leaves the rest as it stands, comments included."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping

from gewu.scenario import emit
from gewu.scenario.problems import Problems, ScenarioErrors
from gewu.scenario.yamltree import Node, Plain, parse

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def change(text: str, changes: Mapping[str, Plain]) -> str:
    """Put each value at its place ("matter.grades.ordinary.within", "visit.more_often[1].every"); None removes it.

    What is not named stays as it is, character for character where that is possible; else the text is written
    anew in the same order, without comments. Errors: ScenarioErrors if `text` is no YAML, KeyError for a place
    inside something that is not a mapping or list.
    """
    for place, value in changes.items():
        text = _change_one(text, place, value)
    return text


def _change_one(text: str, place: str, value: Plain) -> str:
    root = _parsed(text)
    wanted = put(root.plain(), steps(place), value)
    if wanted == root.plain():
        return text
    changed = _patched(text, root, steps(place), value)
    if changed is not None and _reads_as(changed, wanted):
        return changed
    assert isinstance(wanted, dict)
    return emit.document(wanted)


def _parsed(text: str) -> Node:
    found = Problems()
    root = parse(text, found)
    if root is None or not isinstance(root.value, dict):
        raise ScenarioErrors(found.all)
    return root


def _reads_as(text: str, wanted: Plain) -> bool:
    """Whether `text` says exactly `wanted`, in the same order."""
    found = Problems()
    root = parse(text, found)
    return root is not None and not found.all and _ordered(root.plain()) == _ordered(wanted)


def _ordered(value: Plain) -> object:
    if isinstance(value, dict):
        return [(key, _ordered(item)) for key, item in value.items()]
    if isinstance(value, list):
        return [_ordered(item) for item in value]
    return (type(value), value)


def steps(place: str) -> list[str | int]:
    """Split a place into keys and positions: "a.b[2].c" is a, b, 1, c."""
    return [key or int(number) - 1 for key, number in _STEP.findall(place)]


# the same change on plain values ------------------------------------------------------------


def put(data: Plain, way: list[str | int], value: Plain) -> Plain:
    """Put a value at a place of plain values, which stay as they were; None removes it."""
    data = copy.copy(data)
    step, rest = way[0], way[1:]
    if isinstance(step, int):
        return _put_in_list(data, step, rest, value)
    if not isinstance(data, dict):
        raise KeyError(step)
    if not rest and value is None:
        data.pop(step, None)
    elif not rest:
        data[step] = value
    elif step in data or value is not None:
        data[step] = put(data.get(step) or ([] if isinstance(rest[0], int) else {}), rest, value)
    return data


def _put_in_list(data: Plain, step: int, rest: list[str | int], value: Plain) -> Plain:
    if not isinstance(data, list) or not 0 <= step <= len(data):
        raise KeyError(step + 1)
    if not rest and value is None:
        return data[:step] + data[step + 1 :]
    inner = put(data[step] if step < len(data) else {}, rest, value) if rest else value
    return [*data[:step], inner, *data[step + 1 :]]


# the change on the text ---------------------------------------------------------------------


def _patched(text: str, root: Node, way: list[str | int], value: Plain) -> str | None:
    """Change the text where it stands; None where only writing it anew will do."""
    node, done = root, 0
    while done < len(way) and (inner := _inside(node, way[done])) is not None:
        node, done = inner, done + 1
    if done == len(way):
        parent = _at(root, way[:-1])
        return _removed(text, parent, node) if value is None else _replaced(text, node, value)
    key = way[done]
    if value is None or not isinstance(node.value, list if isinstance(key, int) else dict):
        return None
    for step in reversed(way[done + 1 :]):
        value = [value] if isinstance(step, int) else {step: value}
    return _inserted(text, node, key, value)


def _inside(node: Node, step: str | int) -> Node | None:
    if isinstance(step, int):
        return node.value[step] if isinstance(node.value, list) and step < len(node.value) else None
    return node.value.get(step) if isinstance(node.value, dict) else None


def _at(root: Node, way: list[str | int]) -> Node:
    for step in way:
        root = root.value[step]
    return root


def _replaced(text: str, node: Node, value: Plain) -> str | None:
    column = _column(text, node.key_start)
    if isinstance(node.value, dict | list) and not node.flow and node.value:
        return None if isinstance(value, list) else _replaced_block(text, node, value)
    old = text[node.start : node.end]
    body = old.rstrip()
    if isinstance(value, str) and old.startswith("|") and (folded := emit.paragraph(value, column + 2)):
        return text[: node.start] + "|\n" + folded + text[node.start + len(body) :]
    new = emit.flow(value)
    gap = "" if text[node.start - 1 : node.start].isspace() else " "
    return text[: node.start] + gap + new + text[node.start + len(body) :]


def _replaced_block(text: str, node: Node, value: Plain) -> str | None:
    """Write a mapping of lines anew, keeping its key."""
    key = re.match(r"[^:\s]+(?=:)", text[node.key_start :])
    if key is None or not isinstance(value, dict):
        return None
    lines = emit.entry(key.group(), value, _column(text, node.key_start)).lstrip()
    return text[: node.key_start] + lines + text[_end(text, node) :]


def _removed(text: str, parent: Node, node: Node) -> str | None:
    if len(parent.value) == 1:
        return _replaced(text, parent, {} if isinstance(parent.value, dict) else [])
    start = text.rfind("\n", 0, node.key_start) + 1
    if parent.flow or text[start : node.key_start].strip() not in ("", "-"):
        return None
    end = text.find("\n", _end(text, node))
    return text[:start] + (text[end + 1 :] if end >= 0 else "")


def _inserted(text: str, parent: Node, key: str | int, value: Plain) -> str | None:
    if parent.flow:
        close = parent.end - 1
        comma, name = ", " if parent.value else "", f"{key}: " if isinstance(key, str) else ""
        return text[:close].rstrip() + f"{comma}{name}{emit.flow(value)}" + text[close:]
    if not parent.value:
        return None
    last = parent.value[-1] if isinstance(key, int) else list(parent.value.values())[-1]
    end = text.find("\n", _end(text, last))
    end = len(text) if end < 0 else end
    column = _column(text, last.key_start)
    lines = emit.entry(key, value, column) if isinstance(key, str) else emit.item(value, column)
    return text[:end] + "\n" + lines + (text[end:] or "\n")


def _end(text: str, node: Node) -> int:
    """Where the last word of a value ends: blank lines and comments after it are not its own."""
    if isinstance(node.value, dict | list) and node.value and not node.flow:
        inner = node.value.values() if isinstance(node.value, dict) else node.value
        return _end(text, list(inner)[-1])
    return node.start + len(text[node.start : node.end].rstrip())


def _column(text: str, position: int) -> int:
    return position - (text.rfind("\n", 0, position) + 1)
