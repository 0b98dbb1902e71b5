"""Verbs of records: submit one or many, void, judge a proposal. Failed checks become matters in flows.inspect."""

from gewu.records.actions.submitting import judge_void, submit, submit_many, void
from gewu.records.rules import NewRecord
