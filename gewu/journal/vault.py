"""The vault's keys: one per office, derived from GEWU_CIPHER_KEY, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from gewu.kernel import ciphers
from gewu.kernel.types import Refused


@dataclass(frozen=True)
class Vault:
    """Seals, opens and finds the identifiers of one office."""

    key: bytes
    cipher: ciphers.Cipher

    def seal(self, text: str, about: str) -> str:
        """Encrypt `text`, bound to its place ("subject:17:phone")."""
        return self.cipher.seal(text, about)

    def open(self, sealed: str, about: str) -> str:
        """Decrypt what was sealed for the same place. Errors: Refused journal.R140 where it does not open."""
        try:
            return self.cipher.open(sealed, about)
        except ciphers.SealBroken as broken:
            words = "这一项的密文已被改动或损坏，或密钥不是封存时的那一把，打不开，没有显示。"
            cure = "请联系系统管理员核对密钥，运行 gewu check data 查明是哪些。"
            raise Refused("journal.R140", words, cure) from broken

    def holds(self, sealed: str, about: str, kind: str, blind: str) -> bool:
        """Say whether a sealed text opens, and is the one that `blind` finds."""
        try:
            return self.blind(kind, self.open(sealed, about)) == blind
        except Refused:
            return False

    def blind(self, kind: str, value: str) -> str:
        """Return the index by which a normalised value is found again in this office."""
        return ciphers.blind_index(self.key, value, kind)


@lru_cache(maxsize=64)
def of(office_id: int) -> Vault:
    """Return the vault of an office. Another office's key opens nothing here."""
    master = settings.CIPHER_KEY.encode()
    key = bytes.fromhex(ciphers.blind_index(master, str(office_id), "office"))
    return Vault(key, ciphers.Cipher(key))


def place(subject_id: int, kind: str) -> str:
    """Say where a subject's identifier belongs."""
    return f"subject:{subject_id}:{kind}"
