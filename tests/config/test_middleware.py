"""Sessions that stay alive, and the chosen language."""

import time

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.utils import translation

from gewu.config.middleware import TOUCH_EVERY, ChosenLanguage, StaySignedIn


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


@pytest.mark.django_db
@pytest.mark.parametrize(("age", "touched"), [(TOUCH_EVERY - 30, False), (TOUCH_EVERY + 1, True)])
def test_a_session_is_written_at_most_once_a_minute(rf, age, touched):
    session = SessionStore()
    session["used_at"] = int(time.time()) - age
    session.create()
    request = rf.get("/")
    request.session = SessionStore(session.session_key)
    StaySignedIn(show_language)(request)
    assert request.session.modified is touched


@pytest.mark.django_db
def test_a_visitor_without_a_session_gets_none(rf):
    request = rf.get("/")
    request.session = SessionStore()
    StaySignedIn(show_language)(request)
    assert (request.session.modified, request.session.session_key) == (False, None)
