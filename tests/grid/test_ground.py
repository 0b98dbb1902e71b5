"""Areas and addresses: what lies in what, where a point is, which address a text means."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gewu.grid import actions, queries, rules
from gewu.kernel.types import Refused
from gewu.registry import actions as registry

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]}
CORNER = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}


def test_what_lies_below_a_community_are_its_grids(cast):
    ground = frozenset(cast.areas[key].id for key in ["willow", "willow_1", "willow_2"])
    assert queries.below(cast.office.id, cast.areas["willow"].id) == ground


def test_below_nothing_is_nothing(cast):
    assert queries.below(cast.office.id) == frozenset()


def test_a_tree_is_read_from_the_top(cast):
    assert [area.name for area in queries.tree(cast.scope("dispatcher"))] == [
        "东澄街道",
        "柳荫社区",
        "柳荫一网格",
        "柳荫二网格",
        "石桥社区",
        "石桥一网格",
        "石桥二网格",
    ]


def test_a_grid_officer_sees_their_grid_and_what_it_lies_in(cast):
    assert [area.name for area in queries.tree(cast.scope("officer_a"))] == ["东澄街道", "柳荫社区", "柳荫一网格"]


def test_a_grid_belongs_to_a_community_never_to_the_street(cast):
    with pytest.raises(Refused) as refused:
        actions.admit_area(
            by=cast.system, at=cast.at, kind="grid", code="9", name="飞地网格", parent=cast.areas["street"]
        )
    assert "网格9应属于社区" in refused.value.words


@pytest.mark.parametrize(
    ("kind", "code", "parent", "words"),
    [
        ("community", "C2", "S", ""),
        ("micro_grid", "M1", "D", ""),
        ("subdistrict", "S2", "", ""),
        ("city", "X", "", "区域类别“city”不认识"),
        ("community", "C", "S", "区域代码C已由长寿社区使用"),
        ("community", "C2", "T", "上级区域T不存在"),
        ("grid", "G2", "S", "网格G2应属于社区"),
        ("grid", "G2", "", "网格G2应属于社区"),
        ("micro_grid", "M1", "C", "微网格M1应属于网格、专属网格"),
        ("subdistrict", "S2", "S", "街道S2应属于没有上级"),
    ],
)
def test_each_area_lies_in_one_of_its_kind(kind, code, parent, words):
    known = {"S": "subdistrict", "C": "community", "G": "grid", "D": "dedicated_grid"}
    assert rules.problem(kind, code, parent, known, {"C": "长寿社区"}) == words


def test_every_wrong_area_is_said_at_once_and_none_is_kept(cast):
    rows = [actions.NewArea("grid", "A", "甲网格", "009999003001"), actions.NewArea("grid", "B", "乙网格", "nowhere")]
    with pytest.raises(Refused) as refused:
        actions.admit_areas([*rows, rows[0]], by=cast.system, at=cast.at)
    assert (refused.value.fields, queries.area_of_code("A", cast.system.scope)) == (
        {"第2行": "上级区域nowhere不存在", "第3行": "区域代码A已由前面一行使用"},
        None,
    )


def test_a_point_is_in_the_smallest_area_around_it(cast):
    actions.draw_outline(by=cast.system, at=cast.at, area=cast.areas["willow"], outline=SQUARE)
    actions.draw_outline(by=cast.system, at=cast.at, area=cast.areas["willow_1"], outline=CORNER)
    places = [(0.5, 0.5), (1.5, 1.5), (9, 9)]
    found = [queries.area_at(lon, lat, cast.system.scope) for lon, lat in places]
    assert [area and area.name for area in found] == ["柳荫一网格", "柳荫社区", None]


def test_an_open_outline_is_refused(cast):
    outline = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]}
    with pytest.raises(Refused, match=r"grid\.R105"):
        actions.draw_outline(by=cast.system, at=cast.at, area=cast.areas["willow"], outline=outline)


def test_a_split_grid_ends_and_names_its_successor(cast):
    old, day = cast.areas["willow_2"], date(2023, 7, 1)
    into = [actions.NewArea("grid", code, name) for code, name in [("W3", "柳荫三网格"), ("W4", "柳荫四网格")]]
    made = actions.split(by=cast.system, at=cast.at, area=old, into=into, on=day)
    names = {on: [area.name for area in queries.tree(cast.system.scope, on)][3:5] for on in [date(2023, 6, 30), day]}
    assert (old.successor, names) == (
        made[0],
        {date(2023, 6, 30): ["柳荫二网格", "石桥社区"], day: ["柳荫三网格", "柳荫四网格"]},
    )


def test_every_grid_knows_its_community(cast):
    found = queries.communities(cast.office.id)
    assert found[cast.areas["bridge_2"].id].name == "石桥社区"


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        ("丰田路12号 3号楼2单元501", "road丰田路 number12号 building3号楼 unit2单元 room501"),
        (
            "东澄街道丰田路１２号院３#楼二单元501室",
            "area东澄街道 road丰田路 number12号院 building3号楼 unit2单元 room501室",
        ),
        ("柳荫小区7栋", "estate柳荫小区 building7栋"),
        ("柳荫新村二十三号", "estate柳荫新村 number23号"),
        ("石桥村西头老槐树旁", "area石桥村 detail西头老槐树旁"),
    ],
)
def test_an_address_is_read_into_its_elements(text, elements):
    assert " ".join("".join(pair) for pair in rules.parse_address(text)) == elements


@pytest.fixture
def building(cast):
    rows = [
        actions.NewAddress("A1", "丰田路12号3号楼", cast.areas["willow_1"].id, "standard"),
        actions.NewAddress("A2", "丰田路12号小灰楼", cast.areas["willow_1"].id),
    ]
    return actions.admit_addresses(rows, by=cast.system, at=cast.at)


def test_a_room_is_resolved_to_its_building(cast, building):
    found = queries.resolve("丰田路１２号 3号楼2单元501室", cast.system.scope)
    assert [(one.address.code, one.how) for one in found] == [("A1", "inside")]


def test_the_nearest_of_what_a_room_lies_in_comes_first(cast, building):
    rows = [
        actions.NewAddress("A3", "丰田路12号", cast.areas["willow_1"].id),
        actions.NewAddress("A4", "丰田路12号3号楼2单元", cast.areas["willow_1"].id),
    ]
    actions.admit_addresses(rows, by=cast.system, at=cast.at)
    found = queries.resolve("丰田路12号3号楼2单元501室", cast.system.scope)
    assert [(one.address.code, one.how) for one in found] == [("A4", "inside"), ("A1", "inside"), ("A3", "inside")]


def test_an_address_is_found_by_the_name_people_use(cast, building):
    actions.add_alias(by=cast.system, at=cast.at, address_id=building["A1"], text="老供销社")
    assert [(one.address.code, one.how) for one in queries.resolve("老供销社", cast.system.scope)] == [("A1", "alias")]


def test_addresses_of_another_area_are_not_resolved(cast, building):
    assert queries.resolve("丰田路12号3号楼", cast.scope("officer_b")) == []


def test_merging_moves_every_reference_to_the_standard_address(cast, building):
    subject = registry.admit(
        by=cast.system,
        at=cast.at,
        nature="dwelling",
        kind="dwelling",
        code="D1",
        name="小灰楼",
        area_id=cast.areas["willow_1"].id,
        address_id=building["A2"],
    )
    actions.merge_address(by=cast.system, at=cast.at, address_id=building["A2"], into_id=building["A1"])
    subject.refresh_from_db()
    found = [(one.address.code, one.how) for one in queries.resolve("丰田路12号小灰楼", cast.system.scope)]
    assert (subject.address_id, found) == (building["A1"], [("A1", "alias")])


def test_a_merged_address_is_not_merged_again(cast, building):
    actions.merge_address(by=cast.system, at=cast.at, address_id=building["A2"], into_id=building["A1"])
    with pytest.raises(Refused, match=r"grid\.R111"):
        actions.merge_address(by=cast.system, at=cast.at, address_id=building["A2"], into_id=building["A1"])


@given(some.text(alphabet="东城路街号楼栋单元室小区3二十百零〇 12-#,，", max_size=30))
def test_reading_an_address_loses_no_character(text):
    assert "".join(word for _, word in rules.parse_address(text)) == rules.normal_address(text)


@given(some.text(max_size=30) | some.text(alphabet="十百零〇二3号楼室#１ ", max_size=12))
def test_an_address_is_made_plain_once(text):
    plain = rules.normal_address(text)
    assert rules.normal_address(plain) == plain


def test_an_area_of_next_door_is_not_found(cast, neighbour):
    with pytest.raises(Refused) as refused:
        queries.area(neighbour.areas["willow"].id, cast.scope("clerk"))
    assert refused.value.id == "grid.R404"
