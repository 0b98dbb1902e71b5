"""Pages for addresses that do not exist, forms that are not ours and our own mistakes."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from gewu.kernel.types import Refused

logger = logging.getLogger("gewu.front")
RETRY = {"Retry-After": "60"}


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _said(request, Refused("front.R404", _("没有这个页面。"), _("可能已改址，请从菜单或搜索进入。")), 404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    refused = Refused("front.R403", _("不能这样打开这个页面。"), _("请从菜单进入，或联系系统管理员。"))
    return _said(request, refused, 403)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF check failed: the session ended or the page is old."""
    refused = Refused("front.R420", _("页面停留太久，没有提交。"), _("请返回上一页刷新后再提交，已填内容会恢复。"))
    return _said(request, refused, 403)


def unavailable(request: HttpRequest, wrong: Exception) -> HttpResponse:
    """The database is full, locked, gone, or took too long: nothing was kept, and a page says so without asking it."""
    logger.error("the database did not answer %s %s", request.method, request.path, exc_info=wrong)
    if request.method in ("GET", "HEAD"):
        words = _("系统暂时忙，这一页暂时不能打开。")
    else:
        words = _("系统暂时忙，暂时不能保存，刚才的内容没有保存。")
    hint = _("请稍等一分钟，返回上一页再试一次；仍不行请联系系统管理员。")
    if is_program(request):
        return _to_program(Refused("front.R503", words, hint), 503, RETRY)
    page = render_to_string("unavailable.html", {"words": words, "hint": hint})
    return HttpResponse(page, status=503, headers=RETRY)


def unfit(request: HttpRequest, wrong: Exception) -> HttpResponse:
    """A value that the database cannot hold and no form had looked at: nothing was kept."""
    logger.error("a value did not fit %s %s", request.method, request.path, exc_info=wrong)
    refused = Refused("front.R492", _("有一项太长或超出范围，没有保存。"), _("请缩短文字、核对数字后再试。"))
    return _said(request, refused, 422)


def broken(request: HttpRequest) -> HttpResponse:
    """Our own mistake: a page that needs no database."""
    if is_program(request):
        return _to_program(Refused("front.R500", "系统出错，没有保存。", "请稍后再试，或联系系统管理员。"), 500)
    return HttpResponse(render_to_string("broken.html"), status=500)


def is_program(request: HttpRequest) -> bool:
    """Whether a program asks, which reads JSON and no pages."""
    return request.path.startswith("/api/")


def _said(request: HttpRequest, refused: Refused, status: int) -> HttpResponse:
    if is_program(request):
        return _to_program(refused, status)
    return render(request, "refusal.html", {"refused": refused}, status=status)


def _to_program(refused: Refused, status: int, headers: Mapping[str, str] | None = None) -> JsonResponse:
    said = {"error": {"id": refused.id, "words": refused.words, "hint": refused.hint, "fields": refused.fields}}
    return JsonResponse(said, status=status, headers=headers, json_dumps_params={"ensure_ascii": False})
