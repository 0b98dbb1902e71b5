"""What was typed is kept until the server says that it is done: each way of failing, in a real browser."""

import re
from base64 import b64decode
from datetime import datetime, timedelta

import pytest

from gewu.kernel.calendar import LOCAL
from gewu.matters.models import Matter
from tests.browser.conftest import DESK, until
from tests.browser.line import CUT, GATEWAY, NO_ANSWER, UP
from tests.front.actors import dispatched, step

FORM = "/matters/new/hotline/"
BODY = "夜间施工，睡不着。"
#: the smallest picture there is
PHOTO = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==")
#: what this browser keeps of drafts: bytes as text
KEPT = "gewu.kept.everybodys('drafts').then((all) => all.map((one) => new TextDecoder().decode(one.said.data)))"
#: the photo of the only draft is kept
WHOLE = "gewu.kept.everybodys('drafts').then((all) => all.length == 1 && all[0].files.length == 1)"


def begun(person):
    """The form with text, a telephone and a photo, not sent; the draft is on the device."""
    page = person.open(FORM)
    page.locator("summary", has_text="诉求人").click()
    page.fill("[name=reporter_phone]", "13800001111")
    page.fill("[name=body]", BODY)
    page.set_input_files("[name=photos]", {"name": "工地.png", "mimeType": "image/png", "buffer": PHOTO})
    until(lambda: page.evaluate(WHOLE))
    return page


def finished(page, place: str = "柳荫路12号") -> None:
    """Fill in what is missing and press the button; whatever comes then has come."""
    page.fill("[name=place]", place)
    page.check("[name=channel][value=hotline]")
    page.select_option("[name=area]", label="　柳荫一网格")
    page.select_option("[name=category]", "noise")
    page.get_by_role("button", name="提交").click()
    page.wait_for_load_state()


def held(page) -> tuple[str, int, str]:
    """Text, photos and telephone in the form that is open, once what was kept is back."""
    page.get_by_text("照片、附件还在：工地.png").wait_for()
    photos = page.locator("[name=photos]").evaluate("field => field.files.length")
    return page.input_value("[name=body]"), photos, page.input_value("[name=reporter_phone]")


def is_empty(page) -> bool:
    page.wait_for_timeout(800)  # nothing is waited for but that nothing comes
    return (page.input_value("[name=body]"), page.locator("form .note").count()) == ("", 0)


def signed_in_elsewhere(desk, line):
    """The session ended, and the same person signed in again in another tab: the old page's token is stale."""
    desk.session_ends()
    desk.another_tab().sign_in("dispatcher")


def badly(state: str):
    """The form is sent on a line in this state."""
    return pytest.param(lambda desk, line: setattr(line, "state", state), id=state)


@pytest.mark.parametrize("happens", [*map(badly, (CUT, "500", GATEWAY)), signed_in_elsewhere])
def test_what_was_typed_is_there_again_whatever_goes_wrong(on_telephone, line, happens):
    desk = on_telephone("dispatcher", DESK)
    page = begun(desk)
    happens(desk, line)
    finished(page)
    line.state = UP
    desk.open("/")  # the page that follows, whatever it is, forgets nothing
    desk.open(FORM)
    assert held(page) == (BODY, 1, "")
    assert "请重新填写：联系电话" in page.locator("form .note").inner_text()
    page.reload()
    held(page)
    finished(page)
    page.wait_for_url(re.compile(r"/matters/\d+/$"))
    assert Matter.objects.count() == 1


def test_a_refused_form_still_has_its_photos(at_browser, office):
    page = begun(at_browser("dispatcher"))
    finished(page, place=" ")
    page.locator(".form-errors").wait_for()
    assert held(page) == (BODY, 1, "13800001111")


def test_a_step_that_a_colleague_overtook_still_has_its_photos(at_browser, office):
    matter = step(office, dispatched(office), "signed", "handler")
    desk = at_browser("handler")
    page = desk.open(f"/matters/{matter.id}/")
    form = page.locator('form[action$="/do/handled/"]')
    form.locator("[name=ask_words]").fill("已劝停夜间施工")
    form.locator("[name=ask_files]").set_input_files({"name": "工地.png", "mimeType": "image/png", "buffer": PHOTO})
    until(lambda: page.evaluate(WHOLE))
    step(office, matter, "note", "dispatcher", hour=11, words="请抓紧")
    form.locator("[name=ask_result][value=solved]").check()
    form.locator("button").click()
    page.get_by_text("照片、附件还在：工地.png").wait_for()
    assert form.locator("[name=ask_words]").input_value() == "已劝停夜间施工"
    assert form.locator("[name=ask_files]").evaluate("field => field.files.length") == 1


def test_a_tab_that_is_killed_loses_nothing_and_a_tab_that_is_open_keeps_its_own(at_browser, office):
    desk = at_browser("dispatcher")
    first, second = begun(desk), desk.another_tab()
    assert is_empty(second.open(FORM))  # two tabs are two forms
    first.close()
    assert held(second.open(FORM)) == (BODY, 1, "")


def test_a_draft_is_forgotten_when_the_server_says_that_it_is_done(at_browser, office):
    desk = at_browser("dispatcher")
    page = begun(desk)
    finished(page)
    page.wait_for_url(re.compile(r"/matters/\d+/$"))
    desk.open(FORM)
    assert (is_empty(page), page.evaluate(KEPT), Matter.objects.count()) == (True, [], 1)


def test_a_form_that_was_done_though_nobody_heard_of_it_is_not_offered_again(on_telephone, line):
    desk = on_telephone("dispatcher", DESK)
    page = begun(desk)
    line.plan = [NO_ANSWER]
    finished(page)
    desk.open(FORM)
    assert (is_empty(page), Matter.objects.count()) == (True, 1)


def test_a_draft_is_its_authors_and_sealed(at_browser, office):
    desk = at_browser("dispatcher")
    page = begun(desk)
    desk.session_ends()
    desk.sign_in("duty_chief")
    desk.open(FORM)
    assert is_empty(page)
    (kept,) = page.evaluate(KEPT)
    assert [word in kept for word in (BODY, "13800001111", "工地.png")] == [False] * 3
    desk.session_ends()
    desk.sign_in("dispatcher")
    assert held(desk.open(FORM)) == (BODY, 1, "")


def test_a_draft_that_is_not_wanted_goes_at_once_and_any_after_a_week(at_browser, office):
    desk = at_browser("dispatcher")
    page = begun(desk)
    desk.open(FORM)
    with page.expect_navigation():
        page.get_by_role("button", name="不要了，清空").click()
    assert (is_empty(page), page.evaluate(KEPT)) == (True, [])
    begun(desk)
    page.clock.install(time=datetime.now(LOCAL) + timedelta(days=7, minutes=1))
    desk.open(FORM)
    assert (is_empty(page), page.evaluate(KEPT)) == (True, [])
