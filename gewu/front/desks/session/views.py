"""Coming in and going out. These pages work before anybody is known."""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from gewu.front import asking, device
from gewu.front.desk import Desk, desk_view, status_of
from gewu.front.desks.session import locks
from gewu.front.desks.session.forms import LoginForm, PasswordForm
from gewu.journal import queries as journal
from gewu.kernel.types import Refused, there
from gewu.office import actions
from gewu.office import queries as office
from gewu.office.rules import ROLES


@sensitive_post_parameters("password")
def login(request: HttpRequest) -> HttpResponse:
    """Ask for account and password; go where one wanted to go."""
    to = _next(request)
    if request.user.is_authenticated:
        return HttpResponseRedirect(to)
    form, status = LoginForm(request.POST or None), 200
    if form.is_valid():
        try:
            auth.login(request, _known(request, **form.cleaned_data))
            return HttpResponseRedirect(to)
        except Refused as refused:
            asking.put_on(form, refused)
            status = status_of(refused)
    page = render(request, "session/login.html", {"form": form, "next": to}, status=status)
    page.headers[device.HEADER] = device.NOBODY
    return page


def _known(request: HttpRequest, username: str, password: str):
    """Find who it is; Refused in the same words for a wrong name and a wrong password."""
    tried = actions.begin_sign_in(username, request.META["REMOTE_ADDR"], at=datetime.now(UTC))
    account = auth.authenticate(request, username=username, password=password)
    if account is None:
        locks.note(office.account_named(username), locks.FAILED, request.META["REMOTE_ADDR"])
        raise Refused(
            "front.R401", _("账号或密码不对。"), _("连续错五次，从这台电脑要等十五分钟；忘记密码请联系系统管理员。")
        )
    actions.end_sign_in(tried)
    locks.note(account, locks.OPENED, request.META["REMOTE_ADDR"])
    return account


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else "/"


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """Go out; the next page is the login page."""
    if request.user.is_authenticated:
        locks.note(request.user, locks.CLOSED, request.META["REMOTE_ADDR"])
    auth.logout(request)
    return HttpResponseRedirect("/login/")


@sensitive_post_parameters()
def password(request: HttpRequest) -> HttpResponseBase:
    """Change one's own password; the old one is tried as at the door, so guesses are counted there."""
    if request.method != "POST" or not request.user.is_authenticated:
        return _password(request)
    tried = actions.begin_sign_in(request.user.get_username(), request.META["REMOTE_ADDR"], at=datetime.now(UTC))
    if request.user.check_password(request.POST.get("old", "")):
        actions.end_sign_in(tried)
    return _password(request)


@desk_view()
def _password(request: Desk) -> HttpResponse:
    """Change it; other browsers and all tokens are signed out by it."""

    def change(typed: asking.Cleaned) -> str:
        person = office.staff_member(request.scope, there(request.actor.staff_id))
        actions.set_password(by=request.actor, at=request.now, staff=person, password=typed["password"])
        request.user.refresh_from_db()
        auth.update_session_auth_hash(request, request.user)
        messages.success(request, _("密码已改，其他地方的登录已失效。"))
        return reverse("home:index" if first else "session:me")

    first = request.user.one_time
    form = PasswordForm(request.user, *([request.POST] if request.method == "POST" else []))
    return asking.ask(request, form, change, page="session/password.html")


@require_POST
@desk_view()
def type_size(request: Desk) -> HttpResponse:
    """Switch large type on or off in this browser."""
    response = HttpResponseRedirect(reverse("session:me"))
    size = "0" if request.COOKIES.get("large") == "1" else "1"
    response.set_cookie(
        "large", size, max_age=365 * 24 * 3600, samesite="Lax", httponly=True, secure=request.is_secure()
    )
    return response


@desk_view()
def keep_here(request: Desk) -> HttpResponse:
    """Tell the scripts of a browser who is signed in, their key and token, and which of their forms were done."""
    said = {"person": device.mark(request.user), "key": device.key(request.user), "token": get_token(request)}
    return JsonResponse(said | {"done": journal.answered(request.actor.office_id, request.GET.getlist("sent"))})


@desk_view()
def me(request: Desk) -> HttpResponse:
    """Show who I am here: post, unit, roles with their areas, and the way out."""
    grants = office.roles_of(request.scope, there(request.actor.staff_id))
    held = [(ROLES[grant.role].title, grant.area) for grant in grants if grant.role in request.actor.roles]
    person = office.staff_member(request.scope, there(request.actor.staff_id))
    return render(request, "session/me.html", {"person": person, "held": held})
