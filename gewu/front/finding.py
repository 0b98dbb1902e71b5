"""What is typed into a search box: words go into the address, numbers of persons never do."""

from __future__ import annotations

from django.http import HttpResponseRedirect
from django.utils.http import urlencode

from gewu.front.desk import Desk
from gewu.kernel import telltale

AT_MOST = 60


def typed(request: Desk) -> tuple[str, str]:
    """Return (words, number) of a search: a number where the form was sent with one, words otherwise.

    A number that stands in an address is asked for by nobody: it lies in histories and logs already.
    """
    words = " ".join((request.POST if request.method == "POST" else request.GET).get("q", "").split())[:AT_MOST]
    if request.method == "POST":
        return (words, words) if telltale.asked(words) else (words, "")
    return ("", "") if telltale.find(words) else (words, "")


def in_address(request: Desk) -> bool:
    """Say whether a number of a person was put into the address."""
    return bool(telltale.find(request.GET.get("q", "")))


def with_words(request: Desk, words: str) -> HttpResponseRedirect:
    """Go to the page whose address holds the words."""
    return HttpResponseRedirect(f"{request.path}?{urlencode({'q': words})}")
