"""Text is kept without what no screen shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gewu.kernel.texts import cleaned


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("张三\t男", "张三\t男"),
        ("一\r\n二\r三\n四", "一\n二\n三\n四"),
        ("零\0点\x0b五\x1f\x7f\x85", "零点五"),
        ("半个\ud83d表情", "半个表情"),
        ("非字\uffff\ufffe符", "非字符"),
        ("整个😀表情，生僻字𠮷", "整个😀表情，生僻字𠮷"),
    ],
)
def test_what_cannot_be_shown_is_taken_out(typed, kept):
    assert cleaned(typed) == kept


@given(some.text(some.characters(), max_size=50))
def test_clean_text_can_be_kept_anywhere_and_stays_as_it_is(typed):
    kept = cleaned(typed)
    assert cleaned(kept) == kept
    assert "\0" not in kept.encode().decode()
