"""The tickets every office knows: bounced three times, called nine times, frogs at night, a fee that nobody owns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from demo.histories import Event, History
from demo.roll import Roll
from gewu.kernel.calendar import LOCAL
from gewu.kernel.identifiers import demo_phone
from gewu.matters.rules.intake import NewMatter, NewReporter

#: how many of the counted hotline tickets are told here: received and closed, received and open
CLOSED, OPEN = 4, 2
FROGS, CALLER = "HH202306020871", NewReporter("贺兰亭", demo_phone(77_777_777))


def _at(text: str) -> datetime:
    return datetime.fromisoformat(f"2023-{text}:00").replace(tzinfo=LOCAL)


class Desk:
    """Short words for the steps of a hotline ticket."""

    def __init__(self, roll: Roll):
        self.roll = roll
        self.desk, self.chief = roll.staff_ids["S003"], roll.staff_ids["S004"]
        self.checker = roll.staff_ids["H01"]

    def new(self, number: str, category: str, place: str, body: str, grid: str, reporter: NewReporter) -> NewMatter:
        return NewMatter(
            "hotline",
            channel="hotline",
            category=category,
            body=body,
            place=place,
            area_id=self.roll.area_ids[grid],
            external_number=number,
            reporter=reporter,
        )

    def begin(self, day: str, unit: str) -> list[Event]:
        return [
            ("received", _at(f"{day} 08:40"), None, None, {}),
            ("accepted", _at(f"{day} 08:55"), self.desk, None, {}),
            ("dispatched", _at(f"{day} 09:10"), self.desk, self.roll.unit_ids[unit], {}),
        ]

    def bounce(self, day: str, unit: str, to: str | None, why: str, *, words: str) -> list[Event]:
        """Objected by `unit`, sent on to the next one; or turned down for good when `to` is None."""
        asked = ("objected", _at(f"{day} 10:20"), self.roll.handler(unit), None, {"reason": "not_ours", "words": why})
        verdict = {"accepted": to is not None, "words": words}
        return [
            asked,
            ("objection_ruled", _at(f"{day} 15:30"), self.chief, self.roll.unit_ids[to] if to else None, verdict),
        ]

    def finish(
        self, sign: str, done: str, unit: str, words: str, callback: tuple[str, str, str] = ("yes", "yes", "yes")
    ) -> list[Event]:
        handler = self.roll.handler(unit)
        contacted, resolved, satisfied = callback
        return [
            ("signed", _at(f"{sign} 16:05"), handler, None, {}),
            (
                "handled",
                _at(f"{done} 10:30"),
                handler,
                None,
                {"words": words, "photo_kept_in": "演示相册", "answers": {"result": "solved"}},
            ),
            ("verified", _at(f"{done} 15:00"), self.checker, None, {}),
            (
                "called_back",
                _at(f"{done} 16:40"),
                self.desk,
                None,
                {"contacted": contacted, "resolved": resolved, "satisfied": satisfied},
            ),
            ("closed", _at(f"{done} 16:45"), self.desk, None, {}),
        ]


def histories(roll: Roll) -> Iterator[History]:
    desk = Desk(roll)
    grids = [area.key for area in roll.grids]
    yield _bounced(desk, grids[8])
    yield from _nine_calls(desk, grids[21])
    yield _frogs(desk, grids[64])
    yield _fee(desk, grids[30])


def _bounced(desk: Desk, grid: str) -> History:
    """A leaning cable pole: not the community's, not the squad's, not the builders'; the chief rules who leads."""
    new = desk.new(
        "HH202304100316",
        "facilities",
        "云栖路88号门口",
        "弱电杆歪了，孩子上学天天从下面过，打了几次电话都说不归他管。",
        grid,
        NewReporter("尹素云", demo_phone(66_600_001)),
    )
    home = grid.split("/")[0]
    return History(
        new,
        [
            *desk.begin("04-10", home),
            *desk.bounce("04-10", home, "city_management", "弱电杆权属在运营商，社区没有权限", words="转城管办协调"),
            *desk.bounce("04-11", "city_management", "construction", "属建设管线范围", words="转建设办牵头"),
            *desk.bounce(
                "04-12",
                "construction",
                None,
                "杆体不在建设办移交清单",
                words="首接单位牵头，建设办为主办，运营商协办，三日内扶正",
            ),
            *desk.finish("04-12", "04-14", "construction", "约运营商现场扶正加固，拉线重做，三方签了管护表。"),
        ],
    )


def _nine_calls(desk: Desk, grid: str) -> Iterator[History]:
    """One person, nine calls, three true matters: six calls are joined to them and each still gets its answer."""
    unit, place = grid.split("/")[0], "望湖花园7幢2单元"
    matters = [
        ("leak", "property", "顶楼渗水三年，下雨就漏。", "03-06"),
        ("light", "facilities", "楼道感应灯坏了一个月。", "04-03"),
        ("dance", "noise", "广场舞音响太吵，晚上九点半还不停。", "06-26"),
    ]
    for number, (_, category, body, day) in enumerate(matters):
        key = f"HH2023{day.replace('-', '')}07{number + 11}"
        new = desk.new(key, category, place, body, grid, CALLER)
        events = desk.begin(day, unit)
        closed = number < 2
        last = "03-10" if number == 0 else "04-07"
        yield History(
            new,
            [
                *events,
                *(
                    desk.finish(day, last, unit, "已上门看过，约定了办法和时间，逐条回复。", ("yes", "partly", "fair"))
                    if closed
                    else ()
                ),
            ],
        )
        for call in range(2):
            on = f"{day[:3]}{int(day[3:]) + 1:02d}"
            child = desk.new(f"{key}-{call}", category, place, f"还是上次说的事：{body}", grid, CALLER)
            joined: list[Event] = [
                ("received", _at(f"{on} {9 + call:02d}:15"), None, None, {}),
                (
                    "merged",
                    _at(f"{on} {9 + call:02d}:40"),
                    desk.desk,
                    None,
                    {"into_external": key, "words": "与主单同一人同一事"},
                ),
            ]
            yield History(child, joined)


def _frogs(desk: Desk, grid: str) -> History:
    """蛙声扰民: true, in season, and nobody's fault; not counted against the community, by two persons."""
    new = desk.new(
        FROGS,
        "noise",
        "荷塘路湿地旁",
        "小区边上的塘里青蛙整夜叫，要求把青蛙弄走。",
        grid,
        NewReporter("邵远", demo_phone(66_600_002)),
    )
    unit = grid.split("/")[0]
    done = desk.finish(
        "06-02", "06-05", unit, "青蛙受保护，不能捕捉；已说明季节情况，建议关窗时段，送了隔音条。", ("yes", "no", "no")
    )
    ask = (
        "exclusion_asked",
        _at("06-06 09:20"),
        desk.roll.handler(unit),
        None,
        {"category_of": "unreasonable", "words": "野生动物保护法第六条；现场三次复核，已两次上门说明"},
    )
    rule = ("excluded", _at("06-06 14:10"), desk.chief, None, {"granted": True})
    return History(new, [*desk.begin("06-02", unit), *done, ask, rule])


def _fee(desk: Desk, grid: str) -> History:
    """物业费纠纷: handed round, then laid aside until the owners' meeting has voted."""
    new = desk.new(
        "HH202305170642",
        "property",
        "锦程苑二村",
        "物业费从0.6元涨到0.9元，没开业主大会就贴通知，谁来管。",
        grid,
        NewReporter("石国平", demo_phone(66_600_003)),
    )
    home = grid.split("/")[0]
    handler = desk.roll.handler("construction")
    return History(
        new,
        [
            *desk.begin("05-17", home),
            *desk.bounce(
                "05-17", home, "construction", "物业收费属行业监管，社区无权定价", words="建设办牵头，社区协办"
            ),
            ("signed", _at("05-18 09:05"), handler, None, {}),
            (
                "pause_asked",
                _at("05-22 10:00"),
                handler,
                None,
                {"reason": "legal_steps", "words": "等业主大会表决", "review_on": "2023-07-05"},
            ),
            ("paused", _at("05-22 15:20"), desk.chief, None, {"granted": True}),
        ],
    )
