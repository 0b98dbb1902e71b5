"""Questions to the ground: trees, what lies below, where a point is, which address a text means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import NamedTuple

from gewu.grid import rules
from gewu.grid.models import Address, AddressAlias, Area
from gewu.journal import versions
from gewu.journal.rows import asked
from gewu.kernel.geometry import box_of, point_in_outline
from gewu.kernel.types import Scope


@dataclass(frozen=True)
class Piece:
    """One area, frozen and without its outline."""

    id: int
    kind: str
    code: str
    name: str
    parent_id: int | None
    path: str
    valid_from: date
    valid_to: date | None

    def valid(self, on: date | None) -> bool:
        """Say whether it was there on a day; None asks whether it is in use."""
        if on is None:
            return self.valid_to is None
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True)
class Ground:
    """All areas of an office, past ones too, in the order of codes; `tree`: each followed by its own."""

    pieces: Mapping[int, Piece]
    below: Mapping[int | None, frozenset[int]]
    tree: Sequence[Piece]


def ground(office_id: int) -> Ground:
    """Return the areas of an office; read once in a process while nothing changes (journal.versions)."""
    return versions.part(office_id, _ground)


def _ground(office_id: int) -> Ground:
    rows = Area.objects.filter(office_id=office_id).order_by("code", "id")
    names = [field.name for field in fields(Piece)]
    pieces = {row[0]: Piece(*row) for row in rows.values_list(*names)}
    inside: dict[int, set[int]] = {}
    for piece in pieces.values():
        for step in steps(piece.path):
            inside.setdefault(step, set()).add(piece.id)
    tree = sorted(pieces.values(), key=lambda piece: [pieces[step].code for step in steps(piece.path)])
    return Ground(pieces, {step: frozenset(found) for step, found in inside.items()}, tree)


def below(office_id: int, *area_ids: int | None) -> frozenset[int]:
    """Return the ids of areas and of everything inside them, themselves included; past validity too."""
    inside = ground(office_id).below
    return frozenset().union(*(inside.get(area_id, frozenset()) for area_id in area_ids))


def paths(office_id: int) -> dict[int, tuple[int, ...]]:
    """Return every area with the ids from the root down to itself."""
    return {piece.id: steps(piece.path) for piece in ground(office_id).pieces.values()}


def steps(path: str) -> tuple[int, ...]:
    """Return the ids in a path, from the root down: "/1/5/23/" is (1, 5, 23)."""
    return tuple(int(step) for step in path.split("/") if step)


def tree(for_: Scope, on: date | None = None) -> list[Piece]:
    """Return areas in sight and what they lie in, each followed by its own, by code; in use, or valid `on`."""
    rows = [piece for piece in ground(for_.office_id).tree if piece.valid(on)]
    if for_.area_ids is None:
        return rows
    shown = {step for piece in rows if piece.id in for_.area_ids for step in steps(piece.path)}
    return [piece for piece in rows if piece.id in shown]


def area(area_id: int, for_: Scope) -> Area:
    """Return one area of the office. Errors: Refused grid.R404."""
    return Area.objects.for_scope(for_).select_related("parent").one(id=area_id)


def area_of_code(code: str, for_: Scope) -> Piece | None:
    """Return the area in use under a code."""
    pieces = ground(for_.office_id).pieces.values()
    return next((piece for piece in pieces if piece.code == code and piece.valid(None)), None)


def outlines(for_: Scope, on: date | None = None, kinds: tuple[str, ...] = ()) -> list[tuple[Piece, Mapping]]:
    """Return areas in use (or valid `on`) with their outlines, for maps, in the order of codes."""
    drawn = versions.part(for_.office_id, _outlines)
    pieces = [piece for piece in ground(for_.office_id).pieces.values() if piece.id in drawn and piece.valid(on)]
    return [(piece, drawn[piece.id].shape) for piece in pieces if not kinds or piece.kind in kinds]


def around(office_id: int, area_id: int) -> tuple[Mapping | None, Mapping | None]:
    """Return the outline of the area that an area lies in, and its own; None where there is none."""
    drawn, piece = versions.part(office_id, _outlines), ground(office_id).pieces[area_id]
    outer, inner = (drawn[step].shape if step in drawn else None for step in (piece.parent_id or 0, area_id))
    return outer, inner


@dataclass(frozen=True)
class _Drawn:
    shape: Mapping
    box: tuple[float, float, float, float]

    def holds(self, lon: float, lat: float) -> bool:
        west, south, east, north = self.box
        return west <= lon <= east and south <= lat <= north and point_in_outline(lon, lat, self.shape)


def _outlines(office_id: int) -> dict[int, _Drawn]:
    rows = Area.objects.filter(office_id=office_id, outline__isnull=False)
    return {area_id: _Drawn(shape, box_of(shape)) for area_id, shape in rows.values_list("id", "outline") if shape}


def communities(office_id: int) -> dict[int, Piece]:
    """Return each area of the office -> the community it lies in (or is)."""
    pieces = ground(office_id).pieces
    inside = {
        piece.id: next((step for step in steps(piece.path) if pieces[step].kind == "community"), None)
        for piece in pieces.values()
    }
    return {area_id: pieces[community] for area_id, community in inside.items() if community}


def area_at(lon: float, lat: float, for_: Scope, on: date | None = None) -> Piece | None:
    """Return the smallest area of the office around a point (WGS-84); None where no outline holds it.

    On an edge the first in the order of codes wins. Nothing is refused for drift: a person may choose another (E1-R4).
    """
    drawn = versions.part(for_.office_id, _outlines)
    pieces = [piece for piece in ground(for_.office_id).pieces.values() if piece.id in drawn and piece.valid(on)]
    inside = [piece for piece in pieces if drawn[piece.id].holds(lon, lat)]
    return max(inside, key=lambda piece: len(steps(piece.path)), default=None)


# addresses ----------------------------------------------------------------------------------


class Found(NamedTuple):
    """The four columns of an address that a new matter needs, and whether it was found by another name."""

    id: int
    code: str
    text: str
    area_id: int
    by_alias: bool


@dataclass(frozen=True)
class Resolved:
    """An address that a text may mean.

    `how`  exact, alias, or inside (the text lies in it, as a room lies in a building)
    """

    address: Found
    how: str


def resolve(text: str, for_: Scope, limit: int = 10) -> list[Resolved]:
    """Find the addresses that a text may mean, the surest first; empty when none holds it."""
    wanted = rules.normal_address(text)
    if not wanted:
        return []
    outer = rules.outer_addresses(rules.parse_address(wanted))
    texts = [wanted, *outer]
    question = _RESOLVE.format(marks=", ".join(["%s"] * len(texts)))
    rows = map(Found._make, asked(question, for_.office_id, *texts, for_.office_id, wanted))
    near = [address for address in rows if for_.sees_area(address.area_id)]
    found = [Resolved(address, "exact") for address in near if address.text == wanted]
    found = found or [Resolved(address, "alias") for address in near if address.by_alias]
    found = found or [Resolved(one, "inside") for one in sorted(near, key=lambda one: outer.index(one.text))]
    return found[:limit]


# Text of our own: composing it was a third of the time of taking a matter in. Each half has its own index; "or" would
# read the whole table.
_RESOLVE = (
    "SELECT id, code, text, area_id, FALSE FROM grid_address "
    "WHERE office_id = %s AND merged_into_id IS NULL AND text IN ({marks}) "
    "UNION ALL SELECT a.id, a.code, a.text, a.area_id, TRUE FROM grid_addressalias n "
    "JOIN grid_address a ON a.id = n.address_id "
    "WHERE n.office_id = %s AND n.text = %s AND a.merged_into_id IS NULL"
)


def address(address_id: int, for_: Scope) -> Address:
    """Return one address in sight, or the one it was merged into. Errors: Refused grid.R405."""
    found = Address.objects.for_scope(for_).select_related("area", "merged_into").one(id=address_id)
    return found.merged_into or found


def aliases(address_id: int | None) -> list[AddressAlias]:
    """Return what else people call an address."""
    return list(AddressAlias.objects.filter(address_id=address_id).order_by("id")) if address_id else []


def addresses_of(for_: Scope, prefix: str) -> dict[int, str]:
    """Return addresses in sight whose code begins with `prefix` (the buildings of an estate): id -> text."""
    rows = Address.objects.for_scope(for_).filter(code__startswith=prefix, merged_into=None)
    return dict(rows.order_by("code").values_list("id", "text"))
