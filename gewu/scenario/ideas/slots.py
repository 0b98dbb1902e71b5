"""填空: {words} in braces that are filled in later: figures of a paragraph, what a matter's title names."""

from __future__ import annotations

import re

SLOT = re.compile(r"\{([^{}]*)\}")


def paired(text: str) -> bool:
    """Say whether every brace of the text opens or closes a slot."""
    return text.count("{") == len(SLOT.findall(text)) == text.count("}")
