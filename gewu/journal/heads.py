"""Heads: where the chain of an office ended at a moment, signed, to lie outside the database (on paper, in a file).

Whoever can write into the database can cut the chain's end off or write it anew; a head that lies elsewhere says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from django.conf import settings

from gewu.journal import queries, vault
from gewu.journal.models import JournalLine
from gewu.kernel import ciphers
from gewu.kernel.calendar import local
from gewu.kernel.types import Refused

TITLE = "格物日志封存凭证"
PURPOSE = "journal.head"
#: words of the lines of a head, in order
_OFFICE, _COUNT, _SEAL, _AT, _KEY, _SIGNED = "单位", "封存条数", "末条封条", "出具时间", "验证公钥", "签名"
_LINES = (_OFFICE, _COUNT, _SEAL, _AT, _KEY, _SIGNED)


class Office(Protocol):
    """Whose chain it is, as the office's own rows and facts say it."""

    @property
    def id(self) -> int: ...

    @property
    def code(self) -> str: ...

    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class Head:
    """What a head says: of which office, how many lines were sealed, the last seal, when; and who signed it."""

    office: str
    count: int
    seal: str
    at: str
    key: str = ""
    signed: str = ""

    @property
    def said(self) -> str:
        """The words that are signed."""
        return "\n".join((TITLE, self.office, str(self.count), self.seal, self.at))

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The lines that are printed: word and value."""
        values = (self.office, str(self.count), self.seal, self.at, self.key, self.signed)
        return list(zip(_LINES, values, strict=True))

    @property
    def text(self) -> str:
        """The head as a file."""
        return "\n".join([TITLE, *(f"{word}：{value}" for word, value in self.lines), ""])


def head(office: Office, at: datetime) -> Head:
    """Return the head of an office's chain as it is now."""
    count, seal = queries.tip(office.id)
    plain = Head(f"{office.code} {office.name}", count, seal, f"{local(at):%Y-%m-%d %H:%M:%S}")
    key, signed = ciphers.sign(vault.of(office.id).key, PURPOSE, plain.said)
    return Head(plain.office, count, seal, plain.at, key, signed)


def read(text: str) -> Head:
    """Read a head from a file, or as somebody typed it from paper. Errors: Refused journal.R150."""
    pairs = (
        line.replace(":", "：", 1).partition("：") if "：" not in line else line.partition("：")
        for line in text.splitlines()
    )
    found = {word.strip(): value.strip() for word, _, value in pairs}
    if not found.get(_SEAL) or not found.get(_COUNT, "").isdecimal():
        cure = "请粘贴凭证全文，或至少写明“封存条数：”和“末条封条：”两行。"
        raise Refused("journal.R150", "这不是日志封存凭证，没有核对。", cure, {"text": "缺少封存条数或末条封条"})
    values = (found.get(word, "") for word in (_OFFICE, _AT, _KEY, _SIGNED))
    office, at, key, signed = values
    return Head(office, int(found[_COUNT]), found[_SEAL], at, key, signed)


def problem(office: Office, held: Head) -> str:
    """Say in a sentence what keeps the chain from containing a head; "" when it does and is whole.

    A head without signature (two lines copied from paper) is compared by its seal alone.
    """
    if held.office and held.office.split()[0] != office.code:
        return f"凭证是“{held.office}”的，不是本单位的"
    if held.signed and not _ours(office, held):
        return "凭证的签名不对：凭证被改动过，或不是本系统出具的"
    now = queries.tip(office.id)[0]
    if now < held.count:
        return f"凭证封存到第{held.count}条，现在只有{now}条：末尾少了{held.count - now}条"
    there = JournalLine.objects.filter(office_id=office.id, position=held.count).values_list("seal", flat=True).first()
    if held.count and there != held.seal:
        return f"第{held.count}条的封条与凭证不同：此前的日志被重写过"
    return queries.verify(office.id).problem


def _ours(office: Office, held: Head) -> bool:
    own, _ = ciphers.sign(vault.of(office.id).key, PURPOSE, held.said)
    return held.key == own and ciphers.signed_by(held.key, held.said, held.signed)


# the head that the installation keeps beside its keys, outside the database ------------------------


def keep(office: Office, at: datetime) -> None:
    """Write the head of an office into the data folder; not over one that the chain does not contain."""
    if problem_kept(office, quick=True):
        return
    file = _file(office)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_suffix(".new")
    draft.touch(mode=0o600)
    draft.write_text(head(office, at).text, encoding="utf-8")
    draft.replace(file)


def problem_kept(office: Office, *, quick: bool = False) -> str:
    """Say what keeps the chain from containing the head that was kept last; "" where none was. `quick`: seal only."""
    file = _file(office)
    if not file.is_file():
        return ""
    held = read(file.read_text(encoding="utf-8"))
    now, _ = queries.tip(office.id)
    if quick:
        row = JournalLine.objects.filter(office_id=office.id, position=held.count, seal=held.seal)
        return "" if not held.count or row.exists() else "日志与封存凭证不符"
    found = problem(office, held)
    cure = "如刚恢复过较早的备份，请核对后运行 gewu journal head --renew"
    return found and f"{found}（凭证{held.at}，共{held.count}条，现有{now}条；{cure}）"


def renew(office: Office, at: datetime) -> None:
    """Begin anew with the chain as it is, after a restore that somebody has looked at."""
    _file(office).unlink(missing_ok=True)
    keep(office, at)


def _file(office: Office) -> Path:
    return settings.HEADS_DIR / f"{office.code}.txt"
