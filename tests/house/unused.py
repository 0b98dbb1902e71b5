"""python -m tests.house.unused: what nothing of the product calls; `make check` runs it.

Vulture reads Python only. Words of templates and of strings (settings, columns, lookups) count as calls too, so it
misses what shares its name with another thing; what it says is nearly always true. A call by a test is none.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from vulture import Vulture

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("gewu", "demo", "scripts", "bench")
#: what Django and others call by itself
CALLED = re.compile(
    r"clean_\w+|\w+Config|Meta|Migration|process_\w+|validate|as_sql|get_model_class|formfield_\w+|value_from_datadict"
)
#: modules whose names are read by whoever looks through them
READ_BY_NAME = re.compile(r"(settings|urls|apps)\.py:|bench/peer/|matters/verbs/|scenario/sections/")
#: what waits for its page or its caller, and why it is kept
WAITS = {
    "to_wgs84": "the datum of a point is not kept yet",
    "bd09_from_wgs84": "the datum of a point is not kept yet",
    "distance_m": "near and far are words to come",
    "area_m2": "near and far are words to come",
    **dict.fromkeys("merge_address draw_outline".split(), "merging addresses and drawing are issue MOVE-IN"),
    **dict.fromkeys(
        "distance_m area_m2 to_wgs84 bd09_from_wgs84".split(),
        "the words near, inside and the datum of a point will ask",
    ),
    "erase_private": "retention and a person's right to be forgotten have no command yet",
    "entitle": "entitlements are drawn with their list; one by hand has no page yet",
    "match_outside": "what the master system did is matched by an import to come",
}


def main() -> int:
    found = Vulture()
    found.scavenge([ROOT / name for name in FOLDERS], exclude=["*/migrations/*"])
    called = set(_words())
    unused = [one for one in found.get_unused_code(min_confidence=60) if _counts(one, called)]
    said = [f"{_place(one)} {one.name}: nothing calls it" for one in unused if one.name not in WAITS]
    said += [f"{name} is called now: take it off WAITS" for name in WAITS.keys() - {one.name for one in unused}]
    print("\n".join(said))
    return bool(said)


def _counts(one, called: set[str]) -> bool:
    # Values of closed lists and settings of libraries are read in ways that vulture does not see.
    if one.typ == "attribute" or one.name in called or CALLED.fullmatch(one.name) or READ_BY_NAME.search(_place(one)):
        return False
    return one.typ != "variable" or not one.filename.read_text("utf-8").splitlines()[one.first_lineno - 1][0].isspace()


def _place(one) -> str:
    return f"{Path(one.filename).relative_to(ROOT)}:{one.first_lineno}"


def _words() -> Iterator[str]:
    for path in (ROOT / "gewu").rglob("*.html"):
        yield from re.findall(r"[A-Za-z_]\w*", path.read_text(encoding="utf-8"))
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield from re.findall(r"[A-Za-z_]\w*", node.value)


if __name__ == "__main__":
    sys.exit(main())
