"""Put the working copy on .venv's import path and write `.venv/bin/gewu`.

Run by scripts/setup with .venv's Python. A path file and eight lines of Python do what an editable install
would, without a build step and from any folder.
"""

import sys
import sysconfig
from pathlib import Path

LAUNCHER = """#!{python}
import sys

from gewu.front.commands.main import main

sys.exit(main())
"""


def write(root: Path) -> Path:
    """Write both files for the working copy at `root`; return the launcher."""
    (Path(sysconfig.get_path("purelib")) / "gewu-working-copy.pth").write_text(f"{root}\n", encoding="utf-8")
    launcher = Path(sysconfig.get_path("scripts")) / "gewu"
    launcher.write_text(LAUNCHER.format(python=sys.executable), encoding="utf-8")
    launcher.chmod(0o755)
    return launcher


if __name__ == "__main__":
    write(Path(sys.argv[1]).resolve())
