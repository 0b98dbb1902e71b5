"""T-role: an officer of grid A opens a matter or a person of grid B by its address: refused, and in the journal."""

from __future__ import annotations

import pytest

from gewu.journal.models import JournalLine
from gewu.registry import actions as registry
from tests.front.actors import at_desk, hotline, nine_o_clock, reported  # noqa: F401
from tests.histories import at


@pytest.fixture
def across(hotline):  # noqa: F811
    """Addresses of what lies in the grid of officer B: a matter, a person, the person's number."""
    matter = reported(hotline, area="bridge_1", place="石桥路8号")
    person = registry.admit(
        by=hotline.system,
        at=at("06-01 09:00"),
        nature="person",
        kind="resident",
        code="R1",
        name="白小七",
        area_id=hotline.areas["bridge_1"].id,
    )
    return [f"/matters/{matter.id}/", f"/matters/{matter.id}/slip/", f"/subjects/{person.id}/"]


def test_t_role_what_lies_in_another_grid_is_refused_and_the_attempt_is_kept(at_desk, across, hotline):  # noqa: F811
    desk = at_desk("officer_a")
    pages = {address: desk.read(address, status=404) for address in across}
    assert [address for address, page in pages.items() if "白小七" in page or "石桥路8号" in page] == []
    lines = JournalLine.objects.filter(act="office.refused", staff_id=hotline.people["officer_a"].id).order_by("id")
    assert [line.detail["wanted"].rpartition(" ")[2] for line in lines] == across


def test_t_role_her_own_officer_opens_them(at_desk, across):  # noqa: F811
    desk = at_desk("officer_b")
    assert [desk.browser.get(address).status_code for address in across] == [200, 200, 200]
