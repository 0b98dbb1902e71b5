"""`gewu demo` keeps away from what is not a demo, and keeps what somebody changed."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from demo import days
from gewu.front.commands import main
from gewu.office import actions
from gewu.office.queries import offices

#: refs of the demo whose figure in one scan with all others is not what it is alone
TOGETHER = """
from gewu.indicators.reading import Reading
from gewu.kernel.periods import Period
from gewu.office import queries as office

def half():
    period = Period.parse("2023-01-01..2023-06-28")
    return Reading(period=period, as_of=period.last, for_=office.system_actor(office.offices()[0]).scope)

alone = half()
print([ref for ref, figure in half().values().items() if figure != alone.value(ref)])
"""


#: what does not add up: splits, targets, rows after the clock, pages, files
WALK = """
from tests.invented.walk import wrong

print(wrong())
"""

#: what the demo says has happened after its clock
TO_COME = """
from demo.days import NOW
from gewu.matters.models import Matter, MatterEvent
from gewu.records.models import Record
from gewu.registry.models import StageSpan, Tag

print(
    MatterEvent.objects.filter(at__gt=NOW).count(),
    Matter.objects.filter(received_at__gt=NOW).count(),
    Record.objects.filter(happened_at__gt=NOW).count(),
    StageSpan.objects.filter(entered_on__gt=NOW.date()).count(),
    Tag.objects.filter(valid_from__gt=NOW.date()).count(),
)
"""


@pytest.mark.django_db
@pytest.mark.parametrize("words", [["demo", "--no-serve"], ["demo", "--no-serve", "--reset"]])
def test_a_database_with_a_real_office_is_refused_and_untouched(words, capsys):
    real = actions.start_office(at=days.NOW, code="ZS", name="某街道")
    assert main.main(words) == 2
    assert (capsys.readouterr().err.split(":")[0], [row.id for row in offices()]) == ("front.R130", [real.id])


@pytest.mark.django_db
def test_figures_are_not_compared_before_there_is_a_demo(capsys):
    assert main.main(["demo", "--verify"]) == 2
    assert capsys.readouterr().err.startswith("front.R131")


@pytest.mark.slow
def test_a_small_demo_is_built_keeps_edits_and_counts_what_is_not_scaled(tmp_path):
    env = os.environ | {
        "GEWU_DATA": str(tmp_path),
        "GEWU_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "gewu.config.settings",
    }

    def gewu(*words: str) -> str:
        command = [sys.executable, "-m", "gewu.front.commands.main", *words]
        return subprocess.run(command, env=env, capture_output=True, text=True, timeout=300).stdout

    gewu("demo", "--no-serve", "--scale", "0.02")
    edit = "from gewu.office.models import Unit; Unit.objects.filter(code='desk').update(name='改过的中心')"
    gewu("shell", "-c", edit)
    kept = gewu("demo", "--no-serve")
    name = gewu("shell", "-c", "from gewu.office.models import Unit; print(Unit.objects.get(code='desk').name)")
    equal = [line for line in gewu("demo", "--verify").splitlines() if "  一致  " in line]
    assert ("保留您的改动" in kept, name.strip(), len(equal) >= 100) == (True, "改过的中心", True)
    assert gewu("check", "data") == ""
    assert gewu("shell", "-c", TOGETHER).strip() == "[]"
    assert gewu("shell", "-c", TO_COME).strip() == "0 0 0 0 0"
    assert gewu("shell", "-c", WALK).strip() == "[]"
