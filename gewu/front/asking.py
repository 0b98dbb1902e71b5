"""Asking by a form: show it, do it, or show it again with everything typed and every error beside its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from gewu.front import asked
from gewu.front.desk import Desk
from gewu.kernel.types import Refused

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: what was typed, as a form has cleaned it: field name -> value
Cleaned = Mapping[str, Any]


def ask(
    request: Desk,
    form: BaseForm,
    act: Callable[[Cleaned], str],
    *,
    page: str,
    context: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Show `form` on `page`; once it is sent and right, do `act(cleaned data)` and go to the address it returns.

    What `act` refuses is shown on the form (422). The page finds the form as `form`.
    """
    if form.is_bound and form.is_valid():
        try:
            return HttpResponseRedirect(act(form.cleaned_data))
        except Refused as refused:
            request.refused = refused  # desk_view notes who asked for what is not theirs
            put_on(form, refused)
    status = 422 if form.is_bound else 200
    return render(request, page, {"form": form, **(context or {})}, status=status)


def act(
    request: Desk,
    form: BaseForm,
    do: Callable[..., Any],
    *,
    title: StrOrPromise,
    back: str,
    word: StrOrPromise = "",
    to: Callable[[Any], str] | None = None,
    **context: object,
) -> HttpResponse:
    """Ask for one act on a page of its own: `do(by=, at=, what was typed)`, then go back, or `to` what was made.

    `word` is the button's, where it is not the page's `title`.
    """

    def done(given: Cleaned) -> str:
        made = do(by=request.actor, at=request.now, **given)
        return to(made) if to else back

    shown = {"title": title, "word": word or title, "back": back, **context}
    return ask(request, form, done, page="_act.html", context=shown)


def put_on(form: BaseForm, refused: Refused) -> None:
    """Put a refusal on the form: its fields' sentences beside them, the whole at the top."""
    for key, words in refused.fields.items():
        # A question of the scenario may be called like a field of the form: the room speaks of its own.
        names = (asked.PREFIX + key, asked.CHECK + key, key)
        if name := next((name for name in names if name in form.fields), None):
            form.add_error(name, words)
    form.add_error(None, f"{refused.words}{refused.hint}（{refused.id}）")
