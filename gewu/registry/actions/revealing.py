"""Looking at a masked value: with a reason, logged, limited (E1-R43)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gewu.journal import vault
from gewu.kernel.types import Actor, Refused
from gewu.registry import rules
from gewu.registry.actions._common import held, note
from gewu.registry.models import Reveal, Secret
from gewu.registry.queries import reveals_in_last_hour

REASON_AT_LEAST = 4


@transaction.atomic
def reveal(*, by: Actor, at: datetime, subject_id: int, kind: str, reason: str) -> str:
    """Open one identifier of a subject in sight; who, whose, when and why are kept.

    Errors: Refused registry.R170 without a reason, R171 above twenty in an hour, R172 when there is none.
    """
    subject = held(by, at, subject_id, "registry.reveal")
    if len(reason.strip()) < REASON_AT_LEAST:
        raise Refused(
            "registry.R170", "请写明查看原因，没有显示。", "例如：联系监护人核实情况。", {"reason": "至少四个字"}
        )
    if not by.is_system and reveals_in_last_hour(by.scope, at) >= rules.REVEALS_AN_HOUR:
        words = f"一小时内已查看{rules.REVEALS_AN_HOUR}次，本次没有显示。"
        raise Refused("registry.R171", words, "请稍后再试；确需批量使用的，请联系科室负责人。")
    secret = Secret.objects.filter(subject=subject, kind=kind).first()
    if secret is None:
        raise Refused("registry.R172", f"没有登记{rules.SECRETS.get(kind, kind)}。", "请在走访时补登。")
    Reveal.objects.create(
        office_id=by.office_id, subject=subject, staff_id=by.staff_id or 0, kind=kind, reason=reason[:200], at=at
    )
    note("revealed", subject, by, at, {"kind": kind}, {"reason": reason})
    return vault.of(by.office_id).open(secret.sealed, vault.place(subject.id, kind))
