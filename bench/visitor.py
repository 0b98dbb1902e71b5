"""A small browser: one connection, its cookies, a login form. Standard library only, loopback only."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from bench import HEADER

HIDDEN = re.compile(r"<input[^>]*>")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True)
class Answer:
    """What came back; `queries` is None unless the server counted them."""

    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def queries(self) -> int | None:
        counted = self.headers.get(HEADER.lower())
        return int(counted) if counted else None

    def json(self) -> dict:
        return json.loads(self.body)


@dataclass
class Visitor:
    """Somebody at 127.0.0.1:`port`. Not shared between threads: each takes a `twin` with the same cookies."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    patience: float = 120.0
    _line: HTTPConnection | None = None

    def twin(self) -> Visitor:
        return Visitor(self.port, dict(self.cookies), self.patience)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None, {})

    def post_form(self, path: str, fields: dict[str, str]) -> Answer:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Referer": self._here(path)}
        return self._ask("POST", path, urlencode(fields).encode(), headers)

    def post_json(self, path: str, data: dict, headers: dict[str, str]) -> Answer:
        told = {"Content-Type": "application/json", "Referer": self._here(path), **headers}
        return self._ask("POST", path, json.dumps(data).encode(), told)

    def log_in(self, path: str, name: str, password: str) -> None:
        """Fill in the login form at `path`; RuntimeError when it is shown again."""
        page = self.get(path)
        fields = hidden_fields(page.body.decode()) | {"username": name, "password": password}
        if (answer := self.post_form(path, fields)).status != 302:
            raise RuntimeError(f"{name} could not log in at {path}: {answer.status}")

    def close(self) -> None:
        if self._line:
            self._line.close()
            self._line = None

    def _here(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        if self.cookies:
            headers = headers | {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        self._line = self._line or HTTPConnection("127.0.0.1", self.port, timeout=self.patience)
        try:
            self._line.request(method, path, body, headers)
            got = self._line.getresponse()
            answer = Answer(got.status, got.read(), {name.lower(): value for name, value in got.getheaders()})
        except (OSError, HTTPException):
            self.close()
            raise
        self._keep_cookies(got.headers.get_all("Set-Cookie") or [])
        return answer

    def _keep_cookies(self, lines: list[str]) -> None:
        for line in lines:
            name, _, value = line.split(";", 1)[0].partition("=")
            self.cookies[name.strip()] = value.strip()


def hidden_fields(page: str) -> dict[str, str]:
    """Read name and value of every hidden input of a page."""
    inputs = [dict(ATTRIBUTE.findall(tag)) for tag in HIDDEN.findall(page)]
    return {one["name"]: one.get("value", "") for one in inputs if one.get("type") == "hidden" and "name" in one}
