"""How lines become a chain: pure, so that an inspector can repeat it from an export alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from gewu.kernel.ciphers import digest
from gewu.kernel.terms import Term

#: what the first line of an office is chained to
BEGINNING = "gewu:journal:1"


class JobState(Term):
    WAITING = "waiting", "等着"
    RUNNING = "running", "进行中"
    DONE = "done", "做完"
    FAILED = "failed", "没做成"


class FileWhat(Term):
    """What a picture or paper shows of its row."""

    BEFORE = "before", "整改前"
    AFTER = "after", "整改后"
    PAPER = "paper", "材料"


@dataclass(frozen=True)
class Link:
    """One line as the chain sees it. Personal values are not in it; `digest` stands for them."""

    position: int
    id: int
    at: datetime
    staff_id: int | None
    actor: str
    act: str
    noun: str
    row_id: int | None
    count: int
    digest: str
    detail: Mapping[str, object]
    seal: str = ""
    recorded_at: datetime | None = None  # unsaid by lines that 0.1 sealed


def private_digest(salt: str, values: Mapping[str, object]) -> str:
    """Digest personal values with their salt: without both nobody can find the values from the chain."""
    return digest(salt + canonical(values))


def seal(previous: str, link: Link) -> str:
    """Return the seal of a line: the digest of the seal before it and of everything the line says."""
    said = [
        link.position,
        link.id,
        link.at.astimezone(UTC).isoformat(),
        link.staff_id,
        link.actor,
        link.act,
        link.noun,
        link.row_id,
        link.count,
        link.digest,
        dict(link.detail),
        *([link.recorded_at.astimezone(UTC).isoformat()] if link.recorded_at else []),
    ]
    return digest(previous + canonical(said))


def _sealed(previous: str, link: Link) -> bool:
    """Say whether a line is as it was sealed, by this version or by 0.1, which left out when it was recorded."""
    return link.seal == seal(previous, link) or link.seal == seal(previous, replace(link, recorded_at=None))


def first_break(links: Iterable[Link], previous: str = BEGINNING, position: int = 0) -> tuple[int, str, str]:
    """Walk sealed links in order; return (last position, last seal, what is wrong or "")."""
    for link in links:
        if link.position != position + 1:
            return position, previous, f"第{position + 1}条缺失（其后是第{link.position}条）"
        if not _sealed(previous, link):
            return position, previous, f"第{link.position}条（{link.act}）与封存时不一致"
        position, previous = link.position, link.seal
    return position, previous, ""


def canonical(values: object) -> str:
    """Write values in the one way that is digested."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
