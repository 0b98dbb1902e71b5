"""Verbs of the journal: write a line, give a number, answer once, tell somebody, seal."""

from gewu.journal.actions.lines import line, message, seen, tell, tell_many, write
from gewu.journal.actions.numbers import next_number, next_numbers, numbers_and_ids
from gewu.journal.actions.pruning import forget_old
from gewu.journal.actions.repeats import once
from gewu.journal.actions.sealing import erase_private, seal
