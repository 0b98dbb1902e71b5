"""Verbs of matters: take in one or many, do the next step, void, answer."""

from gewu.matters.actions.intake import take_in, take_in_many
from gewu.matters.actions.moving import move_ground
from gewu.matters.actions.steps import do, mark_overdue, move_on, reproject
from gewu.matters.rules.intake import History, NewMatter, NewReporter
