"""What base.html shows on every page: office, menu, clock, language."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from gewu.front import alive, device, menu
from gewu.kernel.types import Actor
from gewu.matters import queries as matters
from gewu.office import clock
from gewu.office import queries as offices


def shell(request: HttpRequest) -> dict[str, object]:
    """Give templates the frame of the page; the menu is empty for those who have not come in."""
    actor = getattr(request, "actor", None)
    match = request.resolver_match
    office = offices.office(actor.office_id) if actor else None
    return {
        "site_name": settings.SITE_NAME,
        "office_now": getattr(request, "now", None) or clock.now(),
        "clock_shift": int(settings.CLOCK_SHIFT.total_seconds()),
        "clock_moved": clock.is_shifted(),
        "actor": actor,
        "device_mark": device.mark(request.user) if actor and hasattr(request, "user") else "",
        "walks": bool(actor and actor.scope.may("tasks.do")),
        "office": office,
        "large": request.COOKIES.get("large") == "1",
        "worker_silent": alive.minutes_silent(),
        "tick_refused": alive.refused() if actor else "",
        "is_demo": office.is_demo if office else any(one.is_demo for one in offices.offices()),
        "menu": list(menu.lines(actor.scope, match.namespace if match else "", _waiting(request, actor)))
        if actor
        else [],
        "thumbs": list(menu.thumbs(actor.scope, match.view_name if match else "")) if actor else [],
    }


def _waiting(request: HttpRequest, actor: Actor) -> dict[str, int]:
    """How many matters wait for this person, beside 工作台; a view that has counted them says so itself."""
    if actor.staff_id is None or not actor.scope.may("matters.see"):
        return {}
    known = getattr(request, "waiting", None)
    if known is None:
        known = matters.waiting(actor, clock.now())
    return {"home": known}
