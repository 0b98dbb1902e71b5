"""The ground: areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gewu.grid.rules import AreaKind
from gewu.kernel.nouns import Column, Noun, worded

if TYPE_CHECKING:
    pass


NOUNS = (
    Noun(
        kind="area",
        word="区域",
        heading="社区、网格",
        measure_word="个",
        model="grid.Area",
        day="valid_from",
        numbers=("code",),
        with_=("parent",),
        columns=(
            Column("code", "代码", 14),
            Column("name", "名称", 20),
            Column("kind", "种类", 10, value=worded(AreaKind, "kind")),
            Column("parent", "上级", 20),
            Column("valid_from", "起始日期", 12, "day"),
            Column("valid_to", "终止日期", 12, "day"),
        ),
    ),
)
