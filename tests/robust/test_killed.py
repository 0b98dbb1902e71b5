"""kill -9 in the middle of an import, a dispatch or an issue: what was begun is not there, what was done is whole."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.robust.at_work import SHEET

ROOT = Path(__file__).parents[2]


def python(folder: Path, *words: str, **more) -> subprocess.Popen:
    """Start a process of its own on the SQLite file in `folder`."""
    env = {**os.environ, "GEWU_DATA": str(folder), "GEWU_DATABASE_URL": ""}
    return subprocess.Popen(
        [sys.executable, "-m", *words], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, **more
    )


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Path:
    """A data folder with a small office in it."""
    folder = tmp_path_factory.mktemp("office")
    with python(folder, "tests.robust.at_work", "build") as process:
        process.communicate(timeout=120)
    assert process.returncode == 0
    return folder


def killed(folder: Path, act: str, after: float) -> int:
    """Let somebody work for `after` seconds and kill them; return how the process ended."""
    with python(folder, "tests.robust.at_work", act) as process:
        assert process.stdout.readline() == "working\n"
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)
    return process.returncode


def checked(folder: Path) -> dict[str, object]:
    with python(folder, "tests.robust.after") as process:
        told, _ = process.communicate(timeout=120)
    return json.loads(told.splitlines()[-1])


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("act", ["import", "dispatch", "issue"])
def test_after_kill_nine_the_data_are_in_step_and_the_journal_is_whole(office, act, seed):
    moment = random.Random(f"{act}{seed}").uniform(0.01, 0.6)
    assert killed(office, act, moment) == -signal.SIGKILL
    found, done = checked(office), {"import": "sheets", "dispatch": "dispatched", "issue": "issued"}[act]
    codes = [found[check] for check in ("check data", "journal seal", "journal verify")]
    assert (codes, found["subjects"], found[done] > 0) == ([0, 0, 0], SHEET * found["sheets"], True)
    assert (found["dispatched"], found["issued"]) == (found["dispatch lines"], found["issue lines"])
