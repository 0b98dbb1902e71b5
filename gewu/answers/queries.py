"""Questions to facts, covered numbers and the text index: what is covered, and do they say what the rows say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from django.db import DatabaseError, connection, models, transaction

from gewu.answers import rules
from gewu.answers.models import Covered, Fact, SearchEntry
from gewu.answers.rules import Answered
from gewu.journal import vault
from gewu.journal.actions import bulk
from gewu.kernel import telltale

BATCH = 2000


def differing(rows: Iterable[Answered]) -> Iterator[int]:
    """Return the ids of owners whose facts are not those of their answers, field by counted field."""
    for batch in bulk.batches(rows, BATCH):
        held = _held(batch)
        for row in batch:
            counted = {key for key, field in row.fields.items() if field.counted}
            wanted = Counter((fact.field, fact.number, fact.text, fact.on_date) for fact in _facts(row))
            kept = Counter(fact for fact in held.get(row.owner_id, []) if fact[0] in counted)
            if wanted != kept:
                yield row.owner_id


def _facts(row: Answered) -> list[rules.FactValue]:
    return rules.facts(row.fields, row.values)


def _held(batch: list[Answered]) -> dict[int, list[tuple]]:
    first = batch[0]
    rows = Fact.objects.filter(
        office_id=first.office_id,
        owner_kind=first.owner_kind,
        owner_id__in=[row.owner_id for row in batch],
        valid_to=None,
    )
    held: dict[int, list[tuple]] = {}
    for owner_id, *fact in rows.values_list("owner_id", "field", "number", "text", "on_date"):
        held.setdefault(owner_id, []).append(tuple(fact))
    return held


def owners(office_id: int, model: str, owner_kind: str) -> set[int]:
    """Return the owners that facts ("fact") or search entries ("entry") of one kind name."""
    table = Fact if model == "fact" else SearchEntry
    rows = table.objects.filter(office_id=office_id, owner_kind=owner_kind)
    return set(rows.values_list("owner_id", flat=True).distinct())


def text_index_problem() -> str:
    """Say whether the text index is out of step with its entries; "" when it is in step."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT count(*) FROM answers_searchentry WHERE text_index IS NULL")
            missing = cursor.fetchone()[0]
            return f"全文索引缺{missing}条" if missing else ""
        try:
            with transaction.atomic():
                cursor.execute(
                    "INSERT INTO answers_searchtext(answers_searchtext, rank) VALUES ('integrity-check', 1)"
                )
        except DatabaseError as broken:
            return f"全文索引与检索条目不一致（{broken}）"
    return ""


# numbers that were covered in words ----------------------------------------------------------


def covers(owner_kind: str, owner: str = "id") -> models.Exists:
    """Return, to be put beside rows, whether their words had numbers of persons in them."""
    where = {"office_id": models.OuterRef("office_id"), "owner_kind": owner_kind, "owner_id": models.OuterRef(owner)}
    return models.Exists(Covered.objects.filter(**where))


def opener(office_id: int, owner_kind: str, owner_id: int) -> Callable[[str], str]:
    """Return what writes the words of a row as they were typed; who looks and why was written down (revealing).

    Two numbers that look alike when masked are both named. Errors: Refused journal.R140 for a damaged one.
    """
    keys, about = vault.of(office_id), rules.about(owner_kind, owner_id)
    whole: dict[str, list[str]] = {}
    for row in Covered.objects.filter(office_id=office_id, owner_kind=owner_kind, owner_id=owner_id).order_by("id"):
        whole.setdefault(row.masked, []).append(keys.open(row.sealed, about))

    def opened(text: str) -> str:
        for masked, values in whole.items():
            text = text.replace(masked, "或".join(values))
        return text

    return opened


def bearing(text: str, office_id: int, owner_kind: str) -> models.QuerySet:
    """Return, for use in a filter, the ids of rows whose words held one of the numbers in `text`."""
    keys = vault.of(office_id)
    blinds = [keys.blind(one.kind, one.value) for one in telltale.asked(text)]
    rows = Covered.objects.filter(office_id=office_id, owner_kind=owner_kind, blind__in=blinds)
    return rows.values("owner_id")


def damaged_covers(office_id: int) -> Iterator[tuple[str, int]]:
    """Yield the rows (kind, id) with a covered number that does not open, or not as what finds it."""
    keys = vault.of(office_id)
    for row in Covered.objects.filter(office_id=office_id).iterator(chunk_size=BATCH):
        if not keys.holds(row.sealed, rules.about(row.owner_kind, row.owner_id), row.kind, row.blind):
            yield row.owner_kind, row.owner_id
