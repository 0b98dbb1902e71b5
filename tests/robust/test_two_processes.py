"""Two processes on one database: what one changes, the other sees with its next request."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

#: answers one line for each that comes in: the units of the office, as a request of the dispatcher sees them
READER = """
import sys
from gewu.front.commands import main
main.start_django()
from gewu.journal import versions
from gewu.office import queries
for _ in sys.stdin:
    with versions.one_request():
        versions.hold(queries.seat_of(queries.account_named("dispatcher")).numbers)
        office = queries.by_code("DC")
        print(len(queries.units(queries.system_actor(office).scope)), flush=True)
"""
WRITER = """
from gewu.front.commands import main
main.start_django()
from datetime import UTC, datetime
from gewu.office import actions, queries
by, at = queries.system_actor(queries.by_code("DC")), datetime.now(UTC)
actions.admit_unit(by=by, at=at, kind="outside", code="X", name="新单位")
"""


def python(folder: Path, *words: str, **more) -> subprocess.Popen:
    env = {**os.environ, "GEWU_DATA": str(folder), "GEWU_DATABASE_URL": ""}
    return subprocess.Popen([sys.executable, *words], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, **more)


def test_a_change_of_one_process_is_seen_by_the_next_request_of_another(tmp_path):
    with python(tmp_path, "-m", "tests.robust.at_work", "build") as built:
        assert built.wait(timeout=120) == 0
    with python(tmp_path, "-c", READER, stdin=subprocess.PIPE) as reader:

        def ask() -> int:
            reader.stdin.write("\n")
            reader.stdin.flush()
            return int(reader.stdout.readline())

        before = [ask(), ask()]
        with python(tmp_path, "-c", WRITER) as writer:
            assert writer.wait(timeout=60) == 0
        after = ask()
        reader.stdin.close()
    assert (before, after) == ([8, 8], 9)
