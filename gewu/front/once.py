"""A form is answered once: its hidden `_once` key finds the first answer again (double click, lost line, Back)."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext

from gewu.journal import actions as journal
from gewu.kernel.ciphers import digest
from gewu.kernel.types import Refused

if TYPE_CHECKING:
    from gewu.front.desk import Desk

NAME = "_once"


class Unfinished(Exception):
    """The form is shown again: nothing was done, so nothing may be kept under its key."""

    def __init__(self, response: HttpResponseBase):
        super().__init__(response.status_code)
        self.response = response


def key() -> str:
    """Make the value of a new form's hidden field."""
    return str(uuid.uuid4())


def answered(request: Desk, do: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Do what a sent form asks in one transaction, or repeat the answer that its key already has.

    Done means a redirect; any other response rolls back and is shown as it is.
    Errors: Refused front.R421 without a key.
    """

    done: list[HttpResponseRedirect] = []

    def act() -> dict[str, object]:
        response = do()
        if not isinstance(response, HttpResponseRedirect):
            raise Unfinished(response)
        done.append(response)
        return {"to": response.url}

    try:
        whose = digest(str(request.actor.staff_id))  # what was typed again after the first sending is told, not done
        answer, replayed = journal.once(request.actor.office_id, sent_key(request), _act(request), act, asked=whose)
    except Unfinished as unfinished:
        return unfinished.response
    if replayed:
        messages.info(request, gettext("这张表已经提交过一次，以第一次为准。"))
    return done[0] if done else HttpResponseRedirect(str(answer["to"]))


def sent_key(request: Desk) -> uuid.UUID:
    """Read the key of a sent form."""
    try:
        return uuid.UUID(request.POST.get(NAME, ""))
    except ValueError:
        raise Refused("front.R421", "这张表缺少提交编号，未作任何改动。", "请刷新页面后重新提交。") from None


def _act(request: Desk) -> str:
    return f"front.{request.resolver_match.view_name}"[:60]
