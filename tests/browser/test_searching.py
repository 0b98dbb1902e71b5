"""Searching in lists as people type Chinese: letters of pinyin are no word yet."""

import re


def test_a_list_is_searched_when_the_word_is_composed_and_its_address_stays_short(at_browser):
    desk = at_browser("dispatcher")
    page = desk.open("/matters/")
    asked = []
    page.on("request", lambda request: "q=" in request.url and asked.append(request.url))
    field = page.locator("form.chips input[type=search]")
    field.focus()
    keyboard = page.context.new_cdp_session(page)
    for letters in ("x", "xiao", "xiaoqu"):
        keyboard.send("Input.imeSetComposition", {"text": letters, "selectionStart": 0, "selectionEnd": len(letters)})
    page.wait_for_timeout(800)
    assert (field.input_value(), asked) == ("xiaoqu", [])
    keyboard.send("Input.insertText", {"text": "小区"})
    page.wait_for_url(re.compile("q=%E5%B0%8F%E5%8C%BA"))
    field.fill("")  # as × does, or somebody's voice: no key is pressed
    page.wait_for_url(re.compile("[?]q=(&|$)"))
    assert page.url.count("q=") == 1
    assert desk.complaints == []
