"""依据: the papers a file stands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gewu.scenario.problems import Problems
from gewu.scenario.shapes import TEXT, Either, Listed, Mapped, Section, word

if TYPE_CHECKING:
    from gewu.scenario.grammar import Scenario


@dataclass(frozen=True)
class Source:
    key: str
    title: str = word(TEXT, "文件名称、年份", needed=True)
    articles: tuple[int | str, ...] = word(Listed(of=Either()), "引用到的条号", default=())
    note: str = word(TEXT, "说明；占位的文件在这里写明", default="")


SOURCES = Mapped(named="键: 依据", of=Section(title="依据", short="title", noun=Source))


def check(scenario: Scenario, problems: Problems) -> None:
    """Look every cited paper up in the list of the file."""
    for at, cited in problems.cited:
        key, *articles = cited.split()
        if key not in scenario.sources:
            problems.known(at, "E501", "依据", [key], scenario.sources)
            continue
        listed = {str(article) for article in scenario.sources[key].articles}
        if missing := [article for article in articles if article not in listed]:
            words = f"依据“{key}”没有列出第{'、'.join(missing)}条。"
            problems.refuse(at, "E502", words, f"在 sources.{key}.articles 里补上，或改条号。")
