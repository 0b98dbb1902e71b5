"""Payment lists and what the bank sent back. Money is integer 分."""

from __future__ import annotations

from types import MappingProxyType

from django.db import models

from gewu.journal.rows import Proved, Spoken, by_another, filled_in, in_area, known
from gewu.money.rules import LineState, ListState


class Entitlement(Proved):
    """Who may be paid what, from when to when, by which approval."""

    PROVED = tuple("subject programme monthly_fen valid_from valid_to approval".split())

    NOT_FOUND = ("money.R405", "没有找到这个发放对象。", "请从发放对象中打开。")

    subject = models.ForeignKey("registry.Subject", on_delete=models.PROTECT, related_name="entitlements")
    programme = models.CharField(max_length=40)
    monthly_fen = models.BigIntegerField(default=0)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    approval = Spoken(max_length=100, blank=True)
    ended_because = Spoken(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["office", "programme"], name="entitlement_programme")]


class PaymentList(Proved):
    """A batch: 制表 → 审核 → 发放 → 回盘. Most come from the district (`master` theirs)."""

    PROVED = tuple("number scenario programme for_month state drawn_by approved_by sent_on".split())

    CLOSED_BY = MappingProxyType({"scenarios": "scenario"})
    NOT_FOUND = ("money.R404", "没有找到这张发放表或这一笔。", "请从发放清单中打开。")

    number = models.CharField(max_length=40)
    scenario = models.CharField(max_length=60)
    programme = models.CharField(max_length=40)
    title = Spoken(max_length=100)
    for_month = models.DateField()
    state = models.CharField(max_length=10, default=ListState.DRAWN.value)
    drawn_by = models.ForeignKey("office.Staff", on_delete=models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey("office.Staff", on_delete=models.PROTECT, null=True, related_name="+")
    sent_on = models.DateField(null=True)
    source = Spoken(max_length=60, blank=True)
    taken_back = Spoken(max_length=300, blank=True)  # when, who and why of the last answer that was wrong

    class Meta:
        constraints = [
            known("state", ListState, "payment_list_state"),
            models.UniqueConstraint(fields=["office", "number"], name="payment_list_number_once"),
            by_another("approved_by", "drawn_by", "a_second_person_approves_payment"),
        ]


class PaymentLine(Proved):
    """One payee in one list. A returned transfer is not paid until repaid."""

    PROVED = tuple(
        """
        payment_list scenario programme subject amount_fen state paid_on returned_on void_at
        void_reason
        """.split()
    )

    CLOSED_BY = MappingProxyType({"scenarios": "scenario"})
    NOT_FOUND = PaymentList.NOT_FOUND

    payment_list = models.ForeignKey(PaymentList, on_delete=models.CASCADE, related_name="lines")
    scenario = models.CharField(max_length=60)
    programme = models.CharField(max_length=40)
    subject = models.ForeignKey("registry.Subject", on_delete=models.PROTECT, related_name="payments")
    area = models.ForeignKey("grid.Area", on_delete=models.PROTECT, null=True, related_name="+")
    amount_fen = models.BigIntegerField()
    state = models.CharField(max_length=10, default=LineState.DRAWN.value)
    paid_on = models.DateField(null=True)
    returned_on = models.DateField(null=True)
    return_reason = Spoken(max_length=100, blank=True)
    bank_ref = models.CharField(max_length=60, blank=True)
    repays = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="repaid_by")
    void_at = models.DateTimeField(null=True)
    void_reason = Spoken(max_length=200, blank=True)

    class Meta:
        constraints = [
            known("state", LineState, "payment_line_state"),
            models.CheckConstraint(condition=models.Q(amount_fen__gt=0), name="payment_is_positive"),
            filled_in("paid", "paid_has_a_day", "paid_on"),
        ]
        indexes = [models.Index(fields=["office", "programme", "paid_on"], name="payment_paid")]

    @classmethod
    def in_sight(cls, scope):
        return in_area(scope)
