"""Addresses of all desks, in the order of the menu; a desk is part of the site as soon as its folder exists."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import include, path

from gewu.front import health, offline

#: folder under desks/ -> first part of its addresses
DESKS = {
    "session": "",
    "home": "",
    "search": "search/",
    "rows": "rows/",
    "exports": "exports/",
    "matters": "matters/",
    "field": "field/",
    "tasks": "tasks/",
    "subjects": "subjects/",
    "campaigns": "campaigns/",
    "money": "money/",
    "figures": "figures/",
    "reports": "reports/",
    "papers": "papers/",
    "overview": "overview/",
    "map": "map/",
    "supervision": "supervision/",
    "duty": "duty/",
    "scenarios": "scenarios/",
    "admin": "admin/",
    "exchange": "exchange/",
}

#: other ways in: module -> first part of its addresses
DOORS = {"gewu.front.public.urls": "public/", "gewu.front.api.urls": "api/"}


def _here(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


_all = {f"gewu.front.desks.{name}.urls": prefix for name, prefix in DESKS.items()} | DOORS
urlpatterns = [
    path("sw.js", offline.worker, name="worker"),
    path("healthz", health.web_page, name="health"),
    path("healthz/worker", health.worker_page, name="worker-health"),
    path("offline/", offline.missing, name="offline"),
    path("robots.txt", offline.robots, name="robots"),
    *(path(prefix, include(module)) for module, prefix in _all.items() if _here(module)),
]
