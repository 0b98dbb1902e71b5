"""What a backup is: one .tar.gz with the database, the kept files and a manifest with the hash of each of them.

The cipher key is not in it: whoever holds both could read every identifier. The manifest knows the key's
fingerprint, so that a restore on another machine says at once when the key is missing.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from gewu.kernel import ciphers
from gewu.kernel.types import Refused

MANIFEST, SQLITE, POSTGRES, FILES = "manifest.json", "gewu.sqlite3", "gewu.pgdump", "files/"
FORMAT = 2  # 1 was that of 0.1


def write(target: Path, work: Path) -> dict[str, Any]:
    """Write a backup to `target`, using the empty folder `work`; return its manifest."""
    members = {_database(work).name: work / _database_name()} | dict(_files())
    manifest = {
        "format": FORMAT,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "database": connection.vendor,
        "cipher_key": key_fingerprint(),
        "members": {name: _sha256(path) for name, path in members.items()},
    }
    draft = target.with_name(target.name + ".part")
    with tarfile.open(draft, "w:gz", compresslevel=4) as archive:
        _add_text(archive, MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        for name, path in members.items():
            archive.add(path, arcname=name)
    draft.chmod(0o600)
    draft.replace(target)  # a backup is whole or not there
    return manifest


def read(source: Path, work: Path) -> dict[str, Any]:
    """Unpack a backup into the empty folder `work` and check every member against the manifest.

    Errors: Refused front.R720 (no backup of ours), R721 (a member is missing, added or changed).
    """
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(work, filter="data")
        manifest = json.loads((work / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, tarfile.TarError, ValueError, EOFError) as broken:
        raise Refused("front.R720", f"{source.name} 不是完好的备份文件。", "请换一份备份。") from broken
    found = {name: _sha256(work / name) for name in _names(work)}
    if manifest["format"] < FORMAT:
        raise Refused("front.R728", "这份备份是 0.1 版做的，本版不能读取，没有恢复。", "请用做它的版本恢复。")
    if found != manifest["members"] or manifest["format"] != FORMAT:
        raise Refused("front.R721", "备份内容与清单不一致，没有恢复。", "请换一份备份。")
    return manifest


def key_fingerprint() -> str:
    """What identifies the cipher key without giving it away."""
    return ciphers.digest(f"gewu.backup.key:{settings.CIPHER_KEY}") if settings.CIPHER_KEY else ""


def restore_database(work: Path, vendor: str) -> None:
    """Put the database of an unpacked backup in place of an empty one of the same kind.

    Errors: Refused front.R722 (another kind of database), R723 (not empty).
    """
    if vendor != connection.vendor:
        words = f"备份来自{vendor}，本机数据库是{connection.vendor}，没有恢复。"
        raise Refused("front.R722", words, "请在同类数据库上恢复，再用导出、导入更换数据库。")
    if connection.introspection.table_names():
        raise Refused("front.R723", "这里已有数据，没有恢复。", "请把 GEWU_DATA 指向空文件夹，或换一个空数据库。")
    if vendor == "postgresql":
        _run(
            ["pg_restore", "--no-owner", "--exit-on-error", f"--dbname={connection.settings_dict['NAME']}"],
            work / POSTGRES,
        )
        return
    connection.close()
    path = Path(connection.settings_dict["NAME"])
    for leftover in path.parent.glob(f"{path.name}-*"):
        leftover.unlink()
    shutil.copyfile(work / SQLITE, path)


def restore_files(work: Path) -> int:
    """Put the kept files in place; return how many."""
    held = work / FILES
    if held.is_dir():
        shutil.copytree(held, settings.FILES_DIR, dirs_exist_ok=True)
    return sum(path.is_file() for path in held.rglob("*"))


def _database_name() -> str:
    return POSTGRES if connection.vendor == "postgresql" else SQLITE


def _database(work: Path) -> Path:
    """Copy the database as it is at this moment, while others go on working."""
    path = work / _database_name()
    if connection.vendor == "postgresql":
        _run(["pg_dump", "--format=custom", f"--file={path}", connection.settings_dict["NAME"]])
        return path
    source, copy = sqlite3.connect(connection.settings_dict["NAME"]), sqlite3.connect(path)
    try:
        source.backup(copy)
    finally:
        source.close()
        copy.close()
    return path


def _run(command: list[str], file: Path | None = None) -> None:
    """Run one of PostgreSQL's programs; the password goes through the environment, not the command line.

    Errors: Refused front.R724 when it is not installed, R725 with its own words when it fails.
    """
    if shutil.which(command[0]) is None:
        words = f"本机没有 {command[0]}，PostgreSQL 数据库不能在这里备份、恢复。"
        raise Refused("front.R724", words, "请安装 postgresql-client，或在数据库服务器上运行。")
    known = connection.settings_dict
    told = {
        "PGHOST": known["HOST"],
        "PGPORT": str(known["PORT"]),
        "PGUSER": known["USER"],
        "PGPASSWORD": known["PASSWORD"],
    }
    environment = os.environ | {name: value for name, value in told.items() if value}
    done = subprocess.run([*command, *([str(file)] if file else [])], env=environment, capture_output=True, text=True)
    if done.returncode:
        raise Refused("front.R725", f"{command[0]} 没有完成：{done.stderr.strip()[:300]}", "请核对数据库版本和权限。")


def _files() -> Iterator[tuple[str, Path]]:
    root = settings.FILES_DIR
    for path in sorted(root.rglob("*")) if root.is_dir() else ():
        if path.is_file() and path.suffix != ".part":
            yield FILES + path.relative_to(root).as_posix(), path


def _names(work: Path) -> Iterable[str]:
    names = (path.relative_to(work).as_posix() for path in work.rglob("*") if path.is_file())
    return [name for name in names if name != MANIFEST]


def _sha256(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    content = text.encode()
    member = tarfile.TarInfo(name)
    member.size = len(content)
    archive.addfile(member, io.BytesIO(content))
