"""The cipher key: made once, where nothing is sealed yet; never beside rows that another key sealed."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError

from gewu.kernel.types import Refused


def where() -> str:
    """Say where the key must lie."""
    return f"请把原来的密钥放在 {settings.CIPHER_KEY_FILE}（只许本账号读），或写进环境变量 GEWU_CIPHER_KEY，再试。"


def must_fit() -> None:
    """Make the key of a new installation; refuse (front.R729) where the rows here were sealed with another one."""
    from gewu.flows.check_key import key_fits

    try:
        fits = key_fits()
    except DatabaseError:  # no database or no tables yet: nothing is sealed
        fits = None
    if fits is False:
        lacks = "与本机密钥不符" if settings.CIPHER_KEY else "而本机没有密钥"
        words = f"数据库里的证件号码、电话是用另一把密钥加密的，{lacks}，没有执行。"
        raise Refused("front.R729", words, where())
    if not settings.CIPHER_KEY:
        settings.CIPHER_KEY = settings.MAKE_CIPHER_KEY()
