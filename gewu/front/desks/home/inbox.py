"""消息: all that the office told me, day by day, to read, print or take away."""

from __future__ import annotations

from itertools import chain

from django.http import HttpResponse
from django.shortcuts import render

from gewu.front import chips, exports, messages, pages
from gewu.front.chips import Chip
from gewu.front.desk import Desk, desk_view
from gewu.front.messages import Message
from gewu.journal import queries as lines
from gewu.journal.actions import bulk

READ = Chip("read", "是否看过", (("no", "还没看"), ("yes", "看过的")), all_word="全部")
COLUMNS: tuple[exports.Column[Message], ...] = (
    exports.Column("时间", lambda one: one.came, 17),
    exports.Column("消息", lambda one: one.words, 80),
    exports.Column("看过", lambda one: one.seen, 17),
)


@desk_view()
def index(request: Desk) -> HttpResponse:
    """List my messages of the last year by day; what they are about is told as far as I may see it."""
    chosen = chips.chosen(request, [READ], searchable=False)
    rows = lines.every_message(request.scope, seen={"yes": True, "no": False}.get(chosen["read"]))
    told = chain.from_iterable(messages.as_seen(request, some) for some in bulk.batches(rows, exports.BATCH))
    if file := exports.taken(request, exports.Table("消息", COLUMNS, told, rows.count, request.now, chosen.sentence)):
        return file
    page = pages.cut(request, rows)
    context = {"chosen": chosen, "page": page, "told": messages.as_seen(request, list(page))}
    return render(request, "home/messages.html", context)
