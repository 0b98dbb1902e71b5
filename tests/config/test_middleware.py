"""Compression, and the chosen language."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.utils import translation

from gewu.config.middleware import ChosenLanguage, Compressed


def show_language(request):
    return HttpResponse(translation.get_language())


@pytest.mark.parametrize(
    ("cookie", "shown"), [(None, "zh-hans"), ("en", "en"), ("zh-hans", "zh-hans"), ("fr", "zh-hans")]
)
def test_the_page_is_chinese_unless_the_person_chose_english(rf, cookie, shown):
    request = rf.get("/", headers={"accept-language": "en-US"})
    if cookie:
        request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = cookie
    response = ChosenLanguage(show_language)(request)
    assert (response.content.decode(), response["Content-Language"]) == (shown, shown)


def test_a_chosen_language_ends_with_its_request(rf):
    rf.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    before = translation.get_language()
    ChosenLanguage(show_language)(rf.get("/"))
    assert translation.get_language() == before


@pytest.mark.parametrize(
    ("kind", "compressed"), [("text/html; charset=utf-8", True), ("application/json", True), ("image/jpeg", False)]
)
def test_text_is_compressed_and_pictures_are_not(rf, kind, compressed):
    response = Compressed(lambda request: HttpResponse("柳荫路" * 500, content_type=kind))(
        rf.get("/", headers={"accept-encoding": "gzip"})
    )
    assert response.has_header("Content-Encoding") is compressed


def test_who_does_not_take_compressed_pages_gets_them_plain(rf):
    response = Compressed(lambda request: HttpResponse("柳荫路" * 500))(rf.get("/"))
    assert response.has_header("Content-Encoding") is False
