"""Who reported: sealed when kept, masked when shown, found again by a blind index."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from gewu.answers import queries as answers
from gewu.answers.revealing import MAY
from gewu.journal import vault
from gewu.kernel import identifiers, telltale
from gewu.kernel.types import Refused, Scope
from gewu.matters.models import Matter, Reporter
from gewu.matters.rules import NewReporter

ABOUT = "reporter"


def row(office_id: int, new: NewReporter) -> Reporter:
    """A reporter ready to be kept; found again by telephone only, for a name alone is nobody in particular.

    What the caller gave as telephone is kept as it was said where it is no number: it stops nobody from being heard.
    """
    phone, number = identifiers.heard_phone(new.phone)
    keys = vault.of(office_id)
    return Reporter(
        office_id=office_id,
        sealed_name=keys.seal(new.name, ABOUT) if new.name else "",
        sealed_phone=keys.seal(phone, ABOUT) if phone else "",
        masked_name=identifiers.mask_name(new.name) if new.name else "",
        masked_phone=identifiers.mask_heard_phone(phone, number),
        blind=keys.blind(ABOUT, number) if number else "",
    )


def by_number(text: str, for_: Scope) -> QuerySet[Matter]:
    """Return the matters in sight of whoever called by this telephone, or whose words name this number.

    Callers are found by those who may look at them; numbers in words by whoever may see the matter.
    """
    blind = [vault.of(for_.office_id).blind(ABOUT, one.value) for one in telltale.asked(text)]
    named = Q(id__in=answers.bearing(text, for_.office_id, "matter"))
    if any(for_.may(permission) for permission in MAY):
        named |= Q(reporter__blind__in=blind)
    return Matter.objects.for_scope(for_).filter(named).order_by("-received_at", "-id")


def opened(reporter: Reporter) -> NewReporter:
    """The plain name and telephone; the caller writes down who looked and why."""
    keys = vault.of(reporter.office_id)
    name, phone = (keys.open(text, ABOUT) if text else "" for text in (reporter.sealed_name, reporter.sealed_phone))
    return NewReporter(name, phone)


def damaged(office_id: int) -> Iterator[str]:
    """Yield the numbers of matters whose reporter's seal does not open, or not to the telephone that finds them."""
    keys = vault.of(office_id)
    for reporter in Reporter.objects.filter(office_id=office_id).iterator(chunk_size=5000):
        try:
            number = identifiers.heard_phone(opened(reporter).phone)[1]
            sound = (keys.blind(ABOUT, number) if number else "") == reporter.blind
        except Refused:
            sound = False
        if not sound:
            yield from reporter.matters.order_by("id").values_list("number", flat=True)[:1]
