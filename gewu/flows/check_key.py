"""Whether the cipher key at hand is the one under which the rows here were sealed."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from gewu.answers.models import Covered
from gewu.answers.rules import about
from gewu.journal import vault
from gewu.kernel.types import Refused
from gewu.matters.models import Reporter
from gewu.matters.reporters import ABOUT
from gewu.registry.models import Secret

#: reporters that are looked at: most have a telephone or a name, some neither
SOME = 50


def key_fits() -> bool | None:
    """Say whether what is sealed opens with the key at hand; None where nothing is sealed yet."""
    found = next(_sealed(), None)
    if found is None:
        return None
    office_id, sealed, place = found
    if not settings.CIPHER_KEY:
        return False
    try:
        vault.of(office_id).open(sealed, place)
    except Refused:
        return False
    return True


def _sealed() -> Iterator[tuple[int, str, str]]:
    """Values that are sealed here: office, text, where it belongs."""
    for secret in Secret.objects.order_by("id")[:1]:
        yield secret.office_id, secret.sealed, vault.place(secret.subject_id, secret.kind)
    for number in Covered.objects.order_by("id")[:1]:
        yield number.office_id, number.sealed, about(number.owner_kind, number.owner_id)
    for one in Reporter.objects.order_by("id")[:SOME]:
        if sealed := one.sealed_phone or one.sealed_name:
            yield one.office_id, sealed, ABOUT
