"""What a browser keeps of a person (drafts, outbox, pages for the field) has an owner and a key: both come from here.

Scripts say in a header for whom they act, so that nobody who signed in since then files it; every page that a desk
answers says the same way whose it is. Why: docs/why/device.md.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponseRedirect, JsonResponse
from django.utils.crypto import salted_hmac

from gewu.front import once
from gewu.kernel.types import Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from gewu.front.desk import Desk
    from gewu.office.models import Account

HEADER = "Gewu-Person"
#: the header of pages that are shown to who has not signed in
NOBODY = "-"


def mark(account: Account | AnonymousUser) -> str:
    """The name under which a browser keeps what is this account's; it tells nobody who that is."""
    return salted_hmac("gewu.front.device.mark", str(account.pk), algorithm="sha256").hexdigest()[:16]


def key(account: Account) -> str:
    """The key (256 bits, base64) that seals what a browser keeps for this account; the same on every device."""
    return base64.b64encode(
        salted_hmac("gewu.front.device.key", str(account.pk), algorithm="sha256").digest()
    ).decode()


def asks(request: HttpRequest) -> bool:
    """Whether a script asks, which takes a receipt or a plain 401 where a browser would be sent to a page."""
    return HEADER in request.headers


def must_be(request: Desk) -> None:
    """Refuse what a script sends for somebody else than who is signed in."""
    if asks(request) and request.headers[HEADER] != mark(request.user):
        raise Refused("front.R4091", "现在登录的不是填表的人，没有提交。", "请用原来的账号登录，登录后会自动提交。")


def receipt(request: Desk, answer: HttpResponseRedirect) -> JsonResponse:
    """Confirm to a script that its form was done; only then does it let go of what it kept."""
    return JsonResponse({"receipt": request.POST[once.NAME], "to": answer.url})
