"""What a file is, by its content; and photographs without the place where they were taken. Pure."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from struct import error, pack, unpack

#: what a file may be -> the ending it is served with
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
_HEADS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"%PDF-", "application/pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
)
_PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB", b"iCCP", b"pHYs", b"cHRM"}
_ORIENTATION = 0x0112


def kind_of(content: bytes, name: str = "") -> str:
    """Say what a file is by its content ("image/jpeg"); "" when it is nothing we keep.

    Only between .csv and .txt the name decides.
    """
    for head, kind in _HEADS:
        if content.startswith(head):
            return kind
    if content.startswith(b"PK\x03\x04"):
        return _office_kind(content)
    if _is_text(content):
        return "text/csv" if name.lower().endswith(".csv") else "text/plain"
    return ""


def without_place(content: bytes, kind: str) -> bytes:
    """Take out of a photograph what it says beside the picture: place, camera, times, comments.

    A JPEG keeps which side is up; a file that cannot be read as what it claims raises ValueError.
    """
    if kind == "image/jpeg":
        return _plain_jpeg(content)
    return _plain_png(content) if kind == "image/png" else content


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


# JPEG ---------------------------------------------------------------------------------------


def _plain_jpeg(content: bytes) -> bytes:
    kept, upright = [b"\xff\xd8"], b""
    for marker, body in _jpeg_parts(content):
        if marker == 0xE1 and body.startswith(b"Exif\x00\x00") and not upright:
            upright = _only_orientation(body)
        elif marker == 0xDA or not (0xE1 <= marker <= 0xEF or marker == 0xFE) or marker in (0xE2, 0xEE):
            kept.append(_jpeg_part(marker, body))
    return kept[0] + upright + b"".join(kept[1:])


def _jpeg_parts(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 2
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            raise ValueError("not a JPEG")
        marker, (length,) = content[at + 1], unpack(">H", content[at + 2 : at + 4])
        if marker == 0xDA:  # the picture itself, to the end
            yield marker, content[at + 2 :]
            return
        yield marker, content[at + 4 : at + 2 + length]
        at += 2 + length
    raise ValueError("a JPEG without a picture")


def _jpeg_part(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + (body if marker == 0xDA else pack(">H", len(body) + 2) + body)


def _only_orientation(exif: bytes) -> bytes:
    """An Exif part that says nothing but which side is up; empty when it stands upright anyway."""
    tiff = exif[6:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2], "")
    try:
        (first,) = unpack(f"{order}I", tiff[4:8])
        (count,) = unpack(f"{order}H", tiff[first : first + 2])
        entries = [tiff[first + 2 + 12 * n : first + 14 + 12 * n] for n in range(count)]
        side = next(
            unpack(f"{order}H", one[8:10])[0] for one in entries if unpack(f"{order}H", one[:2])[0] == _ORIENTATION
        )
    except (error, StopIteration):
        return b""
    if not 2 <= side <= 8:
        return b""
    plain = b"MM\x00*\x00\x00\x00\x08\x00\x01" + pack(">HHIHHI", _ORIENTATION, 3, 1, side, 0, 0)
    return _jpeg_part(0xE1, b"Exif\x00\x00" + plain)


# PNG ----------------------------------------------------------------------------------------


def _plain_png(content: bytes) -> bytes:
    kept = [content[:8]]
    for name, body in _png_parts(content):
        if name in _PNG_KEPT:
            kept.append(pack(">I", len(body)) + name + body + pack(">I", zlib.crc32(name + body)))
    return b"".join(kept)


def _png_parts(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at + 12 <= len(content):
        (length,) = unpack(">I", content[at : at + 4])
        name, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        if len(body) != length:
            raise ValueError("a PNG that ends too early")
        yield name, body
        if name == b"IEND":
            return
        at += 12 + length
    raise ValueError("a PNG without an end")
