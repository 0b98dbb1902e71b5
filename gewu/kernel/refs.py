"""Names inside scenarios, written with dots: "hotline.received", "hotline.received.share"."""

from __future__ import annotations

from typing import NamedTuple


class Ref(NamedTuple):
    """What `key` is called in `scenario`, and one part of it ("" for the whole)."""

    scenario: str
    key: str = ""
    part: str = ""

    @classmethod
    def read(cls, text: str) -> Ref:
        """Read "scenario.key.part"; what is not written is ""."""
        return cls(*text.split(".", 2))

    @property
    def whole(self) -> str:
        """The name without the part."""
        return f"{self.scenario}.{self.key}"

    def __str__(self) -> str:
        return ".".join(filter(None, self))
