"""The small map of a matter's page."""

from gewu.front.outlines import MARGIN, WIDTH, picture

SQUARE = {
    "type": "Polygon",
    "coordinates": [[[120.0, 31.0], [120.01, 31.0], [120.01, 31.02], [120.0, 31.02], [120.0, 31.0]]],
}


def test_an_outline_fills_its_box_and_keeps_its_shape():
    drawn = picture([(SQUARE, "here")])
    assert (drawn.height, round(drawn.width - 2 * MARGIN, 1)) == (WIDTH, 99.4)  # half as wide, times cos 31°


def test_north_is_up():
    drawn = picture([(SQUARE, "here")], (120.0, 31.02))
    assert drawn.point == (MARGIN, MARGIN)


def test_areas_without_outline_draw_nothing():
    assert picture([(None, "here")]) is None


def test_several_polygons_are_one_path():
    twice = {"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"], SQUARE["coordinates"]]}
    ((path, name),) = picture([(twice, "around")]).paths
    assert (path.count("M"), path.count("Z"), name) == (2, 2, "around")
