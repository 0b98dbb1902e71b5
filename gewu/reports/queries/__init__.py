"""Questions about reports."""

from gewu.reports.queries.finding import period_of, report, reports, wrote
from gewu.reports.queries.proofreading import Finding, proofread
from gewu.reports.queries.reading import live_figures, render
from gewu.reports.queries.since_issue import Difference, broken_digests, differences, issued_ids, issued_rows
from gewu.reports.queries.weekly import Week, bulletins
