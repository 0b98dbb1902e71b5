"""A noun is a room of four files and one line: put beside the others in a copy of the house, it is everywhere."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

ROOM = Path(__file__).parent / "activities"
COPIED = ("gewu", "tests", "packs", "docs", "pyproject.toml", ".importlinter")
LEFT = shutil.ignore_patterns("__pycache__", "*.mo", "browser", "spec", "bench", "robust", "activities")


@pytest.mark.slow
def test_a_noun_appears_everywhere_without_touching_another_room(tmp_path):
    house = _copied(tmp_path)
    room = house / "gewu/activities"
    shutil.copytree(ROOM, room, ignore=shutil.ignore_patterns("__pycache__", "prove.py"))
    rooms = house / "gewu/rooms.py"
    rooms.write_text(rooms.read_text(encoding="utf-8").replace('    "money",\n', '    "money",\n    "activities",\n'))
    shutil.copy(ROOM / "prove.py", house / "tests/house/test_activities.py")
    assert _said(house, "-m", "django", "makemigrations", "activities", "-v", "0") == ""
    (room / "migrations/__init__.py").touch()
    said = _said(
        house, "-m", "pytest", "-q", "-p", "no:xdist", "tests/house/test_activities.py", "tests/house/test_nouns.py"
    )
    assert " passed" in said.splitlines()[-1] and "failed" not in said


def _copied(folder: Path) -> Path:
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=LEFT)
        else:
            shutil.copy(ROOT / name, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


def _said(house: Path, *words: str) -> str:
    """What a Python of its own says in the copy; its errors where it fails."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("GEWU_", "PYTEST_"))}
    own |= {
        "DJANGO_SETTINGS_MODULE": "gewu.config.settings",
        "PYTHONPATH": str(house),
        "GEWU_DATA": str(house / "data"),
    }
    own |= {"GEWU_TESTING": "1"} if "django" in words else {}
    found = subprocess.run([sys.executable, *words], cwd=house, env=own, capture_output=True, text=True, timeout=300)
    assert found.returncode == 0, found.stdout + found.stderr
    return found.stdout
