"""Files coming in with a form and going out through a scoped page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse

from gewu.front.desk import Desk
from gewu.journal import files
from gewu.kernel.types import Refused

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: shown in the page; everything else is only downloaded
IN_THE_PAGE = frozenset({"image/jpeg", "image/png", "application/pdf"})


@dataclass(frozen=True)
class Upload:
    """One uploaded file, read once. `what` is before, after, paper or ""."""

    file: files.Plain
    what: str = ""

    @property
    def said(self) -> dict[str, str]:
        """How an event or a record names it."""
        return {"sha256": self.file.sha256, "name": self.file.name, "what": self.what}


def read(sent: Iterable[UploadedFile], what: str = "") -> list[Upload]:
    """Read the files of a form; one that is broken, or nothing that we keep, is refused (journal.R12x)."""
    return [Upload(files.plain(one.read(), one.name or "附件"), what) for one in sent]


def keep(request: Desk, uploads: Iterable[Upload], *, owner_kind: str, owner_id: int) -> None:
    """Keep uploads for the row that was just written."""
    for one in uploads:
        by, at = request.actor, request.now
        files.keep(by=by, at=at, file=one.file, owner_kind=owner_kind, owner_id=owner_id, what=one.what)


def serve(request: Desk, file_id: int, owner_kind: str, in_sight: Callable[[int], object]) -> FileResponse:
    """Hand out a file whose owner may be seen; `in_sight(owner_id)` refuses otherwise."""

    def may(kind: str, owner_id: int) -> bool:
        try:
            return kind == owner_kind and bool(in_sight(owner_id))
        except Refused:
            return False

    row, path = files.open_scoped(file_id, request.scope, may)
    response = FileResponse(path.open("rb"), content_type=row.media_type, filename=row.name)
    if row.media_type not in IN_THE_PAGE:
        response["Content-Disposition"] = response["Content-Disposition"].replace("inline", "attachment")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def paper(content: bytes, title: str) -> HttpResponse:
    """Hand out a .docx that was just made."""
    response = HttpResponse(content, content_type=DOCX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(title)}.docx"
    return response
