"""What is known when a matter comes in, and what must be right about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from zlib import crc32

from gewu.kernel.calendar import LOCAL
from gewu.kernel.types import Refused
from gewu.matters.rules.path import part_of
from gewu.scenario.grammar import Field, MatterPart, Scenario
from gewu.scenario.rules import grade_for
from gewu.scenario.vocabulary import OWN_CHANNELS

#: characters; the columns of the model hold no more
AT_MOST = {
    "title": 200,
    "body": 5000,
    "place": 200,
    "external_number": 60,
    "category": 60,
    "reporter_name": 40,
    "reporter_phone": 60,
}
#: (longitude, latitude) of the corners around the country, islands included
CHINA = ((73.0, 3.0), (136.0, 54.0))


@dataclass(frozen=True)
class NewReporter:
    """Who reported; sealed as soon as it is kept."""

    name: str = ""
    phone: str = ""


@dataclass(frozen=True)
class NewMatter:
    """A matter before it has a number (E1-R11). `grade` defaults to its category's, `title` to the scenario's pattern.

    `edition` only for history of an older edition; `check` is the item of a checklist that failed.
    A History says in its first event when the matter came in, `received_at` is for what is typed by hand.
    """

    scenario: str
    channel: str = ""
    category: str = ""
    grade: str = ""
    level: str = ""
    title: str = ""
    body: str = ""
    place: str = ""
    lon: float | None = None
    lat: float | None = None
    area_id: int | None = None
    subject_id: int | None = None
    record_id: int | None = None
    unit_id: int | None = None
    external_number: str = ""
    answers: Mapping[str, object] = field(default_factory=dict)
    reporter: NewReporter | None = None
    anonymous: bool = False
    check: str = ""
    repeat_of_id: int | None = None
    follows_id: int | None = None
    files: Sequence[Mapping[str, object]] = ()
    edition: str = ""
    received_at: datetime | None = None  # where it came in before it is typed (补录); None: now

    def each(self, do: Callable[[str], str]) -> NewMatter:
        """Return this with its free words as `do` writes them."""
        return replace(self, title=do(self.title), body=do(self.body), place=do(self.place))


@dataclass(frozen=True)
class History:
    """A matter with what happened to it: events (kind, at, staff, unit, said) in order, the first "received".

    A kind may name its step ("step:referred"); staff and unit are ids or rows, or None.
    """

    new: NewMatter
    events: Sequence[tuple[str, datetime, Any, Any, Mapping[str, object]]]


#: how far back somebody types in what came in on paper, and how far a register that is taken over reaches
BY_HAND, TAKEN_OVER = timedelta(days=366), datetime(2000, 1, 1, tzinfo=LOCAL)
#: what is typed so much later than it came in is marked as 补录
LATER = timedelta(minutes=10)


def must_fit(received_at: datetime, now: datetime, *, by_hand: bool) -> None:
    """Refuse (matters.R246, R209) what has not come in yet, and what is too long ago to be true."""
    if received_at > now:
        wrong = {"received_at": "不能晚于现在"}
        raise Refused("matters.R246", "收到的时间晚于现在，没有登记。", "请核对时间，还没有发生的不登记。", wrong)
    if received_at < (now - BY_HAND if by_hand else TAKEN_OVER):
        said = "收到的时间在一年以前" if by_hand else "收到的时间在2000年以前"
        wrong = {"received_at": said}
        raise Refused("matters.R209", f"{said}，没有登记。", "请核对时间；确有更早的，请从导入进入。", wrong)


def prepared(scenario: Scenario, new: NewMatter, subject_name: str = "") -> NewMatter:
    """Fill in what follows from the scenario; Refused (matters.R2xx) with one sentence for each wrong field."""
    if scenario.matter is None:
        raise Refused("matters.R200", f"场景“{scenario.title}”没有事项，没有登记。", "请另选场景。")
    category = new.category or new.check
    grade = new.grade or grade_for(scenario, category)
    _fits(scenario, new, category, grade)
    filled = replace(new, category=category, grade=grade, place=new.place.strip())
    return replace(filled, title=new.title.strip() or title(scenario, filled, subject_name))


def _too_long(new: NewMatter) -> dict[str, str]:
    texts = {name: getattr(new, name) for name in AT_MOST if hasattr(new, name)}
    if new.reporter:
        texts |= {"reporter_name": new.reporter.name, "reporter_phone": new.reporter.phone}
    return {
        name: f"最多{AT_MOST[name]}字，现有{len(text)}字" for name, text in texts.items() if len(text) > AT_MOST[name]
    }


def _off_the_map(new: NewMatter) -> dict[str, str]:
    if new.lon is None and new.lat is None:
        return {}
    if new.lon is None or new.lat is None:
        return {"lon" if new.lon is None else "lat": "经度、纬度要一起填"}
    (west, south), (east, north) = CHINA
    if west <= new.lon <= east and south <= new.lat <= north:
        return {}
    return {"lon": "坐标不在国内，经度、纬度是否写反了"}


def come_again(scenario: Scenario, new: NewMatter) -> NewMatter:
    """The matter as one that came back: in the category that its scenario keeps for that, with its grade and title."""
    found = part_of(scenario).categories.get(new.category)
    if found is None or not found.again:
        return new
    again = replace(new, category=found.again, grade=grade_for(scenario, found.again))
    return replace(again, title=title(scenario, again)) if new.title == title(scenario, new) else again


def same_categories(scenario: Scenario, category: str) -> set[str]:
    """The categories in which the same matter may have come before."""
    known = part_of(scenario).categories
    again = known[category].again if category in known else ""
    return {category, again or category, *(key for key, one in known.items() if one.again == category)}


def title(scenario: Scenario, new: NewMatter, subject_name: str = "") -> str:
    """Write the title by the scenario's pattern; slots that are empty leave no colon behind.

    Reported by hand, without a check that failed, {check} is the beginning of what was said.
    """
    said = category_title(scenario, new.category)
    words = {
        "check": said or beginning(new.body),
        "category": said,
        "subject": subject_name,
        "place": new.place or subject_name,
    }
    return part_of(scenario).title.format(**words).strip("： ")[:200]


def beginning(body: str, most: int = 20) -> str:
    """The first sentence of a text, cut to what fits a title."""
    first = re.split(r"[。！？；\n]", body.strip(), maxsplit=1)[0]
    return first if len(first) <= most else first[:most] + "…"


def category_title(scenario: Scenario, category: str) -> str:
    """The office's word for a category, or for the item of the checklist that failed."""
    part, record = part_of(scenario), scenario.record
    if part and category in part.categories:
        return part.categories[category].title
    return record.checks[category].say if record and category in record.checks else category


@lru_cache(maxsize=512)
def channels_of(part: MatterPart) -> Mapping[str, str]:
    """The channels by which matters come in: the scenario's own, and what the system itself finds (回头看发现)."""
    return {**OWN_CHANNELS, **part.channels}


def emergency(scenario: Scenario, category: str) -> str:
    """The number (110, 119, 120, 122) to which such a matter is handed at once; "" for ordinary ones (E1-R12)."""
    found = part_of(scenario).categories.get(category)
    return found.emergency if found else ""


@lru_cache(maxsize=512)
def asks_of(part: MatterPart) -> Mapping[str, Field]:
    """The questions of a matter, none of them needed before the step that needs it."""
    return {key: replace(ask, needed=False) for key, ask in part.asks.items()}


def drawn(verify: str, number: str, seed: int) -> bool:
    """Draw the lot of a matter under `sample N%`; whoever knows the seed draws the same."""
    share = int(verify.removeprefix("sample").strip().rstrip("%"))
    return crc32(f"{seed} {number}".encode()) % 100 < share


def _fits(scenario: Scenario, new: NewMatter, category: str, grade: str) -> None:
    part, checks = part_of(scenario), scenario.record.checks if scenario.record else {}
    wrong = {}
    if part.channels and new.channel not in channels_of(part):
        wrong["channel"] = "请选择渠道：" + "、".join(part.channels.values())
    if part.categories and category not in part.categories and category not in checks:
        wrong["category"] = "请选择类别：" + "、".join(one.title for one in part.categories.values())
    if grade and grade not in part.grades:
        wrong["grade"] = "请选择等级：" + "、".join(one.title for one in part.grades.values())
    if part.levels and new.level not in part.levels:
        wrong["level"] = "请选择层级：" + "、".join(part.levels.values())
    if new.level and not part.levels:
        wrong["level"] = "这个场景不分层级，请留空"
    wrong |= _too_long(new) | _off_the_map(new)
    if wrong:
        raise Refused("matters.R201", f"有{len(wrong)}项填写不正确，没有登记。", "请按提示改正后重新提交。", wrong)
