"""Reading GEWU_* variables: the few conversions that settings.py needs, and the keys it keeps in the data folder."""

from __future__ import annotations

import os
import secrets
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from gewu.kernel.calendar import LOCAL

# Eight threads have a connection each: 8 MB of pages for every one, the rest is the system's cache, which all share.
PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA busy_timeout=20000;PRAGMA cache_size=-8192;"
    "PRAGMA temp_store=MEMORY;PRAGMA foreign_keys=ON;"
)


def switched_on(name: str) -> bool:
    """Whether `name` is set to 1, yes, true or on."""
    return os.environ.get(name, "").strip().lower() in {"1", "yes", "true", "on"}


def words(name: str, default: str = "") -> list[str]:
    """Split a comma separated variable; no empty words."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def one_of(name: str, known: tuple[str, ...]) -> str:
    """Return variable `name` in capitals, the first of `known` where it is not set.

    Errors: ImproperlyConfigured for a word that is none of them.
    """
    said = os.environ.get(name, "").strip().upper() or known[0]
    if said not in known:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(known)}")
    return said


def kept_key(name: str, file: Path, *, made: bool = True) -> str:
    """Return variable `name`, else the key kept in `file`; "" where there is none and none is to be made.

    A key that is `made` has 64 hex digits, and its file mode 600.
    """
    if given := os.environ.get(name):
        return given
    if not file.exists() and made:
        _keep(secrets.token_hex(32), file)
    return file.read_text(encoding="ascii").strip() if file.exists() else ""


def _keep(key: str, file: Path) -> None:
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(key + "\n", encoding="ascii")
    try:
        os.link(draft, file)  # the first of two processes wins; the other reads what is there
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def database(url: str, data: Path, *, patience: int = 0, pooled: bool = False) -> dict[str, object]:
    """Say where rows are kept: SQLite in `data` when `url` is empty, else the PostgreSQL that it names.

    patience  seconds after which PostgreSQL gives a statement up; 0: never
    pooled    a pool lends connections for one transaction: nothing is set on a connection or kept between statements
    Errors: ImproperlyConfigured for any other kind of address.
    """
    return _postgres(url, patience, pooled) if url else _sqlite(data / "gewu.sqlite3")


def _sqlite(file: Path) -> dict[str, object]:
    return {
        "ENGINE": "gewu.config.fairsqlite",
        "NAME": str(file),
        "CONN_MAX_AGE": None,
        # IMMEDIATE: with DEFERRED, a third of transactions that read before they wrote failed under load.
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": PRAGMAS},
        # A file, as in life: threads have connections of their own, and DuckDB can attach it.
        "TEST": {"NAME": str(file.with_name("test.sqlite3"))},
    }


def _postgres(url: str, patience: int, pooled: bool) -> dict[str, object]:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured("GEWU_DATABASE_URL must read postgres://user:password@host:5432/name")
    # Values go apart from the words, so PostgreSQL plans a statement that comes again once for a connection: composing
    # and planning one of 78 columns took longer than answering it.
    bound = {"server_side_binding": True, "prepare_threshold": None if pooled else 5}
    more = dict(parse_qsl(parts.query))
    lent = more.pop("pool", "").lower() in {"1", "yes", "true", "on"}  # Django's own pool keeps connections itself
    limits = f"-c statement_timeout={patience}s -c lock_timeout={patience}s" if patience and not pooled else ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 0 if lent else 600,
        "DISABLE_SERVER_SIDE_CURSORS": pooled,
        "OPTIONS": bound | ({"options": limits} if limits else {}) | ({"pool": True} if lent else {}) | more,
    }


def clock_shift(now: str, set_at: str) -> timedelta:
    """How far the office clock is ahead of the real one: zero unless GEWU_NOW set it.

    `set_at` is the real moment at which the clock was set, handed down by `gewu serve` so that all its
    processes tell the same time; empty means just now.
    A moment without a zone is the office's own (Asia/Shanghai).
    Errors: ImproperlyConfigured when either is no ISO date and time.
    """
    if not now:
        return timedelta(0)
    return _moment("GEWU_NOW", now) - (_moment("GEWU_NOW_SET_AT", set_at) if set_at else datetime.now().astimezone())


def _moment(name: str, text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise ImproperlyConfigured(f"{name} must read like 2023-07-03T09:00:00+08:00") from wrong
    return moment if moment.tzinfo else moment.replace(tzinfo=LOCAL)
