"""Text as it is kept: without what no screen shows and no paper or database can hold."""

from __future__ import annotations

import re

#: control characters but tab and line end, halves of a character pair, and what Unicode promises never to be one
UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def cleaned(text: str) -> str:
    """Take out what cannot be shown; a line ends in one character, whoever typed it."""
    return UNSHOWN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
