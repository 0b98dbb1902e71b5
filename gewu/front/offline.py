"""The service worker: it must be served from the root, and its name for the caches changes with the files it keeps."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse

HERE = Path(__file__).resolve().parent
SOURCE, MISSING = HERE / "static/js/worker.js", HERE / "templates/offline.html"
KEPT = (
    "vendor/icons.svg",
    "vendor/htmx.min.js",
    *(f"css/{name}.css" for name in ("tokens", "frame", "parts", "forms", "print")),
    *(f"js/{name}.js" for name in ("clock", "keys", "device", "draft", "twice", "outbox", "moment")),
)


def worker(request: HttpRequest) -> HttpResponse:
    """Answer /sw.js: the worker with the list of files it keeps for pages without a network."""
    response = HttpResponse(_written(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def missing(request: HttpRequest) -> HttpResponse:
    """The page in the place of one that is not kept, without a network; it is nobody's."""
    return render(request, "offline.html")


@lru_cache(maxsize=1)
def _written() -> str:
    files = [static(name) for name in KEPT]
    source = SOURCE.read_text(encoding="utf-8")
    version = hashlib.sha256(
        (source + MISSING.read_text(encoding="utf-8") + "".join(files) + settings.STATIC_URL).encode()
    ).hexdigest()[:12]
    listed = ", ".join(f'"{name}"' for name in files)
    head = f'const VERSION = "{version}";\nconst KEPT = [{listed}];\nconst OFFLINE = "{reverse("offline")}";\n'
    return head + source


def robots(request: HttpRequest) -> HttpResponse:
    """Tell search engines that nothing here is theirs."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")
