"""Who works there: units, leaders, desk, departments, communities, grids, outside handlers. All invented."""

from __future__ import annotations

from dataclasses import dataclass

from demo import words
from demo.dice import stream
from demo.ground import Ground

LEADERS = 11

#: key, kind, name
UNITS = [
    ("leaders", "leaders", "街道领导班子"),
    ("party_office", "department", "党政办公室"),
    ("organisation", "department", "组织人事办公室"),
    ("discipline", "department", "街道纪工委"),
    ("economy", "department", "经济发展办公室"),
    ("governance", "department", "社会治理办公室"),
    ("desk", "department", "网格化服务管理中心"),
    ("city_management", "department", "城市管理办公室"),
    ("safety", "department", "平安建设办公室"),
    ("environment", "department", "生态环境办公室"),
    ("social_affairs", "department", "社会事务办公室"),
    ("construction", "department", "建设管理办公室"),
    ("services", "department", "便民服务中心"),
    ("food", "department", "食品安全办公室"),
    ("culture", "department", "宣传文化站"),
    ("mediation", "department", "矛盾纠纷调处中心"),
    ("district", "district", "区长效管理考评中心"),
    ("fire_rescue", "district", "区消防救援大队"),
]

#: login, role, unit, title: the named accounts of the demo
ACCOUNTS = [
    ("zhuyao", "leader_main", "leaders", "主要领导"),
    ("fenguan", "leader_deputy", "leaders", "分管领导"),
    ("paidan", "dispatcher", "desk", "派单员"),
    ("zhibanzhang", "duty_chief", "desk", "值班长"),
    ("chengban", "handler", "city_management", "承办人"),
    ("hecha", "checker", "desk", "核查员"),
    ("wangge", "grid_officer", "", "网格员"),
    ("shuji", "community_secretary", "", "社区书记"),
    ("wenzi", "clerk", "party_office", "党政办文字岗"),
    ("keshi", "section_head", "governance", "科室负责人"),
    ("kaoping", "district_assessor", "district", "区级考评员"),
    ("xitong", "admin_system", "party_office", "系统管理员"),
    ("anquan", "admin_security", "party_office", "安全管理员"),
    ("shenji", "admin_audit", "party_office", "审计管理员"),
]
PASSWORD = "gewu-demo-2023"


@dataclass(frozen=True)
class Worker:
    code: str
    login: str
    name: str
    title: str
    unit: str
    roles: tuple[tuple[str, str], ...]  # (role, area key or "" for the whole office)


def units(ground: list[Ground]) -> list[tuple[str, str, str, str]]:
    """(key, kind, name, area key) of every unit; a community's unit has the community's own name."""
    made = [(key, kind, name, "") for key, kind, name in UNITS]
    made += [(area.key, "community", area.name, area.key) for area in ground if area.kind == "community"]
    return made + [(f"firm{at + 1}", "outside", name, "") for at, name in enumerate(words.FIRMS)]


def workers(ground: list[Ground]) -> list[Worker]:
    """Everybody, named accounts first."""
    dice = stream("crew")
    communities = [area.key for area in ground if area.kind == "community"]
    grids = [area.key for area in ground if area.kind == "grid"]
    made = [_named(at, entry, communities, grids, dice) for at, entry in enumerate(ACCOUNTS)]
    made += _leaders(communities, dice)
    made += _desk_and_departments(dice)
    made += _secretaries(communities, dice)
    made += _grid_officers(grids, dice)
    return made


def _named(at: int, entry, communities: list[str], grids: list[str], dice) -> Worker:
    login, role, unit, title = entry
    area = grids[0] if role == "grid_officer" else communities[0] if role == "community_secretary" else ""
    home = unit or communities[0]
    roles = [(role, area)]
    if role in ("leader_main", "leader_deputy"):
        roles += _contact(communities, at)
    return Worker(f"S{at + 1:03d}", login, words.person(dice), title, home, tuple(roles))


def _contact(communities: list[str], number: int) -> list[tuple[str, str]]:
    """The communities that a leader is the contact of (包片): every eleventh, beginning with their own number."""
    return [("leader_deputy", community) for community in communities[number::LEADERS]]


def _leaders(communities: list[str], dice) -> list[Worker]:
    """Nine more deputies: with the two named leaders there are eleven."""
    return [
        Worker(
            f"L{at + 1:02d}",
            "",
            words.person(dice),
            "班子成员",
            "leaders",
            (("leader_deputy", ""), *_contact(communities, at + 2)),
        )
        for at in range(LEADERS - 2)
    ]


def _desk_and_departments(dice) -> list[Worker]:
    made = [
        Worker(f"Z{at + 1:02d}", "", words.person(dice), "派单员", "desk", (("dispatcher", ""),)) for at in range(4)
    ]
    made += [Worker(f"H{at + 1:02d}", "", words.person(dice), "核查员", "desk", (("checker", ""),)) for at in range(6)]
    for key, kind, name in UNITS:
        if kind != "department" or key == "desk":
            continue
        made.append(
            Worker(
                f"K-{key}",
                "",
                words.person(dice),
                name.removesuffix("办公室") + "负责人",
                key,
                (("section_head", ""),),
            )
        )
        made += [
            Worker(f"C-{key}-{at + 1}", "", words.person(dice), "承办人", key, (("handler", ""),)) for at in range(3)
        ]
    made += [
        Worker(f"W{at + 1:02d}", "", words.person(dice), "现场负责人", f"firm{at + 1}", (("handler", ""),))
        for at in range(len(words.FIRMS))
    ]
    return made


def _secretaries(communities: list[str], dice) -> list[Worker]:
    made = []
    for at, key in enumerate(communities):
        if at:
            made.append(Worker(f"B{at + 1:02d}", "", words.person(dice), "书记", key, (("community_secretary", key),)))
        made += [
            Worker(f"M{at + 1:02d}-{step + 1}", "", words.person(dice), "社区工作者", key, (("handler", key),))
            for step in range(2)
        ]
        made.append(Worker(f"F{at + 1:02d}", "", words.person(dice), "社区食品安全员", key, (("handler", key),)))
    return made


def _grid_officers(grids: list[str], dice) -> list[Worker]:
    """One full-time officer to a grid (the first has the named one), and a leader to a community's first grid."""
    made = [
        Worker(f"G{at + 1:03d}", "", words.person(dice), "网格员", key.split("/")[0], (("grid_officer", key),))
        for at, key in enumerate(grids)
        if at
    ]
    made += [
        Worker(f"X{at + 1:03d}", "", words.person(dice), "网格长", key.split("/")[0], (("grid_leader", key),))
        for at, key in enumerate(grids)
        if key.endswith("/1")
    ]
    return made
