"""What every request passes through that no room knows of: headers, compression and the chosen language."""

from __future__ import annotations

from django.conf import settings
from django.middleware.gzip import GZipMiddleware
from django.utils import translation

#: beginnings of content types that get smaller; pictures, workbooks and papers are compressed already
TEXTS = ("text/", "application/json", "image/svg")


class Headers:
    """Say what pages never use, and that what a page says is nobody's to keep, unless it says so itself."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        # Photographs are chosen by an input of the page; nothing asks for a camera or a place by itself.
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
        )
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class Compressed(GZipMiddleware):
    """Compress what is text. See docs/why/compressed.md for BREACH."""

    def process_response(self, request, response):
        is_text = response.headers.get("Content-Type", "").startswith(TEXTS)
        return super().process_response(request, response) if is_text else response


class ChosenLanguage:
    """Show the language that the cookie names, else Chinese.

    Django's LocaleMiddleware would follow the browser; many an office PC has an English one.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
