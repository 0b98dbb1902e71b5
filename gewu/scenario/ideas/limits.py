"""期限 within: 多久内做完；一个期限，或按等级、渠道、类别、一个选择题的选项各写一个。"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from gewu.kernel.clocks import Limit
from gewu.scenario.ideas.conditions import Facts
from gewu.scenario.problems import Problems
from gewu.scenario.shapes import LIMIT, Asked, Box, Mapped, Said, Shape, Titles, rows_of
from gewu.scenario.yamltree import Node, Plain


@dataclass(frozen=True)
class Within:
    """One limit for all, or one for each word of one list: `per` is grade, channel, category or a question."""

    limit: Limit | None = None
    each: Mapping[str, Limit] = field(default_factory=dict, hash=False)
    per: str = ""

    def of(self, facts: Facts) -> Limit | None:
        """Find the limit of a thing that shows `facts`; None where it has none here."""
        return self.each.get(str(facts.get(self.per))) if self.each else self.limit

    def longest(self) -> Collection[Limit]:
        """All limits that may hold."""
        return [*self.each.values(), *([self.limit] if self.limit else [])]


def listed(scenario: Any) -> Titles:
    """What limits may differ by: grades, channels, categories and options of a matter, with their titles."""
    asks = scenario.matter.asks.values() if scenario.matter else ()
    options = {key: title for ask in asks for key, title in ask.options.items()}
    lists = [rows_of(f"matter.{name}")(scenario) for name in ("channels", "categories", "grades")]
    return {**options, **lists[0], **lists[1], **lists[2]}


@dataclass(frozen=True)
class Limits(Shape):
    named: str = "期限，或 {键: 期限}"
    blank: Any = None

    def box(self, asked: Asked) -> Box:
        return _EACH.box(asked)

    def said(self, plain: Plain, asked: Asked) -> Said:
        return _EACH.said(plain if isinstance(plain, dict) or plain is None else {"": plain}, asked)

    def typed(self, said: Said, asked: Asked) -> Plain:
        """One row for all says no word; else each row is for one."""
        if len([row for row in said if row[1]]) == 1 and (alone := [row for row in said if row[1] and not row[0]]):
            return LIMIT.typed([alone[0][1:]], asked)
        return _EACH.typed(said, asked)

    def read(self, node: Node, at: str, problems: Problems) -> Within | None:
        if not isinstance(node.value, dict):
            return Within(LIMIT.read(node, at, problems))
        if "field" in node.value:
            problems.add(f"{at}.field", "E209", "“{field: …}”还没有实现。", "写一个期限，或按等级等各写一个。")
            return None
        return Within(each=_EACH.read(node, at, problems))

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [LIMIT.schema(), _EACH.schema()]}


_EACH = Mapped(named="键: 期限", of=LIMIT, keyed=listed)
WITHIN = Limits()


def per(within: Within, lists: Mapping[str, Collection[str]]) -> list[str]:
    """Name the lists that know every key of a limit."""
    return [name for name, keys in lists.items() if set(within.each) <= set(keys)]
