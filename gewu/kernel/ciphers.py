"""Fields kept secret: SM4 for the text, HMAC-SM3 to find it again, SM3 to prove it unchanged, Ed25519 to sign."""

from __future__ import annotations

import base64
import os
from functools import lru_cache

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import ciphers, hashes, hmac
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.ciphers import algorithms, modes

#: Stands in front of every sealed text (E1-R49); a new algorithm gets a new word and old rows stay readable.
SEALED = "sm4gcm1:"
DIGESTED = "sm3:"
SHORTEST_KEY = 16
_NONCE, _TAG = 12, 16


class SealBroken(ValueError):
    """A sealed text was changed, belongs elsewhere, or was sealed with another key."""


class Cipher:
    """Seals and opens texts under one office's key (at least 16 bytes; ValueError if shorter)."""

    def __init__(self, key: bytes):
        # A key of its own for sealing, so that the same office key may also feed blind_index.
        self._sm4 = algorithms.SM4(_keyed(key, b"gewu.seal.sm4gcm1")[:16])

    def seal(self, text: str, about: str = "") -> str:
        """Encrypt `text`: "sm4gcm1:" and Base64, different every time.

        `about` names where it belongs ("subject:17:id_number"); open() then asks for the same, so that a sealed
        text copied to another row does not open.
        """
        nonce = os.urandom(_NONCE)
        lock = ciphers.Cipher(self._sm4, modes.GCM(nonce)).encryptor()
        lock.authenticate_additional_data(_context(about))
        body = lock.update(text.encode()) + lock.finalize()
        return SEALED + base64.b64encode(nonce + body + lock.tag).decode()

    def open(self, sealed: str, about: str = "") -> str:
        """Decrypt what seal() made; SealBroken if it is anything else."""
        raw = _unpack(sealed)
        nonce, body, tag = raw[:_NONCE], raw[_NONCE:-_TAG], raw[-_TAG:]
        key = ciphers.Cipher(self._sm4, modes.GCM(nonce, tag)).decryptor()
        key.authenticate_additional_data(_context(about))
        try:
            return (key.update(body) + key.finalize()).decode()
        except InvalidTag as broken:
            raise SealBroken("密文校验不通过") from broken


def is_sealed(text: str) -> bool:
    """Say whether `text` looks like the work of seal()."""
    return text.startswith(SEALED)


def blind_index(key: bytes, value: str, purpose: str) -> str:
    """Make the hex by which an encrypted value is found again: same key, purpose and value, same 64 characters.

    Normalise `value` first (identifiers.normalise_id, normalise_phone): "x" and "X" differ here.
    """
    counted = _mac(bytes(key), b"gewu.index." + purpose.encode()).copy()
    counted.update(value.encode())
    return counted.finalize().hex()


def sign(key: bytes, purpose: str, text: str) -> tuple[str, str]:
    """Sign `text` (Ed25519, with a key derived for the purpose); return (public key, signature), both Base64."""
    own = ed25519.Ed25519PrivateKey.from_private_bytes(_keyed(bytes(key), b"gewu.sign." + purpose.encode())[:32])
    public = own.public_key().public_bytes_raw()
    return base64.b64encode(public).decode(), base64.b64encode(own.sign(text.encode())).decode()


def signed_by(public: str, text: str, signature: str) -> bool:
    """Say whether `signature` of `text` was made with the private half of this key."""
    try:
        key = ed25519.Ed25519PublicKey.from_public_bytes(base64.b64decode(public, validate=True))
        key.verify(base64.b64decode(signature, validate=True), text.encode())
    except (ValueError, InvalidSignature):
        return False
    return True


def digest(content: bytes | str) -> str:
    """Make the SM3 fingerprint of `content`: "sm3:" and 64 hex characters."""
    counted = hashes.Hash(hashes.SM3())
    counted.update(content.encode() if isinstance(content, str) else content)
    return DIGESTED + counted.finalize().hex()


def _unpack(sealed: str) -> bytes:
    if not is_sealed(sealed):
        raise SealBroken("不是本系统的密文")
    try:
        raw = base64.b64decode(sealed.removeprefix(SEALED), validate=True)
    except ValueError as broken:
        raise SealBroken("密文已损坏") from broken
    if len(raw) < _NONCE + _TAG:
        raise SealBroken("密文已损坏")
    return raw


def _context(about: str) -> bytes:
    return (SEALED + about).encode()


@lru_cache(maxsize=512)
def _mac(key: bytes, purpose: bytes) -> hmac.HMAC:
    """A keyed state to copy from: setting up the key costs more than hashing an identifier."""
    return hmac.HMAC(_keyed(key, purpose), hashes.SM3())


@lru_cache(maxsize=512)
def _keyed(key: bytes, purpose: bytes) -> bytes:
    """Derive the key of one purpose from the office's key."""
    if len(key) < SHORTEST_KEY:
        raise ValueError(f"a key has at least {SHORTEST_KEY} bytes")
    derived = hmac.HMAC(bytes(key), hashes.SM3())
    derived.update(purpose)
    return derived.finalize()
