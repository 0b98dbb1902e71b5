"""The export of another system's tickets: the open ones are taken over, and what is not certain of a row is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from gewu.front.commands._start import Starting
from gewu.front.sheets import Column, Line, moment, place
from gewu.kernel.calendar import local, local_day
from gewu.kernel.types import Refused, there
from gewu.matters import actions as matters
from gewu.matters.rules import History, NewMatter
from gewu.matters.rules.intake import NewReporter
from gewu.scenario.grammar import Scenario

TICKETS = (
    Column("工单编号", True, "0099202306010001"),
    Column("受理时间", True, "2023-06-01 09:30"),
    Column("标题", example="小区夜间施工噪声"),
    Column("内容", True, "丰田路12号夜间施工，影响休息。"),
    Column("地址", example="丰田路12号"),
    Column("类别", True, "噪声扰民"),
    Column("社区或网格", example="柳荫社区"),
    Column("联系人", example="张先生"),
    Column("联系电话", example="10000000001"),
    Column("办结时间"),
)

#: what people write under 办结时间 of a ticket that is still open
STILL_OPEN = {
    "",
    "未办结",
    "未办",
    "未完成",
    "未结",
    "在办",
    "办理中",
    "处理中",
    "待办",
    "否",
    "无",
    "/",
    "-",
    "--",
    "—",
}
#: an open ticket is not older than this
YEARS = 10


@dataclass(frozen=True)
class Tickets:
    """The rows of an export. `categories` says what its categories are here, `otherwise` the one of all others."""

    name: str
    lines: list[Line]
    categories: Mapping[str, str] = field(default_factory=dict)
    otherwise: str = ""

    @classmethod
    def read(cls, start: Starting, path: Path, categories: Mapping[str, str], otherwise: str) -> Tickets:
        """Read the sheet; what is wrong with its times and numbers is noted in `start`."""
        tickets = cls(path.name, start.read(path, TICKETS), categories, otherwise)
        numbers = Counter(line["工单编号"] for line in tickets.lines)
        for line in tickets.lines:
            again = f"工单编号“{line['工单编号']}”有{numbers[line['工单编号']]}行"
            problems = [*_time_problems(line, start.at), *([again] if numbers[line["工单编号"]] > 1 else [])]
            if problems:
                start.note(place(path.name, line), "；".join(problems))
        return tickets

    @property
    def open(self) -> list[Line]:
        return [line for line in self.lines if line["办结时间"] in STILL_OPEN]

    @property
    def days(self) -> list[date]:
        """The local days on which the open ones came in."""
        return [local_day(at) for line in self.open if (at := moment(line["受理时间"]))]

    def look_at(self, start: Starting, scenario: Scenario) -> None:
        """Note in `start` which areas and categories are not known, categories with their counts."""
        known, unknown = _Categories(self, scenario), Counter[str]()
        for line in self.open:
            where = place(self.name, line)
            if line["社区或网格"]:
                _code, problem = start.ground.find(line["社区或网格"], where, "社区或网格")
                if problem:
                    start.note(where, problem)
            if line["类别"] and not known.of(line["类别"]):
                unknown[line["类别"]] += 1
        for word, count in unknown.most_common():
            start.note(f"{self.name} 类别“{word}”", f"{count}件，场景“{scenario.title}”没有这个类别")
        if unknown:
            ways = "用 --category 原类别=场景类别 逐个对应，或用 --unknown-category 场景类别 全部归入"
            start.note(f"{self.name} 类别怎么办", f"{ways}；场景类别有：{'、'.join(known.titles)}")

    def take_in(self, start: Starting, scenario: Scenario) -> tuple[int, int]:
        """Take in the open ones; return (taken in, already closed and left out)."""
        known, waiting = _Categories(self, scenario), self.open
        histories = [_history(start, line, scenario, known.of(line["类别"])) for line in waiting]
        matters.take_in_many(histories, by=start.by, at=start.at)
        return len(waiting), len(self.lines) - len(waiting)


class _Categories:
    """Which category of the scenario a word of the export means."""

    def __init__(self, tickets: Tickets, scenario: Scenario):
        categories = there(scenario.matter).categories
        self.titles = [category.title for category in categories.values()]
        self.keys = {key: key for key in categories} | {one.title: key for key, one in categories.items()}
        self.tickets = tickets
        said = [*tickets.categories.values(), *([tickets.otherwise] if tickets.otherwise else [])]
        if unknown := [word for word in said if word not in self.keys]:
            words = f"场景“{scenario.title}”没有类别“{'、'.join(unknown)}”，没有导入。"
            raise Refused("front.R741", words, f"可用：{'、'.join(self.titles)}。")

    def of(self, word: str) -> str:
        meant = self.tickets.categories.get(word, word)
        return self.keys.get(meant) or self.keys.get(self.tickets.otherwise, "")


def _time_problems(line: Line, now: datetime) -> Iterator[str]:
    came, said = moment(line["受理时间"]), line["办结时间"]
    if came is None:
        yield f"受理时间“{line['受理时间']}”读不出来，请写成 2023-06-01 09:30"
    elif came > now:
        yield f"受理时间“{line['受理时间']}”还没有到"
    elif local(came).year < local(now).year - YEARS:
        yield f"受理时间“{line['受理时间']}”早于{YEARS}年前，请核对"
    if said in STILL_OPEN:
        return
    closed = moment(said)
    if closed is None:
        yield f"办结时间“{said}”不是时间；没有办结的请留空，或写“未办结”"
    elif closed > now:
        yield f"办结时间“{said}”还没有到"
    elif came and local_day(closed) < local_day(came):
        yield f"办结时间“{said}”早于受理时间"


def _history(start: Starting, line: Line, scenario: Scenario, category: str) -> History:
    named = line["联系人"] or line["联系电话"]
    area = start.areas.get(start.ground.find(line["社区或网格"], "")[0]) if line["社区或网格"] else None
    new = NewMatter(
        scenario.scenario,
        channel=next(iter(there(scenario.matter).channels), ""),
        category=category,
        title=line["标题"],
        body=line["内容"],
        place=line["地址"],
        area_id=area.id if area else None,
        external_number=line["工单编号"],
        reporter=NewReporter(line["联系人"], line["联系电话"]) if named else None,
        anonymous=not named,
    )
    return History(new, [("received", there(moment(line["受理时间"])), None, None, {})])
