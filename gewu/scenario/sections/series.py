"""报送数: figures that somebody else states."""

from __future__ import annotations

from dataclasses import dataclass

from gewu.scenario.shapes import TEXT, WHOLE, Mapped, Section, word


@dataclass(frozen=True)
class SeriesItem:
    """报送数: stated by somebody else or not countable; needs a source and a signature."""

    key: str
    title: str = word(TEXT, "名称", needed=True)
    unit: str = word(TEXT, "单位", needed=True)
    from_whom: str = word(TEXT, "谁报送", needed=True, name="from")
    digits: int = word(WHOLE, "小数位数", default=0)
    note: str = word(TEXT, "说明", default="")


COMING = "of every runs who within evidence plan asks valid_if mean classes personal small"
SERIES = Mapped(named="键: 报送数", of=Section(title="报送数", noun=SeriesItem, coming=COMING))
