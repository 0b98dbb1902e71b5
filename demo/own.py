"""What the office says of itself when it takes a pack or a template: its blanks, and what it changes in the text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import yaml

from demo import words
from gewu.scenario import edit, packs

OFFICE = Path(__file__).with_name("office")
REVIEWED_ON = date(2023, 1, 12)


def text(path: Path) -> str:
    """The text of a pack or template as the invented office takes it into use."""
    pack = packs.read(path)
    key = pack.key if path.is_dir() else path.parent.name
    filled = packs.fill(pack.text, packs.given(words.STREET, REVIEWED_ON) | said("names").get(key, {}))
    return edit.change(filled, said("changes").get(key, {}))


def said(name: str) -> dict:
    """One file of the office's own words."""
    return yaml.safe_load((OFFICE / f"{name}.yaml").read_text(encoding="utf-8"))
