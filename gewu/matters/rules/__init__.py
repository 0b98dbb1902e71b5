"""The rules of matters, pure: words, what is said and folded, paths, clocks, needs and intake."""

from gewu.matters.rules.clock import look
from gewu.matters.rules.folded import COLUMNS, Event, Folded
from gewu.matters.rules.intake import History, NewMatter, NewReporter, category_title, emergency
from gewu.matters.rules.judging import About, Answer, Book, Move
from gewu.matters.rules.needs import missing
from gewu.matters.rules.path import Edge, Path, part_of
from gewu.matters.rules.said import Said
from gewu.matters.rules.words import LIVE, NOT_COUNTED, OPEN, unhappy
