"""Coordinate systems there and back, inside and outside, metres."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewu.kernel import crs, geometry

LONS, LATS = st.floats(73.5, 134.8), st.floats(18, 53.5)
SQUARE = {
    "type": "Polygon",
    "coordinates": [
        [[119.90, 31.70], [120.00, 31.70], [120.00, 31.80], [119.90, 31.80], [119.90, 31.70]],
        [[119.94, 31.74], [119.96, 31.74], [119.96, 31.76], [119.94, 31.76], [119.94, 31.74]],
    ],
}
TWO_PARTS = {
    "type": "MultiPolygon",
    "coordinates": [SQUARE["coordinates"], [[[121, 31], [121.01, 31], [121, 31.01], [121, 31]]]],
}


def test_the_shift_of_a_known_place():
    # Tian'anmen: 116.3975, 39.9087 by satellite is 116.40374, 39.91010 on a base map.
    lon, lat = crs.gcj02_from_wgs84(116.3975, 39.9087)
    assert (round(lon, 4), round(lat, 4)) == (116.4037, 39.9101)


@pytest.mark.parametrize(
    ("turned", "place"),
    [
        (crs.gcj02_from_wgs84, (116.41024449916938, 39.91640428150164)),
        (crs.bd09_from_gcj02, (116.41036949371029, 39.92133699351021)),
    ],
)
def test_the_published_formulas_are_met_to_a_hair(turned, place):
    """The widely copied examples of these formulas at 116.404, 39.915."""
    assert turned(116.404, 39.915) == pytest.approx(place, rel=0, abs=1e-12)


def test_places_abroad_are_not_shifted():
    assert crs.gcj02_from_wgs84(2.3522, 48.8566) == (2.3522, 48.8566)


@pytest.mark.parametrize(
    ("lon", "lat", "shifted"),
    [
        (72.004, 35, True),
        (72.003, 35, False),
        (72.9, 35, True),
        (137.8347, 35, True),
        (137.8348, 35, False),
        (138.5, 35, False),
        (105, 0.8293, True),
        (105, 0.8292, False),
        (105, 1.5, True),
        (105, 55.8271, True),
        (105, 55.8272, False),
        (105, 56.5, False),
    ],
)
def test_the_shift_ends_with_the_published_frame_around_china(lon, lat, shifted):
    assert (crs.gcj02_from_wgs84(lon, lat) != (lon, lat)) is shifted


@given(LONS, LATS)
def test_gcj_02_there_and_back_is_closer_than_a_centimetre(lon, lat):
    back = crs.wgs84_from_gcj02(*crs.gcj02_from_wgs84(lon, lat))
    assert (geometry.distance_m((lon, lat), back) < 0.01) is True


@given(LONS, LATS)
def test_bd_09_there_and_back_is_closer_than_a_centimetre(lon, lat):
    back = crs.wgs84_from_bd09(*crs.bd09_from_wgs84(lon, lat))
    assert (geometry.distance_m((lon, lat), back) < 0.01) is True


@given(LONS, LATS)
def test_the_shift_is_hundreds_of_metres(lon, lat):
    metres = geometry.distance_m((lon, lat), crs.gcj02_from_wgs84(lon, lat))
    assert (metres < 1500) is True


@pytest.mark.parametrize("system", ["WGS-84", "wgs84", "CGCS2000"])
def test_satellite_positions_are_stored_as_they_are(system):
    assert crs.to_wgs84(119.95, 31.78, system) == (119.95, 31.78)


def test_positions_of_phones_and_maps_are_brought_to_wgs_84():
    shifted = crs.to_wgs84(*crs.gcj02_from_wgs84(119.95, 31.78), "GCJ-02")
    assert tuple(round(degree, 8) for degree in shifted) == (119.95, 31.78)


def test_an_unknown_coordinate_system_is_an_error():
    with pytest.raises(ValueError, match="MARS"):
        crs.to_wgs84(119.95, 31.78, "MARS")


@pytest.mark.parametrize(
    ("lon", "lat", "inside"),
    [
        (119.92, 31.72, True),
        (119.95, 31.75, False),
        (119.89, 31.75, False),
        (119.90, 31.75, True),
        (119.90, 31.70, True),
        (119.94, 31.75, True),
        (119.95, 31.80, True),
        (120.01, 31.80, False),
    ],
)
def test_inside_a_square_with_a_hole(lon, lat, inside):
    assert geometry.point_in_outline(lon, lat, SQUARE) is inside


def test_inside_the_second_part():
    found = [geometry.point_in_outline(*place, TWO_PARTS) for place in ((121.002, 31.002), (121.009, 31.009))]
    assert found == [True, False]


def test_a_thousandth_of_a_degree_north_is_a_hundred_and_eleven_metres():
    assert round(geometry.distance_m((119.95, 31.78), (119.95, 31.781)), 1) == 111.2


def test_a_thousandth_of_a_degree_east_is_less_the_farther_north():
    assert [round(geometry.distance_m((119.95, lat), (119.951, lat)), 1) for lat in (0, 31.78, 60)] == [
        111.2,
        94.5,
        55.6,
    ]


def test_half_around_the_earth_is_twenty_thousand_kilometres():
    assert round(geometry.distance_m((0, 0), (180, 0)), 1) == 20_015_114.4


TRIANGLE = {"type": "Polygon", "coordinates": [[[120, 31], [120.03, 31.01], [120.01, 31.05], [120, 31]]]}


def test_the_centre_of_a_triangle_is_the_mean_of_its_corners():
    assert tuple(round(degree, 8) for degree in geometry.centre_of(TRIANGLE)) == (120.01333333, 31.02)


def test_the_centre_of_what_has_no_area_is_its_first_corner():
    flat = {"type": "Polygon", "coordinates": [[[120, 31], [121, 31], [122, 31], [120, 31]]]}
    assert geometry.centre_of(flat) == (120, 31)


@given(st.floats(120, 120.03), st.floats(31, 31.05))
def test_a_place_is_inside_a_triangle_where_it_lies_left_of_every_edge(lon, lat):
    corners = TRIANGLE["coordinates"][0]

    def turn(here, there):
        return (there[0] - here[0]) * (lat - here[1]) - (there[1] - here[1]) * (lon - here[0])

    turns = [turn(*ends) for ends in pairwise(corners)]
    assert geometry.point_in_outline(lon, lat, TRIANGLE) is all(one >= 0 for one in turns)


def test_area_takes_holes_off_and_adds_parts():
    # cos(31.75°) × (111.195 km)² × (0.01 − 0.0004) and half a hundredth squared at 31°
    square, both = geometry.area_m2(SQUARE), geometry.area_m2(TWO_PARTS)
    assert (round(square / 1e6, 1), round((both - square) / 1e6, 2)) == (100.9, 0.53)


def test_box_and_centre():
    assert geometry.box_of(SQUARE) == (119.90, 31.70, 120.00, 31.80)
    assert tuple(round(degree, 6) for degree in geometry.centre_of(TWO_PARTS)) == (119.95, 31.75)


@pytest.mark.parametrize(
    ("outline", "said"),
    [
        (SQUARE, []),
        (TWO_PARTS, []),
        ({"type": "Point", "coordinates": [1, 2]}, ["边界须为Polygon或MultiPolygon。"]),
        (
            {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]},
            ["第1个环没有闭合，首尾两点应相同。"],
        ),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [0, 0]]]}, ["第1个环至少要有四个点（首尾相同）。"]),
        (
            {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]},
            ["第1个环的边线自相交叉。"],
        ),
        ({"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 1], [1, 1], [1, 2], [0, 2], [0, 0]]]}, []),
        (
            {"type": "Polygon", "coordinates": [[[5, 7], [9, 7], [9, 9], [6, 9], [8, 4], [5, 4], [5, 7]]]},
            ["第1个环的边线自相交叉。"],
        ),
        # a corner that only touches an edge is no crossing
        ({"type": "Polygon", "coordinates": [[[0, 5], [4, 5], [4, 9], [2, 5], [0, 9], [0, 5]]]}, []),
        ({"type": "Polygon", "coordinates": [[[0, 0, 5], [1, 0, 5], [1, 1, 5], [0, 0, 6]]]}, []),
    ],
)
def test_what_is_wrong_with_an_outline(outline, said):
    assert geometry.outline_problems(outline) == said


def test_measuring_what_is_no_outline_is_an_error():
    with pytest.raises(ValueError, match="Polygon"):
        geometry.area_m2({"type": "Point", "coordinates": [1, 2]})
