"""The rules of the closed loop, pure: fold, moves, clock, verbs, needs and the six dots."""

from gewu.matters.rules.beside import UNDOABLE, help_within
from gewu.matters.rules.clock import look
from gewu.matters.rules.dots import Dot, dots
from gewu.matters.rules.folding import COLUMNS, Event, State, apply, blank, fold, replay
from gewu.matters.rules.intake import History, NewMatter, NewReporter, category_title, emergency
from gewu.matters.rules.judging import About, Book, Move
from gewu.matters.rules.moves import next_event, receive
from gewu.matters.rules.needs import missing
from gewu.matters.rules.path import Path, path_of
from gewu.matters.rules.verbs import Verb, check_right, holds, verbs
from gewu.matters.rules.words import CONTACTED, KINDS, NOT_COUNTED, OBJECTION_REASONS, PENDING, RESOLVED, SATISFIED

__all__ = [
    "COLUMNS",
    "CONTACTED",
    "KINDS",
    "NOT_COUNTED",
    "OBJECTION_REASONS",
    "PENDING",
    "RESOLVED",
    "SATISFIED",
    "UNDOABLE",
    "About",
    "Book",
    "Dot",
    "Event",
    "History",
    "Move",
    "NewMatter",
    "NewReporter",
    "Path",
    "State",
    "Verb",
    "apply",
    "blank",
    "category_title",
    "check_right",
    "dots",
    "emergency",
    "fold",
    "help_within",
    "holds",
    "look",
    "missing",
    "next_event",
    "path_of",
    "receive",
    "replay",
    "verbs",
]
