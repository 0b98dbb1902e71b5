"""Verbs of records: submit one or many, void, keep readings. Failed checks become matters in flows.inspect."""

from gewu.records.actions.readings import keep_readings
from gewu.records.actions.submitting import submit, submit_many, void
from gewu.records.rules import NewRecord
