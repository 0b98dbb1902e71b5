"""What house tests look at: tracked files, parsed modules, rooms and their models."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
ROOMS = [name.removeprefix("gewu.") for name in settings.ROOMS if name != "gewu.front"]


@cache
def tracked(*endings: str) -> list[Path]:
    """Files under version control (new ones that are not ignored, too) whose name ends like one of `endings`."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    paths = sorted({ROOT / name for name in found if name and (not endings or name.endswith(endings))})
    return [path for path in paths if path.is_file()]


def modules(*folders: str) -> list[Path]:
    """Python files under folders of the repository, migrations left out."""
    starts = tuple(ROOT / folder for folder in folders)
    return [
        path
        for path in tracked(".py")
        if "migrations" not in path.parts and any(path.is_relative_to(start) for start in starts)
    ]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def place(path: Path, node: ast.AST | int) -> str:
    """Say where, as editors understand it: gewu/front/x.py:12."""
    line = node if isinstance(node, int) else node.lineno
    return f"{path.relative_to(ROOT)}:{line}"


def models() -> list[type]:
    """Every model that a room keeps."""
    return [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
