"""A program of its own that reads what strangers sent, where it can hurt nobody: run by gewu.journal.apart.

It imports nothing of Gewu, takes a file from standard input and writes what is in it to standard output; its memory
and its seconds are limited. The exit code says what was wrong: BROKEN or LARGE.
"""

import codecs
import csv
import io
import json
import re
import resource
import sys
import zipfile
import zlib
from datetime import date, datetime, time

MEMORY, SECONDS = 1 << 30, 10
BROKEN, LARGE, ACTIVE = 3, 4, 5
PIXELS = 80_000_000
CELLS = 2_000_000
UNPACKED = 300 << 20


class TooLarge(Exception):
    """More of it than anybody photographs or fills in."""


class Active(Exception):
    """A document that does something when it is opened, or carries another file: macros, scripts, embedded objects."""


def picture(content: bytes) -> bytes:
    """Decode a JPEG, PNG, WebP or HEIC and write it anew, upright: a PNG stays one, all else becomes a JPEG.

    What stood beside the picture goes: place, camera, comments, a second picture, what follows its end.
    """
    from pi_heif import register_heif_opener
    from PIL import Image, ImageOps

    register_heif_opener(thumbnails=False)
    Image.MAX_IMAGE_PIXELS = None  # ours is smaller, and said in other words
    image = Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP", "HEIF"))
    if image.width * image.height > PIXELS:
        raise TooLarge
    form = "PNG" if image.format == "PNG" else "JPEG"
    image.load()
    upright = ImageOps.exif_transpose(image).convert("RGB" if form == "JPEG" else _plain_mode(image))
    upright.info.clear()
    out = io.BytesIO()
    upright.save(out, form, quality=88)
    return out.getvalue()


def _plain_mode(image) -> str:
    if "A" in image.mode or "transparency" in image.info:
        return "RGBA"
    return image.mode if image.mode in ("1", "L", "P") else "RGB"


def sheet(content: bytes, carried: bool = False) -> bytes:
    """Read the first sheet of an .xlsx, .xls or .ods as rows of cells, in JSON; times as text.

    `carried`: what stands in a cell that is merged over several rows stands in each of them.
    """
    from python_calamine import CalamineWorkbook

    found = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    if found.total_height * found.total_width > CELLS:
        raise TooLarge
    rows = found.to_python(skip_empty_area=False)
    for (top, left), (bottom, _right) in (found.merged_cell_ranges or ()) if carried else ():
        for row in rows[top + 1 : bottom + 1]:
            row[left] = rows[top][left]
    return json.dumps(rows, default=_text).encode()


def carried(content: bytes) -> bytes:
    """Read a sheet, merged cells carried down."""
    return sheet(content, carried=True)


def table(content: bytes) -> bytes:
    """Read a .csv in whatever code as rows of cells, in JSON."""
    rows, count = [], 0
    for row in csv.reader(_decoded(content).replace("\r\n", "\n").replace("\r", "\n").splitlines(keepends=True)):
        rows.append(row)
        count += max(1, len(row))
        if count > CELLS:
            raise TooLarge
    return json.dumps(rows).encode()


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace").replace("\0", "")
    try:
        return content.decode("utf-8-sig").replace("\0", "")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace").replace("\0", "")


#: what a document of Word or Excel says that it is
_MAIN = re.compile(
    rb"application/vnd\.openxmlformats-officedocument\.(wordprocessingml\.document|spreadsheetml\.sheet)\.main\+xml"
)
#: parts that run, or are another file
_ACTIVE_PART = re.compile(r"vbaProject|/embeddings/|/activeX/|oleObject|macrosheets/|/ctrlProps/", re.I)
_ACTIVE_WORDS = re.compile(
    rb"macroEnabled|vbaProject|attachedTemplate\"[^>]*TargetMode=\"External|ms-office\.activeX", re.I
)
#: who wrote it, where and when; they are emptied, for other parts point at them
_BLANK = {
    "docProps/core.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp='
        b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
    ),
    "docProps/app.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
    ),
    "docProps/custom.xml": (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
    ),
}


def office(content: bytes) -> bytes:
    """Write a .docx or .xlsx anew, without who wrote it, its photographs without their place; Active where it runs."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        if sum(part.file_size for part in given.infolist()) > UNPACKED:
            raise TooLarge
        types = given.read("[Content_Types].xml")
        if not (_MAIN.search(types) or _ACTIVE_WORDS.search(types)):
            raise ValueError("no document of Word or Excel")
        for part in given.infolist():
            made.writestr(zipfile.ZipInfo(part.filename), _part(part.filename, given.read(part)), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _part(name: str, content: bytes) -> bytes:
    if _ACTIVE_PART.search(name):
        raise Active(name)
    if name.endswith((".xml", ".rels")) and _ACTIVE_WORDS.search(content):
        raise Active(name)
    if name.lower().endswith((".jpg", ".jpeg")):
        return picture(content)
    return b"" if name.startswith("docProps/thumbnail") else _BLANK.get(name, content)


#: names of a PDF that run something or carry a file; any character of a name may be written as #xx
_ACTIVE_NAME = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|Encrypt)(?![A-Za-z])"
)
_STREAM = re.compile(rb"<<((?:[^<>]|<<[^<>]*>>|<[0-9A-Fa-f\s]*>)*)>>\s*stream\r?\n(.*?)endstream", re.S)


def pdf(content: bytes) -> bytes:
    """Look through a PDF and return it as it is; Active where it runs scripts, carries files, or is encrypted."""
    looked = 0
    for words, packed in _STREAM.findall(content):
        if b"ObjStm" in words:
            plain = zlib.decompressobj().decompress(packed, UNPACKED) if b"FlateDecode" in words else packed
            looked += len(plain)
            if looked > UNPACKED:
                raise TooLarge
            _quiet(plain)
    _quiet(_STREAM.sub(rb"<<\1>>", content))
    return content


def _quiet(words: bytes) -> None:
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda hit: bytes([int(hit[1], 16)]), words)
    if found := _ACTIVE_NAME.search(plain):
        raise Active(found[1].decode())


def word(content: bytes) -> bytes:
    """Look through a .doc of old and return it as it is; Active where it has macros or carries another file."""
    for name in ("_VBA_PROJECT", "VBA", "Macros", "Ole10Native", "Package"):
        if (name + "\0").encode("utf-16-le") in content:
            raise Active(name)
    if "WordDocument\0".encode("utf-16-le") not in content:
        raise ValueError("no document of Word")
    return content


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M:%S}"
    return cell.isoformat() if isinstance(cell, (date, time)) else str(cell)


DOES = {
    "picture": picture,
    "sheet": sheet,
    "carried": carried,
    "table": table,
    "office": office,
    "pdf": pdf,
    "word": word,
}


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        found = DOES[sys.argv[1]](sys.stdin.buffer.read())
    except (TooLarge, MemoryError):
        return LARGE
    except Active:
        return ACTIVE
    except Exception:  # whatever the reader trips over: the file cannot be read
        return BROKEN
    sys.stdout.buffer.write(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
