"""报送数: figures that somebody else states."""

from __future__ import annotations

from dataclasses import dataclass

from gewu.scenario.shapes import TEXT, WHOLE, Choice, Mapped, Section, word

RUNS = {"period": "每期一个数，几期首尾相接才相加", "stock": "期末存量，取期内最近一次"}


@dataclass(frozen=True)
class SeriesItem:
    """报送数: stated by somebody else or not countable; needs a source and a signature."""

    key: str
    title: str = word(TEXT, "名称", needed=True)
    unit: str = word(TEXT, "单位", needed=True)
    from_whom: str = word(TEXT, "谁报送", needed=True, name="from")
    runs: str = word(
        Choice(named="各期之间", words=(*RUNS,), titles=RUNS, coming="cumulative"),
        "各期怎么合成一个更长的统计期；不写就只认恰好这一期的",
        default="",
        label="各期之间",
    )
    digits: int = word(WHOLE, "小数位数", default=0)
    note: str = word(TEXT, "说明", default="")


COMING = "of every who within evidence plan asks valid_if mean classes personal small"
SERIES = Mapped(named="键: 报送数", of=Section(title="报送数", noun=SeriesItem, coming=COMING))
