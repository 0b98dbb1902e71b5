"""The closed loop. Events are the truth; the columns of Matter are a projection by matters.loop.fold."""

from __future__ import annotations

from types import MappingProxyType

from django.db import models

from gewu.journal.rows import OfficeRow, Proved, Spoken, by_another, filled_in, known, void_says_why, within
from gewu.matters.rules import words
from gewu.matters.verbs import ALL, requests


class Matter(Proved):
    """A 工单 / 隐患 / 案件: the screen says the scenario's own noun and measure word.

    Every step of a scenario's path *is* one of new|running|paused|done|void (`state`); `step` is the scenario's
    own name for it. `unit`/`staff` hold it now. All dates `_on` are local days of the `_at` beside them.
    """

    PROVED = tuple("number scenario edition external_number title body place_text reporter".split())

    CLOSED_BY = MappingProxyType({"scenarios": "scenario"})
    NOT_FOUND = ("matters.R404", "没有找到这件事，或不在您的范围内。", "请核对编号，或联系派单员。")

    covered: bool  # whether numbers in its words are masked; put beside it where one row is asked for
    number = models.CharField(max_length=40)
    scenario = models.CharField(max_length=60)
    edition = models.CharField(max_length=30)
    channel = models.CharField(max_length=30, blank=True)
    external_number = models.CharField(max_length=60, blank=True)
    category = models.CharField(max_length=60, blank=True)
    grade = models.CharField(max_length=40, blank=True)
    level = models.CharField(max_length=20, blank=True)  # city | district | street where the scenario has levels
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    place_text = models.CharField(max_length=200, blank=True)
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    area = models.ForeignKey("grid.Area", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    subject = models.ForeignKey(
        "registry.Subject", on_delete=models.PROTECT, null=True, related_name="matters", db_index=False
    )
    record_id = models.BigIntegerField(null=True)  # the record that found it
    answers = models.JSONField(default=dict)
    reporter = models.ForeignKey("matters.Reporter", on_delete=models.PROTECT, null=True, related_name="matters")
    anonymous = models.BooleanField(default=False)
    space = models.CharField(max_length=20, blank=True)

    # projection of the events
    step = models.CharField(max_length=40)
    state = models.CharField(max_length=8)
    who = models.CharField(max_length=30, blank=True)  # role word whose turn it is; "" when nobody's
    pending = models.CharField(max_length=20, blank=True)  # a request that waits: verbs.requests
    seq = models.PositiveIntegerField(default=0)  # last event: forms carry it, a stale form is refused
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    staff = models.ForeignKey("office.Staff", on_delete=models.PROTECT, null=True, related_name="matters")
    received_at = models.DateTimeField()
    received_on = models.DateField()
    accepted_at = models.DateTimeField(null=True)
    accepted_on = models.DateField(null=True)
    dispatched_at = models.DateTimeField(null=True)
    dispatched_on = models.DateField(null=True)
    sign_due_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    signed_on = models.DateField(null=True)
    signed_late = models.BooleanField(null=True)
    # the clock: the limit that was taken (E1-R21), limits granted beside it, suspensions as pairs of moments
    clock_from = models.DateTimeField(null=True)
    limit = models.CharField(max_length=30, blank=True)
    extended = models.JSONField(default=list)
    pauses = models.JSONField(default=list)
    due_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    warn_at = models.DateTimeField(null=True)
    steps = models.JSONField(default=list)  # clocks of steps that run: rules.said.StepClock
    next_due_at = models.DateTimeField(null=True)  # of all clocks that run, the first to be due
    next_due_on = models.DateField(null=True)
    next_warn_at = models.DateTimeField(null=True)
    tell_at = models.DateTimeField(null=True)  # of the clocks that nobody was told of, the first to be due
    handled_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey(
        "office.Staff", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    drawn = models.BooleanField(null=True)  # the lot of a sampled scenario, since it was handed in
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(
        "office.Staff", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    closed_at = models.DateTimeField(null=True)
    closed_on = models.DateField(null=True)
    closed_late = models.BooleanField(null=True)
    archived_at = models.DateTimeField(null=True)
    called_back_at = models.DateTimeField(null=True)
    called_back_on = models.DateField(null=True)
    overdue_told_at = models.DateTimeField(null=True)  # the desk and the community were last told (tick)
    paused_at = models.DateTimeField(null=True)
    reworks = models.PositiveIntegerField(default=0)
    objections = models.PositiveIntegerField(default=0)
    returns = models.PositiveIntegerField(default=0)
    extensions = models.PositiveIntegerField(default=0)
    supervised = models.PositiveIntegerField(default=0)
    links = models.PositiveIntegerField(default=0)  # 关联 with others, as far as this matter's own events say
    looked_on = models.DateField(null=True)  # 回头看
    looked = models.CharField(max_length=12, blank=True)  # held | rebounded | unclear
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged", db_index=False)
    repeat_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="repeats", db_index=False)
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followers", db_index=False)
    not_counted = models.CharField(max_length=40, blank=True)  # 剔除 category once decided by two persons
    hand_to = models.CharField(max_length=60, blank=True)  # 110 …, 消防救援机构: still to be handed over (E1-R12)
    hand_clock = models.JSONField(default=dict)  # by when: rules.said.StepClock
    contacted = models.CharField(max_length=12, blank=True)  # yes | no | no_answer
    resolved = models.CharField(max_length=12, blank=True)  # yes | partly | no | no_answer
    satisfied = models.CharField(max_length=12, blank=True)  # yes | fair | no | no_answer
    void_at = models.DateTimeField(null=True)
    void_reason = Spoken(max_length=200, blank=True)

    class Meta:
        constraints = [
            # By characters, so that PostgreSQL finds a beginning in it whatever the database's language is.
            models.UniqueConstraint(
                fields=["office", "number"], opclasses=["int8_ops", "varchar_pattern_ops"], name="matter_number_once"
            ),
            models.UniqueConstraint(
                fields=["office", "external_number", "scenario"],
                condition=~models.Q(external_number=""),
                name="matter_external_once",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, closed_on__isnull=True)
                | models.Q(closed_at__isnull=False, closed_on__isnull=False),
                name="matter_closed_both",
            ),
            void_says_why("matter_void_needs_reason"),
            by_another("verified_by", "handled_by", "handler_does_not_verify"),
            filled_in("done", "done_is_closed", "closed_at"),
            known("state", sorted(words.State), "matter_state_known"),
            known("pending", sorted(["", *requests()]), "matter_pending_known"),
            known("contacted", sorted(["", *words.Contacted]), "matter_contacted_known"),
            known("resolved", sorted(["", *words.Resolved]), "matter_resolved_known"),
            known("satisfied", sorted(["", *words.Satisfied]), "matter_satisfied_known"),
            known("not_counted", sorted(["", *words.NOT_COUNTED]), "matter_not_counted_known"),
        ]
        indexes = [
            models.Index(fields=["office", "scenario", "received_on"], name="matter_received"),
            # With what figures ask beside it: of 371,000 wide rows a report read each four times (2.9 s, now 1.4).
            models.Index(
                fields=[
                    *("office", "scenario", "closed_on", "channel", "category", "level", "state"),
                    *("merged_into", "void_at"),
                ],
                name="matter_closed",
            ),
            models.Index(fields=["office", "state", "next_due_at"], name="matter_state_due"),
            models.Index(
                fields=["office", "tell_at"], condition=models.Q(tell_at__isnull=False), name="matter_tell_at"
            ),
            models.Index(fields=["office", "area", "state"], name="matter_area"),
            models.Index(fields=["office", "unit", "state"], name="matter_unit"),
            models.Index(fields=["office", "-received_at"], name="matter_newest"),
            models.Index(fields=["office", "subject"], name="matter_subject"),
            models.Index(fields=["office", "who", "state"], name="matter_who"),
            # Nearly all matters have none of these: an index of all of them misled SQLite and helped nobody.
            *(
                models.Index(fields=[name], condition=models.Q(**{f"{name}__isnull": False}), name=f"matter_{name}")
                for name in ("merged_into", "repeat_of", "follows")
            ),
            models.Index(fields=["office", "pending"], name="matter_pending"),
            # Everything that a list is commonly narrowed by, so that its count reads this index and not the wide rows.
            models.Index(
                fields=["office", "scenario", "state", "channel", "space", "received_at", "id"], name="matter_listed"
            ),
        ]

    @classmethod
    def in_sight(cls, scope):
        helped = CoHandler.objects.filter(unit_id__in=scope.unit_ids).values("matter_id")
        theirs = models.Q(unit_id__in=scope.unit_ids) | models.Q(staff_id=scope.staff_id) | models.Q(id__in=helped)
        return within(scope, also=theirs)

    @classmethod
    def closed_to(cls, scope):
        closed = super().closed_to(scope)
        for scenario, lines in scope.closed.cases:
            case = models.Q(scenario=scenario)
            for column, operator, values in lines:
                line = models.Q(**{f"{column}__in": values})
                case &= ~line if operator == "not_in" else line
            closed |= case
        return closed

    def __str__(self):
        return f"{self.number} {self.title}"


#: kinds of events that plans of looking back read; one of a thousand events is of them
LOOKED_AT = ("look_planned", "looked_back")


class MatterEvent(Proved):
    """One change: who, from where to where, what was said, what it did to the clock. Append-only."""

    PROVED = tuple("matter seq kind step at staff_id actor unit_id said".split())

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="events")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)  # a key of matters.verbs.ALL
    step = models.CharField(max_length=40)  # step after the event
    at = models.DateTimeField()
    staff_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=60)
    unit_id = models.BigIntegerField(null=True)  # unit that holds it after the event
    said = models.JSONField(default=dict)  # words, reason codes, limits, answers, file ids

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "seq"], name="event_seq_once"),
            known("kind", sorted(ALL), "event_kind_known"),
        ]
        indexes = [
            models.Index(fields=["office"], condition=models.Q(kind__in=LOOKED_AT), name="event_looked_at"),
        ]


class Passage(OfficeRow):
    """The way of a matter to a step that has a clock: a projection of the events (rules.passages), to be counted.

    It keeps the matter's own words, so that a figure asks one table.
    """

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="passages", db_index=False)
    subject = models.ForeignKey(
        "registry.Subject", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    area = models.ForeignKey("grid.Area", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    scenario = models.CharField(max_length=60)
    edition = models.CharField(max_length=30)
    channel = models.CharField(max_length=30, blank=True)
    category = models.CharField(max_length=60, blank=True)
    grade = models.CharField(max_length=40, blank=True)
    level = models.CharField(max_length=20, blank=True)
    not_counted = models.CharField(max_length=40, blank=True)  # void | merged | the matter's own
    seq = models.PositiveIntegerField()  # event that began it
    step = models.CharField(max_length=40)
    arrived_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    left_at = models.DateTimeField(null=True)
    reached_on = models.DateField(null=True)
    on_time = models.BooleanField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "seq", "step"], name="passage_once")]
        indexes = [
            models.Index(fields=["office", "scenario", "due_on"], name="passage_due"),
            models.Index(fields=["office", "scenario", "reached_on"], name="passage_reached"),
        ]

    @classmethod
    def in_sight(cls, scope):
        return models.Q(matter__in=Matter.objects.for_scope(scope))


class Link(OfficeRow):
    """关联: two matters that hang together, of whatever scenarios; `matter` is the one with the lower id."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="+", db_index=False)
    other = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "other"], name="link_once")]


class Reporter(Proved):
    """Who reported, sealed; the blind index of the telephone finds the same caller again."""

    PROVED = tuple("sealed_name sealed_phone blind".split())

    sealed_name = models.TextField(blank=True)
    sealed_phone = models.TextField(blank=True)
    masked_name = models.CharField(max_length=40, blank=True)
    masked_phone = models.CharField(max_length=40, blank=True)
    blind = models.CharField(max_length=80, blank=True)  # of the telephone; "" without one

    class Meta:
        indexes = [models.Index(fields=["office", "blind"], name="reporter_blind")]


class CoHandler(OfficeRow):
    """协办: a second unit with its own clock (E1-R17)."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="co_handlers")
    unit = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "unit"], name="co_handler_once")]
