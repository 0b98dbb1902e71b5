"""Shapes of values in a file: each reads a node, says what is wrong, and describes itself to editors and forms."""

from gewu.scenario.shapes.asking import (
    KEY,
    NOTHING,
    Asked,
    Box,
    Said,
    Titles,
    chosen,
    fresh,
    rows_of,
    shown_amount,
    typed_amount,
)
from gewu.scenario.shapes.scalars import (
    Amount,
    Choice,
    Day,
    Duration,
    Either,
    Moment,
    Pattern,
    Shape,
    Text,
    Truth,
    Whole,
    Word,
)
from gewu.scenario.shapes.structures import Across, Entry, Listed, Mapped, Pair, Section, word, words_of

TEXT, EMPTY, WORD, WHOLE, TRUTH, DAY, LIMIT = (
    Text(),
    Text(may_be_empty=True),
    Word(),
    Whole(),
    Truth(),
    Day(),
    Duration(),
)
WORDS = Listed(named="词的列表", of=WORD)
TITLES = Mapped(named="键: 名称", of=TEXT)
RANGE = Pair(named="最小和最大", of=(Amount(), Amount()))
