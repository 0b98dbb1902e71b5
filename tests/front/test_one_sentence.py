"""Whatever way a matter takes: list, page, slip, file and interface say one sentence about its clock."""

import csv
import io
import random
import re
from dataclasses import fields
from datetime import timedelta
from html import unescape

import pytest

from gewu.front.api.tokens import make
from gewu.kernel.types import Refused
from gewu.matters import actions as matters
from gewu.matters.verbs import ALL
from gewu.office import actions as office
from tests.front.actors import NOW, reported

WHO = ("dispatcher", "handler", "checker", "duty_chief", "leader_deputy")
WORDS = {
    "words": "说明",
    "contacted": "yes",
    "resolved": "yes",
    "satisfied": "no",
    "told": True,
    "more": "3 workdays",
    "accepted": True,
    "granted": True,
    "head": "",
    "category_of": "untrue",
    "answers": {"result": "solved"},
}
#: the way to the end, with what moves a clock; a walk goes some of it, and sometimes aside
WAY = (
    *("accepted", "dispatched", "signed", "extension_asked", "extended", "pause_asked", "paused", "resumed"),
    *("handled", "verified", "called_back", "closed"),
)
#: how far each walk goes; several go the whole way, because a step aside may lead off its end
WALKS = range(len(WAY) + 4)
ASIDE = sorted(
    set(ALL)
    - {"received", "merged", "not_accepted", "refusal_asked", "void", "undone", "handed_over", "escalated", *WAY}
)


def walked(cast, seed: int):
    """A ticket of the past month, after some of the way and some steps aside; what is refused is left out."""
    chance = random.Random(seed)
    matter = reported(cast, day=chance.randint(1, 27), category=chance.choice(["noise", "water_power", "labour"]))
    at = matter.received_at
    for kind in WAY[:seed]:
        for wish in (kind, *chance.sample(ASIDE, chance.choice([0, 0, 1]))):
            at = min(at + timedelta(minutes=chance.choice([5, 90, 600, 3000])), NOW)
            matter = somebody(cast, matter, wish, at)
    return matter


def somebody(cast, matter, kind: str, at):
    """Let the first do it who may."""
    said = WORDS | {"reason": "engineering" if "pause" in kind else "not_ours"}
    said = {name: word for name, word in said.items() if name in {one.name for one in fields(ALL[kind].says)}}
    if "head" in said:
        said["head"] = cast.people["handler"].id
    if kind in ("dispatched", "reassigned"):
        said["unit"] = cast.units["city"].id
    for who in WHO:
        try:
            return matters.do(matter.id, kind, by=cast.actor(who), at=at, seq=matter.seq, said=said)
        except Refused:
            continue
    return matter


def plain(html: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)))


def by_a_local_rule(cast) -> None:
    """From the middle of June an ordinary matter has two workdays here, not five."""
    rule = {"scenario": "hotline", "key": "matter.grades.ordinary.within", "value": "2 workdays", "source": "街道办法"}
    office.set_rule(by=cast.system, at=NOW - timedelta(days=14), **rule)


@pytest.mark.parametrize("seed", WALKS)
def test_list_page_slip_file_and_interface_say_one_sentence(at_desk, hotline, seed):
    if seed % 2:
        by_a_local_rule(hotline)
    matter = walked(hotline, seed)
    desk = at_desk("dispatcher")
    bearer = {"Authorization": f"Bearer {make(hotline.people['dispatcher'].account, 1)}"}
    said = desk.browser.get(f"/api/matters/{matter.number}", headers=bearer).json()["why"]
    file = desk.browser.get("/matters/", {"as": "csv"}).getvalue().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(file)))
    (head,) = (row for row in rows if "时限" in row)
    found = {
        "list": plain(desk.read("/matters/")).count(said),
        "page": plain(desk.read(f"/matters/{matter.id}/")).count(said) > 0,
        "slip": plain(desk.read(f"/matters/{matter.id}/slip/")).count(said),
        "file": [row[head.index("时限")] for row in rows if matter.number in row],
    }
    assert found == {"list": 1, "page": True, "slip": 1, "file": [said]}


def test_the_walks_reach_what_moves_a_clock(hotline):
    """Else the walks would compare the same again and again."""
    met = set()
    for seed in WALKS:
        matter = walked(hotline, seed)
        met |= {matter.state} | {f"{name}" for name in ("extended", "pauses") if getattr(matter, name)}
    assert met >= {"new", "running", "done", "paused", "extended", "pauses"}
