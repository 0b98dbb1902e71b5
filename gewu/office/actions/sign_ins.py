"""Tries to sign in: five wrong ones shut that name from that address for fifteen minutes, and nobody else.

Names are kept as digests (a password may have been typed in their place), thirty days. `at` is by the real clock, not
by the office's.
"""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta

from django.db.models import QuerySet

from gewu.kernel.ciphers import digest
from gewu.kernel.types import Refused
from gewu.office.models import SignIn

TRIES, SHUT_FOR = 5, timedelta(minutes=15)
#: wrong tries from one address, or of one name from anywhere, after which only who came in there before may try
MANY = 30
KEPT_FOR = timedelta(days=30)


def begin(username: str, address: str, *, at: datetime) -> SignIn:
    """Note a try, before the password is looked at: of many at the same moment five are let through.

    Errors: Refused front.R4291, in the same words whether the name is somebody's or nobody's.
    """
    mine = SignIn.objects.create(name=_name(username), address=address, at=at)
    before = SignIn.objects.filter(at__gt=at - SHUT_FOR, id__lt=mine.id)
    wrong = _since_the_last_good(before.filter(name=mine.name, address=address))
    if len(wrong) >= TRIES or (_is_many(before, mine) and not _came_in_before(mine)):
        mine.delete()
        raise _shut(min(wrong, default=at) + SHUT_FOR - at)
    return mine


def end(tried: SignIn) -> None:
    """Say that the password was right."""
    SignIn.objects.filter(id=tried.id).update(good=True)


def forget_wrong(username: str) -> None:
    """Open a name again, after its password was set anew."""
    SignIn.objects.filter(name=_name(username), good=False).delete()


def forget_old(at: datetime) -> None:
    """Delete what is older than thirty days."""
    SignIn.objects.filter(at__lt=at - KEPT_FOR).delete()


def _name(username: str) -> str:
    return digest(unicodedata.normalize("NFKC", username).strip().casefold())


def _since_the_last_good(tries: QuerySet[SignIn]) -> list[datetime]:
    found = []
    for good, at in tries.order_by("-id").values_list("good", "at"):
        if good:
            break
        found.append(at)
    return found


def _is_many(before: QuerySet[SignIn], mine: SignIn) -> bool:
    wrong = before.filter(good=False)
    return any(
        wrong.filter(**one)[MANY - 1 : MANY].exists() for one in ({"address": mine.address}, {"name": mine.name})
    )


def _came_in_before(mine: SignIn) -> bool:
    return SignIn.objects.filter(name=mine.name, address=mine.address, good=True, at__gt=mine.at - KEPT_FOR).exists()


def _shut(left: timedelta) -> Refused:
    minutes = max(1, -(-int(left.total_seconds()) // 60))
    words = f"密码连续错{TRIES}次，从这台电脑登录要等{minutes}分钟。"
    return Refused("front.R4291", words, "忘记密码请联系系统管理员重置，重置后马上可以登录。")
