"""Who is on the register already: the same identifier by its blind index, the same name on the same ground."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q, QuerySet

from gewu.journal import vault
from gewu.kernel.types import Refused, Scope
from gewu.registry import rules
from gewu.registry.models import Secret, Subject
from gewu.registry.rules import CleanSecret, NewSubject

#: an identifier as it is compared: kind of the subject, kind of the identifier, blind index
Key = tuple[str, str, str]


def blinds(office_id: int, secrets: Iterable[CleanSecret]) -> dict[str, str]:
    """Make the blind indexes of the identifiers of one subject: kind of the identifier -> index."""
    held = vault.of(office_id)
    return {one.kind: held.blind(one.kind, one.value) for one in secrets}


def keys(kind: str, blind: Mapping[str, str]) -> list[Key]:
    """Make what a subject is compared by; a telephone is nobody's alone."""
    return [(kind, one, index) for one, index in blind.items() if one in rules.UNIQUE]


def holders(office_id: int, wanted: Iterable[Key], on: date) -> dict[Key, Subject]:
    """Find who is on the register that day with one of these identifiers, whoever may see them."""
    indexes = {index for *_, index in wanted}
    if not indexes:
        return {}
    rows = Secret.objects.filter(office_id=office_id, kind__in=rules.UNIQUE, blind__in=indexes)
    rows = rows.filter(subject__in=_on_the_register(Subject.objects.filter(office_id=office_id), on))
    return {(row.subject.kind, row.kind, row.blind): row.subject for row in rows.select_related("subject")}


def same_identifier(key: Key, holder: Subject, for_: Scope, *, reason: str = "") -> None:
    """Refuse, as registry.R112, what another bears already; a credit code may be shared for a `reason`."""
    _, kind, _ = key
    if kind == "uscc" and reason.strip():
        return
    seen = Subject.objects.for_scope(for_).filter(id=holder.id).exists()
    whose = f"在册的{holder.name}（{holder.code}）" if seen else "在册的另一个对象（不在您的可见范围）"
    words = f"{rules.SECRETS[kind]}与{whose}相同"
    raise Refused("registry.R112", words, "请打开原来的核对，不要重复登记。", {kind: words})


def whose(holder: Subject, *, in_sight: bool) -> str:
    """Say by whom a code is taken; whoever is out of sight is not named."""
    if not in_sight:
        return "已由您可见范围以外的对象使用"
    return f"已由{holder.name}使用{'（已作废）' if holder.void_at else ''}"


def alike(for_: Scope, new: NewSubject, on: date) -> list[Subject]:
    """Find those in sight that a new one may be: of the same kind, with its identifier or with its name near by.

    Near by is the same grid, for a project the whole office. Who is known by another identity number is another.
    """
    secrets = [rules.clean_secret(*secret) for secret in new.secrets.items()]
    mine = keys(new.kind, blinds(for_.office_id, secrets))
    rows = _on_the_register(Subject.objects.for_scope(for_).filter(kind=new.kind), on)
    same = {row.id for row in holders(for_.office_id, mine, on).values()}
    found = list(rows.filter(id__in=same)) if same else []
    near = rows if new.nature == "project" else rows.filter(area=new.area_id)
    name = rules.plain_name(new.name)
    named = [one_id for one_id, said in near.values_list("id", "name") if rules.plain_name(said) == name]
    others = {
        subject
        for subject, kind, blind in Secret.objects.filter(subject__in=named).values_list("subject", "kind", "blind")
        for own in mine
        if own[1] == kind and own[2] != blind
    }
    return found + list(rows.filter(id__in=set(named) - others - same).select_related("area").order_by("code"))


def _on_the_register(rows: QuerySet[Subject], on: date) -> QuerySet[Subject]:
    return rows.filter(Q(valid_to=None) | Q(valid_to__gt=on), void_at=None)
