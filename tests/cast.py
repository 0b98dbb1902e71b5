"""The cast: a small fictional office, built through the same actions as a real one.

东澄街道: two communities of two grids each, its units, and one person for every role. Fixtures `cast` and
`neighbour` (a second office with the same codes, for everything that must not be seen from next door).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest

from gewu.kernel.calendar import LOCAL
from gewu.scenario import packs

ROOT = Path(__file__).resolve().parents[1]
STARTED = date(2023, 1, 1)
AT = datetime(2023, 1, 3, 9, 0, tzinfo=LOCAL)
PASSWORD = "Dongcheng-2023"

#: key -> (kind, code, name, key of its area)
UNITS = {
    "leaders": ("leaders", "LD", "街道领导", ""),
    "desk": ("department", "ZH", "综合指挥中心", ""),
    "party_office": ("department", "DZ", "党政办公室", ""),
    "city": ("department", "CG", "城市管理办公室", ""),
    "safety": ("department", "PA", "平安建设办公室", ""),
    "willow": ("community", "SQ1", "柳荫社区", "willow"),
    "bridge": ("community", "SQ2", "石桥社区", "bridge"),
    "cleaners": ("outside", "BJ", "净源保洁公司", ""),
}

#: key -> (code, name, unit, role, key of the area it is held over)
PEOPLE = {
    "leader_main": ("001", "高远", "leaders", "leader_main", ""),
    "leader_deputy": ("002", "方正", "leaders", "leader_deputy", ""),
    "duty_chief": ("010", "陆平", "desk", "duty_chief", ""),
    "dispatcher": ("011", "李梅", "desk", "dispatcher", ""),
    "checker": ("012", "何清", "desk", "checker", ""),
    "clerk": ("020", "文静", "party_office", "clerk", ""),
    "clerk_b": ("021", "秦书", "party_office", "clerk", ""),
    "handler": ("030", "周强", "city", "handler", ""),
    "handler_b": ("031", "孙立", "safety", "handler", ""),
    "section_head": ("032", "马骏", "safety", "section_head", ""),
    "secretary": ("040", "赵兰", "willow", "community_secretary", "willow"),
    "secretary_b": ("050", "钱进", "bridge", "community_secretary", "bridge"),
    "grid_leader": ("041", "沈峰", "willow", "grid_leader", "willow"),
    "officer_a": ("042", "王芳", "willow", "grid_officer", "willow_1"),
    "officer_a2": ("043", "林森", "willow", "grid_officer", "willow_2"),
    "officer_b": ("051", "吴迪", "bridge", "grid_officer", "bridge_1"),
    "assessor": ("090", "郑考", "leaders", "district_assessor", ""),
    "admin_system": ("097", "系统员", "party_office", "admin_system", ""),
    "admin_security": ("098", "安全员", "party_office", "admin_security", ""),
    "admin_audit": ("099", "审计员", "party_office", "admin_audit", ""),
}

#: key -> (kind, code, name, key of its parent)
AREAS = {
    "street": ("subdistrict", "009999003000", "东澄街道", ""),
    "willow": ("community", "009999003001", "柳荫社区", "street"),
    "bridge": ("community", "009999003002", "石桥社区", "street"),
    "willow_1": ("grid", "009999003001001", "柳荫一网格", "willow"),
    "willow_2": ("grid", "009999003001002", "柳荫二网格", "willow"),
    "bridge_1": ("grid", "009999003002001", "石桥一网格", "bridge"),
    "bridge_2": ("grid", "009999003002002", "石桥二网格", "bridge"),
}


@dataclass
class Cast:
    """An office with its ground, units and people by key; `at` is the moment they started."""

    office: object
    areas: dict
    units: dict
    people: dict
    at: datetime = AT

    @property
    def system(self):
        """The platform itself as actor."""
        from gewu.office import queries

        return queries.system_actor(self.office)

    def actor(self, who: str, on: date = date(2023, 6, 1)):
        """A person as the one who acts."""
        from gewu.office import queries

        return queries.actor_for(self.people[who], on)

    def scope(self, who: str, on: date = date(2023, 6, 1)):
        """What a person may see."""
        return self.actor(who, on).scope

    def adopt(self, text: str | Path, from_on: date = STARTED):
        """Put a scenario in force: its text, or a pack below the repository ("packs/social/hotline")."""
        from gewu.office import actions

        text = text if isinstance(text, str) and "\n" in text else pack(text)
        row = actions.draft_edition(by=self.system, at=self.at, text=text)
        return actions.adopt(by=self.system, at=self.at, adoption_id=row.id, from_on=from_on)


#: what the cast's office fills in when it takes a pack
OWN = {"归口单位": "综合指挥中心", "拟稿人": "许文澜", "审核人": "周砚秋"} | packs.given("东澄街道", date(2023, 1, 12))


@cache
def pack(path: str | Path) -> str:
    """The text of a shipped pack ("packs/social/hotline") as the cast's office takes it."""
    text = packs.read(ROOT / path).text
    return packs.fill(text, {blank: blank for blank in packs.blanks(text)} | OWN)


def build(code: str = "DC", name: str = "东澄街道", prefix: str = "") -> Cast:
    """Build the office; `prefix` keeps login names apart (login = prefix + key of the person)."""
    from gewu.grid import actions as grid
    from gewu.office import actions, queries

    office = actions.start_office(at=AT, code=code, name=name, district="青岚区", is_demo=True, started_on=STARTED)
    by = queries.system_actor(office)
    rows = [
        grid.NewArea(kind, number, title, AREAS[up][1] if up else "") for kind, number, title, up in AREAS.values()
    ]
    areas = dict(zip(AREAS, grid.admit_areas(rows, by=by, at=AT), strict=True))
    units = {
        key: actions.admit_unit(by=by, at=AT, kind=kind, code=number, name=title, area=areas.get(area))
        for key, (kind, number, title, area) in UNITS.items()
    }
    people = {
        key: actions.admit_staff(
            by=by,
            at=AT,
            code=number,
            name=title,
            unit=units[unit],
            from_on=STARTED,
            username=prefix + key,
            password=PASSWORD,
            one_time=False,
            roles=[(role, areas.get(area))],
        )
        for key, (number, title, unit, role, area) in PEOPLE.items()
    }
    return Cast(office, areas, units, people)


@pytest.fixture
def cast(db) -> Cast:
    """The office 东澄街道."""
    return build()


@pytest.fixture
def neighbour(db) -> Cast:
    """The office next door."""
    return build("XH", "西河街道", "next_")
