"""Loaded by pytest (`-p tests.mutation.only`): run only the tests named in the file MUTATION_TESTS, in its order."""

from __future__ import annotations

import json
import os
from pathlib import Path


def pytest_collection_modifyitems(items):
    wanted = {
        test: place for place, test in enumerate(json.loads(Path(os.environ["MUTATION_TESTS"]).read_text("utf-8")))
    }
    items[:] = sorted((item for item in items if item.nodeid in wanted), key=lambda item: wanted[item.nodeid])
