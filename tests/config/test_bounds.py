"""A body too large for anything that we take is answered before it is read."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gewu.config.bounds import AT_MOST, MB, bounded


class Unread(io.BytesIO):
    def read(self, *size):
        raise AssertionError("nobody may read this body")


def asked(path="/matters/new/", **environ):
    """Ask a site that says yes; return the status and the answer."""
    told = []

    def site(environ, start_response):
        start_response("200 OK", [])
        return [b"yes"]

    environ = {"PATH_INFO": path, "wsgi.input": Unread(), **environ}
    body = b"".join(bounded(site)(environ, lambda status, headers: told.append(status)))
    return told[0], body.decode()


@pytest.mark.parametrize("size", ["", "0", str(AT_MOST), "x"])
def test_what_fits_goes_on(size):
    assert asked(CONTENT_LENGTH=size) == ("200 OK", "yes")


@pytest.mark.parametrize(("path", "size"), [("/matters/new/", AT_MOST + 1), ("/login/", MB + 1)])
def test_what_is_too_large_is_refused_unread(path, size):
    status, words = asked(path, CONTENT_LENGTH=str(size))
    assert (status, words.partition("，")[0]) == ("413 Content Too Large", f"内容超过{(size - 1) // MB}MB")


def test_a_body_that_does_not_say_its_length_is_refused():
    assert asked(HTTP_TRANSFER_ENCODING="chunked")[0] == "411 Length Required"


@pytest.mark.slow
def test_three_hundred_megabytes_to_the_login_page_are_refused_at_once(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    root = Path(__file__).resolve().parents[2]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GEWU_", "DJANGO_"))}
    environment = kept | {"GEWU_DATA": str(tmp_path)}
    command = [sys.executable, "-m", "gewu.front.commands.main"]
    subprocess.run([*command, "migrate"], env=environment, cwd=root, check=True, capture_output=True)
    serving = [*command, "serve", "--port", str(port), "--no-work", "--workers", "1"]
    with subprocess.Popen(serving, env=environment, cwd=root, stdout=subprocess.DEVNULL) as server:
        try:
            for chunked in (False, True):
                begun = time.monotonic()
                assert _post(port, chunked) in (b"HTTP/1.1 413", b"HTTP/1.1 411")
                assert time.monotonic() - begun < 20
        finally:
            server.terminate()


def _post(port: int, chunked: bool) -> bytes:
    """Begin to send 300 MB; return the head of the answer."""
    until = time.monotonic() + 60
    while True:
        try:
            line = socket.create_connection(("127.0.0.1", port), timeout=20)
            break
        except ConnectionRefusedError:
            assert time.monotonic() < until
            time.sleep(0.2)
    how = b"Transfer-Encoding: chunked" if chunked else b"Content-Length: 314572800"
    with line:
        line.sendall(b"POST /login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\n" + how + b"\r\n\r\n")
        return line.recv(12)
