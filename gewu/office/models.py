"""Tenants, their people and what they have adopted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone

from gewu.journal.rows import OfficeRow, Proved, Spoken, by_another, filled_in, known, void_says_why
from gewu.office import rules
from gewu.scenario.grammar import DOMAINS

if TYPE_CHECKING:
    from gewu.office.queries.people import Seat


class Account(AbstractUser):
    """A login. What a person may do hangs on Staff and its grants, never on the account."""

    password_set_at = models.DateTimeField(null=True)
    one_time = models.BooleanField(default=False)  # must be changed before anything else is done

    seat: Seat | None = None  # where it sits, when it was read together with its session


class Session(AbstractBaseSession):
    """What a browser holds between pages; it names its login, so that one statement finds both."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="+")


class SignIn(models.Model):
    """One try to sign in, of a name that may be nobody's; see actions.sign_ins."""

    name = models.CharField(max_length=80)  # digest
    address = models.CharField(max_length=45)
    at = models.DateTimeField()
    good = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["name", "at"], name="sign_in_name"),
            models.Index(fields=["address", "at"], name="sign_in_address"),
        ]


class Office(models.Model):
    """A subdistrict or town: the tenant."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=60)
    district = models.CharField(max_length=60, blank=True)
    is_demo = models.BooleanField(default=False)
    started_on = models.DateField(default=timezone.localdate)
    ticked_at = models.DateTimeField(null=True)  # by the office clock: up to when the tick has done what was due

    def __str__(self):
        return self.name


class CalendarDay(models.Model):
    """A day that differs from Monday-to-Friday, or a whole announced year; one table for the installation."""

    day = models.DateField(unique=True)
    is_workday = models.BooleanField()
    name = models.CharField(max_length=30, blank=True)
    source = Spoken(max_length=60, blank=True)


class AnnouncedYear(models.Model):
    """A year whose holidays the State Council has announced; deadlines in other years are provisional."""

    year = models.PositiveIntegerField(unique=True)
    source = Spoken(max_length=100, blank=True)


class Unit(OfficeRow):
    """A department, a community, an outside handler (物业、保洁、施工) or a district department."""

    NOT_FOUND = ("office.R121", "没有找到这个单位。", "请从列表中选择。")

    kind = models.CharField(max_length=12)
    code = models.CharField(max_length=30)
    name = models.CharField(max_length=60)
    area = models.ForeignKey("grid.Area", on_delete=models.PROTECT, null=True, related_name="+")
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            known("kind", rules.UnitKind, "unit_kind"),
            models.UniqueConstraint(fields=["office", "code"], name="unit_code_once"),
        ]

    def __str__(self):
        return self.name


class Staff(OfficeRow):
    """A person in post, with or without a login."""

    NOT_FOUND = ("office.R122", "没有找到这位工作人员。", "请从列表中选择。")
    VALIDITY = ("from_on", "to_on")

    account = models.OneToOneField(Account, on_delete=models.PROTECT, null=True, related_name="staff")
    code = models.CharField(max_length=30)
    name = models.CharField(max_length=40)
    title = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=40, blank=True)  # of the post, for whoever has to call
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="staff")
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "code"], name="staff_code_once")]

    def __str__(self):
        return self.name


class NewPassword(OfficeRow):
    """A one-time password that waits for a second administrator; the row is gone once it is decided."""

    NOT_FOUND = ("office.R222", "没有等同意的新密码。", "可能已经有人处理，请刷新页面。")

    staff = models.OneToOneField(Staff, on_delete=models.CASCADE, related_name="+")
    password = models.CharField(max_length=128)  # hashed
    asked_by = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(staff=models.F("asked_by")), name="password_asked_by_another")
        ]


class RoleGrant(Proved):
    """A role held by a person, over an area (None: the whole office), from a date to a date."""

    PROVED = tuple("staff role area from_on to_on".split())

    VALIDITY = ("from_on", "to_on")

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=30)
    area = models.ForeignKey("grid.Area", on_delete=models.PROTECT, null=True, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["office", "role", "area"], name="grant_role")]


class RosterShift(OfficeRow):
    """Who is on duty, where, on which day (值班); one that was struck out stays with its reason."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="shifts")
    post = models.CharField(max_length=40)
    day = models.DateField()
    note = Spoken(max_length=200, blank=True)
    instead_of = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    void_at = models.DateTimeField(null=True)
    void_reason = Spoken(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "staff", "day"],
                condition=models.Q(void_at__isnull=True),
                name="one_person_one_place_a_day",
            ),
            models.UniqueConstraint(
                fields=["office", "post", "day"],
                condition=models.Q(void_at__isnull=True),
                name="one_place_one_person_a_day",
            ),
            void_says_why("shift_void_needs_reason"),
        ]


class Adoption(Proved):
    """An edition of a scenario in this office: 拟稿 → 审核 by a second person → 启用; its text and hash are kept."""

    PROVED = tuple("scenario edition text sha256 state drafted_by reviewed_by from_on to_on".split())

    NOT_FOUND = ("office.R221", "没有找到这个场景版本。", "它可能属于其他单位，请核对链接。")

    scenario = models.CharField(max_length=60)
    edition = models.CharField(max_length=30)
    domain = models.CharField(max_length=20)
    title = models.CharField(max_length=100)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, default=rules.EditionState.DRAFT.value)
    drafted_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField(default=timezone.now)
    reviewed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)

    class Meta:
        constraints = [
            known("domain", DOMAINS, "adoption_domain"),
            known("state", rules.EditionState, "adoption_state"),
            models.UniqueConstraint(fields=["office", "scenario", "edition"], name="edition_once"),
            by_another("reviewed_by", "drafted_by", "a_second_person_reviews"),
            filled_in("active", "active_has_a_start", "from_on"),
        ]
        indexes = [models.Index(fields=["office", "scenario", "state"], name="adoption_live")]


class RuleRow(Proved):
    """A dated local limit or setting that overrides a scenario's own value for new rows only (E1-R21)."""

    PROVED = tuple("scenario key value from_on to_on source".split())

    scenario = models.CharField(max_length=60, blank=True)
    key = models.CharField(max_length=80)  # "matter.grades.ordinary.within"
    value = models.JSONField()
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    source = Spoken(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["office", "scenario", "key", "from_on"], name="rule_key")]


class PeriodLock(Proved):
    """A locked period: nothing dated inside it is added or changed without unlocking, an act of its own."""

    PROVED = tuple("start end locked_by opened_at opened_by opened_because".split())

    start = models.DateField()
    end = models.DateField()
    locked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    opened_because = Spoken(max_length=200, blank=True)

    class Meta:
        constraints = [by_another("opened_by", "locked_by", "another_person_opens_the_period")]


class FormRegister(OfficeRow):
    """减负看板: forms that upper levels send down, with number, issuer, approval and expiry (E1-R41)."""

    number = models.CharField(max_length=40)
    title = models.CharField(max_length=100)
    issuer = models.CharField(max_length=60)
    approval = models.CharField(max_length=60, blank=True)
    expires_on = models.DateField(null=True)
    minutes = models.PositiveIntegerField(default=0)
    rows_a_month = models.PositiveIntegerField(default=0)
    verdict = models.CharField(max_length=20, default=rules.Verdict.OPEN.value)

    class Meta:
        constraints = [
            known("verdict", rules.Verdict, "form_verdict"),
            models.UniqueConstraint(fields=["office", "number"], name="form_number_once"),
        ]
