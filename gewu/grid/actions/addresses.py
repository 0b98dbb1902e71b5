"""Addresses: admitted once, called by several names, merged into the standard one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gewu.grid import rules
from gewu.grid.models import Address, AddressAlias, Area
from gewu.journal import actions as journal
from gewu.journal.actions import bulk
from gewu.journal.rows import pointing_at
from gewu.kernel.types import Actor, Refused

_COLUMNS = "id office text elements code source area lon lat accuracy_m".split()
BATCH = 5000


@dataclass(frozen=True)
class NewAddress:
    """One address; `source` is standard (the police's) or own."""

    code: str
    text: str
    area_id: int
    source: str = "own"
    lon: float | None = None
    lat: float | None = None
    accuracy_m: int | None = None


@transaction.atomic
def admit_addresses(rows: Iterable[NewAddress], *, by: Actor, at: datetime) -> dict[str, int]:
    """Admit addresses, read into their elements; return code -> id. All or none, one journal line.

    Errors: Refused grid.R110 with the rows that are wrong.
    """
    by.must("registry.edit", ask="社区书记或科室负责人")
    areas = frozenset(Area.objects.filter(office_id=by.office_id).values_list("id", flat=True))
    ids: dict[str, int] = {}
    for batch in bulk.batches(rows, BATCH):
        _refuse(batch, by.office_id, areas, ids)
        taken = bulk.take_ids(Address, len(batch))
        ids |= {row.code: address_id for row, address_id in zip(batch, taken, strict=True)}
        bulk.insert(Address, _COLUMNS, (_tuple(row, by.office_id, ids[row.code]) for row in batch))
    journal.write("grid.addresses_admitted", by=by, at=at, noun="address", count=len(ids))
    return ids


def _tuple(row: NewAddress, office_id: int, address_id: int) -> tuple:
    text, elements = rules.normal_address(row.text), rules.parse_address(row.text)
    place = (row.area_id, row.lon, row.lat, row.accuracy_m)
    return (address_id, office_id, text, elements, row.code, row.source, *place)


def _refuse(batch: list[NewAddress], office_id: int, areas: frozenset[int], seen: dict[str, int]) -> None:
    codes = [row.code for row in batch]
    taken = set(Address.objects.filter(office_id=office_id, code__in=codes).values_list("code", flat=True)) | set(seen)
    wrong = {}
    for number, row in enumerate(batch, len(seen) + 1):
        if row.code in taken:
            wrong[f"第{number}行"] = f"地址编码{row.code}已有"
        elif row.area_id not in areas or not row.text.strip():
            wrong[f"第{number}行"] = "缺少地址文字，或所填网格不在本单位"
        taken.add(row.code)
    if wrong:
        raise Refused("grid.R110", f"有{len(wrong)}行地址不正确，全部没有保存。", "请改正后重新提交。", wrong)


@transaction.atomic
def add_alias(*, by: Actor, at: datetime, address_id: int, text: str) -> AddressAlias:
    """Let an address be found by another name people use."""
    by.must("registry.edit", ask="社区书记或科室负责人")
    address = Address.objects.for_scope(by.scope).one(id=address_id)
    name = rules.normal_address(text)
    if not name or name == address.text or AddressAlias.objects.filter(address=address, text=name).exists():
        raise Refused("grid.R112", f"这个地址已经叫“{name or text}”，没有保存。", "请换一个名字。", {"text": "已有"})
    row = AddressAlias.objects.create(office_id=by.office_id, address=address, text=name)
    journal.write("grid.alias_added", by=by, at=at, noun="address", row_id=address.id)
    return row


@transaction.atomic
def drop_alias(*, by: Actor, at: datetime, address_id: int, alias_id: int) -> None:
    """Take away a name of an address. Errors: Refused grid.R405 for none in sight."""
    by.must("registry.edit", ask="社区书记或科室负责人")
    address = Address.objects.for_scope(by.scope).one(id=address_id)
    gone = AddressAlias.objects.filter(address=address, id=alias_id)
    detail = {"texts": list(gone.values_list("text", flat=True))}
    gone.delete()
    journal.write("grid.alias_dropped", by=by, at=at, noun="address", row_id=address.id, detail=detail)


@transaction.atomic
def merge_address(*, by: Actor, at: datetime, address_id: int, into_id: int) -> Address:
    """Merge an address into the standard one: everything that pointed to it points there, its text stays an alias.

    Errors: Refused grid.R111 when both are the same or already merged.
    """
    by.must("registry.edit", ask="社区书记或科室负责人")
    rows = Address.objects.select_for_update().filter(office_id=by.office_id, merged_into=None)
    found = {row.id: row for row in rows.filter(id__in=[address_id, into_id])}
    if len(found) != 2:
        raise Refused("grid.R111", "要归并的两个地址必须不同且都在用，没有改动。", "请核对后重新选择。")
    old, kept = found[address_id], found[into_id]
    moved = _move_references(old, kept)
    AddressAlias.objects.create(office_id=by.office_id, address=kept, text=old.text)
    AddressAlias.objects.filter(address=old).update(address=kept)
    old.merged_into = kept
    old.save(update_fields=["merged_into"])
    detail = {"into": kept.id, "moved": moved}
    journal.write("grid.address_merged", by=by, at=at, noun="address", row_id=old.id, detail=detail)
    return kept


def _move_references(old: Address, kept: Address) -> int:
    """Point every foreign key of every room at the kept address; return how many rows moved."""
    moved = 0
    for key in pointing_at(Address):
        if key.model is not AddressAlias and key.name != "merged_into":
            moved += key.model._base_manager.filter(**{key.name: old}).update(**{key.name: kept})
    return moved
