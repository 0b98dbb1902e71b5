"""Put a backup into an empty installation (GEWU_DATA points to an empty folder, or an empty database)."""

from __future__ import annotations

import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path

from gewu.kernel.types import Refused


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="what `gewu backup` wrote")
    parser.add_argument("--key-later", action="store_true", help="restore although the cipher key is another one")


def run(args: Namespace) -> int:
    from django.conf import settings

    from gewu.front import health
    from gewu.front.commands import _archive, _keys

    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as folder:
        work = Path(folder)
        manifest = _archive.read(args.file, work)
        if manifest["cipher_key"] != _archive.key_fingerprint() and not args.key_later:
            lacks = "与备份时的不同" if settings.CIPHER_KEY else "不在"
            words = f"本机加密密钥{lacks}，恢复后证件号码、电话都打不开，没有恢复，也没有新建密钥。"
            raise Refused("front.R727", words, _keys.where())
        _archive.restore_database(work, manifest["database"])
        files = _archive.restore_files(work)
    print(f"已恢复 {manifest['made_at']} 的备份：{manifest['database']} 数据库、文件{files}个。")
    if waiting := health.missing():
        print(f"这份备份较旧，还有{waiting}项数据库变更，请运行 gewu migrate。")
    print("请运行 gewu check data 核对。")
    return 0
