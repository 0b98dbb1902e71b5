"""Long work with its progress, so that a page can be left and found again."""

from __future__ import annotations

from datetime import datetime

from gewu.journal.models import Job
from gewu.kernel.types import Actor, Refused, Scope


def start(*, by: Actor, kind: str, total: int = 0, words: str = "", result: dict | None = None) -> Job:
    """Note that work begins; `kind` names it ("export"), `total` is how much there is, `result` what was asked."""
    asked = {"kind": kind, "total": total, "words": words, "result": result or {}}
    return Job.objects.create(office_id=by.office_id, state="running", staff_id=by.staff_id, **asked)


def taken_up(job_id: int) -> Job:
    """Return the work that a worker takes up."""
    return Job.objects.get(id=job_id)


def advance(job_id: int, *, done: int, words: str = "") -> None:
    """Say how far it is; outside a long transaction, or nobody sees it before the end."""
    Job.objects.filter(id=job_id).update(done=done, **({"words": words} if words else {}))


def finish(job_id: int, *, at: datetime, result: dict | None = None, words: str = "") -> Job:
    """End it well, with what came of it."""
    return _end(job_id, "done", at, result, words)


def fail(job_id: int, *, at: datetime, words: str, result: dict | None = None) -> Job:
    """End it badly, with words for the person who waits."""
    return _end(job_id, "failed", at, result, words)


def _end(job_id: int, state: str, at: datetime, result: dict | None, words: str) -> Job:
    job = Job.objects.get(id=job_id)
    job.state, job.ended_at, job.result, job.words = state, at, result or {}, words or job.words
    if state == "done":
        job.done = max(job.done, job.total)
    job.save(update_fields=["state", "ended_at", "result", "words", "done"])
    return job


def job(job_id: int, for_: Scope) -> Job:
    """Return one's own work, or anybody's for whoever keeps accounts. Errors: Refused journal.R405."""
    found = Job.objects.for_scope(for_).filter(id=job_id).first()
    if found is None or (found.staff_id != for_.staff_id and not for_.may("office.accounts")):
        raise Refused("journal.R405", "没有找到这项任务的进度。", "请在“我的待办”中查看。")
    return found


def recent(for_: Scope, limit: int = 20, kind: str = "") -> list[Job]:
    """Return one's own work, newest first; of one kind, or all."""
    rows = Job.objects.for_scope(for_).filter(staff_id=for_.staff_id)
    return list((rows.filter(kind=kind) if kind else rows).order_by("-id")[:limit])


def of_office(for_: Scope, limit: int = 50) -> list[Job]:
    """Return everybody's work in the office, newest first."""
    return list(Job.objects.for_scope(for_).order_by("-id")[:limit])
