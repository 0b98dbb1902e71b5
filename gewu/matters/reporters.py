"""Who reported: sealed when kept, masked when shown, found again by a blind index."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from gewu.kernel import ciphers, identifiers
from gewu.matters.models import Reporter
from gewu.matters.rules import NewReporter

ABOUT = "reporter"


def row(office_id: int, new: NewReporter) -> Reporter:
    """A reporter ready to be kept."""
    phone = identifiers.normalise_phone(new.phone) if new.phone else ""
    cipher, key = _office(office_id)
    return Reporter(
        office_id=office_id,
        sealed_name=cipher.seal(new.name, ABOUT) if new.name else "",
        sealed_phone=cipher.seal(phone, ABOUT) if phone else "",
        masked_name=identifiers.mask_name(new.name) if new.name else "",
        masked_phone=identifiers.mask_phone(phone) if phone else "",
        blind=ciphers.blind_index(key, phone or new.name.strip(), ABOUT),
    )


def opened(reporter: Reporter) -> NewReporter:
    """The plain name and telephone; the caller writes down who looked and why."""
    cipher, _ = _office(reporter.office_id)
    name, phone = (cipher.open(text, ABOUT) if text else "" for text in (reporter.sealed_name, reporter.sealed_phone))
    return NewReporter(name, phone)


@lru_cache(maxsize=64)
def _office(office_id: int) -> tuple[ciphers.Cipher, bytes]:
    """Every office has a key of its own, derived from the installation's."""
    key = bytes.fromhex(ciphers.blind_index(bytes.fromhex(settings.CIPHER_KEY), str(office_id), "office.reporters"))
    return ciphers.Cipher(key), key
