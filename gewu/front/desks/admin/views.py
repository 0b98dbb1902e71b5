"""系统管理: what each of the three administrators looks after, the worker, long work, backups."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from gewu.front import alive
from gewu.front.desk import Desk, desk_view
from gewu.grid import queries as grid
from gewu.journal import jobs
from gewu.journal import queries as journal
from gewu.journal.rules import JobState
from gewu.kernel.nouns import nouns
from gewu.office import queries as office
from gewu.office.rules import PERMISSIONS, ROLES


@desk_view("office.accounts", "office.security", "journal.audit")
def index(request: Desk) -> HttpResponse:
    """Show what can be looked after here, and how the installation does."""
    silent = alive.seconds_silent()
    audits = request.scope.may("journal.audit")
    context = {
        "place": office.office(request.scope.office_id),
        "staff_count": len(office.staff(request.scope, request.today)),
        "area_count": len(grid.tree(request.scope)),
        "unit_count": len(office.units(request.scope)),
        "may": {word: request.scope.may(f"office.{word}") for word in ("accounts", "security")} | {"audit": audits},
        "worker_alive": silent is not None and silent < alive.SILENT_AFTER,
        "worker_never": silent is None,
        "verdict": journal.verify(request.scope.office_id) if audits else None,
        "jobs": [(job, JobState(job.state).word) for job in jobs.of_office(request.scope)],
        "roles": [
            (role.title, [PERMISSIONS[word] for word in sorted(role.can)], role.administrator)
            for role in ROLES.values()
        ],
        "seen": [
            (noun.many, [role.title for role in ROLES.values() if not noun.see or role.can & set(noun.see)])
            for noun in nouns().values()
            if noun.key == "id"
        ],
    }
    return render(request, "admin/index.html", context)
