"""Loaded by pytest (`-p tests.mutation.watched`) to learn which test reaches which line of what is changed, and how
long it takes; GEWU_ is no prefix here, because tests/environment.py takes such variables away.

Each process of xdist writes a file of its own into the folder MUTATION_REACH: {"lines": {path: {line: [test, …]}},
"seconds": {test: seconds}}. Only tests that passed are written.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import coverage
import pytest

FOLDER = Path(os.environ["MUTATION_REACH"])
HERE = Path.cwd()


class Watch:
    def __init__(self) -> None:
        data = FOLDER / f".coverage-{os.getpid()}"
        sources = os.environ["MUTATION_SOURCES"].split(":")
        self.coverage = coverage.Coverage(data_file=str(data), include=sources, config_file=False, messages=False)
        self.seconds: dict[str, float] = {}
        self.failed: set[str] = set()
        self.coverage.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        self.coverage.switch_context(item.nodeid)
        try:
            return (yield)
        finally:
            self.coverage.switch_context("")

    def pytest_runtest_logreport(self, report):
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration
        if not report.passed:
            self.failed.add(report.nodeid)

    def pytest_sessionfinish(self):
        self.coverage.stop()
        data = self.coverage.get_data()
        lines: dict[str, dict[int, list[str]]] = {}
        for path in data.measured_files():
            by_line = data.contexts_by_lineno(path)
            reached = {line: sorted(set(tests) - self.failed - {""}) for line, tests in by_line.items()}
            lines[str(Path(path).relative_to(HERE))] = {line: tests for line, tests in reached.items() if tests}
        seconds = {test: took for test, took in self.seconds.items() if test not in self.failed}
        text = json.dumps({"lines": lines, "seconds": seconds})
        (FOLDER / f"{os.getpid()}.json").write_text(text, encoding="utf-8")


def pytest_configure(config):
    # With xdist the first process runs no test: it only hands them out.
    if hasattr(config, "workerinput") or not config.getoption("numprocesses", None):
        config.pluginmanager.register(Watch(), "mutation-watch")
