"""What nobody types by mistake: odd values for every kind of field and parameter, and hostile files."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from functools import cache
from urllib.parse import quote_from_bytes

LONG = "长" * 20_000
TEXTS = [
    "", " ", "\x00", "柳\x00荫", "\ud800", "a\udfff", "\u202e倒过来", "\ufeff", "\u200b", "é\u0301" * 50, "👩‍👩‍👧‍👦",
    "<script>alert(1)</script>", "' OR 1=1 --", "{0}{matter}{area.name}", "%s%n%d", "a\r\nSet-Cookie: x=y",
    "../../etc/passwd",
    "=1+1", "@SUM(A1)", "x" * 255, "x" * 256, "x" * 70_000, LONG, "\x1b[2J", "\x7f", "𠮷" * 101, "&#0;",
    "${7*7}", "null",
]  # fmt: skip
NUMBERS = [
    "0", "-0", "-1", "1e400", "NaN", "Infinity", "-inf", "9" * 30, "9" * 5000, "0x10", "1_000", "１２３", "٣", "²",
    "--",
    "1.7976931348623157e308", str(2**31), str(2**63), str(-(2**63) - 1), "1e-400", "1,000", "0.000000001", "1e3", "½",
]  # fmt: skip
DAYS = [
    "0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "2023-02-30", "2023-13-01", "-2023-01-01",
    "2023-06-28T99:99",
    "1900-01-01", "2023-6-1", "20230628", "2023-W26-3", "9999-12", "0001-01", "2023-06-28T08:30+99:00", "今天",
    "24:00",
    "0001-01-01..9999-12-31", "9999-12-31..0001-01-01", "2023-06-28..", "..",
]  # fmt: skip
IDS = ["0", "-1", str(2**31), str(2**63 - 1), str(2**63), "9" * 40, "５", "abc", "1.0", "1 OR 1=1", "\x00"]
ODD = [*TEXTS, *NUMBERS, *DAYS, *IDS]


def sent(values: dict[str, str]) -> bytes:
    """A form as a browser sends it, lone surrogates too."""
    return "&".join(f"{quoted(name)}={quoted(value)}" for name, value in values.items()).encode()


def quoted(text: str) -> str:
    """A text within an address or a form."""
    return quote_from_bytes(text.encode("utf-8", "surrogatepass"), safe="")


# files --------------------------------------------------------------------------------------

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" \
ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.\
relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.\
spreadsheetml.sheet.main+xml"/></Types>"""
_RELS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" \
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{0}" Target="{1}"/></Relationships>"""
_BOOK = """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.\
openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets>\
</workbook>"""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def zipped(**parts: str | bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return file.getvalue()


def workbook(cells: str | bytes, before: str = "", **more: str | bytes) -> bytes:
    """A workbook of one sheet with these rows in XML."""
    body = cells.encode() if isinstance(cells, str) else cells
    sheet = f'{before}<worksheet xmlns="{_MAIN}"><sheetData>'.encode() + body + b"</sheetData></worksheet>"
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS.format("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": _BOOK,
        "xl/_rels/workbook.xml.rels": _RELS.format("worksheet", "worksheets/s.xml"),
        "xl/worksheets/s.xml": sheet,
    }
    return zipped(**parts | more)


def cell(place: str, inner: str) -> str:
    return f'<row r="{place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"><c r="{place}" t="str">{inner}</c></row>'


def png(width: int, height: int, body: bytes | None = None) -> bytes:
    """A picture that says it is so large; its pixels are few bytes."""
    pixels = zlib.compress(bytes(1000)) if body is None else body
    parts = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)), (b"IDAT", pixels), (b"IEND", b"")]
    chunks = (struct.pack(">I", len(b)) + n + b + struct.pack(">I", zlib.crc32(n + b)) for n, b in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _bomb() -> bytes:
    return zipped(a=bytes(100_000_000))


def _nested() -> bytes:
    inner = zipped(a=bytes(1_000_000))
    for _ in range(8):
        inner = zipped(**{f"{n}.zip": inner for n in range(8)})
    return inner


@cache
def hostile() -> dict[str, tuple[str, bytes]]:
    """Sixty files by what is wrong with each: the name it comes under and its content."""
    jpeg = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    large = jpeg + b"\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01" + b"\xff\xd9"
    plain = workbook(cell("A1", "<v>工号</v>"))
    pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    laughs = f"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY l0 'ha'>{_LAUGHS}]>"
    outside = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
    no_string = '<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>'
    document = {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELS.format("officeDocument", "word/document.xml")}
    return {
        "empty": ("空.xlsx", b""),
        "empty picture": ("空.png", b""),
        "one byte": ("a.jpg", b"\xff"),
        "zip bomb as workbook": ("a.xlsx", _bomb()),
        "zip bomb as paper": ("a.docx", _bomb()),
        "nested zips": ("a.xlsx", _nested()),
        "a bomb within a workbook": ("a.xlsx", workbook(bytes(40_000_000))),
        "a bomb of spaces": ("a.xlsx", workbook(b" " * 40_000_000)),
        "a bomb of shared strings": (
            "a.xlsx",
            workbook("", **{"xl/sharedStrings.xml": b"<sst>" + b"<si/>" * 4_000_000}),
        ),
        "far cell": ("a.xlsx", workbook(cell("XFD1048576", "<v>1</v>"))),
        "two far corners": ("a.xlsx", workbook(cell("A1", "<v>1</v>") + cell("XFD1048576", "<v>1</v>"))),
        "cell beyond all": ("a.xlsx", workbook(cell("ZZZZZ99999999", "<v>1</v>"))),
        "cell of row nought": ("a.xlsx", workbook(cell("A0", "<v>1</v>"))),
        "a million columns": ("a.xlsx", workbook('<row r="1">' + '<c t="str"><v>1</v></c>' * 300_000 + "</row>")),
        "formula": ("a.xlsx", workbook(cell("A1", '<f>HYPERLINK("http://x",A1)</f><v>1</v>'))),
        "formula onto itself": ("a.xlsx", workbook(cell("A1", "<f>A1</f>"))),
        "external link": ("a.xlsx", workbook(cell("A1", "<f>'[http://x/b.xlsx]a'!A1</f><v>1</v>"))),
        "billion laughs": ("a.xlsx", workbook(cell("A1", "<v>&l9;</v>"), before=laughs)),
        "entity of a file": ("a.xlsx", workbook(cell("A1", "<v>&e;</v>"), before=outside)),
        "deep xml": ("a.xlsx", workbook("<a>" * 200_000)),
        "xml that ends": ("a.xlsx", workbook("<row r='1'><c r='A1'")),
        "no sheets": ("a.xlsx", zipped(**{"[Content_Types].xml": _TYPES})),
        "sheet that is not there": ("a.xlsx", zipped(**{"xl/workbook.xml": _BOOK})),
        "shared string that is not there": (
            "a.xlsx",
            workbook(no_string),
        ),
        "number nan": ("a.xlsx", workbook('<row r="1"><c r="A1"><v>NaN</v></c><c r="B1"><v>1e999</v></c></row>')),
        "style that is not there": ("a.xlsx", workbook('<row r="1"><c r="A1" s="4294967295"><v>1</v></c></row>')),
        "nul in a cell": ("a.xlsx", workbook(cell("A1", "<v>a&#0;b\x01</v>"))),
        "long cell": ("a.xlsx", workbook(cell("A1", f"<v>{'长' * 2_000_000}</v>"))),
        "truncated workbook": ("a.xlsx", plain[: len(plain) // 2]),
        "workbook with a tail": ("a.xlsx", plain + b"x" * 1000),
        "workbook called png": ("a.png", plain),
        "workbook called csv": ("a.csv", plain),
        "old workbook": ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)),
        "old workbook of loops": ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00\x00\x00\x00" * 2000),
        "csv without end": ("a.csv", b"a" * 5_000_000),
        "csv of commas": ("a.csv", b"," * 5_000_000),
        "csv of quotes": ("a.csv", b'"' * 999_999),
        "csv of lines": ("a.csv", b"\n" * 3_000_000),
        "csv in another code": ("a.csv", "工号,姓名\n".encode("gb18030") + b"\xff\xfe\x80"),
        "csv with nul": ("a.csv", b"a,\x00b\n\x00,\n"),
        "csv in sixteen bits": ("a.csv", "工号,姓名\n1,a\n".encode("utf-16")),
        "picture of 60000 squared": ("a.png", png(60_000, 60_000)),
        "picture of two billion": ("a.png", png(2**31 - 1, 2**31 - 1)),
        "picture without pixels": ("a.png", png(0, 0)),
        "picture with a bomb": ("a.png", png(30_000, 30_000, zlib.compress(bytes(112_530_000), 1))),
        "truncated picture": ("a.png", png(10, 10)[:40]),
        "photograph of 65535 squared": ("a.jpg", large),
        "photograph that ends": ("a.jpg", jpeg),
        "photograph and page": ("a.jpg", jpeg + b"<script>alert(1)</script>" + b"\xff\xd9"),
        "photograph and zip": ("a.jpg", jpeg + b"\xff\xd9" + plain),
        "animation": ("a.gif", b"GIF89a\xff\xff\xff\xff\x80\x00\x00" + b"\x21\xf9\x04" * 5000),
        "drawing with a script": ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        "page": ("a.html", b"<html><script>alert(1)</script>"),
        "page called pdf": ("a.pdf", b"<html><script>alert(1)</script>"),
        "pdf and page": ("a.pdf", pdf + b"<script>alert(1)</script>"),
        "pdf of loops": ("a.pdf", pdf.replace(b"/Catalog", b"/Catalog/Pages 1 0 R/Kids[1 0 R]")),
        "paper without a document": ("a.docx", zipped(**document)),
        "paper of laughs": ("a.docx", zipped(**document, **{"word/document.xml": f"{laughs}<x>&l9;</x>"})),
        "paths within a zip": ("a.docx", zipped(**{"../../../tmp/x": "x", "/etc/x": "y", "a\\..\\b": "z"})),
        "name that goes up": ("../../../../etc/cron.d/x.pdf", pdf),
        "name with nul": ("a\x00.pdf", pdf),
        "long name": ("长" * 300 + ".pdf", pdf),
        "name of dots": ("..", pdf),
        "name with a line": ("a\r\nX: y.pdf", pdf),
        "program": ("a.exe", b"MZ" + bytes(500)),
    }
