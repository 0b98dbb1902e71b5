"""The sealer: gives each line its position and its seal, office by office."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from gewu.journal import rules
from gewu.journal.models import JournalLine, JournalPrivate
from gewu.journal.queries import link_of, tip

BATCH = 5000


def seal(office_id: int) -> int:
    """Seal the lines that have no seal yet, in the order of their ids; return how many.

    Idempotent. Of two sealers at once one wins: positions are unique, so the other finds them taken.
    """
    sealed = 0
    try:
        while done := _seal_batch(office_id):
            sealed += done
    except IntegrityError:
        return sealed  # another sealer was quicker; what is left comes with the next round
    return sealed


@transaction.atomic
def _seal_batch(office_id: int) -> int:
    position, previous = tip(office_id)
    lines = list(JournalLine.objects.filter(office_id=office_id, position=None).order_by("id")[:BATCH])
    for line in lines:
        position += 1
        line.position = position
        line.seal = previous = rules.seal(previous, link_of(line))
    JournalLine.objects.bulk_update(lines, ["position", "seal"], batch_size=500)
    return len(lines)


def erase_private(line_ids: list[int], *, office_id: int) -> int:
    """Erase the personal values of lines (retention, a person's right); the chain stays whole."""
    return JournalPrivate.objects.filter(office_id=office_id, line_id__in=line_ids).delete()[0]
