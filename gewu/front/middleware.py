"""What every page passes through on its way in and out.

In this order:
1. Refusals   a Refused that no desk caught still becomes the refusal page.
2. NotKept    pages of signed-in people stay out of shared caches and of the browser's own.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from gewu.kernel.types import Refused


class Refusals:
    """Show a refusal that was raised outside a desk_view (context processors, public pages)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        from gewu.front.desk import refusal  # loads the rooms, which settings must not

        return refusal(request, exception) if isinstance(exception, Refused) else None


class NotKept:
    """Tell caches not to keep what a signed-in person sees: office PCs are shared."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "actor", None) is not None:
            response.headers.setdefault("Cache-Control", "no-store")
        return response
