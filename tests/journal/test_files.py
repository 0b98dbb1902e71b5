"""Files: kept once, without the place of a photograph, shown to those who may see the owner."""

import struct
import zlib

import pytest

from gewu.journal import files, pictures
from gewu.journal.models import StoredFile
from gewu.kernel.types import Refused

PLACE = b"GPS 121.47 31.23"


def part(marker, body):
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def exif(side):
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, side, 0)
    return b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00" + entry + b"\x00\x00\x00\x00" + PLACE


def jpeg(side=6):
    picture = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00pixels\xff\xd9"
    jfif = part(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")
    return b"\xff\xd8" + jfif + part(0xE1, exif(side)) + part(0xFE, b"made at home") + part(0xDB, b"q" * 65) + picture


def png():
    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"tEXt", b"Comment\x00" + PLACE) + chunk(b"IDAT", zlib.compress(b"\x00\x00"))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILES_DIR = tmp_path
    return tmp_path


def keep(cast, content, name="现场.jpg", **more):
    return files.keep(
        by=cast.actor("officer_a"), at=cast.at, content=content, name=name, owner_kind="matter", owner_id=1, **more
    )


@pytest.mark.parametrize("content", [jpeg(), png()])
def test_a_photograph_loses_the_place_where_it_was_taken(cast, content):
    kept = files.path_of(keep(cast, content).sha256).read_bytes()
    assert (PLACE in kept, b"made at home" in kept, len(kept) < len(content)) == (False, False, True)


@pytest.mark.parametrize(("side", "kept"), [(6, True), (1, False)])
def test_a_photograph_keeps_which_side_is_up(side, kept):
    plain = pictures.without_place(jpeg(side), "image/jpeg")
    assert (struct.pack(">HHIH", 0x0112, 3, 1, side) in plain, b"pixels\xff\xd9" in plain) == (kept, True)


def test_taking_the_place_out_twice_changes_nothing_more():
    once = pictures.without_place(jpeg(), "image/jpeg")
    assert pictures.without_place(once, "image/jpeg") == once


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


@pytest.mark.parametrize("content", [jpeg()[:30], png()[:40]])
def test_a_broken_photograph_is_refused(cast, content):
    with pytest.raises(Refused, match=r"journal\.R123"):
        keep(cast, content)


def test_an_empty_file_is_refused(cast):
    with pytest.raises(Refused, match=r"journal\.R120"):
        keep(cast, b"")


def test_before_and_after_are_compared_without_the_place(cast):
    row = keep(cast, jpeg())
    assert files.digest_of(jpeg()) == row.sha256


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
