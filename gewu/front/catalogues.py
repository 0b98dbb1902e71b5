"""Where the message catalogues lie, and compiling those that are stale. Imports nothing heavy: every start asks."""

from __future__ import annotations

import os
from pathlib import Path

FRONT = Path(__file__).resolve().parent


def sources() -> list[Path]:
    """The catalogues as translators write them."""
    return sorted(FRONT.glob("locale/*/LC_MESSAGES/*.po"))


def stale() -> list[Path]:
    """Those whose compiled form is missing or older."""
    return [po for po in sources() if not _fresh(po, po.with_suffix(".mo"))]


def compile_stale() -> None:
    """Write the .mo beside each stale catalogue, where Django looks for it."""
    for po in stale():
        _compile(po, po.with_suffix(".mo"))


def _fresh(po: Path, mo: Path) -> bool:
    return mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime


def _compile(po: Path, mo: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    draft = mo.with_suffix(f".{os.getpid()}")
    with po.open("rb") as source, draft.open("wb") as target:
        write_mo(target, read_po(source, locale=po.parts[-3], domain="django"))
    draft.replace(mo)  # two processes may start at once
