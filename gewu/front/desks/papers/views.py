"""文书: the register by number, one paper to read and print, and the same as .docx."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse
from django.shortcuts import render

from gewu.answers import revealing
from gewu.answers.rules import MASKED
from gewu.documents import actions
from gewu.documents import queries as papers
from gewu.documents.rules import Stand, Whose, is_address, said_day
from gewu.flows import papers as flow
from gewu.front import chips, exports, opening, pages, uploads
from gewu.front.chips import Chip
from gewu.front.desk import Desk, desk_view
from gewu.office import queries as office

SEE = ("matters.see", "registry.see", "tasks.do", "records.submit", "money.see")


@desk_view(*SEE)
def index(request: Desk) -> HttpResponse:
    """List papers by scenario, document and how they stand; void ones keep their number and their line."""
    adopted = office.adopted(request.scope.office_id, request.today)
    writing = {key: one for key, one in adopted.items() if any(not doc.has_own_page for doc in one.documents.values())}
    filters = [Chip("scenario", "场景", tuple((key, one.title) for key, one in writing.items()))]
    chosen_scenario = writing.get(request.GET.get("scenario", ""))
    if chosen_scenario:
        named = ((key, one.title) for key, one in chosen_scenario.documents.items() if not one.has_own_page)
        filters.append(Chip("document", "文书", tuple(named)))
    filters += [
        Chip("whose", "来去", tuple(Whose.words().items())),
        Chip("stand", "状态", tuple(Stand.words().items())),
    ]
    chosen = chips.chosen(request, filters)
    rows = papers.papers(request.scope, chosen.values, text=chosen.words)
    columns = exports.columns("paper", request)
    if file := exports.taken(
        request, exports.Table("文书登记簿", columns, rows, rows.count, request.now, chosen.sentence)
    ):
        return file
    page = pages.cut(request, rows)
    context = {
        "chosen": chosen,
        "page": page,
        "lines": [(row, opening.url(row.of_kind, row.of_id) if row.of_id else "") for row in page],
        "offers": flow.offers("office", 0, by=request.actor, at=request.now),
    }
    return render(request, "papers/index.html", context)


@desk_view(*SEE)
def one(request: Desk, pk: int) -> HttpResponse:
    """Show one paper as it reads, with what can still be done with it."""
    found = _read(request, pk)
    row = found.row
    may = actions.may(request.actor, found.document) and row.void_at is None
    context = {
        "found": found,
        "row": row,
        "paragraphs": [(words, is_address(words, place)) for place, words in enumerate(found.paragraphs)],
        "given": [
            (ask.say, row.slots.get(key) or MASKED) for key, ask in found.document.asks.items() if key in row.slots
        ],
        "masked": [("", MASKED)] if found.masked else [],
        "day": said_day(row.issued_on),
        "url": opening.url(row.of_kind, row.of_id) if row.of_id else "",
        "may": may,
    }
    return render(request, "papers/one.html", context)


@desk_view(*SEE)
def docx(request: Desk, pk: int) -> HttpResponse:
    """Give a paper of ours as .docx; masked as its page is."""
    found = _read(request, pk)
    from gewu.front.papers import document  # with python-docx: ten megabytes that few requests need

    content = document.docx(found, office.office(request.scope.office_id))
    return uploads.paper(content, " ".join(filter(None, [found.row.title, found.row.number])))


@desk_view(*SEE)
def file(request: Desk, pk: int, file_id: int) -> FileResponse:
    """Hand out a scan of a paper in sight."""
    return uploads.serve(request, file_id, papers.KIND, lambda owner: owner == pk and papers.paper(pk, request.scope))


def _read(request: Desk, pk: int) -> papers.Read:
    opened = "opened" in request.GET and revealing.is_open(request.actor, request.now, papers.KIND, pk)
    return papers.read(pk, request.scope, opened=opened)
