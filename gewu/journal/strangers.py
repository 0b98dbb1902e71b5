"""A program of its own that reads what strangers sent, where it can hurt nobody: run by gewu.journal.apart.

It imports nothing of Gewu, takes a file from standard input and writes what is in it to standard output; its memory
and its seconds are limited. The exit code says what was wrong: BROKEN or LARGE.
"""

import io
import json
import resource
import sys
from datetime import date, datetime, time

MEMORY, SECONDS = 1 << 30, 10
BROKEN, LARGE = 3, 4
PIXELS = 80_000_000
CELLS = 4_000_000


class TooLarge(Exception):
    """More of it than anybody photographs or fills in."""


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


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M:%S}"
    return cell.isoformat() if isinstance(cell, (date, time)) else str(cell)


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        found = {"picture": picture, "sheet": sheet, "carried": carried}[sys.argv[1]](sys.stdin.buffer.read())
    except (TooLarge, MemoryError):
        return LARGE
    except Exception:  # whatever the reader trips over: the file cannot be read
        return BROKEN
    sys.stdout.buffer.write(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
