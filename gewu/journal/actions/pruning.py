"""What is kept for a time only: answers to forms and programs for a month, messages for a year."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from gewu.journal.models import IdempotencyKey, Outgoing

KEPT_FOR: dict[Any, timedelta] = {IdempotencyKey: timedelta(days=30), Outgoing: timedelta(days=365)}
#: rows looked at each time, from the oldest on: nothing is searched for
SOME = 1000


def forget_old(now: datetime) -> None:
    """Delete the oldest of what is kept no longer, some each time. `now` is by the real clock."""
    for model, time in KEPT_FOR.items():
        oldest = list(model.objects.order_by("id").values_list("id", "recorded_at")[:SOME])
        if old := [id for id, at in oldest if at < now - time]:
            model.objects.filter(id__in=old).delete()
