"""我的待办."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gewu.front.desk import desk_view


@desk_view()
def index(request: HttpRequest) -> HttpResponse:
    """Show what waits for me."""
    return render(request, "home/index.html", {})
