"""A change is kept once: saving the same again adds nothing (S1-A5)."""

from __future__ import annotations

from gewu.journal.models import JournalLine
from gewu.registry import actions as registry
from gewu.registry import queries
from tests.histories import at

PHONES = ("13900000001", "13900000002")


def household(cast):
    cast.adopt("packs/social/grid_visits")
    return registry.admit(
        by=cast.system,
        at=at("01-04 09:00"),
        nature="household",
        kind="household",
        code="H1",
        name="白家",
        area_id=cast.areas["willow_1"].id,
        attributes={"tenure": "own", "members": 3},
        secrets={"phone": PHONES[0]},
    )


def visit(cast, home, day: str, phone: str):
    """A visit at which every field is gone through and saved as it was found."""
    officer, moment = cast.actor("officer_a"), at(f"{day} 10:00")
    said = {"tenure": "own", "members": 3}
    changed = registry.change(by=officer, at=moment, subject_id=home.id, attributes=said, name="白家")
    registry.set_secret(by=officer, at=moment, subject_id=home.id, kind="phone", text=phone, reason="换号")
    registry.verify_on_site(by=officer, at=moment, subject_id=home.id)
    return changed


def changes(home) -> list[str]:
    lines = JournalLine.objects.filter(noun="subject", row_id=home.id).exclude(act="registry.verified").order_by("id")
    return list(lines.values_list("act", flat=True))


def test_the_change_is_kept_once_and_saving_again_adds_nothing(cast):
    home = household(cast)
    visit(cast, home, "06-05", PHONES[1])
    once = changes(home)
    visit(cast, home, "06-05", PHONES[1])
    assert (once, changes(home)) == (["registry.admitted", "registry.secret_set"],) * 2
    home.refresh_from_db()
    checked = JournalLine.objects.filter(act="registry.verified", row_id=home.id).count()
    assert (home.verified_on.isoformat(), checked) == ("2023-06-05", 1)
    assert [one.id for one in queries.find_by_identifier(PHONES[1], cast.scope("secretary"))] == [home.id]
