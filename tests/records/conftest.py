"""The fire checks of tests/tasks, with one line per visit."""

from __future__ import annotations

import pytest

from gewu.records import actions
from gewu.records.rules import NewRecord
from tests.matters.conftest import at
from tests.tasks.conftest import Ground

#: what a hotel is asked
HOTEL = ("exits_clear", "extinguishers", "wiring", "lining")


def checks(*failed: str) -> dict[str, str]:
    """A hotel's checklist with these items failed."""
    return {key: "fail" if key in failed else "pass" for key in HOTEL}


class Visits(Ground):
    def record(self, subject, when: str = "06-10 10:00", *failed: str, **more) -> NewRecord:
        fields = {"form": "inspection", "answers": {"team": 2}, "checks": checks(*failed)} | more
        return NewRecord("fire", at(when), subject_id=subject.id, **fields)

    def submit(
        self, subject, when: str = "06-10 10:00", *failed: str, who: str = "officer_a", entered: str = "", **more
    ):
        return actions.submit(
            self.record(subject, when, *failed, **more), by=self.cast.actor(who), at=at(entered or when)
        )


@pytest.fixture
def visits(cast) -> Visits:
    return Visits(cast)
