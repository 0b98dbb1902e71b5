"""What every request passes through that no room knows of: the chosen language."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation


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
