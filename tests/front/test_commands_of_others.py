"""Commands that name an office or a person: nothing of the office next door is told, and nobody acts there.

The table is held against the parsers: a command that takes --office or --by must stand in it.
"""

from __future__ import annotations

import re
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from importlib import import_module

import pytest

from gewu.front.commands import main
from tests.front.actors import nine_o_clock  # noqa: F401
from tests.walk.town import NEXT_DOOR, WORD, Town, build_town

HERE = ["--office", "DC"]
HALF = ["--period", "2023-01-01..2023-06-28"]
THEIRS = str(NEXT_DOOR.ids[0])
#: asks of our own office only; each is answered
READING = {
    "figures": ["figures", *HALF, *HERE, "--json"],
    "figure": ["figure", "kiosks.on_register", *HALF, *HERE, "--rows", "--csv"],
    "check": ["check", "data", *HERE, "--json"],
    "matters": ["matters", "replay", *HERE, "--json"],
    "tick": ["tick", *HERE, "--json"],
    "journal seal": ["journal", "seal", *HERE, "--json"],
    "journal head": ["journal", "head", *HERE, "--json"],
    "journal verify": ["journal", "verify", *HERE, "--json"],
}
#: reaches next door, with their row or their person; each is refused
REACHING = {
    "report draft": ["report", "draft", "weekly:hotline", *HALF, *HERE, "--by", "next_clerk"],
    "report check": ["report", "check", THEIRS, *HERE, "--by", "clerk_b"],
    "report fill": ["report", "fill", THEIRS, "1", "1", "本期无", *HERE, "--by", "clerk_b"],
    "report ground": ["report", "ground", THEIRS, "1", "全覆盖", "会议纪要", *HERE, "--by", "clerk_b"],
    "report issue": ["report", "issue", THEIRS, *HERE, "--by", "leader_main"],
    "report show": ["report", "show", THEIRS, *HERE],
    "report differences": ["report", "differences", THEIRS, *HERE],
    "scenario adopt": ["scenario", "adopt", "hotline", *HERE, "--by", "next_leader_main"],
}


@pytest.fixture
def town(db, nine_o_clock) -> Town:  # noqa: F811
    return build_town()


def options(parser: ArgumentParser, name: str) -> Iterator[tuple[str, set[str]]]:
    """Every command and verb with the options it takes."""
    verbs = next((one for one in parser._actions if isinstance(one, _SubParsersAction)), None)
    if verbs is None:
        yield name, {word for one in parser._actions for word in one.option_strings}
    else:
        for verb, below in verbs.choices.items():
            yield from options(below, f"{name} {verb}")


def test_every_command_that_names_an_office_or_a_person_is_tried():
    naming = set()
    for name in main.names():
        parser = ArgumentParser()
        import_module(f"gewu.front.commands.{name}").configure(parser)
        naming |= {command for command, words in options(parser, name) if words & {"--office", "--by"}}
    assert naming == set(READING) | set(REACHING)


@pytest.mark.parametrize("command", READING)
def test_a_command_tells_nothing_of_the_office_next_door(town, capsys, command):
    assert main.main(READING[command]) in (0, 1)
    told = "".join(capsys.readouterr())
    assert (bool(told), re.findall(rf"{WORD}{NEXT_DOOR.letter}\w*|\b50000\d\d\b", told)) == (True, [])


@pytest.mark.parametrize("command", REACHING)
def test_a_command_reaches_nothing_of_the_office_next_door(town, capsys, command):
    assert main.main(REACHING[command]) == 2
    out, err = capsys.readouterr()
    assert (out, re.findall(rf"{WORD}{NEXT_DOOR.letter}\w*", err)) == ("", [])
