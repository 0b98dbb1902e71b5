"""An office with something for every measure to count, in both communities, inside and outside the period."""

from __future__ import annotations

from datetime import date, timedelta

from gewu.office import actions as office
from tests.indicators import rows

DAYS = (date(2022, 12, 30), date(2023, 2, 1), date(2023, 3, 15), date(2023, 6, 28), date(2023, 7, 3))


def make_busy(cast) -> None:
    """Put down rows of every kind, of each at least one that counts and one that does not."""
    kiosks = [_kiosk(cast, place, area) for place in range(4) for area in ("willow_1", "willow_2", "bridge_1")]
    for place, kiosk in enumerate(kiosks):
        _visited(cast, kiosk, place)
    for place, day in enumerate(DAYS * 3):
        _matters(cast, day, cast.areas[("willow_1", "bridge_1", "bridge_2")[place % 3]], place)
    office.set_rule(
        by=cast.system, at=cast.at, scenario="kiosks", key="x", value=1, from_on=date(2023, 1, 1), source="测试"
    )


def _kiosk(cast, place: int, area: str):
    facts = {"invest_wan": 2000 + 1000 * place, "fuel": ("gas", "power")[place % 2]}
    kiosk = rows.subject(cast, area=cast.areas[area], split=("small", "large")[place % 2], facts=facts)
    rows.tag(cast, kiosk, "busy", until=date(2023, 5, 1) if place == 3 else None)
    rows.stage(cast, kiosk, "signed", date(2023, 1, 5), date(2023, 4, 1) if place < 2 else None)
    if place < 2:
        rows.stage(cast, kiosk, "landed", date(2023, 4, 1))
    return kiosk


def _visited(cast, kiosk, place: int) -> None:
    for month in (1, 4, 6):
        done = None if place % 4 == 3 else date(2023, month, 20)
        rows.task(cast, kiosk, date(2023, month, 28), done, late=place % 5 == 4 if done else None)
    for day in DAYS:
        facts = {"team": place + 1, "clean": place % 3 > 0}
        form = "training" if place % 6 == 5 else "inspection"
        rows.record(cast, day, about=kiosk, area=kiosk.area, kind=form, facts=facts, late_entry=place == 1)
    state = "returned" if place % 4 == 1 else "paid"
    back = date(2023, 3, 2) if state == "returned" else None
    rows.payment(cast, kiosk, 10_000 + place, date(2023, 3, 1), state=state, returned_on=back)


def _matters(cast, day: date, area, place: int) -> None:
    answers = {"fine_fen": 1000 + place, "weight": 10 * place}
    called = {"contacted": "yes", "satisfied": ("yes", "no")[place % 2], "resolved": ("yes", "partly")[place % 2]}
    sent = {"dispatched_on": day, "signed_late": place % 3 == 0, "returns": place % 2, "area": area}
    done = rows.matter(cast, day, closed=day, facts=answers, reworks=place % 2, **called, **sent)
    rows.passage(done, day, day + timedelta(days=place % 2))
    first = rows.matter(cast, day, due_on=day, **sent)
    rows.matter(cast, day, repeat_of=first, category="noise", channel="resident", area=area)
    rows.matter(cast, day, merged_into=first, area=area)
    rows.matter(cast, day, closed=day, not_counted="untrue", closed_late=place % 2 == 0, **sent)
