"""我的导出: long lists that the worker writes, how far each is, and the file once it is there."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse
from django.shortcuts import render

from gewu.front import taking
from gewu.front.desk import Desk, desk_view
from gewu.kernel.types import Refused

LOOK_AGAIN = 3  # seconds


@desk_view()
def index(request: Desk) -> HttpResponse:
    """List my files, newest first; the page looks again by itself while one is in the making."""
    found = taking.mine(request)
    answer = render(request, "exports/index.html", {"jobs": found, "kept_days": taking.KEPT.days})
    if any(job.state == "running" for job in found):
        answer["Refresh"] = str(LOOK_AGAIN)
    return answer


@desk_view()
def file(request: Desk, job_id: int) -> FileResponse:
    """Hand a file out to whoever asked for it."""
    job = next((one for one in taking.mine(request) if one.id == job_id and one.state == "done"), None)
    if job is None or not taking.path_of(job).is_file():
        raise Refused("front.R4046", "没有找到这个导出文件。", "文件只保留7天，只有导出人能取；请重新导出。")
    return FileResponse(taking.path_of(job).open("rb"), as_attachment=True, filename=job.result["name"])
