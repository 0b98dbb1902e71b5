"""T-period: 31 October 23:59 counts in January to October, 1 November 00:01 does not."""

from __future__ import annotations

from datetime import date, datetime

from gewu.kernel.calendar import LOCAL
from gewu.kernel.periods import Period
from gewu.matters import actions
from gewu.matters.rules import History, NewMatter
from tests.looking import looking

TEN_MONTHS = Period.of(date(2023, 1, 1), date(2023, 10, 31))


def test_t_period_the_local_day_of_the_event_decides(cast):
    cast.adopt("packs/social/hotline")
    moments = [datetime(2023, 10, 31, 23, 59, tzinfo=LOCAL), datetime(2023, 11, 1, 0, 1, tzinfo=LOCAL)]
    new = NewMatter("hotline", channel="hotline", category="noise", place="柳荫路")
    loaded = datetime(2023, 11, 2, 9, tzinfo=LOCAL)
    person = cast.people["dispatcher"]
    ids = actions.take_in_many(
        [History(new, [("received", moment, person, None, {})]) for moment in moments], by=cast.system, at=loaded
    )
    rows = looking(period=TEN_MONTHS, for_=cast.scope("leader_main")).rows("hotline.received")
    assert rows.ids == (ids[0],)
