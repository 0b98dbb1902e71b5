"""Where the message catalogues lie, and whether one has to be compiled. Imports nothing: every start asks."""

from __future__ import annotations

from pathlib import Path

FRONT = Path(__file__).resolve().parent


def sources() -> list[Path]:
    """The catalogues as translators write them."""
    return sorted(FRONT.glob("locale/*/LC_MESSAGES/*.po"))


def stale() -> list[Path]:
    """Those whose compiled form is missing or older."""
    return [po for po in sources() if not _fresh(po, po.with_suffix(".mo"))]


def _fresh(po: Path, mo: Path) -> bool:
    return mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime
