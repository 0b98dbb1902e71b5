"""Pages for addresses that do not exist, forms that are not ours and our own mistakes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from gewu.kernel.types import Refused


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    refused = Refused("front.R404", _("没有这个页面。"), _("可能已改址，请从菜单或搜索进入。"))
    return render(request, "refusal.html", {"refused": refused}, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    refused = Refused("front.R403", _("不能这样打开这个页面。"), _("请从菜单进入，或联系系统管理员。"))
    return render(request, "refusal.html", {"refused": refused}, status=403)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF check failed: the session ended or the page is old."""
    refused = Refused("front.R420", _("页面停留太久，没有提交。"), _("请返回上一页刷新后再提交，已填内容会恢复。"))
    return render(request, "refusal.html", {"refused": refused}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Our own mistake: a page that needs no database."""
    return HttpResponse(render_to_string("broken.html"), status=500)
