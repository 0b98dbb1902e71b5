"""An Excel checklist becomes the draft of a scenario; what it cannot know is a placeholder that says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gewu.kernel.numerals import from_chinese
from gewu.kernel.types import Refused
from gewu.scenario import emit

#: words of the heading row -> what the column holds
COLUMNS = {
    "say": ("检查项", "检查项目", "检查内容", "项目"),
    "source": ("依据", "检查依据", "法律依据"),
    "grade": ("不合格等级", "等级", "隐患等级"),
}

GRADES = {
    "serious": ("严重", "重大", "较大"),
    "on_the_spot": ("当场", "立行立改", "轻微"),
    "ordinary": ("一般", ""),
}

_GRADE_ENTRIES = {
    "on_the_spot": {"title": "当场整改", "within": "0 days"},
    "ordinary": {"title": "一般隐患", "within": "3 workdays", "warn": "1 workday"},
    "serious": {"title": "严重隐患", "within": "1 workday"},
}
_ARTICLES = re.compile(r"第?\s*([0-9一二三四五六七八九十百]+)\s*条")


@dataclass(frozen=True)
class Line:
    """One row of the checklist that holds a check."""

    say: str
    source: str
    articles: tuple[int, ...]
    grade: str


def lines(rows: Sequence[Sequence[str]]) -> list[Line]:
    """Find the checks of a sheet: rows below the first one that names a 检查项 column.

    Errors: Refused scenario.R801 without such a column, scenario.R802 without a check below it.
    """
    for n, row in enumerate(rows):
        columns = _columns(row)
        if "say" in columns:
            found = [_line(each, columns) for each in rows[n + 1 :] if _cell(each, columns, "say")]
            if found:
                return found
            raise Refused("scenario.R802", "表里没有检查项。", "表头下面每行写一项。")
    raise Refused("scenario.R801", "没有找到“检查项”这一列。", "表头写：检查项、依据、不合格等级。")


def scenario_text(rows: Sequence[Sequence[str]], *, key: str, title: str, today: date) -> str:
    """Write the draft: one check a row, three grades, a path with a recheck by another person.

    It reads without problems; frequency, limits and unit are placeholders that say so in a note.
    """
    checks = lines(rows)
    sources = _sources(checks)
    values = _head(key, title, today) | {
        "sources": dict(sources.values()),
        "subject": {"is": "place", "kind": "merchant", "title": "检查对象", "source": "local_rule"},
        "duties": {
            "quarterly": {
                "title": "每季度检查",
                "every": "quarter",
                "do": "visit",
                "who": "grid_officer",
                "source": "local_rule",
            }
        },
        "record": {"noun": "检查", "measure_word": "次", "checks": _checks(checks, sources)},
        "matter": _matter({line.grade for line in checks}),
        "indicators": _indicators(),
        "report": {
            "heading": title,
            "says": "{period}按期检查率{checked_on_time}，期末未销号{still_open}。",
            "says_when_nothing_due": "{period}没有到期的检查任务。",
        },
    }
    return emit.document(values)


# rows ---------------------------------------------------------------------------------------


def _columns(row: Sequence[str]) -> dict[str, int]:
    return {
        name: n
        for name, words in COLUMNS.items()
        for n, cell in enumerate(row)
        if re.sub(r"\s", "", str(cell)) in words
    }


def _cell(row: Sequence[str], columns: dict[str, int], name: str) -> str:
    n = columns.get(name, -1)
    return str(row[n]).strip() if 0 <= n < len(row) else ""


def _line(row: Sequence[str], columns: dict[str, int]) -> Line:
    cited = _cell(row, columns, "source")
    articles = tuple(filter(None, map(_article, _ARTICLES.findall(cited))))
    title = re.sub(r"[《》，、；\s]+$", "", _ARTICLES.split(cited)[0].replace("《", "").replace("》", "")).strip()
    return Line(_cell(row, columns, "say"), title, articles, _grade(_cell(row, columns, "grade")))


def _article(said: str) -> int:
    """Read the number of an article; 0 for what is none (第百百条)."""
    try:
        return from_chinese(said)
    except ValueError:
        return 0


def _grade(said: str) -> str:
    return next((key for key, words in GRADES.items() if any(word and word in said for word in words)), "ordinary")


# sections -----------------------------------------------------------------------------------


def _head(key: str, title: str, day: date) -> dict:
    return {
        "scenario": key,
        "edition": f"{day.year}-01",
        "title": title,
        "domain": "safety",
        "why": "由检查表生成，请写明为什么做、谁的职责。",
        "care": {
            "owner": "待定",
            "written_by": "检查表导入",
            "checked_by": "待定",
            "reviewed": day.isoformat(),
            "next_review": (day + timedelta(days=365)).isoformat(),
            "state": "draft",
        },
    }


def _sources(checks: list[Line]) -> dict[str, tuple[str, dict]]:
    """Give each cited paper a key: title -> (key, entry); what cites nothing stands on the local rule."""
    local = {"title": "本街道检查办法（占位）", "note": "占位：频次、期限和未注明依据的检查项，启用前换成本地文件"}
    found: dict[str, tuple[str, dict]] = {"": ("local_rule", local)}
    for line in checks:
        _, entry = found.setdefault(line.source, (f"source_{len(found)}", {"title": line.source}))
        if line.articles and line.source:
            entry["articles"] = list(dict.fromkeys([*entry.get("articles", []), *line.articles]))
    return found


def _checks(checks: list[Line], sources: dict[str, tuple[str, dict]]) -> dict:
    return {
        f"check_{n}": {
            "say": line.say,
            "fails_as": line.grade,
            "source": " ".join([sources[line.source][0], *(map(str, line.articles) if line.source else ())]),
        }
        for n, line in enumerate(checks, start=1)
    }


def _matter(used: set[str]) -> dict:
    return {
        "noun": "隐患",
        "measure_word": "处",
        "title": "隐患：{check}",
        "source": "local_rule",
        "verify": "each",
        "default_grade": next(key for key in ("ordinary", "serious", "on_the_spot") if key in used),
        "grades": {key: entry for key, entry in _GRADE_ENTRIES.items() if key in used},
        "path": {
            "opened": _step("已登记", "new", "grid_officer", ["told"], "received"),
            "told": _step("已告知", "running", "handler", ["recheck"], "dispatched"),
            "recheck": _step("待复查", "running", "checker", ["closed", "told"]),
            "closed": {"title": "已销号", "is": "done", "marks": ["verified", "closed"], "needs": ["rechecked_by"]},
        },
    }


def _step(title: str, state: str, who: str, then: list[str], marks: str = "") -> dict:
    return {"title": title, "is": state} | ({"marks": marks} if marks else {}) | {"who": who, "then": then}


def _indicators() -> dict:
    return {
        "checked_on_time": {
            "title": "按期检查率",
            "share": "tasks.done_on_time",
            "of": "tasks.due",
            "unit": "%",
            "better": "higher",
            "by": ["community"],
        },
        "still_open": {
            "title": "期末未销号",
            "count": "matters.open_at_end",
            "unit": "处",
            "better": "lower",
            "by": ["community", "grade"],
        },
    }
