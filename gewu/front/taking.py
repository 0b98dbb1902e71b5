"""Long lists are written by the worker: a job keeps the address of the list, and the same page is asked again there.

So a file has the rows that the page would show when it is made, by the rights that the person has then. It lies under
GEWU_DATA/exports until KEPT has gone by, and only who asked for it may fetch it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import resolve, reverse
from django.utils import timezone, translation
from django_tasks import task

from gewu.front.desk import Desk
from gewu.journal import jobs
from gewu.kernel.types import Refused

if TYPE_CHECKING:
    from gewu.journal.models import Job

KIND = "export"
#: rows of a file that a page makes while one waits
AT_ONCE = 5000
#: files of one person that may wait or be in the making
AT_MOST = 3
KEPT = timedelta(days=7)
STEP = 1000

logger = logging.getLogger("gewu.exports")
Row = TypeVar("Row")


@dataclass
class Making:
    """A file in the making: where it is written, and the job that says how far it is."""

    job_id: int
    path: Path
    name: str = ""

    def told(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Pass rows on, and say how many went by."""
        for number, row in enumerate(rows, 1):
            if number % STEP == 0:
                jobs.advance(self.job_id, done=number)
            yield row


def later(request: Desk, title: str, count: int) -> HttpResponse | None:
    """Leave a long list to the worker and show where its file will be; None for what can be made at once.

    Errors: Refused front.R4295 while AT_MOST files of the person are not done.
    """
    if count <= AT_ONCE or hasattr(request, "making"):
        return None
    waiting = [job for job in mine(request) if job.state == "running"]
    if len(waiting) >= AT_MOST:
        raise Refused("front.R4295", f"您有{len(waiting)}个文件还在生成。", "请等其中一个做好再导出。")
    asked = {
        "address": request.get_full_path(),
        "language": translation.get_language(),
        "account": request.user.pk,
    }
    job = jobs.start(by=request.actor, kind=KIND, total=count, words=title, result=asked)
    make.enqueue(job.id)
    return HttpResponseRedirect(reverse("exports:index"))


def mine(request: Desk) -> list[Job]:
    """Return the person's files, newest first, as long as they are kept."""
    since = timezone.now() - KEPT
    return [job for job in jobs.recent(request.scope, kind=KIND) if job.recorded_at > since]


def path_of(job: Job) -> Path:
    """Return where the file of a job lies."""
    return settings.DATA_DIR / "exports" / f"{job.office_id}-{job.id}"


@task()
def make(job_id: int) -> None:
    """Write the file of a job; what goes wrong is said on the person's page and in the log."""
    job = jobs.taken_up(job_id)
    _clear()
    making = Making(job.id, path_of(job))
    try:
        with translation.override(job.result["language"]):
            answer = _ask(job, making)
    except Exception:
        making.path.unlink(missing_ok=True)
        jobs.fail(job.id, at=timezone.now(), words=job.words)
        logger.exception("export %s failed", job.id)
        return
    if making.name:
        result = {"name": making.name, "size": making.path.stat().st_size}
        jobs.finish(job.id, at=timezone.now(), result=result)
    else:
        jobs.fail(job.id, at=timezone.now(), words=job.words, result={"status": answer.status_code})


def _ask(job: Job, making: Making) -> HttpResponse:
    """Ask the page of a job once more, as the person who asked first."""
    path, _, query = job.result["address"].partition("?")
    request: Any = HttpRequest()
    request.method, request.path, request.path_info = "GET", path, path
    request.META = {"QUERY_STRING": query, "SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    request.GET, request.making = QueryDict(query), making
    request.user = ModelBackend().get_user(job.result["account"]) or AnonymousUser()
    request.resolver_match = found = resolve(path)
    making.path.parent.mkdir(parents=True, exist_ok=True)
    return found.func(request, *found.args, **found.kwargs)


def _clear() -> None:
    """Take away files that are no longer kept."""
    until = (timezone.now() - KEPT).timestamp()
    for path in (settings.DATA_DIR / "exports").glob("*"):
        if path.stat().st_mtime < until:
            path.unlink(missing_ok=True)
