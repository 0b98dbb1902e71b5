"""`gewu tick` and `gewu matters replay` on the command line."""

from __future__ import annotations

import json

from gewu.front.commands import main
from gewu.journal import queries as journal
from gewu.matters.models import Matter


def tick(capsys, moment: str) -> dict[str, int]:
    assert main.main(["tick", "--at", moment, "--office", "DC", "--json"]) == 0
    return json.loads(capsys.readouterr().out)["DC"]


def test_a_tick_does_what_is_due_and_nothing_the_second_time(hotline, capsys):
    hotline.dispatched()
    first, second = (tick(capsys, "2023-06-30T08:00") for _ in range(2))
    assert (first["overdue"], first["bulletins"], second) == (
        1,
        1,
        {"tasks": 0, "missed": 0, "overdue": 0, "moved": 0, "bulletins": 0, "sealed": 0},
    )
    verdict = journal.verify(hotline.cast.office.id)
    assert (verdict.ok, verdict.unsealed) == (True, 0)


def test_replay_names_what_differs_and_mends_it_when_asked(hotline, capsys):
    matter = hotline.signed()
    Matter.objects.filter(id=matter.id).update(reworks=3)
    assert main.main(["matters", "replay", "--check", "--office", "DC"]) == 1
    assert capsys.readouterr().out == "RX202306210001 reworks：现为3，应为0\n"
    assert main.main(["matters", "replay", "--office", "DC"]) == 0
    assert main.main(["matters", "replay", "--check", "--office", "DC"]) == 0
