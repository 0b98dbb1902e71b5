"""T-void: a voided row leaves the live figure; the issued paper keeps its number and says that they differ."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from gewu.reports import queries
from tests.indicators import rows
from tests.looking import looking
from tests.reports.conftest import HALF, cast, counting, draft, issue, neighbour, template  # noqa: F401


def test_the_live_figure_drops_and_the_issued_one_stays(counting, draft, issue):  # noqa: F811
    wrong, _ = rows.matter(counting, date(2023, 3, 1)), rows.matter(counting, date(2023, 3, 2))
    paper = issue(draft)
    wrong.void_at, wrong.void_reason = timezone.now(), "重复登记"
    wrong.save()
    scope = counting.scope("clerk")
    assert looking(period=HALF, for_=scope).value("kiosks.received").value == 1
    assert queries.render(paper, scope).figures[0].said == "2处"
    difference = queries.differences(paper, scope)[0]
    assert (difference.issued, difference.live, difference.gone) == ("2处", "1处", (str(wrong.id),))
