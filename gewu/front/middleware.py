"""What every page passes through on its way in and out.

In this order:
1. SignedIn   who asks comes with the session; what is held of their office is let go when the answer is made.
2. Refusals   a Refused that no desk caught still becomes the refusal page; a database that does not answer a page too.
3. CleanText  text is cleaned once, before any page reads it.
4. NotKept    pages of signed-in people stay out of shared caches and of the browser's own, and say whose they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.db import DataError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from gewu.journal import versions
from gewu.kernel.texts import UNSHOWN, cleaned
from gewu.kernel.types import Refused

if TYPE_CHECKING:
    from gewu.office.models import Account


#: content types whose fields are text
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class SignedIn:
    """Put the login on the request that was read with its session; Django's own asks for it in a second statement."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = cast("Account", SimpleLazyObject(lambda: _signed_in(request.session)))
        with versions.one_request():
            return self.get_response(request)


def _signed_in(session):
    """Return whose session it is; nobody's once the account is shut or its password was changed elsewhere."""
    stamp = session.get(HASH_SESSION_KEY, "")  # loads it
    account = session.account
    if account is None or not account.is_active:
        return AnonymousUser()
    if not constant_time_compare(stamp, account.get_session_auth_hash()):
        session.flush()
        return AnonymousUser()
    session.touch()
    return account


class Refusals:
    """Show a refusal that was raised outside a desk_view, and say in words when the database does not answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        from gewu.front import desk, errors  # load the rooms, which settings must not

        if isinstance(exception, OperationalError):
            return errors.unavailable(request, exception)
        if isinstance(exception, DataError):
            return errors.unfit(request, exception)
        return desk.refusal(request, exception) if isinstance(exception, Refused) else None


class CleanText:
    """Clean once what people and browsers send: no view, form, filter or query meets a character nobody can see."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if UNSHOWN.search(request.path):
            raise Http404
        request.GET = _clean(request.GET)  # type: ignore[assignment]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> None:
        if request.method == "POST" and request.content_type in FORMS:
            request.POST = _clean(request.POST)  # type: ignore[assignment]


def _clean(sent: QueryDict) -> QueryDict:
    if not any(cleaned(text) != text for name, texts in sent.lists() for text in (name, *texts)):
        return sent
    clean = QueryDict(mutable=True)
    for name, texts in sent.lists():
        clean.setlist(cleaned(name), [cleaned(text) for text in texts])
    clean._mutable = False
    return clean


class NotKept:
    """Tell caches not to keep what a signed-in person sees (office PCs are shared), and scripts whose page it is."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "actor", None) is not None:
            from gewu.front import device  # loads the rooms, which settings must not

            response.headers.setdefault("Cache-Control", "no-store")
            response.headers[device.HEADER] = device.mark(request.user)
        return response
