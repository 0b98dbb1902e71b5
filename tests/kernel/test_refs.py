"""Names inside scenarios are cut and written in one place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewu.kernel.refs import Ref

KEY = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("hotline", Ref("hotline")),
        ("hotline.received", Ref("hotline", "received")),
        ("hotline.rate.share", Ref("hotline", "rate", "share")),
        ("hotline.rate.share.more", Ref("hotline", "rate", "share.more")),
        ("", Ref("")),
    ],
)
def test_a_name_is_cut_at_its_dots(text, ref):
    assert Ref.read(text) == ref


@given(KEY, KEY, st.one_of(st.just(""), KEY))
def test_a_name_that_was_written_reads_the_same(scenario, key, part):
    assert Ref.read(str(Ref(scenario, key, part))) == Ref(scenario, key, part)


def test_the_whole_of_a_part_is_its_figure():
    assert Ref.read("hotline.rate.share").whole == "hotline.rate"
