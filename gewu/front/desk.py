"""The door of every page behind the login: who asks, what they may, and what a refusal looks like."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import ResolverMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from gewu.front import device, once
from gewu.journal import versions
from gewu.kernel.calendar import local_day
from gewu.kernel.types import Actor, Refused, Scope
from gewu.office import actions as noted
from gewu.office import clock
from gewu.office import queries as office
from gewu.office.rules import ROLES

if TYPE_CHECKING:
    from gewu.office.models import Account

View = Callable[..., HttpResponseBase]

#: beginnings of refusal numbers that browsers and programs know; all others are 422. An id is never used for two
#: refusals: front.R404, front.R4041, front.R4042 … are all "not found".
STATUS = {"R403": 403, "R404": 404, "R409": 409, "R429": 429}

#: the page where a one-time password is changed; nothing else opens before
NEW_PASSWORD = "session:password"


class Desk(HttpRequest):
    """A request behind the login: who asks, what they may see, and the office's moment.

    `refused` is what a form on the page was refused for; `waiting` how many matters wait for the person, where the
    view has counted them.
    """

    user: Account
    resolver_match: ResolverMatch
    actor: Actor
    scope: Scope
    now: datetime
    today: date
    refused: Refused
    waiting: int


def desk_view(*permissions: str, asks: bool = False) -> Callable[[View], View]:
    """Let signed-in staff with one of `permissions` (none: all staff) into a view.

    The view is given a `Desk`. A sent form is answered once for its `_once` key; not where it only `asks` what must
    not stand in an address. Refused becomes the refusal page, or the form again (see asking.ask).
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return to_login(request)
            try:
                desk = enter(request)
                device.must_be(desk)
                if desk.user.one_time and desk.resolver_match.view_name != NEW_PASSWORD:
                    return to(desk, HttpResponseRedirect(reverse(NEW_PASSWORD)))
                allow(desk, permissions)
                if request.method == "POST" and not asks:
                    return _sent(desk, lambda: view(desk, *args, **kwargs))
                return view(desk, *args, **kwargs)
            except Refused as refused:
                note(request, refused)
                return refusal(request, refused)

        return guarded

    return guard


def _sent(request: Desk, do: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Answer a sent form. What its page shows as refused is noted here, after the form's own rows were taken back."""
    response = once.answered(request, do)
    if refused := getattr(request, "refused", None):
        note(request, refused)
    if device.asks(request) and isinstance(response, HttpResponseRedirect):
        return device.receipt(request, response)
    return response


def enter(request: HttpRequest) -> Desk:
    """Put who asks and the office's moment on the request; Refused for an account without a post today."""
    desk = cast(Desk, request)
    desk.now = clock.now()
    desk.today = local_day(desk.now)
    versions.hold(office.seat_of(desk.user).numbers)
    desk.actor = office.actor_of(desk.user, desk.today)
    desk.scope = desk.actor.scope
    return desk


def allow(request: Desk, permissions: tuple[str, ...]) -> None:
    """Refuse unless the person holds one of `permissions`."""
    if permissions and not any(request.scope.may(permission) for permission in permissions):
        request.actor.must(permissions[0], ask=holders(permissions[0]))


def holders(permission: str, most: int = 3) -> str:
    """Name the roles that hold a permission, so that a refusal says whom to ask."""
    titles = [role.title for role in ROLES.values() if permission in role.can]
    return "、".join(titles[:most])


def note(request: HttpRequest, refused: Refused) -> None:
    """Write into the journal that somebody asked for what is not theirs (403, and 404 for rows out of sight)."""
    if hasattr(request, "actor") and status_of(refused) in (403, 404):
        desk = cast(Desk, request)
        noted.log_refusal(by=desk.actor, at=desk.now, wanted=f"{refused.id} {request.path}"[:200])


def refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Show what was refused, why, whom to ask, with the id in small type."""
    return render(request, "refusal.html", {"refused": refused}, status=status_of(refused))


def status_of(refused: Refused) -> int:
    """Find the HTTP status of a refusal by the number in its id."""
    return STATUS.get(refused.id.rpartition(".")[2][:4], 422)


def to_login(request: HttpRequest) -> HttpResponse:
    """Send to the login page and back again afterwards; what was typed is kept by the browser (draft.js)."""
    if device.asks(request):
        return HttpResponse(status=401, headers={device.HEADER: device.NOBODY})
    return to(request, redirect_to_login(_way_back(request)))


def to(request: HttpRequest, response: HttpResponseRedirect) -> HttpResponse:
    """Send to another page, the whole window where only a fragment was asked for."""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": response.url})
    return response


def _way_back(request: HttpRequest) -> str:
    if request.method == "GET":
        return request.get_full_path()
    before = request.META.get("HTTP_REFERER", "")
    ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    parts = urlsplit(before)
    return f"{parts.path}?{parts.query}" if ours and parts.query else parts.path if ours else "/"
