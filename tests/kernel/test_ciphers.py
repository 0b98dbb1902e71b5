"""Secret fields: sealed, found again, proved unchanged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewu.kernel.ciphers import Cipher, SealBroken, blind_index, digest, is_sealed

KEY = bytes(range(32))
OTHER = bytes(range(1, 33))


def test_the_algorithm_stands_beside_the_data():
    sealed = Cipher(KEY).seal("11010519491231002X")
    assert (sealed.split(":")[0], is_sealed(sealed), "11010519491231002X" in sealed) == ("sm4gcm1", True, False)


def test_the_same_text_is_sealed_differently_each_time():
    cipher = Cipher(KEY)
    assert len({cipher.seal("张小三") for _ in range(20)}) == 20


@pytest.mark.parametrize(
    "sealed",
    ["", "张小三", "sm4gcm1:", "sm4gcm1:AAAA", "sm4gcm1:***", "sm4gcm1:" + "A" * 64, "aes1:AAAA"],
)
def test_what_was_not_sealed_here_does_not_open(sealed):
    with pytest.raises(SealBroken):
        Cipher(KEY).open(sealed)


def test_a_text_that_another_system_sealed_is_said_to_be_none_of_ours():
    with pytest.raises(SealBroken, match="不是本系统的密文"):
        Cipher(KEY).open("aes1:" + "A" * 64)


def test_what_an_earlier_version_sealed_and_indexed_still_opens_and_is_found():
    sealed = "sm4gcm1:wER/XkLEiZsPS9sE4WoUJxgBbdoZVhMChEPh5slzY/WH2NVrYg=="
    index = "fade2c56a0fdc204dad2cd8233fd0631d924e17ad17d86516240fa34e3cd99c1"
    opened = Cipher(KEY).open(sealed, about="subject:17:name")
    assert (opened, blind_index(KEY, "11010519491231002X", "id_number")) == ("张小三", index)


@pytest.mark.parametrize("stray", ["*", "\n", " "])
def test_a_stray_character_breaks_the_seal(stray):
    sealed = Cipher(KEY).seal("张小三")
    with pytest.raises(SealBroken, match="密文已损坏"):
        Cipher(KEY).open(sealed[:20] + stray + sealed[20:])


def test_another_key_does_not_open():
    with pytest.raises(SealBroken):
        Cipher(OTHER).open(Cipher(KEY).seal("张小三"))


def test_a_sealed_text_copied_to_another_row_does_not_open():
    sealed = Cipher(KEY).seal("张小三", about="subject:17")
    with pytest.raises(SealBroken):
        Cipher(KEY).open(sealed, about="subject:18")


def test_a_short_key_is_an_error():
    with pytest.raises(ValueError, match="at least 16 bytes"):
        Cipher(b"short")


def test_sixteen_bytes_are_a_key():
    cipher = Cipher(bytes(16))
    assert cipher.open(cipher.seal("张小三")) == "张小三"


def test_digest_of_the_standards_example():
    # GB/T 32905-2016, example 1.
    assert digest(b"abc") == "sm3:66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_text_is_digested_as_utf_8():
    assert digest("格物") == digest("格物".encode())


def test_blind_index_differs_by_key_purpose_and_value():
    made = {
        blind_index(key, value, purpose)
        for key in (KEY, OTHER)
        for value in ("1", "2")
        for purpose in ("id_number", "phone")
    }
    assert (len(made), {len(one) for one in made}) == (8, {64})


def test_blind_index_is_the_same_every_time():
    assert blind_index(KEY, "11010519491231002X", "id_number") == blind_index(KEY, "11010519491231002X", "id_number")


@given(st.text(), st.text(max_size=20))
def test_what_is_sealed_opens(text, about):
    assert Cipher(KEY).open(Cipher(KEY).seal(text, about), about) == text


@given(st.text(min_size=1), st.data())
def test_any_changed_character_breaks_the_seal(text, data):
    sealed = Cipher(KEY).seal(text)
    at = data.draw(st.integers(8, len(sealed) - 4))
    changed = sealed[:at] + ("A" if sealed[at] != "A" else "B") + sealed[at + 1 :]
    with pytest.raises(SealBroken):
        Cipher(KEY).open(changed)
