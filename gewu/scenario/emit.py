"""Writes values as YAML in the manner of our files: Chinese as it is, short mappings in braces, long ones in lines."""

from __future__ import annotations

import json
import re
from itertools import pairwise

from gewu.scenario.yamltree import HAN, Plain, resolves_to_text

WIDTH = 96
_PLAIN = re.compile(r"[A-Za-z0-9_/\u4e00-\u9fff“”《》（）、，。；：·—\u3002\uff00-\uffef][^\n\t]*")
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_WRAP = re.compile(f"(?<=[，。；：、！？])(?={HAN})")


def scalar(value: Plain) -> str:
    """Write one value on one line, quoted only where it must be."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    return value if _may_stand_bare(value) else _quoted(value)


def _may_stand_bare(text: str) -> bool:
    if not _PLAIN.fullmatch(text) or text != text.strip() or _UNPRINTABLE.search(text):
        return False
    if any(sign in text for sign in (": ", " #", ",", "[", "]", "{", "}")) or text.endswith(":"):
        return False
    return resolves_to_text(text)


def _quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", quoted)


def flow(value: Plain) -> str:
    """Write a value on one line, mappings and lists in brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return scalar(value)


def entry(key: str, value: Plain, indent: int) -> str:
    """Write "key: value" as lines that begin at column `indent`, without a newline at the end."""
    pad = " " * indent
    if isinstance(value, str) and (folded := paragraph(value, indent + 2)):
        return f"{pad}{key}: |\n{folded}"
    if not isinstance(value, dict | list) or not value or _fits(key, value, indent):
        return f"{pad}{key}: {flow(value)}"
    if isinstance(value, dict):
        return f"{pad}{key}:\n{block(value, indent + 2)}"
    return f"{pad}{key}:\n" + "\n".join(item(each, indent + 4) for each in value)


def block(values: dict[str, Plain], indent: int = 0) -> str:
    """Write a mapping line by line."""
    return "\n".join(entry(key, value, indent) for key, value in values.items())


def document(values: dict[str, Plain]) -> str:
    """Write a whole file: an empty line around every section that takes several lines."""
    parts = [entry(key, value, 0) for key, value in values.items()]
    lines = [parts[0]] if parts else []
    for before, after in pairwise(parts):
        lines += [""] if "\n" in before or "\n" in after else []
        lines.append(after)
    return "\n".join(lines) + "\n"


def item(value: Plain, indent: int) -> str:
    """Write one item of a list, its words at column `indent`, without a newline at the end."""
    long = isinstance(value, dict) and value and len(flow(value)) > WIDTH
    return " " * (indent - 2) + "- " + (block(value, indent).lstrip() if long else flow(value))  # type: ignore[arg-type]


def _fits(key: str, value: Plain, indent: int) -> bool:
    """Whether it reads well on one line: a list or mapping of single values, and short."""
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    long_text = any(isinstance(item, str) and len(item) > WIDTH // 3 for item in inner)
    deep = any(isinstance(item, dict) for item in inner)
    return not (long_text or deep) and indent + len(key) + 2 + len(flow(value)) <= WIDTH


def paragraph(text: str, indent: int) -> str:
    """Write a long Chinese text as the lines of a block that is read back as it was; "" if that cannot be."""
    if len(text) <= WIDTH // 2 or _UNPRINTABLE.search(text) or re.search(r"[\r\t\x00-\x08\x0b-\x1f]|\n\n", text):
        return ""
    if any(line != line.strip() or not line for line in text.split("\n")):
        return ""
    pad = " " * indent
    parts = (_wrapped(part, pad) for part in text.split("\n"))
    return "\n\n".join(parts)


def _wrapped(text: str, pad: str) -> str:
    """Break after punctuation between Chinese characters only: the reader joins those without a blank."""
    lines, line = [], ""
    for piece in _WRAP.split(text):
        if line and len(line) + len(piece) > WIDTH // 2:
            lines.append(line)
            line = ""
        line += piece
    return "\n".join(pad + each for each in [*lines, line])
