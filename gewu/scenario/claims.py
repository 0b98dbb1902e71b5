"""Claims: words that a paper may say only on a condition (全覆盖, 未发生, 首个 …), kept in a file, found in texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from gewu.scenario.packs import SHIPPED
from gewu.scenario.problems import Problem, Problems, ScenarioErrors
from gewu.scenario.shapes import TEXT, Choice, Entry, Listed, Mapped, Section, word
from gewu.scenario.yamltree import parse

#: the first word of a file of claims; a scenario file begins with `scenario`
MARK = re.compile(r"^claims:", re.MULTILINE)
FILE = SHIPPED / "claims.yaml"

#: what a claim needs → what the office calls it
NEEDS = {
    "target": "要有设了目标的指标，而且确实完成",
    "zero": "要有一个确实是0的指标",
    "whole": "要有应有多少、做到多少的比率，而且确实做到全部",
    "compared": "要有两期都有数的指标，而且升降一致",
    "document": "要写明文件",
}
#: how many letters `…` may stand for, none of them the end of a sentence or a figure's brace
GAP = "[^。；;，,{}\n]{0,12}?"


@dataclass(frozen=True)
class Claim:
    """One kind of claim; `words` may have `…` for some letters between."""

    key: str
    title: str = word(TEXT, "管哪些话", needed=True)
    words: tuple[str, ...] = word(Listed(of=TEXT), "怎么写的都算，“…”代表中间的几个字", needed=True)
    needs: str = word(Choice(named="条件", words=(*NEEDS,), titles=NEEDS), "够什么条件才许说", needed=True)
    otherwise: str = word(TEXT, "不够时可以怎么说", needed=True)
    source: str = word(TEXT, "依据", needed=True)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches its words, the longest first."""
        longest = sorted(self.words, key=len, reverse=True)
        return re.compile("|".join(GAP.join(map(re.escape, one.split("…"))) for one in longest))


@dataclass(frozen=True)
class Found:
    """A claim where it stands in a text."""

    start: int
    end: int
    text: str
    claim: Claim


CLAIMS = Section(
    title="说得重的话",
    keys=[Entry("claims", Mapped(named="键: 哪类话", of=Section(title="哪类话", noun=Claim)), "哪类话", needed=True)],
)


def is_claims(text: str) -> bool:
    """Say whether a file is one of claims rather than a scenario."""
    return bool(MARK.search(text))


def read(text: str, place: str = "") -> tuple[Claim, ...]:
    """Read a file of claims. Errors: ScenarioErrors with all problems."""
    found, wrong = _read(text)
    if wrong:
        raise ScenarioErrors(wrong, place)
    return found


def problems(text: str) -> list[Problem]:
    """List everything wrong with the text of a file of claims."""
    return _read(text)[1]


def _read(text: str) -> tuple[tuple[Claim, ...], list[Problem]]:
    wrong = Problems()
    root = parse(text, wrong)
    claims = tuple(CLAIMS.read(root, "", wrong)["claims"].values()) if root else ()
    for claim in claims:
        for one in claim.words:
            if not re.search(r"\w", one.replace("…", "")):
                wrong.add(f"claims.{claim.key}.words", "E203", f"“{one}”没有可以对照的字。", "写出要管的字。")
    return claims, wrong.all


@lru_cache(maxsize=1)
def shipped() -> tuple[Claim, ...]:
    """The claims that come with Gewu."""
    return read(FILE.read_text(encoding="utf-8"), str(FILE))


def found_in(text: str) -> Iterator[Found]:
    """Find the claims of a text, kind by kind."""
    for claim in shipped():
        for match in claim.pattern.finditer(text):
            yield Found(*match.span(), match.group(0), claim)
