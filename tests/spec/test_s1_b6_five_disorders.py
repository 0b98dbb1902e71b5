"""S1-B6: four parking cases, three of them fined; the fine opens its receipts, and units are never added up."""

from __future__ import annotations

from gewu.answers.models import Fact
from gewu.matters.models import Matter
from gewu.matters.rules import NewMatter
from tests.looking import looking
from tests.spec.walk import FIRST_HALF, figure, history, load


def parking(number: int) -> NewMatter:
    return NewMatter("five_disorders", channel="patrol", category="parking", place=f"石桥路{number}号")


def test_s1_b6_four_cases_and_sixty_yuan_with_three_receipts(cast):
    cast.adopt("packs/urban/five_disorders")
    fined = [{"fine_fen": 2000, "receipt": f"PJ{number:04}"} for number in range(3)]
    load(
        cast,
        *(
            history(cast, parking(n), "03-06 09:00", "03-06 10:00", answers=said)
            for n, said in enumerate([*fined, {}])
        ),
    )
    assert (figure(cast, "five_disorders.parking").said, figure(cast, "five_disorders.fines").said) == ("4起", "60元")
    rows = looking(period=FIRST_HALF, for_=cast.scope("leader_main")).rows("five_disorders.fines")
    receipts = [matter.answers.get("receipt") for matter in Matter.objects.filter(id__in=rows.ids).order_by("id")]
    assert [receipt for receipt in receipts if receipt] == ["PJ0000", "PJ0001", "PJ0002"]
    assert Fact.objects.filter(field="fine_fen").count() == 3


def test_s1_b6_places_are_added_within_a_class_only(cast):
    cast.adopt("packs/urban/five_disorders")
    stacking = NewMatter("five_disorders", channel="patrol", category="stacking", place="柳荫路")
    posters = NewMatter("five_disorders", channel="patrol", category="posters", place="柳荫路")
    load(
        cast,
        history(cast, stacking, "03-06 09:00", "03-06 10:00", answers={"places": 12}),
        history(cast, posters, "03-06 09:00", "03-06 10:00", answers={"places": 30}),
    )
    assert [figure(cast, f"five_disorders.{key}").said for key in ("stacking", "posters")] == ["12处", "30处"]
