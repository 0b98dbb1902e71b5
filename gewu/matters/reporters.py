"""Who reported: sealed when kept, masked when shown, found again by a blind index."""

from __future__ import annotations

from gewu.kernel import identifiers
from gewu.matters.models import Reporter
from gewu.matters.rules import NewReporter
from gewu.registry import vault

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


def opened(reporter: Reporter) -> NewReporter:
    """The plain name and telephone; the caller writes down who looked and why."""
    keys = vault.of(reporter.office_id)
    name, phone = (keys.open(text, ABOUT) if text else "" for text in (reporter.sealed_name, reporter.sealed_phone))
    return NewReporter(name, phone)
