"""Write the pages that are made from code, or say which are out of date."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from gewu.scenario import reference

ROOT = Path(__file__).resolve().parents[3]

#: path -> what writes it
PAGES: dict[str, Callable[[], str]] = {
    "docs/scenarios/reference.md": reference.markdown,
    "schemas/scenario.schema.json": reference.schema,
}


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="write nothing; name stale pages (exit code 1)")


def run(args: Namespace) -> int:
    old = stale()
    for page in old:
        print(page)
        if not args.check:
            _write(ROOT / page, PAGES[page]())
    return 1 if args.check and old else 0


def stale() -> list[str]:
    """Name the pages that no longer say what the code says."""
    return [page for page, made in PAGES.items() if _text(ROOT / page) != made()]


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
