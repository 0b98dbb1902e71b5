"""What the invented office is and what the packs say of it: files of words and numbers, read once.

`demo/office/` is the office itself; `demo.yaml` in a pack says what the office did with that scenario. Any likeness is
chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from gewu.scenario import edit, packs

OFFICE = Path(__file__).with_name("office")
REVIEWED_ON = date(2023, 1, 12)


@cache
def said(name: str) -> dict[str, Any]:
    """One file of the office's own words."""
    return _read(OFFICE / f"{name}.yaml")


def word(name: str) -> Any:
    """A word or list of words of the office: street, road, firms …"""
    return said("words")[name]


@cache
def _demos() -> dict[str, dict[str, Any]]:
    files = {pack.key: pack.path / "demo.yaml" for pack in packs.shipped()}
    return {key: _read(file) for key, file in files.items() if file.exists()}


def told(section: str) -> Iterator[tuple[str, Any]]:
    """What every pack says under `section`: (scenario, entry); an entry for each row where it is a list."""
    for key, demo in _demos().items():
        entries = demo.get(section, ())
        yield from ((key, entry) for entry in (entries if isinstance(entries, list) else [entries] if entries else ()))


def _read(file: Path) -> dict[str, Any]:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def text(path: Path) -> str:
    """The text of a pack or template as the invented office takes it: its blanks filled, its own changes made."""
    pack = packs.read(path)
    key = pack.key if path.is_dir() else path.parent.name
    filled = packs.fill(pack.text, packs.given(word("street"), REVIEWED_ON) | said("names").get(key, {}))
    return edit.change(filled, said("changes").get(key, {}))


def person(dice) -> str:
    """An invented name of two or three characters; one in about 900 holds a rare character."""
    surname = dice.choice(word("surnames"))
    if dice.random() < 0.0011:
        return surname + dice.choice(word("rare"))
    first = dice.choice(word("given"))
    return surname + first + (dice.choice(word("given")) if dice.random() < 0.8 else "")


def short(name: str) -> str:
    """A community or village without its last word."""
    return name.removesuffix("社区").removesuffix("村")
