"""A process that works until it is killed: `python -m tests.robust.at_work build|import|dispatch|issue`.

It works in the data folder that GEWU_DATA names, in the office that `build` made, through the same acts as
everybody, and says "working" when its first piece is done.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

from gewu.front.commands import main
from gewu.kernel.calendar import LOCAL

#: rows of one file, which come in together or not at all
SHEET = 400
ROOT = Path(__file__).parents[2]
MOMENT = datetime(2023, 12, 28, 9, tzinfo=LOCAL)


def build() -> None:
    """Make the database and the cast's office in it, with shops to import and tickets to dispatch."""
    from django.core.management import call_command

    from tests import cast

    call_command("migrate", verbosity=0)
    street = cast.build()
    street.adopt((ROOT / "tests/registry/shops.yaml").read_text(encoding="utf-8"))
    street.adopt("packs/social/hotline")


def person(code: str):
    """Somebody of the cast, as actor."""
    from gewu.office import queries
    from gewu.office.models import Staff

    return queries.actor_for(Staff.objects.get(code=code), MOMENT.date())


def import_sheets() -> Iterator[None]:
    """Import sheet after sheet of shops."""
    from gewu.registry import actions
    from gewu.registry.actions import NewSubject
    from gewu.registry.models import Subject

    secretary = person("040")
    first = Subject.objects.count()
    for sheet in count():
        codes = range(first + sheet * SHEET, first + (sheet + 1) * SHEET)
        rows = [
            NewSubject("place", "shop", f"S{n}", f"{n}号店", split="food", attributes={"floor_area_m2": "80"})
            for n in codes
        ]
        actions.admit_many(rows, by=secretary, at=MOMENT)
        yield


def dispatch_tickets() -> Iterator[None]:
    """Take in a ticket, accept it and hand it to a unit, again and again."""
    from gewu.matters import actions
    from gewu.matters.rules import NewMatter
    from gewu.office.models import Unit

    desk, unit = person("011"), Unit.objects.get(code="CG")
    for place in count(1):
        new = NewMatter("hotline", channel="hotline", category="noise", place=f"柳荫路{place}号")
        matter = actions.take_in(new, by=desk, at=MOMENT)
        for verb, said in (("accepted", {}), ("dispatched", {"unit": unit.id})):
            matter = actions.do(matter.id, verb, by=desk, at=MOMENT, seq=matter.seq, said=said)
        yield


def issue_bulletins() -> Iterator[None]:
    """Draft, check, sign and issue the bulletin of one week after the other, from where the last worker stopped."""
    from gewu.flows.issue_report import issue_report
    from gewu.kernel.periods import week_of
    from gewu.reports import actions
    from gewu.reports.models import Report
    from tests.reports.mending import mended

    writer, reader, leader = person("020"), person("021"), person("002")
    first = date(2023, 1, 2) + timedelta(weeks=Report.objects.count())
    for number in count():
        week = week_of(first + timedelta(weeks=number))
        row = actions.draft_bulletin(by=writer, at=MOMENT, scenario="hotline", week=week)
        mended(row, by=writer, at=MOMENT)
        for act, by in ((actions.send_to_check, writer), (actions.check, reader), (actions.send_to_sign, reader)):
            act(by=by, at=MOMENT, report_id=row.id)
        issue_report(by=leader, at=MOMENT, report_id=row.id)
        yield


WORK = {"import": import_sheets, "dispatch": dispatch_tickets, "issue": issue_bulletins}


if __name__ == "__main__":
    main.start_django()
    if sys.argv[1] == "build":
        build()
    else:
        for done, _ in enumerate(WORK[sys.argv[1]]()):
            if done == 0:
                print("working", flush=True)
