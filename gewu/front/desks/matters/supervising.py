"""督办单: one supervision of a matter as a paper of its own, with its number, its demand and its deadline."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from gewu.front.desk import Desk, desk_view
from gewu.front.desks.matters import shown
from gewu.kernel.types import Refused
from gewu.matters import queries as matters


@desk_view("matters.see")
def slip(request: Desk, pk: int, seq: int) -> HttpResponse:
    """Print the slip of the supervision that is event `seq` of a matter."""
    found = matters.detail(pk, request.scope, request.now)
    entry = next((one for one in found.entries if one.seq == seq and one.kind == "supervised"), None)
    if entry is None:
        raise Refused("front.R4044", "没有找到这份督办单。", "请从事项的办理过程中打印。")
    context = {"found": found, "matter": found.matter, "shown": shown.matter(request, found), "entry": entry}
    return render(request, "matters/supervision_slip.html", {**context, "said": entry.event.said})
