"""Verbs of the register: admit, change, tag, relate, enter a stage, promise, close, reveal, take back."""

from gewu.registry.actions.admitting import admit, admit_many, rebuild_facts
from gewu.registry.actions.changing import change, close_subject, move_ground, set_secret, verify_on_site, void
from gewu.registry.actions.milestones import forecast, set_milestone
from gewu.registry.actions.relating import (
    NewRelation,
    correct_relation,
    end_relation,
    relate,
    relate_many,
    void_relation,
)
from gewu.registry.actions.revealing import reveal
from gewu.registry.actions.staging import enter_stage, undo_stage
from gewu.registry.actions.tagging import tag, undo_tag, untag
from gewu.registry.actions.undoing import undo_admit
from gewu.registry.rules import NewSubject, Stage
