"""Verbs of reports: 拟稿 → 核稿 → 审签 → 印发, publishing, and the weekly bulletins."""

from gewu.reports.actions.drafting import closing, draft, save_text, void
from gewu.reports.actions.issuing import issue, publish
from gewu.reports.actions.passing import check, send_back, send_to_check, send_to_sign
from gewu.reports.actions.standing import fill, ground
from gewu.reports.actions.weekly import draft_bulletin, draft_due, template_of
