"""Write the database and the kept files into one .tar.gz, while others go on working."""

from __future__ import annotations

import json
import tempfile
from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path

from gewu.kernel.types import Refused


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, metavar="FILE", help="default: GEWU_DATA/backups/gewu-DAY-TIME.tar.gz")
    parser.add_argument("--json", action="store_true")


def run(args: Namespace) -> int:
    from django.conf import settings

    from gewu.front.commands import _archive
    from gewu.front.sessions import SessionStore

    SessionStore.clear_expired()
    target = args.to or settings.DATA_DIR / "backups" / f"gewu-{datetime.now().astimezone():%Y%m%d-%H%M%S}.tar.gz"
    if target.exists():
        raise Refused("front.R726", f"{target} 已存在，没有备份。", "请换一个文件名。")
    target.parent.mkdir(parents=True, exist_ok=True)
    # Beside the target and not in the system's folder: the copy needs as much room as the database.
    with tempfile.TemporaryDirectory(dir=target.parent) as work:
        manifest = _archive.write(target.resolve(), Path(work))
    files, size = len(manifest["members"]) - 1, target.stat().st_size
    if args.json:
        print(json.dumps({"file": str(target), "bytes": size, **manifest}, ensure_ascii=False))
    else:
        print(f"已备份到 {target}：{manifest['database']} 数据库、文件{files}个，共{size / 1_000_000:.1f}MB。")
        print("加密密钥（GEWU_DATA/cipher_key 或 GEWU_CIPHER_KEY）不在备份内，请另行妥善保存。")
    return 0
