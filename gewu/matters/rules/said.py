"""What an event said, as people and clocks said it: read from the event's JSON here, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from functools import cache
from typing import Any, Self, cast

from gewu.kernel import telltale
from gewu.kernel.clocks import Limit


@dataclass(frozen=True, slots=True)
class StepClock:
    """The clock of a step: by when it must be reached, by the limit that was taken when the clock began."""

    step: str
    start: datetime
    limit: Limit
    due_at: datetime
    warn_at: datetime

    @classmethod
    def read(cls, held: Mapping[str, str]) -> Self:
        start, due_at, warn_at = (datetime.fromisoformat(held[name]) for name in ("start", "due_at", "warn_at"))
        return cls(held["step"], start, Limit.parse(held["limit"]), due_at, warn_at)

    def written(self) -> dict[str, str]:
        return {one.name: _plain(getattr(self, one.name)) for one in fields(self)}


@dataclass(frozen=True, slots=True)
class Said:
    """What any event may say. A verb that says more has a class of its own, beside its check and its fold."""

    words: str = ""
    staff: int | None = None  # the person who holds it from now on
    answers: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[Mapping[str, Any], ...] = ()
    photo_kept_in: str = ""  # imported history: the system that keeps the after-photo
    papers_kept_in: str = ""  # imported history: where the papers are kept that this step needed
    category: str = ""
    grade: str = ""
    # what the clock remembers: the limit it took (E1-R21) and the moments that follow from it
    limit: Limit | None = None
    clock_from: datetime | None = None
    due_at: datetime | None = None
    warn_at: datetime | None = None
    sign_due_at: datetime | None = None
    steps: tuple[StepClock, ...] = ()
    hand_to: str = ""  # to whom the matter is to be handed over: 110, 119, 120, 122, or whom its grade names
    hand_clock: StepClock | None = None  # by when; its `step` is that receiver

    @classmethod
    def read(cls, held: Mapping[str, Any]) -> Self:
        """Read what was kept or typed; ValueError that names a word this kind of event does not say."""
        readers = _readers(cast(Any, cls))
        if unknown := sorted(held.keys() - readers.keys()):
            raise ValueError(f"{cls.__name__} says nothing called {', '.join(unknown)}")
        return cls(**{key: readers[key](value) for key, value in held.items()})

    def each(self, do: Callable[[str], str]) -> Self:
        """Return this with its words, and the texts among its answers, as `do` writes them."""
        texts: dict[str, Any] = {
            one.name: do(value) for one in fields(self) if isinstance(value := getattr(self, one.name), str)
        }
        return replace(self, **texts, answers=telltale.each(self.answers, do))

    def written(self) -> dict[str, Any]:
        """Write what was said as JSON; what was not said is left out."""
        known = _defaults(cast(Any, type(self)))
        return {name: _plain(value) for name, default in known if (value := getattr(self, name)) != default}


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    blank = kind()
    return tuple((one.name, getattr(blank, one.name)) for one in fields(kind))


@cache
def _readers(kind: Any) -> Mapping[str, Callable[[Any], Any]]:
    return {one.name: _TYPED.get(str(one.type), _as_it_is) for one in fields(kind)}


def _as_it_is(value: Any) -> Any:
    return value


def _moment(value: Any) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _limit(value: Any) -> Limit | None:
    return Limit.parse(value) if isinstance(value, str) else value


def _step(value: Any) -> StepClock | None:
    return StepClock.read(value) if isinstance(value, Mapping) else value


def _steps(value: Any) -> tuple[StepClock, ...]:
    return tuple(one if isinstance(one, StepClock) else StepClock.read(one) for one in value)


_TYPED: Mapping[str, Callable[[Any], Any]] = {
    "datetime | None": _moment,
    "Limit | None": _limit,
    "tuple[Mapping[str, Any], ...]": tuple,
    "tuple[int, ...]": tuple,
    "tuple[StepClock, ...]": _steps,
    "StepClock | None": _step,
}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Limit | StepClock):
        return value.written()
    if isinstance(value, tuple):
        return [one.written() if isinstance(one, StepClock) else one for one in value]
    return value
