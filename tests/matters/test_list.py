"""What a desk's list shows."""

from __future__ import annotations

from gewu.matters import queries
from gewu.matters.queries import Filters
from tests.matters.conftest import at


def test_what_is_dated_after_the_office_clock_waits_until_the_clock_gets_there(hotline, cast):
    matter = hotline.new("06-21 09:00")
    scope = cast.scope("dispatcher")
    before = queries.desk(scope, Filters(), at("06-21 08:59"))
    after = queries.desk(scope, Filters(), at("06-21 09:01"))
    assert [before.total, [line.matter.id for line in after.lines]] == [0, [matter.id]]
