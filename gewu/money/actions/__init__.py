"""Verbs of payments: 制表 → 审核 → 发放 → 回盘, repaying, and lists that the district paid itself."""

from gewu.money.actions.bulk import PaidLine, PaidList, draw_many
from gewu.money.actions.entitlements import NewEntitlement, end_entitlement, entitle, entitle_many
from gewu.money.actions.lines import repay, void_line
from gewu.money.actions.lists import (
    NewLine,
    approve,
    draw_list,
    draw_month,
    send,
    take_back_return,
    take_bank_return,
)
