"""Bodies too large for anything that we take are refused before anybody reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

MB = 1024 * 1024
#: three photographs as large as we keep them, and the words beside them
AT_MOST = 64 * MB
#: addresses that anybody may write to, and that take a few words
SMALL = {"/login/": MB}

Application = Callable[[dict[str, Any], Callable], Iterable[bytes]]


def bounded(application: Application) -> Application:
    """Make a WSGI application that answers 413 to a body of too many bytes, 411 to one that does not say how many."""

    def answer(environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        most = SMALL.get(environ.get("PATH_INFO", ""), AT_MOST)
        if "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower():
            return _refuse(start_response, "411 Length Required", "请求没有说明长度，没有收下。")
        if _length(environ) > most:
            words = f"内容超过{most // MB}MB，没有收下。请减少或缩小照片、附件后再试。"
            return _refuse(start_response, "413 Content Too Large", words)
        return application(environ, start_response)

    return answer


def _length(environ: dict[str, Any]) -> int:
    said = environ.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() else 0


def _refuse(start_response: Callable, status: str, words: str) -> Iterable[bytes]:
    said = words.encode()
    about = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(said))),
        ("Connection", "close"),
    ]
    start_response(status, about)
    return [said]
