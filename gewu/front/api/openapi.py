"""The description of the interface, in OpenAPI 3.1, made from what the views accept."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse

from gewu.front.api.views import FILTERS, WORDS
from gewu.kernel.nouns import Noun, nouns

#: kind of a column -> what it is in JSON
_KINDS: dict[str, dict[str, object]] = {
    "text": {"type": "string"},
    "day": {"type": ["string", "null"], "format": "date"},
    "moment": {"type": ["string", "null"], "format": "date-time"},
    "whole": {"type": "integer"},
    "fen": {"type": "integer", "description": "分"},
}
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
            "schemas": {"NewMatter": _new_matter(), "Error": _error(), **{one.kind: _row(one) for one in _listed()}},
        },
        "paths": {
            "/api/matters": {"get": _list(), "post": _take_in()},
            "/api/matters/{number}": {"get": _one()},
            **{path: get for one in _listed() for path, get in _rows(one).items()},
        },
    }


def _new_matter() -> dict[str, object]:
    words: dict[str, dict[str, object]] = {
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
    return {"type": "object", "title": noun.word, "properties": {"id": {"type": "integer"}} | columns}


def _rows(noun: Noun) -> dict[str, object]:
    one: dict[str, object] = {"$ref": f"#/components/schemas/{noun.kind}"}
    page = {"total": {"type": "integer"}, "more": {"type": "boolean"}, "next": {"type": ["string", "null"]}}
    many: dict[str, object] = {"type": "object", "properties": page | {"rows": {"type": "array", "items": one}}}
    names = (*(["q"] if noun.search else []), "page", "per_page")
    parameters = [{"name": name, "in": "query", "schema": {"type": "string"}} for name in names]
    name = {"name": "name", "in": "path", "required": True, "schema": {"type": "string"}}
    return {
        f"/api/rows/{noun.kind}": {
            "get": {"summary": noun.many, "parameters": parameters, "responses": _given(many, "401", "403")}
        },
        f"/api/rows/{noun.kind}/{{name}}": {
            "get": {"summary": noun.word, "parameters": [name], "responses": _given(one, "401", "403", "404")}
        },
    }


def _given(schema: dict[str, object], *codes: str) -> dict[str, object]:
    fine = {"description": "rows in sight", "content": {"application/json": {"schema": schema}}}
    return {"200": fine, **_answers(*codes)}


def _error() -> dict[str, object]:
    said: dict[str, object] = {name: {"type": "string"} for name in ("id", "words", "hint")}
    said["fields"] = {"type": "object", "additionalProperties": {"type": "string"}}
    return {"type": "object", "properties": {"error": {"type": "object", "properties": said}}}


def _answers(*codes: str, **good: str) -> dict[str, object]:
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    fine = {code.removeprefix("_"): {"description": words} for code, words in good.items()}
    return fine | {code: {"description": "refused", "content": error} for code in codes}


def _take_in() -> dict[str, object]:
    body = {"application/json": {"schema": {"$ref": "#/components/schemas/NewMatter"}}}
    key = {"name": "Idempotency-Key", "in": "header", "required": True, "schema": {"type": "string", "format": "uuid"}}
    return {
        "summary": "Take a matter in",
        "parameters": [key],
        "requestBody": {"required": True, "content": body},
        "responses": _answers("400", "401", "403", "422", _201="taken in", _200="taken in before with this key"),
    }


def _list() -> dict[str, object]:
    names = (*FILTERS, "q", "page", "per_page")
    parameters = [{"name": name, "in": "query", "schema": {"type": "string"}} for name in names]
    responses = _answers("401", "403", "422", _200="a page of matters in sight")
    return {"summary": "List matters", "parameters": parameters, "responses": responses}


def _one() -> dict[str, object]:
    number = {"name": "number", "in": "path", "required": True, "schema": {"type": "string"}}
    responses = _answers("401", "403", "404", _200="one matter with its story")
    return {"summary": "Read a matter", "parameters": [number], "responses": responses}
