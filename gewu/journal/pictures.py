"""What a file is, by its content. Pure."""

from __future__ import annotations

#: what a file may be -> the ending it is served with; a photograph in WebP or HEIC becomes a JPEG
KINDS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/msword": ".doc",
    "text/csv": ".csv",
    "text/plain": ".txt",
}
#: documents that are looked through before they are kept -> by what (journal.strangers)
LOOKED_THROUGH = {
    "application/pdf": "pdf",
    "application/msword": "word",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "office",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "office",
}
_HEADS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"RIFF", "image/webp"),
    (b"%PDF-", "application/pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
)


#: HEIC and HEIF begin with a box that names the brand of what is inside
_HEIF = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"})


def kind_of(content: bytes, name: str = "") -> str:
    """Say what a file is by its content ("image/jpeg"); "" when it is nothing we keep.

    Only between .csv and .txt the name decides.
    """
    for head, kind in _HEADS:
        if content.startswith(head):
            return kind
    if content[4:8] == b"ftyp" and content[8:12] in _HEIF:
        return "image/heic"
    if content.startswith(b"PK\x03\x04"):
        return _office_kind(content)
    if _is_text(content):
        return "text/csv" if name.lower().endswith(".csv") else "text/plain"
    return ""


def _office_kind(content: bytes) -> str:
    if b"word/document.xml" in content:
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    if b"xl/workbook.xml" in content:
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return ""


def _is_text(content: bytes) -> bool:
    if b"\x00" in content:
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        # A page or a picture made of text could run scripts in the reader's browser.
        return not text.lstrip("\ufeff \r\n\t").startswith("<")
    return False
