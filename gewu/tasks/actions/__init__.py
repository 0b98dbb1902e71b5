"""Verbs of tasks: raise what is due, fulfil, excuse, hand over, run a campaign."""

from gewu.tasks.actions.campaigns import add_to_campaign, open_list, start_campaign
from gewu.tasks.actions.doing import excuse, fulfil, fulfil_many, hand_over, match_outside, reopen
from gewu.tasks.actions.raising import NewTask, raise_due, raise_many

__all__ = [
    "NewTask",
    "add_to_campaign",
    "excuse",
    "fulfil",
    "fulfil_many",
    "hand_over",
    "match_outside",
    "open_list",
    "raise_due",
    "raise_many",
    "reopen",
    "start_campaign",
]
