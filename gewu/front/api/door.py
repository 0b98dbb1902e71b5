"""The door of the interface: who asks (token or session), answers and refusals as JSON."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.views.decorators.csrf import csrf_exempt

from gewu.front import desk
from gewu.front.api import tokens
from gewu.kernel.types import Refused

STATUS = {"R400": 400, "R401": 401, "R405": 405}


def api_view(*permissions: str) -> Callable:
    """Let programs in: `Authorization: Bearer …`, or a browser's session with its CSRF token."""

    def guard(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @csrf_exempt  # checked below for sessions; tokens come from no cookie
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            try:
                _who(request)
                entered = desk.enter(request)
                if entered.user.one_time:
                    raise Refused("front.R4034", "密码还是一次性的，接口不开放。", "请先在网页上登录并修改密码。")
                desk.allow(entered, permissions)
                answered = view(entered, *args, **kwargs)
                return _not_so(answered) if isinstance(answered, HttpResponseNotAllowed) else answered
            except Refused as refused:
                desk.note(request, refused)
                return refusal(refused)

        return guarded

    return guard


def _not_so(answered: HttpResponseNotAllowed) -> JsonResponse:
    """Say in JSON that the address is not asked in this way."""
    wrong = refusal(Refused("api.R405", "这个地址不能这样请求。", f"可用：{answered['Allow']}。"))
    wrong.headers["Allow"] = answered["Allow"]
    return wrong


def refusal(refused: Refused) -> JsonResponse:
    """Say a refusal: its id, words, hint, and the fields that are wrong."""
    said = {"id": refused.id, "words": refused.words, "hint": refused.hint, "fields": refused.fields}
    room, _, number = refused.id.rpartition(".")
    status = STATUS.get(number[:4], desk.status_of(refused)) if room == "api" else desk.status_of(refused)
    return answer({"error": said}, status)


def answer(said: object, status: int = 200) -> JsonResponse:
    """Answer in JSON that people can read too."""
    return JsonResponse(said, status=status, json_dumps_params={"ensure_ascii": False})


def _who(request: HttpRequest) -> None:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() == "bearer":
        request.user = tokens.account_of(token.strip())
        return
    if not request.user.is_authenticated:
        raise Refused("api.R4011", "请先登录，或带上令牌。", "Authorization: Bearer <gewu token 签发的令牌>")
    if request.method not in ("GET", "HEAD") and not _csrf_ok(request):
        raise Refused("front.R4031", "缺少或不符的 CSRF 令牌。", "程序请改用 Bearer 令牌。")


def _csrf_ok(request: HttpRequest) -> bool:
    check = CsrfViewMiddleware(lambda asked: HttpResponse())
    check.process_request(request)
    return check.process_view(request, HttpResponse, (), {}) is None
