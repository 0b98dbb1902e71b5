"""The description of the interface, in OpenAPI 3.1, made from what the views accept."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, JsonResponse

from gewu.front.api.views import FILTERS, WORDS
from gewu.kernel.nouns import Noun, nouns
from gewu.matters.verbs import ALL
from gewu.scenario.vocabulary import State

#: kind of a column -> what it is in JSON
_KINDS: dict[str, _Schema] = {
    "text": {"type": "string"},
    "day": {"type": ["string", "null"], "format": "date"},
    "moment": {"type": ["string", "null"], "format": "date-time"},
    "whole": {"type": "integer"},
    "fen": {"type": "integer", "description": "分"},
}
_Schema = dict[str, object]
_TEXT: _Schema = {"type": "string"}
_WHOLE: _Schema = {"type": "integer"}
_FLAG: _Schema = {"type": "boolean"}
_MAYBE_TEXT: _Schema = {"type": ["string", "null"]}
_MAYBE_WHOLE: _Schema = {"type": ["integer", "null"]}
_MOMENT: _Schema = {"type": "string", "format": "date-time"}
_MAYBE_MOMENT = _KINDS["moment"]
_CLOCKS = ("late", "soon", "running", "paused")
#: what a list and a single matter say alike (views._line)
_MATTER: dict[str, _Schema] = {
    "id": _WHOLE,
    "number": _TEXT,
    "external_number": _TEXT,
    "title": _TEXT,
    "place": _TEXT,
    **dict.fromkeys(("scenario", "category", "channel", "grade", "step", "step_title"), _TEXT),
    "area_id": _MAYBE_WHOLE,
    "unit_id": _MAYBE_WHOLE,
    "state": {"type": "string", "enum": sorted(State)},
    "clock": {"type": "string", "enum": [*_CLOCKS, "done", "done_late", "none"]},
    "repeats": _FLAG,
    "repeat_of": _MAYBE_TEXT,
    "received_at": _MOMENT,
    "recorded_at": _MOMENT,
    "due_at": _MAYBE_MOMENT,
    "closed_at": _MAYBE_MOMENT,
}
_EVENT: dict[str, _Schema] = {
    "seq": _WHOLE,
    "at": _MOMENT,
    "step": _TEXT,
    "words": _TEXT,
    "kind": {"type": "string", "enum": sorted(ALL)},
}
_TAKEN_IN: dict[str, _Schema] = {
    **{key: _MATTER[key] for key in ("id", "number", "title", "step", "due_at", "area_id", "repeat_of")},
    "warnings": {"type": "array", "items": _TEXT},
    "url": _TEXT,
}
_PAGE: dict[str, _Schema] = {"total": _WHOLE, "more": _FLAG, "next": _MAYBE_TEXT}
_TYPES = {str: "string", int: "integer", float: "number", dict: "object", bool: "boolean"}


def document(request: HttpRequest) -> JsonResponse:
    """Answer /api/openapi.json; open to everybody, it tells nothing but the shape."""
    return JsonResponse(described())


def described() -> dict[str, object]:
    """Describe all paths."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "格物", "version": "1"},
        "security": [{"token": []}],
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {
                "NewMatter": _new_matter(),
                "TakenIn": _whole(_TAKEN_IN),
                "Matter": _whole(_MATTER),
                "MatterWithStory": _whole(_MATTER | {"body": _TEXT, "why": _TEXT, "events": _many(_whole(_EVENT))}),
                "Error": _error(),
                **{one.kind: _row(one) for one in _listed()},
            },
        },
        "paths": {
            "/api/matters": {"get": _list(), "post": _take_in()},
            "/api/matters/{number}": {"get": _one()},
            **{path: get for one in _listed() for path, get in _rows(one).items()},
        },
    }


def _whole(words: Mapping[str, object]) -> dict[str, object]:
    """An object that always says all of its words and no other."""
    return {"type": "object", "required": sorted(words), "additionalProperties": False, "properties": words}


def _many(of: dict[str, object]) -> dict[str, object]:
    return {"type": "array", "items": of}


def _named(schema: str) -> dict[str, object]:
    return {"$ref": f"#/components/schemas/{schema}"}


def _new_matter() -> dict[str, object]:
    words: dict[str, _Schema] = {
        key: {"type": "number" if float in kinds else _TYPES[kinds[0]]} for key, kinds in WORDS.items()
    }
    words["received_at"] |= {"format": "date-time"}
    reporter = {"type": "object", "properties": {"name": {"type": "string"}, "phone": {"type": "string"}}}
    return {
        "type": "object",
        "required": ["scenario"],
        "additionalProperties": False,
        "properties": words | {"reporter": reporter | {"additionalProperties": False}},
    }


def _listed() -> list[Noun]:
    return [one for one in nouns().values() if one.key == "id"]


def _row(noun: Noun) -> dict[str, object]:
    columns = {one.key: {"title": one.title, **_KINDS[one.kind]} for one in noun.columns}
    return {"title": noun.word, **_whole({"id": _WHOLE} | columns)}


def _rows(noun: Noun) -> dict[str, object]:
    one, many = _named(noun.kind), _whole(_PAGE | {"rows": _many(_named(noun.kind))})
    what = {"tags": [noun.kind]}
    names = (*(["q"] if noun.search else []), "page", "per_page")
    parameters = [{"name": name, "in": "query", "schema": {"type": "string"}} for name in names]
    name = {"name": "name", "in": "path", "required": True, "schema": {"type": "string"}}
    return {
        f"/api/rows/{noun.kind}": {
            "get": {
                "operationId": f"list_{noun.kind}",
                "summary": noun.many,
                "parameters": parameters,
                **what | {"responses": _given(many, "401", "403")},
            }
        },
        f"/api/rows/{noun.kind}/{{name}}": {
            "get": {
                "operationId": f"read_{noun.kind}",
                "summary": noun.word,
                "parameters": [name],
                **what | {"responses": _given(one, "401", "403", "404")},
            }
        },
    }


def _given(schema: dict[str, object], *codes: str) -> dict[str, object]:
    return {"200": {"description": "rows in sight", "content": _json(schema)}, **_answers(*codes)}


def _error() -> dict[str, object]:
    said: dict[str, object] = {name: {"type": "string"} for name in ("id", "words", "hint")}
    said["fields"] = {"type": "object", "additionalProperties": {"type": "string"}}
    return {"type": "object", "properties": {"error": {"type": "object", "properties": said}}}


def _answers(*codes: str) -> dict[str, object]:
    return {code: {"description": "refused", "content": _json(_named("Error"))} for code in codes}


def _json(schema: dict[str, object]) -> dict[str, object]:
    return {"application/json": {"schema": schema}}


def _take_in() -> dict[str, object]:
    made = {"201": "taken in", "200": "taken in before with this key"}
    key = {"name": "Idempotency-Key", "in": "header", "required": True, "schema": {"type": "string", "format": "uuid"}}
    return {
        "operationId": "take_in_matter",
        "tags": ["matter"],
        "summary": "Take a matter in",
        "parameters": [key],
        "requestBody": {"required": True, "content": _json(_named("NewMatter"))},
        "responses": {
            code: {"description": words, "content": _json(_named("TakenIn"))} for code, words in made.items()
        }
        | _answers("400", "401", "403", "409", "422"),
    }


def _list() -> dict[str, object]:
    names: dict[str, _Schema] = dict.fromkeys((*FILTERS, "q", "page", "per_page"), _TEXT)
    names["clock"] = {"type": "string", "enum": list(_CLOCKS)}
    parameters = [{"name": name, "in": "query", "schema": schema} for name, schema in names.items()]
    responses = _given(_whole(_PAGE | {"matters": _many(_named("Matter"))}), "401", "403", "422")
    what = {"operationId": "list_matters", "tags": ["matter"], "summary": "List matters"}
    return what | {"parameters": parameters, "responses": responses}


def _one() -> dict[str, object]:
    number = {"name": "number", "in": "path", "required": True, "schema": {"type": "string"}}
    what = {"operationId": "read_matter_with_story", "tags": ["matter"], "summary": "Read a matter"}
    return what | {
        "parameters": [number],
        "responses": _given(_named("MatterWithStory"), "401", "403", "404"),
    }
