"""Files: kept once, without the place of a photograph, shown to those who may see the owner."""

import io
import zipfile
import zlib
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from gewu.journal import files
from gewu.journal.models import StoredFile
from gewu.kernel.types import Refused

PLACE = b"GPS 121.47 31.23"


def jpeg(side=6, *, tail=b"", size=(40, 20)):
    """A photograph of a telephone: sideways, with place and comment; behind its end whatever else a telephone adds."""
    marks = Image.Exif()
    marks[0x0112], marks[0x010E] = side, PLACE.decode()
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, "JPEG", exif=marks, comment=b"made at home")
    return out.getvalue() + tail


def png():
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", PLACE.decode())
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "blue").save(out, "PNG", pnginfo=words)
    return out.getvalue()


def webp():
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "green").save(out, "WEBP")
    return out.getvalue()


def heic():
    """A green picture of 40 by 20 points with place and comment, written by pillow-heif, which Gewu does not carry."""
    return Path(__file__).with_name("telephone.heic").read_bytes()


def bomb():
    """Ninety million points in a few kilobytes."""
    out = io.BytesIO()
    Image.new("1", (10_000, 9_000)).save(out, "PNG")
    return out.getvalue()


def seen(content):
    with Image.open(io.BytesIO(content)) as image:
        return image.format, image.size, image.convert("RGB").getpixel((5, 5))


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILES_DIR = tmp_path
    return tmp_path


def keep(cast, content, name="现场.jpg", **more):
    file = files.plain(content, name)
    return files.keep(by=cast.actor("officer_a"), at=cast.at, file=file, owner_kind="matter", owner_id=1, **more)


@pytest.mark.parametrize("content", [jpeg(), png(), heic(), jpeg(tail=b"\xff\xd8second picture " + PLACE)])
def test_a_photograph_loses_the_place_and_whatever_else_stands_beside_the_picture(cast, content):
    kept = files.path_of(keep(cast, content).sha256).read_bytes()
    assert [words in kept for words in (PLACE, b"made at home", b"Exif", b"second picture")] == [False] * 4


@pytest.mark.parametrize(("side", "size"), [(1, (40, 20)), (6, (20, 40)), (3, (40, 20))])
def test_a_photograph_is_kept_upright(side, size):
    assert seen(files.plain(jpeg(side), "现场.jpg").content)[:2] == ("JPEG", size)


def test_a_photograph_shows_what_it_showed(cast):
    form, _, (red, green, blue) = seen(files.plain(jpeg(), "现场.jpg").content)
    assert (form, red > 240, green < 20, blue < 20) == ("JPEG", True, True, True)
    assert seen(files.plain(png(), "现场.png").content) == ("PNG", (40, 20), (0, 0, 255))


@pytest.mark.parametrize(("content", "name"), [(webp(), "IMG_1.webp"), (heic(), "IMG_1.HEIC")])
def test_a_photograph_of_a_telephone_becomes_a_jpeg(cast, content, name):
    row = keep(cast, content, name)
    assert (row.media_type, row.name, seen(files.path_of(row.sha256).read_bytes())[0]) == (
        "image/jpeg",
        "IMG_1.jpg",
        "JPEG",
    )


def test_more_picture_than_anybody_needs_is_refused_before_it_is_painted(cast):
    with pytest.raises(Refused, match=r"journal\.R124"):
        keep(cast, bomb())


def test_the_same_content_is_on_disk_once(cast, folder):
    rows = [keep(cast, png(), "甲.png"), keep(cast, png(), "乙.png")]
    assert (rows[0].sha256 == rows[1].sha256, sum(path.is_file() for path in folder.rglob("*"))) == (True, 1)


def test_a_file_is_what_it_contains_and_not_what_it_is_called(cast):
    row = keep(cast, b"%PDF-1.7 ...", "../../通知.jpg")
    assert (row.media_type, row.name) == ("application/pdf", "通知.pdf")


@pytest.mark.parametrize(
    "content", [b"<svg onload=alert(1)>", b"\xef\xbb\xbf<html>", b"MZ\x90\x00", b"PK\x03\x04 anything"]
)
def test_what_could_run_is_not_kept(cast, content):
    with pytest.raises(Refused, match=r"journal\.R121"):
        keep(cast, content)


@pytest.mark.parametrize("name", ["机密-会议纪要.pdf", "通知（秘密★一年）.pdf", "绝密.pdf"])
def test_what_calls_itself_secret_is_not_kept(cast, name):
    with pytest.raises(Refused, match=r"journal\.R122"):
        keep(cast, b"%PDF-", name)


def test_an_ordinary_name_that_speaks_of_secrecy_is_kept(cast):
    assert keep(cast, b"%PDF-", "非涉密承诺书.pdf").name == "非涉密承诺书.pdf"


@pytest.mark.parametrize("content", [jpeg()[:30], jpeg()[:-80], png()[:40]])
def test_a_broken_photograph_is_refused(cast, content):
    with pytest.raises(Refused, match=r"journal\.R123"):
        keep(cast, content)


def test_an_empty_file_is_refused(cast):
    with pytest.raises(Refused, match=r"journal\.R120"):
        keep(cast, b"")


def test_before_and_after_are_compared_without_the_place(cast):
    row = keep(cast, jpeg())
    assert files.plain(jpeg(tail=PLACE), "处置后.jpg").sha256 == row.sha256


def test_a_file_is_opened_by_who_may_see_its_owner(cast):
    row = keep(cast, png())
    found, path = files.open_scoped(
        row.id, cast.scope("dispatcher"), lambda kind, number: (kind, number) == ("matter", 1)
    )
    assert (found, path.is_file()) == (row, True)


def test_a_file_of_an_owner_out_of_sight_is_not_there(cast):
    row = keep(cast, png())
    with pytest.raises(Refused, match=r"journal\.R404"):
        files.open_scoped(row.id, cast.scope("dispatcher"), lambda kind, number: False)


def test_a_file_is_not_opened_from_next_door(cast, neighbour):
    row = keep(cast, png())
    with pytest.raises(Refused, match=r"journal\.R404"):
        files.open_scoped(row.id, neighbour.system.scope, lambda kind, number: True)


def test_a_file_that_was_refused_leaves_no_row(cast):
    with pytest.raises(Refused):
        keep(cast, b"")
    assert StoredFile.objects.count() == 0


# documents ---------------------------------------------------------------------------------------


TYPES = (
    '<Types><Override PartName="/x" ContentType="application/vnd.openxmlformats-officedocument.{}.main+xml"/></Types>'
)
DOCX, XLSX = "wordprocessingml.document", "spreadsheetml.sheet"


def packed(kind=DOCX, types="", **parts):
    """A document of Word or Excel with some parts; names have "__" for "/"."""
    main = "word/document.xml" if kind == DOCX else "xl/workbook.xml"
    given = {"[Content_Types].xml": types or TYPES.format(kind), main: "<document/>"}
    given |= {name.replace("__", "/"): content for name, content in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in given.items():
            made.writestr(name, content)
    return out.getvalue()


def part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as found:
        return found.read(name)


def test_a_document_loses_who_wrote_it_and_its_photographs_their_place():
    given = packed(**{"docProps__core.xml": "<a>王五</a>", "word__media__image1.jpeg": jpeg()})
    kept = files.plain(given, "材料.docx").content
    assert (b"\xe7\x8e\x8b" in part(kept, "docProps/core.xml"), PLACE in part(kept, "word/media/image1.jpeg")) == (
        False,
        False,
    )
    assert part(kept, "word/document.xml") == b"<document/>"
    assert files.plain(given, "材料.docx").sha256 == files.plain(given, "材料.docx").sha256


def pdf(*words, packed=b""):
    body = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog " + b" ".join(words) + b" >>\nendobj\n"
    if packed:
        content = zlib.compress(packed)
        body += (
            b"2 0 obj\n<< /Type /ObjStm /N 1 /Filter /FlateDecode >>\nstream\n" + content + b"\nendstream\nendobj\n"
        )
    return body + b"trailer << /Root 1 0 R >>\n%%EOF"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
ACTIVE = {
    "macros of Word": (packed(**{"word__vbaProject.bin": b"x"}), "a.docx"),
    "a .docm by another name": (packed(types="<Types>ms-word.document.macroEnabled.main+xml</Types>"), "a.docx"),
    "a file inside a workbook": (packed(XLSX, **{"xl__embeddings__oleObject1.bin": b"x"}), "a.xlsx"),
    "a script of a PDF": (pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "a.pdf"),
    "a script whose name is disguised": (pdf(b"/OpenAction << /S /Java#53cript >>"), "a.pdf"),
    "a script in a packed object": (pdf(packed=b"5 0 << /S /JavaScript >>"), "a.pdf"),
    "a file in a PDF": (pdf(b"/Names << /EmbeddedFiles 3 0 R >>"), "a.pdf"),
    "a PDF that cannot be looked into": (pdf(b"/Encrypt 4 0 R"), "a.pdf"),
    "macros of an old .doc": (OLE + "WordDocument\0_VBA_PROJECT\0".encode("utf-16-le"), "a.doc"),
}


@pytest.mark.parametrize("what", ACTIVE)
def test_what_runs_or_carries_another_file_is_refused(what):
    with pytest.raises(Refused, match=r"journal\.R125"):
        files.plain(*ACTIVE[what])


def test_quiet_documents_come_in():
    for content, name in (
        (pdf(b"/Pages 2 0 R", packed=b"5 0 << /Type /Page >>"), "a.pdf"),
        (packed(XLSX), "a.xlsx"),
        (OLE + "WordDocument\0".encode("utf-16-le"), "a.doc"),
    ):
        assert files.plain(content, name).name == name


def test_a_packed_file_with_the_words_of_a_workbook_is_none():
    with pytest.raises(Refused, match=r"journal\.R126"):
        files.plain(packed(XLSX, types="<Types/>"), "a.xlsx")


@pytest.mark.parametrize("name", ["机 密.pdf", "绝\u3000密 名单.pdf"])
def test_a_mark_of_secrecy_is_read_through_blanks(name):
    with pytest.raises(Refused, match=r"journal\.R122"):
        files.plain(pdf(), name)
