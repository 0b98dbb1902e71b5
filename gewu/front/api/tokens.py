"""Bearer tokens: signed, bound to an account's password, without a table. A new password ends all of them."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing

from gewu.kernel.types import Refused
from gewu.office import queries as office

SALT = "gewu.api"
SECONDS = int(timedelta(days=366).total_seconds())


def make(account, days: int) -> str:
    """Make a token that opens the interface as `account` for so many days."""
    said = {"account": account.username, "stamp": account.get_session_auth_hash()[:16], "days": days}
    return signing.dumps(said, salt=SALT)


def account_of(token: str):
    """The account behind a token. Errors: Refused api.R401, the same for wrong, old and withdrawn ones."""
    try:
        said = signing.loads(token, salt=SALT, max_age=SECONDS)
        signing.loads(token, salt=SALT, max_age=timedelta(days=said["days"]))
    except signing.BadSignature:
        raise _closed() from None
    account = office.account_named(said["account"])
    if account is None or account.get_session_auth_hash()[:16] != said["stamp"]:
        raise _closed()
    return account


def _closed() -> Refused:
    return Refused("api.R401", "令牌无效或已过期。", "请系统管理员用 gewu token 重新签发。")
