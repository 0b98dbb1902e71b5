"""Verbs of tasks: raise what is due, fulfil, excuse, hand over, run a campaign."""

from gewu.tasks.actions.campaigns import add_to_campaign, open_list, start_campaign
from gewu.tasks.actions.doing import excuse, fulfil, hand_over, match_outside, move_ground, reopen
from gewu.tasks.actions.raising import raise_due
from gewu.tasks.actions.telling import tell_missed
