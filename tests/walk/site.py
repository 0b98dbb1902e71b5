"""The site as a walker finds it: every address of the URL map, and every form of a page with its fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import product
from urllib.parse import urljoin
from uuid import uuid4

from django.urls import URLPattern, get_resolver

from tests.cast import PASSWORD

#: addresses that end the session or change the language
ENDS = ("logout/", "language/")


def routes(patterns=None, before: str = "") -> Iterator[str]:
    """Every route of the map but those that end the session."""
    for one in patterns or get_resolver().url_patterns:
        if isinstance(one, URLPattern):
            if before + str(one.pattern) not in ENDS:
                yield before + str(one.pattern)
        else:
            yield from routes(one.url_patterns, before + str(one.pattern))


def holes(route: str) -> list[tuple[str, str]]:
    """The kind and name of each parameter of a route."""
    return re.findall(r"<(?:(\w+):)?(\w+)>", route)


def addresses(route: str, ids: Sequence[object], words: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Every address of a route: with each id, and each word for a parameter of that name."""
    fill = [ids if kind == "int" else words.get(name, ["nothing"]) for kind, name in holes(route)]
    for chosen in product(*fill):
        yield "/" + re.sub(r"<[^>]+>", "{}", route).format(*chosen)


@dataclass
class Field:
    """One field of a form: `options` are the values that its page offers, empty where anything may be typed."""

    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)
    needed: bool = False
    limits: dict[str, str] = field(default_factory=dict)

    @property
    def is_id(self) -> bool:
        """Whether it carries the id of a row, where all tables begin at a million."""
        return any(re.fullmatch(r"[1-9]0000\d\d", one) for one in self.offered)

    @property
    def offered(self) -> list[str]:
        return [one for one in [*self.options, self.value] if one]


@dataclass
class Form:
    """A form of a page: where it is sent to, how, and what it asks."""

    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)


class Page(HTMLParser):
    """The forms and links of a page, as a browser reads them."""

    def __init__(self, address: str, html: str):
        super().__init__(convert_charrefs=True)
        self.address, self.forms, self.links, self.text = address, [], [], []
        self._form: Form | None = None
        self._select: Field | None = None
        self._area: Field | None = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        got = {name: value or "" for name, value in attrs}
        if "href" in got and tag in ("a", "link"):
            self.links.append(urljoin(self.address, got["href"]))
        if tag == "form":
            action = urljoin(self.address, got.get("action") or self.address)
            self._form = Form(action, got.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is not None and got.get("name"):
            self._field(tag, got)
        elif tag == "option" and self._select is not None:
            self._select.options.append(got.get("value", ""))
            if "selected" in got:
                self._select.value = got.get("value", "")

    def _field(self, tag: str, got: dict[str, str]) -> None:
        if tag not in ("input", "select", "textarea", "button"):
            return
        kind = got.get("type", tag if tag != "input" else "text")
        known = self._form.fields.setdefault(got["name"], Field(got["name"], kind))
        known.needed = known.needed or "required" in got
        known.limits |= {name: got[name] for name in ("min", "max", "maxlength", "pattern") if name in got}
        if kind in ("radio", "checkbox", "button", "submit"):
            known.options.append(got.get("value", "on"))
            known.value = got.get("value", "on") if "checked" in got else known.value
        else:
            known.value = got.get("value", known.value)
        self._select = known if tag == "select" else None
        self._area = known if tag == "textarea" else None

    def handle_data(self, data):
        if self._area is not None:
            self._area.value += data

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None


#: what an honest person types: by the name of a field, then by its kind
TYPED = {
    "key": "a_new_one",
    "username": "xinren",
    "old": PASSWORD,
    "password": "Xicheng-2023",
    "again": "Xicheng-2023",
    "date": "2023-06-28",
    "datetime-local": "2023-06-28T08:30",
    "month": "2023-06",
    "time": "08:30",
    "tel": "13800001111",
    "search": "柳荫",
    "textarea": "说明几个字",
    "text": "说明几个字",
}


def sample(one: Field) -> str:
    """What an honest person in a hurry types or chooses: what must be, and no more."""
    if one.value.strip():
        return one.value.strip()
    if one.options:
        return one.options[0] if "" not in one.options or not one.needed else next(filter(None, one.options), "")
    if one.kind == "number":
        return one.limits.get("min") or "1"
    if one.needed or one.kind == "textarea" or one.name in TYPED:
        return TYPED.get(one.name) or TYPED.get(one.kind, "")
    return ""


def filled(form: Form, **instead: str) -> dict[str, str]:
    """What an honest person would send, with a new key and something else instead."""
    typed = {one.name: sample(one) for one in form.fields.values() if one.kind not in ("file", "submit")}
    return {name: value for name, value in typed.items() if value} | {"_once": str(uuid4())} | instead


def told(answer) -> str:
    """The text of an answer, a file's too."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode("utf-8", "replace")
