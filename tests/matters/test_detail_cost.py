"""What the page of one matter asks of the database."""

from gewu.matters import queries
from tests.matters.conftest import at


def test_the_buttons_are_the_same_for_a_matter_that_was_read_before(hotline):
    matter, handler = hotline.signed(), hotline.cast.actor("handler")
    found = queries.detail(matter.id, handler.scope, at("06-21 10:05"))
    assert queries.verbs(matter.id, handler, found) == queries.verbs(matter.id, handler)


def test_the_buttons_of_a_matter_that_was_read_before_ask_nothing(hotline, django_assert_num_queries):
    matter, handler = hotline.signed(), hotline.cast.actor("handler")
    found = queries.detail(matter.id, handler.scope, at("06-21 10:05"))
    with django_assert_num_queries(0):
        queries.verbs(matter.id, handler, found)


def test_reading_a_matter_joins_only_what_every_page_shows(hotline, django_assert_num_queries):
    matter, scope = hotline.signed(), hotline.cast.scope("handler")
    with django_assert_num_queries(1):
        row = queries.matter(matter.id, scope)
        shown = (row.area.name, row.unit.name, row.staff.name)
    assert shown == ("柳荫一网格", "城市管理办公室", "周强")
