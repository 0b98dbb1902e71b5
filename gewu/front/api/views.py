"""Matters for programs: take one in, list them, read one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gewu.front import spoken
from gewu.front.api.door import answer, api_view
from gewu.front.api.rows import about, size_of
from gewu.front.desk import Desk
from gewu.journal import actions as journal
from gewu.kernel.ciphers import digest
from gewu.kernel.texts import cleaned
from gewu.kernel.types import Refused
from gewu.matters import queries
from gewu.matters.actions import NewMatter, NewReporter, take_in
from gewu.matters.queries import Filters, Line

#: what a program may say of a new matter: word -> the types it may have
WORDS: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("scenario", "channel", "category", "grade", "level", "title", "body", "place"), (str,)),
    "external_number": (str,),
    "received_at": (str,),
    "lon": (int, float),
    "lat": (int, float),
    "area_id": (int,),
    "subject_id": (int,),
    "answers": (dict,),
    "anonymous": (bool,),
}
#: words that name a row; no database keeps more
IDS, MOST = {"area_id", "subject_id"}, 2**63
#: said to a program whose place belongs to no grid that is known
NO_GROUND = "没有认出这个地点在哪个网格，请由派单员补上，或带 area_id 重新登记。"
FILTERS = ("state", "scenario", "category", "grade", "level", "channel", "clock")


@api_view("matters.see")
@require_http_methods(["GET", "HEAD", "POST"])
def matters(request: Desk) -> HttpResponse:
    """GET lists, POST takes one in."""
    if request.method == "POST":
        return _take_in(request)
    return _list(request)


def _take_in(request: Desk) -> JsonResponse:
    """201 with the new matter; 200 with the same matter when the key was used before."""
    request.actor.must("matters.take_in")
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        raise Refused("api.R400", "缺少 Idempotency-Key。", "请为每件事项生成一个 UUID，重发时用同一个。")
    new = new_matter(_body(request))
    asked = digest(f"{request.actor.staff_id} ".encode() + request.body)

    def do() -> dict[str, object]:
        made = take_in(new, by=request.actor, at=request.now)
        return {
            "id": made.id,
            "number": made.number,
            "title": made.title,
            "step": made.step,
            "due_at": _at(made.due_at),
            "area_id": made.area_id,
            "repeat_of": _number_of(request, made.repeat_of_id),
            "warnings": [] if made.area_id else [NO_GROUND],
        }

    said, replayed = journal.once(request.actor.office_id, key, "api.matters", do, asked=asked)
    url = reverse("matters:detail", args=[said["id"]])
    response = answer(said | {"url": url}, 200 if replayed else 201)
    response["Location"] = reverse("api:matter", args=[said["number"]])
    return response


def _number_of(request: Desk, matter_id: int | None) -> str | None:
    return queries.numbers(request.scope, [matter_id]).get(matter_id) if matter_id else None


def _body(request: Desk) -> dict[str, Any]:
    try:
        said = json.loads(request.body, parse_constant=_no_number)
    except (ValueError, RecursionError) as wrong:
        raise Refused("api.R4001", "内容不是 JSON。", str(wrong)) from wrong
    if not isinstance(said, dict):
        raise Refused("api.R4002", "内容应是一个 JSON 对象。")
    return _clean(said)


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number in JSON")


def _clean(said: Any) -> Any:
    if isinstance(said, str):
        return cleaned(said)
    if isinstance(said, dict):
        return {cleaned(key): _clean(value) for key, value in said.items()}
    return [_clean(one) for one in said] if isinstance(said, list) else said


def new_matter(said: Mapping[str, Any]) -> NewMatter:
    """Read a new matter; Refused api.R422 names every word that is unknown or of the wrong type."""
    reporter = said.get("reporter")
    words = {key: value for key, value in said.items() if key != "reporter" and value is not None}
    wrong = {key: "没有这一项" for key in words if key not in WORDS}
    wrong |= {key: "类型不对" for key, value in words.items() if key in WORDS and type(value) not in WORDS[key]}
    if "received_at" in words and "received_at" not in wrong and not _moment(words):
        wrong["received_at"] = "应写作 2023-06-21T10:00:00+08:00"
    wrong |= {key: "没有这个编号" for key in IDS & words.keys() - wrong.keys() if not -MOST < words[key] < MOST}
    if "scenario" not in words:
        wrong["scenario"] = "请填写"
    if reporter is not None and not _is_reporter(reporter):
        wrong["reporter"] = "应是 {name, phone}"
    if wrong:
        raise Refused("api.R422", f"有{len(wrong)}项不正确，没有登记。", "请按 fields 改正。", wrong)
    return NewMatter(**words, reporter=NewReporter(**reporter) if reporter else None)


def _moment(words: dict[str, Any]) -> bool:
    """Read when it came in, in its place; whether it can be read, with its zone."""
    try:
        words["received_at"] = datetime.fromisoformat(words["received_at"])
    except ValueError:
        return False
    return words["received_at"].tzinfo is not None


def _is_reporter(said: object) -> bool:
    return (
        isinstance(said, dict)
        and set(said) <= {"name", "phone"}
        and all(isinstance(one, str) for one in said.values())
    )


def _list(request: Desk) -> JsonResponse:
    given: dict[str, Any] = {name: request.GET[name] for name in FILTERS if request.GET.get(name)}
    filters = Filters(
        **given, text=request.GET.get("q", ""), page=request.GET.get("page", ""), per_page=size_of(request)
    )
    found = queries.desk(request.scope, filters, request.now)
    known = queries.numbers(request.scope, [line.matter.repeat_of_id for line in found.rows])
    return answer(about(found) | {"matters": [_line(line, known) for line in found.rows]})


@api_view("matters.see")
@require_safe
def matter(request: Desk, number: str) -> HttpResponse:
    """Read one matter by its number, with its story; who reported stays masked."""
    found = queries.desk(request.scope, Filters(text=number, per_page=20), request.now)
    ids = [line.matter.id for line in found.rows if number in (line.matter.number, line.matter.external_number)]
    if not ids:
        raise Refused("api.R404", "没有找到这件事，或不在您的范围内。")
    detail = queries.detail(ids[0], request.scope, request.now)
    events = [
        {"seq": entry.seq, "kind": entry.kind, "at": _at(entry.at), "step": entry.step, "words": entry.words}
        for entry in detail.entries
    ]
    more = {
        "body": detail.matter.body,
        "why": spoken.sentence(detail.line.colour),
        "events": events,
    }
    known = queries.numbers(request.scope, [detail.matter.repeat_of_id])
    return answer(_line(detail.line, known) | more)


#: columns of a matter that programs read as they are
_PLAIN = (
    *("id", "number", "external_number", "scenario", "category", "channel", "grade", "title"),
    *("area_id", "unit_id", "state", "step"),
)


def _line(line: Line, known: Mapping[int, str]) -> dict[str, object]:
    """A matter for programs; `known` are the numbers in sight of what matters repeat."""
    row = line.matter
    moments = {name: _at(getattr(row, name)) for name in ("received_at", "recorded_at", "due_at", "closed_at")}
    said = {"place": row.place_text, "step_title": line.step, "clock": line.colour.name}
    repeats = {"repeats": row.repeat_of_id is not None, "repeat_of": known.get(row.repeat_of_id or 0)}
    return {name: getattr(row, name) for name in _PLAIN} | said | repeats | moments


def _at(moment) -> str | None:
    return moment.isoformat() if moment else None
