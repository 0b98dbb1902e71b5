"""A line between a browser and the site that can be cut at any moment, and on which others' pages may answer."""

from __future__ import annotations

import threading
import time
from contextlib import closing, suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

#: what a hotel answers to everything, with 200
PORTAL = "<html><body><h1>请先登录本酒店网络</h1></body></html>"
SILENT = "silent"  # neither answers nor hangs up, as long as it lasts
UP, CUT, PORTAL_PAGE, GATEWAY, SLOW_GATEWAY, NO_ANSWER, HALF = "up cut portal 502 504 no_answer half".split()
#: the ways in which a line may be bad; after `no_answer` and `half` the server has done what was asked
BAD = (CUT, PORTAL_PAGE, GATEWAY, SLOW_GATEWAY, NO_ANSWER, HALF)
HOP = {"connection", "transfer-encoding", "content-length", "date", "server"}


class Line(ThreadingHTTPServer):
    """Set `state` for everything, or `plan` for the next forms. A state of digits is an answer with that status."""

    daemon_threads = True

    def __init__(self, site: str):
        super().__init__(("127.0.0.1", 0), _Way)
        self.behind = site.removeprefix("http://")
        self.state = UP
        #: states of the next forms that are sent, used up one by one
        self.plan: list[str] = []
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def site(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request, client_address):
        """A browser that went away is no error of the line."""


class _Way(BaseHTTPRequestHandler):
    server: Line

    def do_GET(self):
        self._pass_on(self.server.state)

    def do_POST(self):
        plan = self.server.plan
        self._pass_on(plan.pop(0) if plan and self.path != "/login/" else self.server.state)

    def log_message(self, format, *args):
        """Say nothing."""

    def _pass_on(self, state: str) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        while state == SILENT == self.server.state:
            time.sleep(0.1)
        if state in (CUT, SILENT):
            return self._hang_up()
        if state == PORTAL_PAGE:
            return self._answer(200, [("Content-Type", "text/html; charset=utf-8")], PORTAL.encode())
        if state.isdecimal():
            return self._answer(int(state), [("Content-Type", "text/html")], b"Bad Gateway")
        status, headers, body = self._ask(sent)
        if state == NO_ANSWER:
            return self._hang_up()
        return self._answer(status, headers, body, half=state == HALF)

    def _ask(self, sent: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        with closing(HTTPConnection(self.server.behind, timeout=60)) as behind:
            behind.request(self.command, self.path, sent, dict(self.headers) | {"Connection": "close"})
            answer = behind.getresponse()
            return answer.status, answer.getheaders(), answer.read()

    def _answer(self, status: int, headers: list[tuple[str, str]], body: bytes, half: bool = False) -> None:
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):
            self.wfile.write(body[: len(body) // 2] if half else body)
        if half:
            self._hang_up()

    def _hang_up(self) -> None:
        self.close_connection = True
        self.connection.close()
