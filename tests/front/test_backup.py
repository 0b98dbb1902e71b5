"""A backup is whole, says so, and comes back in an empty place: through the command line, as in an office."""

import json
import os
import sqlite3
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILL = """
from datetime import UTC, datetime
from gewu.office import actions, queries
from gewu.journal import files
at = datetime(2023, 1, 3, tzinfo=UTC)
office = actions.start_office(at=at, code="DC", name="东澄街道")
by = queries.system_actor(office)
files.keep(by=by, at=at, file=files.plain(b"%PDF-1.7", "a.pdf"), owner_kind="office", owner_id=office.id)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where the installations of this module stand: "old" is filled and backed up once, others are empty."""
    return tmp_path_factory.mktemp("installations")


@pytest.fixture(scope="module")
def gewu(folder):
    """Run a command in an installation of its own: gewu("old", "migrate")."""

    def run(place, *words, **more):
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GEWU_", "DJANGO_"))}
        environment = kept | {"GEWU_DATA": str(folder / place)} | more
        command = [sys.executable, "-m", "gewu.front.commands.main", *words]
        return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120)

    return run


@pytest.fixture(scope="module")
def backup(gewu, folder):
    """A backup of a small installation; return its path."""
    for words in (["migrate"], ["shell", "-c", FILL]):
        done = gewu("old", *words)
        assert (done.returncode, done.stderr) == (0, "")
    done = gewu("old", "backup", "--to", str(folder / "b.tar.gz"), "--json")
    assert (done.returncode, json.loads(done.stdout)["database"]) == (0, "sqlite")
    return folder / "b.tar.gz"


def rows(path):
    database = sqlite3.connect(path)
    try:
        return list(database.execute("SELECT code, name FROM office_office"))
    finally:
        database.close()


def test_a_backup_comes_back_in_an_empty_place(gewu, backup, folder):
    key = (folder / "old/cipher_key").read_text().strip()
    done = gewu("new", "restore", str(backup), GEWU_CIPHER_KEY=key)
    checked = gewu("new", "check", "data", GEWU_CIPHER_KEY=key)
    files = [path.name for path in (folder / "new/files").rglob("*") if path.is_file()]
    assert (done.returncode, rows(folder / "new/gewu.sqlite3"), len(files), checked.returncode, checked.stdout) == (
        0,
        [("DC", "东澄街道")],
        1,
        0,
        "",
    )


def test_the_key_is_not_in_the_backup(backup, folder):
    key = (folder / "old/cipher_key").read_text().strip()
    with tarfile.open(backup) as archive:
        texts = [archive.extractfile(member).read() for member in archive if member.isfile()]
    assert ([key.encode() in text for text in texts], oct(backup.stat().st_mode & 0o777)) == ([False] * 3, "0o600")


def test_with_another_key_nothing_is_restored(gewu, backup, folder):
    done = gewu("other", "restore", str(backup), GEWU_CIPHER_KEY="0" * 64)
    assert (done.returncode, done.stderr.split(":")[0], (folder / "other/files").exists()) == (2, "front.R727", False)


def test_without_the_key_nothing_is_restored_and_none_is_made(gewu, backup, folder):
    done = gewu("keyless", "restore", str(backup))
    assert (done.returncode, done.stderr.split(":")[0]) == (2, "front.R727")
    assert str(folder / "keyless/cipher_key") in done.stderr
    assert not (folder / "keyless/cipher_key").exists()


SEALED = """
from datetime import UTC, datetime
from gewu.office import queries
from gewu.matters.models import Reporter
from gewu.matters.reporters import row
from gewu.matters.rules import NewReporter
row(queries.by_code("DC").id, NewReporter("张先生", "10000000001")).save()
"""


@pytest.fixture
def sealed(gewu, folder):
    """An installation with a sealed value in it."""
    for words in (["migrate"], ["shell", "-c", FILL], ["shell", "-c", SEALED]):
        if not (folder / "sealed/sealed").exists():
            assert gewu("sealed", *words).returncode == 0
    (folder / "sealed/sealed").touch()


@pytest.mark.parametrize(
    ("words", "key"),
    [(["serve"], ""), (["check", "data"], "0" * 64), (["migrate"], ""), (["backup"], "0" * 64)],
    ids=["serve", "check", "migrate", "backup"],
)
def test_beside_rows_of_another_key_nothing_is_done_and_no_key_is_made(gewu, sealed, folder, words, key):
    kept = folder / "sealed/cipher_key"
    away = kept.rename(folder / "away")
    try:
        done = gewu("sealed", *words, GEWU_CIPHER_KEY=key)
        assert (done.returncode, done.stderr.split(":")[0], kept.exists()) == (2, "front.R729", False)
    finally:
        away.rename(kept)


def test_files_that_others_may_read_are_said_by_the_check_and_closed_by_the_next_migrate(gewu, folder):
    gewu("shut", "migrate")
    (folder / "shut/gewu.sqlite3").chmod(0o644)
    checked = gewu("shut", "check", "data")
    assert (checked.returncode, f"private：{folder}/shut/gewu.sqlite3 " in checked.stdout) == (1, True)
    gewu("shut", "migrate")
    assert [path for path in (folder / "shut").rglob("*") if path.stat().st_mode & 0o077] == []
    assert gewu("shut", "check", "data").returncode == 0


def test_over_data_nothing_is_restored(gewu, backup):
    done = gewu("old", "restore", str(backup))
    assert (done.returncode, done.stderr.split(":")[0]) == (2, "front.R723")


def test_a_changed_backup_is_not_restored(gewu, backup, tmp_path):
    work = tmp_path / "work"
    with tarfile.open(backup) as archive:
        archive.extractall(work, filter="data")
    next((work / "files").rglob("*/*/*")).write_bytes(b"other")
    with tarfile.open(tmp_path / "changed.tar.gz", "w:gz") as archive:
        archive.add(work, arcname=".")
    done = gewu("third", "restore", str(tmp_path / "changed.tar.gz"))
    assert (done.returncode, done.stderr.split(":")[0]) == (2, "front.R721")


def test_what_is_no_backup_is_not_restored(gewu, tmp_path):
    (tmp_path / "x.tar.gz").write_bytes(b"no")
    done = gewu("third", "restore", str(tmp_path / "x.tar.gz"))
    assert (done.returncode, done.stderr.split(":")[0]) == (2, "front.R720")


def test_a_backup_is_not_written_over_another(gewu, backup):
    done = gewu("old", "backup", "--to", str(backup))
    assert (done.returncode, done.stderr.split(":")[0]) == (2, "front.R726")


def made_by_0_1(folder, place):
    """A database that has had the first migration of 0.1, as any of that version has."""
    (folder / place).mkdir()
    database = sqlite3.connect(folder / place / "gewu.sqlite3")
    database.execute("CREATE TABLE django_migrations (id integer, app text, name text, applied datetime)")
    database.execute("INSERT INTO django_migrations VALUES (1, 'matters', '0001_initial', '2026-11-21')")
    database.commit()
    database.close()


@pytest.mark.parametrize("words", [["migrate"], ["check", "data"], ["serve"], ["demo", "--no-serve"]], ids=" ".join)
def test_a_database_of_0_1_is_refused_by_one_sentence(gewu, folder, words):
    place = f"of_0_1_{words[0]}"
    made_by_0_1(folder, place)
    done = gewu(place, *words)
    sentence = "front.R104: 这个数据库是 0.1 版建的，本版不能读取，没有作任何改动。"
    assert (done.returncode, done.stdout, done.stderr.split(" — ")[0]) == (2, "", sentence)


def test_a_backup_of_0_1_is_refused(gewu, folder, tmp_path):
    (tmp_path / "manifest.json").write_text(json.dumps({"format": 1, "members": {}}), encoding="utf-8")
    with tarfile.open(folder / "0_1.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "manifest.json", arcname="manifest.json")
    done = gewu("empty_for_0_1", "restore", str(folder / "0_1.tar.gz"))
    assert (done.returncode, done.stderr.split("：")[0].split(": ")[0]) == (2, "front.R728")
