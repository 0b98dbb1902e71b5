"""Verbs of records: submit one or many, void. Failed checks become matters in flows.inspect."""

from gewu.records.actions.submitting import submit, submit_many, void
from gewu.records.rules import NewRecord
