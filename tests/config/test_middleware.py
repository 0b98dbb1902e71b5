"""The chosen language."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.utils import translation

from gewu.config.middleware import ChosenLanguage


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
