"""Matters with a past, as an import brings them: one line per matter, under the rules of single steps."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from gewu.kernel.calendar import LOCAL
from gewu.kernel.periods import Period
from gewu.matters import actions
from gewu.matters.models import Matter
from gewu.matters.rules import History, NewMatter
from tests.looking import looking

FIRST_HALF = Period.of(date(2023, 1, 1), date(2023, 6, 30))
LOADED = datetime(2023, 7, 20, 9, tzinfo=LOCAL)
#: an import brings no papers: it says where they are kept
KEPT = {"papers_kept_in": "纸质案卷"}


def at(text: str) -> datetime:
    """A local moment: "06-21 09:30" of 2023."""
    return datetime.strptime(f"2023-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=LOCAL)


def history(cast, new: NewMatter, opened: str, closed: str = "", *, upto: str = "", answers=None) -> History:
    """A matter on the common path (待受理 … 待核查 已办结); without `closed` it stops, at `upto` or signed."""
    start, people = at(opened), cast.people
    unit = cast.units["city"]
    events = [
        ("received", start, people["dispatcher"], None, {}),
        ("dispatched", start + timedelta(minutes=10), people["dispatcher"], unit, KEPT),
        ("signed", start + timedelta(minutes=30), people["handler"], None, {}),
    ]
    if closed:
        done = KEPT | {"words": "已处理", "answers": answers or {}, "files": [{"sha256": "d" * 64, "what": "after"}]}
        events += [
            ("handled", at(closed) - timedelta(minutes=10), people["handler"], None, done),
            ("closed", at(closed), people["checker"], None, {}),
        ]
    stop = [kind for kind, *_ in events].index(upto) + 1 if upto else len(events)
    return History(new, events[:stop])


def load(cast, *histories: History) -> list[Matter]:
    """Take them in; return the matters in the order given."""
    ids = actions.take_in_many(histories, by=cast.system, at=LOADED)
    rows = Matter.objects.in_bulk(ids)
    return [rows[id] for id in ids]


def figure(cast, ref: str, period: Period = FIRST_HALF, **more):
    """A figure as the main leader sees it."""
    return looking(period=period, for_=cast.scope("leader_main"), **more).value(ref)
