"""What every kept row has: an office, and the moment it was recorded; and the one way it is scoped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, cast

from django.apps import apps
from django.db import InterfaceError, OperationalError, connection, models, transaction
from django.utils import timezone

from gewu.journal import proofs, statements
from gewu.kernel import telltale
from gewu.kernel.nouns import Noun
from gewu.kernel.types import Refused, Scope


class Spoken(models.CharField):
    """Reasons, notes and sources as somebody typed them: numbers of persons are masked, and kept nowhere.

    Whole they are kept of what a row is about (answers.actions.cover), where somebody may need them.
    """

    def get_prep_value(self, value):
        prepared = super().get_prep_value(value)
        return telltale.mask(prepared) if isinstance(prepared, str) else prepared

    def deconstruct(self):
        # For the database it is any CharField.
        name, _, args, more = super().deconstruct()
        return name, "django.db.models.CharField", args, more


class OfficeRows(models.QuerySet):
    """The one place where scope is applied; `for_scope` starts every question of every room."""

    @property
    def _rows(self) -> type[OfficeRow]:
        return cast("type[OfficeRow]", self.model)

    def for_scope(self, scope: Scope):
        rows = self.filter(office_id=scope.office_id)
        wanted, closed = self._rows.in_sight(scope), self._rows.closed_to(scope)
        rows = rows.filter(wanted) if wanted is not None else rows
        return rows.exclude(closed) if closed else rows

    def update(self, **values: Any) -> int:
        if "proof" in values or not self._rows.PROVED or not proofs.touched(self._rows, values):
            return super().update(**values)
        with transaction.atomic():
            ids = list(self.values_list("pk", flat=True))
            count = super().update(**values)
            prove(self.model._base_manager.filter(pk__in=ids))
        return count

    def bulk_update(self, objs, fields, *args: Any, **more: Any) -> int:
        if self._rows.PROVED and proofs.touched(self._rows, fields):
            objs, fields = list(objs), [*fields, "proof"]
            for one in objs:
                one.proof = proofs.of(one)
        return super().bulk_update(objs, fields, *args, **more)

    def bulk_create(self, objs, *args: Any, **more: Any):
        objs = list(objs)
        for one in objs if self._rows.PROVED else ():
            one.proof = proofs.of(one)
        return super().bulk_create(objs, *args, **more)

    def valid_on(self, day: date):
        """Rows in force on a day: from their first day to before their last."""
        return self.not_over_on(day).filter(**{f"{self._rows.VALIDITY[0]}__lte": day})

    def one(self, **which: Any) -> Any:
        """The row of which this is true; Refused with its model's NOT_FOUND where there is none among these rows."""
        # Not first(): putting one row into an order took a third of the time of reading it.
        found = next(iter(self.filter(**which)), None)
        if found is None:
            raise Refused(*self._rows.NOT_FOUND)
        return found

    def not_over_on(self, day: date):
        """Rows in force on a day or to come."""
        until = self._rows.VALIDITY[1]
        return self.filter(models.Q(**{until: None}) | models.Q(**{f"{until}__gt": day}))


class OfficeRow(models.Model):
    """A business row. Subclasses with areas or confidential spaces narrow `in_sight`."""

    # No index of its own: every index of a room begins with the office, and one less makes imports quicker.
    office = models.ForeignKey("office.Office", on_delete=models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OfficeRows.as_manager()

    #: columns of the first day it is in force, and of the first day it no longer is
    VALIDITY = ("valid_from", "valid_to")
    #: what is said where a row is looked for and is not there, or not in sight: id, words, cure
    NOT_FOUND = ("journal.R4041", "没有找到要办理的这一条，或不在您的范围内，未作改动。", "请刷新页面后重试。")
    #: columns by which the readers of a scenario close a row: word of kernel.types.Closed -> column
    CLOSED_BY: Mapping[str, str] = MappingProxyType({})
    #: columns that its proof is made of; only a Proved row has one
    PROVED: tuple[str, ...] = ()

    class Meta:
        abstract = True

    @classmethod
    def closed_to(cls, scope: Scope) -> models.Q:
        """Return what is true of rows that other readers were named for; empty where nothing is closed."""
        closed = models.Q()
        for word, column in cls.CLOSED_BY.items():
            if values := getattr(scope.closed, word):
                closed |= models.Q(**{f"{column}__in": values})
        return closed

    @classmethod
    def in_sight(cls, scope: Scope) -> models.Q | None:
        """Return the condition, beyond the office itself, under which `scope` may see a row; None for all."""
        return None


class Proved(OfficeRow):
    """A row whose columns PROVED cannot be changed past Gewu without being noticed (journal.proofs)."""

    proof = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **more: Any) -> None:
        # What does not touch the proved columns leaves the proof alone: it would vouch for what others had changed.
        if update_fields is None or proofs.touched(type(self), update_fields):
            self.proof = proofs.of(self)
            update_fields = None if update_fields is None else {*update_fields, "proof"}
        super().save(*args, update_fields=update_fields, **more)


def prove(rows: models.QuerySet) -> None:
    """Make the proofs of rows anew, after an act that changed many at once."""
    changed = list(rows)
    for one in changed:
        one.proof = proofs.of(one)
    rows.model._base_manager.bulk_update(changed, ["proof"], batch_size=500)


def kept(noun: Noun, for_: Scope) -> OfficeRows:
    """Return the rows of a noun that `for_` may see, whatever room keeps them."""
    return apps.get_model(noun.model).objects.for_scope(for_)


def known(column: str, values: Iterable[str], name: str, *, blank: bool = False) -> models.CheckConstraint:
    """Let the database refuse what is no value of a closed list ("" too, unless `blank`)."""
    listed = [*map(str, values), *([""] if blank else [])]
    return models.CheckConstraint(condition=models.Q(**{f"{column}__in": listed}), name=name)


def by_another(second: str, first: str, name: str) -> models.CheckConstraint:
    """Let the database refuse that one person is in both columns."""
    unknown = models.Q(**{f"{second}__isnull": True}) | models.Q(**{f"{first}__isnull": True})
    return models.CheckConstraint(condition=unknown | ~models.Q(**{second: models.F(first)}), name=name)


def void_says_why(name: str) -> models.CheckConstraint:
    """Let the database refuse a void row without a reason, and a reason on one that is not void."""
    void = models.Q(void_at__isnull=False) & ~models.Q(void_reason="")
    return models.CheckConstraint(condition=models.Q(void_at__isnull=True, void_reason="") | void, name=name)


def filled_in(state: str, name: str, *columns: str) -> models.CheckConstraint:
    """Let the database refuse a row of that state in which one of the columns is empty."""
    there = models.Q(**{f"{column}__isnull": False for column in columns})
    return models.CheckConstraint(condition=~models.Q(state=state) | there, name=name)


def in_area(scope: Scope, column: str = "area") -> models.Q | None:
    """Return rows of the person's areas; None when the whole office is in sight."""
    if scope.area_ids is None:
        return None
    return models.Q(**{f"{column}_id__in": scope.area_ids})


def within(scope: Scope, space: str = "space", area: str = "area", also: models.Q | None = None) -> models.Q:
    """Return rows of open spaces on the person's ground, and those of them that are `also` theirs."""
    wanted, here = models.Q(**{f"{space}__in": scope.spaces}), in_area(scope, area)
    return wanted if here is None else wanted & (here | (also or models.Q()))


def asked(text: str, *params: Any) -> list[tuple]:
    """Ask in words of our own: for the few questions that every request asks.

    Composing one of them from a query set took five times as long as the database took to answer it.
    """
    values = [_adapted(one) for one in params]
    try:
        return statements.run(text, values)
    except (InterfaceError, OperationalError):
        # The database was started anew since; every request begins with such a question, which opens the line again.
        if connection.in_atomic_block or connection.is_usable():
            raise
        connection.close()
        return statements.run(text, values)


def _adapted(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def pointing_at(model: type[models.Model]) -> list[models.ForeignKey]:
    """Return every foreign key, of any room, that points at `model`: hidden ones (related_name "+") too."""
    relations: list[Any] = model._meta.get_fields(include_hidden=True)
    return [found.field for found in relations if found.one_to_many or (found.one_to_one and found.auto_created)]
