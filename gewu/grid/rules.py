"""What the ground must be: which area lies in which, outlines that close, how addresses are read (E1-R1 … R3)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from gewu.kernel.chinese import from_chinese
from gewu.kernel.terms import Term

#: kind of area -> kinds it may lie in; "" is the root
LIES_IN = {
    "subdistrict": ("",),
    "community": ("subdistrict",),
    "grid": ("community",),
    "dedicated_grid": ("community",),
    "micro_grid": ("grid", "dedicated_grid"),
}


class AreaKind(Term):
    SUBDISTRICT = "subdistrict", "街道"
    COMMUNITY = "community", "社区"
    GRID = "grid", "网格"
    MICRO_GRID = "micro_grid", "微网格"
    DEDICATED_GRID = "dedicated_grid", "专属网格"


def problem(kind: str, code: str, parent: str, kinds: Mapping[str, str], names: Mapping[str, str]) -> str:
    """Say what is wrong with a new area, "" for nothing; `kinds` and `names` are those of areas known by code."""
    if kind not in LIES_IN:
        return f"区域类别“{kind}”不认识"
    if code in kinds:
        return f"区域代码{code}已由{names.get(code, '前面一行')}使用"
    if parent and parent not in kinds:
        return f"上级区域{parent}不存在"
    if kinds.get(parent, "") not in LIES_IN[kind]:
        wanted = "、".join(AreaKind(above).word for above in LIES_IN[kind] if above) or "没有上级"
        return f"{AreaKind(kind).word}{code}应属于{wanted}"
    return ""


# addresses ----------------------------------------------------------------------------------

#: element -> words that end it, in the order in which an address runs from large to small
ELEMENTS = (
    ("area", "街道|社区|镇|乡|省|县|(?<!小)区|市(?!场)|村"),
    ("road", "大道|大街|路|街(?!道)|巷|弄|胡同"),
    ("number", "号院|号"),
    ("estate", "小区|花园|家园|公寓|苑|新村|大厦|广场|市场|中心"),
    ("building", "号楼|栋|幢|座|楼"),
    ("unit", "单元|门洞"),
    ("room", "室|户|铺"),
)
# "3号楼" is a building before "3号" is a number, "3单元" never a detail of it.
_END = "|".join(f"(?P<{name}>{words})" for name, words in sorted(ELEMENTS, key=lambda one: one[0] != "building"))
_ELEMENT = re.compile(rf"(?P<word>[^\s,，、;；]+?)(?:{_END})")


def normal_address(text: str) -> str:
    """Write an address in the one form in which it is compared: full-width made plain, no blanks, "#" as 号楼."""
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    plain = re.sub(r"[\s,，。;；]+", "", plain)
    plain = re.sub(r"(\d+)#楼?", r"\1号楼", plain)
    return re.sub(r"[〇零一二三四五六七八九十百]+(?=号|栋|幢|单元|室)", _arabic, plain)


def parse_address(text: str) -> list[list[str]]:
    """Read an address into its elements, in their order: [["road", "丰田路"], ["building", "3号楼"]].

    What is left at the end becomes ["room", …] when it begins with a digit, else ["detail", …].
    """
    rest, found = normal_address(text), []
    for match in _ELEMENT.finditer(rest):
        found.append([match.lastgroup or "", match[0]])
    rest = rest[sum(len(word) for _, word in found) :]
    if rest:
        found.append(["room" if rest[0].isdigit() else "detail", rest])
    return found


def outer_addresses(elements: Sequence[Sequence[str]]) -> list[str]:
    """Return the addresses that hold this one, the nearest first: the building, the yard, the road."""
    words = [word for _, word in elements]
    return ["".join(words[:end]) for end in range(len(words) - 1, 0, -1)]


def _arabic(found: re.Match[str]) -> str:
    try:
        return str(from_chinese(found[0]))
    except ValueError:  # not a number after all, as in 十十号
        return found[0]
