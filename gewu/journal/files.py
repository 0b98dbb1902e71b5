"""Files: kept once by what they contain, served only to those who may see what they belong to."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from gewu.journal import actions as journal
from gewu.journal import apart, pictures
from gewu.journal.models import StoredFile
from gewu.kernel import telltale
from gewu.kernel.types import Actor, Refused, Scope

AT_MOST = 20 * 1024 * 1024
#: this is not a classified system (非涉密): a file that calls itself secret does not come in
SECRET = re.compile(r"(?<!非涉)(?:绝密|机密|秘密)(?:★|☆|[^\w]|$)|(?:绝密|机密)")


@dataclass(frozen=True)
class Plain:
    """What is kept of a file that somebody sent. `sha256` is how events and records name it."""

    content: bytes
    name: str
    kind: str
    sha256: str


def plain(content: bytes, name: str) -> Plain:
    """Take a file in: a photograph is written anew, without the place where it was taken or anything behind it.

    The same file gives the same content, so before- and after-photos are compared by `sha256`.
    A document is looked through; one of Word or Excel loses who wrote it, and its photographs their place.
    Errors: Refused journal.R120 (too large or empty), R121 (not a kind we keep), R122 (marked secret), R123 (broken),
    R124 (more picture than anybody needs), R125 (macros, scripts, embedded files).
    """
    _refuse(content, name)
    name = telltale.mask(name)
    kind = pictures.kind_of(content, name)
    if kind.startswith("image/"):
        content = _anew(content)
        kind = pictures.kind_of(content)
    elif kind in pictures.LOOKED_THROUGH:
        content = _looked_through(content, pictures.LOOKED_THROUGH[kind])
    if not kind:
        raise Refused(
            "journal.R121",
            "不支持这种文件，没有上传。",
            "可上传：JPG、PNG、WebP、HEIC 照片，PDF、Word、Excel、CSV、TXT。",
        )
    return Plain(content, _safe_name(name, kind), kind, hashlib.sha256(content).hexdigest())


@transaction.atomic
def keep(*, by: Actor, at: datetime, file: Plain, owner_kind: str, owner_id: int, what: str = "") -> StoredFile:
    """Keep a file for its owner. `what` is before, after, paper or "".

    The same content is on disk once, however often it is kept.
    """
    _put(file.content, file.sha256)
    row = StoredFile.objects.create(
        office_id=by.office_id,
        sha256=file.sha256,
        name=file.name,
        media_type=file.kind,
        size=len(file.content),
        owner_kind=owner_kind,
        owner_id=owner_id,
        what=what,
        staff_id=by.staff_id,
    )
    detail = {"sha256": file.sha256, "owner": f"{owner_kind}:{owner_id}"}
    journal.write("journal.file_kept", by=by, at=at, noun="file", row_id=row.id, detail=detail)
    return row


def of(owner_kind: str, owner_id: int, for_: Scope) -> list[StoredFile]:
    """Return the files of a row, in the order in which they were kept."""
    return list(StoredFile.objects.for_scope(for_).filter(owner_kind=owner_kind, owner_id=owner_id).order_by("id"))


def open_scoped(file_id: int, for_: Scope, in_sight: Callable[[str, int], bool]) -> tuple[StoredFile, Path]:
    """Find a file and where it lies, if `in_sight(owner_kind, owner_id)` says its owner may be seen.

    Errors: Refused journal.R404, the same for what is not there and what is not shown.
    """
    row = StoredFile.objects.for_scope(for_).filter(id=file_id).first()
    if row is None or not in_sight(row.owner_kind, row.owner_id) or not path_of(row.sha256).is_file():
        raise Refused("journal.R404", "没有找到这个文件，或它不在您的查看范围内。", "请从事项或记录中打开附件。")
    return row, path_of(row.sha256)


def path_of(sha256: str) -> Path:
    """Say where content lies in the data folder."""
    return settings.FILES_DIR / sha256[:2] / sha256[2:4] / sha256


def sha256_of(path: Path) -> str:
    """Return the hash of what is on disk now."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _refuse(content: bytes, name: str) -> None:
    if not content or len(content) > AT_MOST:
        raise Refused("journal.R120", "文件为空或超过20MB，没有上传。", "照片可先压缩，材料可分开上传。")
    if SECRET.search(re.sub(r"\s", "", unicodedata.normalize("NFKC", name))):
        raise Refused("journal.R122", "文件名标有密级，本系统为非涉密系统，没有上传。", "涉密材料请按保密规定办理。")


def _anew(content: bytes) -> bytes:
    try:
        return apart.plain_picture(content)
    except apart.Unread as unread:
        if unread.large:
            raise Refused(
                "journal.R124", "照片尺寸过大，没有上传。", "请用手机原有相机拍摄，或缩小后再传。"
            ) from unread
        raise Refused("journal.R123", "照片文件已损坏，没有上传。", "请重新拍摄或导出后再传。") from unread


def _looked_through(content: bytes, what: str) -> bytes:
    try:
        return apart.plain_document(content, what)
    except apart.Unread as unread:
        if unread.active:
            words = "文件里带有宏、脚本或内嵌的文件，或加了密看不到里面，没有上传。"
            raise Refused("journal.R125", words, "请另存为不带宏、不加密的文件，或打印成 PDF 再传。") from unread
        words = "文件内容过大，没有上传。" if unread.large else "文件已损坏，或不是它后缀所说的那种文件，没有上传。"
        raise Refused("journal.R126", words, "请打开核对后另存一份再传。") from unread


def _safe_name(name: str, kind: str) -> str:
    stem = Path(name.replace("\\", "/")).name.rsplit(".", 1)[0] or "附件"
    return stem[:150] + pictures.KINDS[kind]


def _put(content: bytes, sha256: str) -> None:
    path = path_of(sha256)
    if path.is_file():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    draft.write_bytes(content)
    draft.replace(path)  # complete or not there at all, also after a power cut
