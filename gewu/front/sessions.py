"""Sessions in the database: one statement finds a session, its login and where that sits; using one rarely writes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from gewu.office import actions, queries

#: a session that is in use is prolonged at most this often
TOUCH_EVERY = timedelta(minutes=1)


class SessionStore(db.SessionStore):
    """Django's sessions in rows that name their login. `account` is whose session it is, once it was loaded."""

    account = None
    _is_stale = False
    _as_loaded: dict[str, object] | None = None

    @classmethod
    def get_model_class(cls):
        return apps.get_model("office.Session")

    def load(self):
        now = timezone.now()
        stale = now + timedelta(seconds=self.get_session_cookie_age()) - TOUCH_EVERY
        found = queries.visitor(self.session_key or "", now, stale)
        if found is None:
            self._session_key = None
            return {}
        self.account, self._is_stale = found.account, found.is_stale
        self._as_loaded = self.decode(found.data)
        return dict(self._as_loaded)

    def create_model_instance(self, data):
        row: Any = super().create_model_instance(data)
        row.account_id = data.get(SESSION_KEY)
        return row

    def touch(self) -> None:
        """Prolong a session that was not used for a minute when the answer goes out, and its cookie with it."""
        self.modified = self.modified or self._is_stale

    def save(self, must_create=False):
        if self._is_stale and not must_create and dict(self.items()) == self._as_loaded:
            actions.prolong(self.session_key or "", self.get_expiry_date())
        else:
            super().save(must_create=must_create)
