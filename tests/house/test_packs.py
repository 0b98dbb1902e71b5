"""What other offices adopt says nothing of the invented one."""

from __future__ import annotations

import pytest

from demo import own
from gewu.scenario import packs

#: names that anybody may have: heads of departments are called so everywhere
COMMON = {"归口单位"}


def _own_words() -> set[str]:
    """Its name, its communities, its people, its slogans, the codes of its rows."""
    filled = {word for row in own.said("names").values() for blank, word in row.items() if blank not in COMMON}
    ground = {own.word("street").removesuffix("街道"), own.word("street_code"), *own.word("communities")}
    return filled | ground | {"五项提升", "一个引领", "GZ-", "向阳"}


@pytest.mark.parametrize("file", sorted(packs.SHIPPED.glob("*/*/[!d]*.yaml")), ids=lambda file: file.parent.name)
def test_a_pack_holds_no_word_of_the_demo_office(file):
    text = file.read_text(encoding="utf-8")
    assert {word for word in _own_words() if word in text} == set()
