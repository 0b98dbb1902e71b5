"""An Excel checklist becomes the draft of a scenario; what it cannot know is a placeholder that says so.

Its columns are keys of a check, by what the form calls them; a row is typed into the card of a new check.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from gewu.kernel.types import Refused
from gewu.scenario import edit, form, packs, reader
from gewu.scenario.checklist_rows import COLUMNS, Line, called, grade, lines
from gewu.scenario.shapes import Said

#: the draft before its checks are put in
DRAFT = packs.SHIPPED / "checklist.yaml"
NEW_CHECK, NEW_PAPER = f"record.checks.{form.NEW}", f"sources.{form.NEW}"


def scenario_text(rows: Sequence[Sequence[str]], *, key: str, title: str, today: date) -> str:
    """Write the draft: one check a row, the grades that they use, a path with a recheck by another person.

    It reads without problems; frequency, limits and unit are placeholders that say so in a note, and so are empty
    cells, by their rows. Errors: as lines(), and Refused scenario.R805 with row and column of a cell that cannot be.
    """
    checks, left_out = lines(rows)
    text = packs.fill(DRAFT.read_text(encoding="utf-8"), packs.given("", today))
    text = form.copy(text, key=key, title=title, edition=f"{today.year}-01")
    text = edit.change(text, {"report.heading": title} | _left_open(text, checks, left_out))
    papers: dict[str, str] = {}
    articles: dict[str, list[str]] = {}
    for paper, named in (one for line in checks for one in line.papers):
        articles.setdefault(paper, []).extend(named)
    for line in checks:
        for paper, _ in line.papers:
            if paper not in papers:
                of_paper = {"title": paper, "articles": "、".join(dict.fromkeys(articles[paper]))}
                text, place = _typed(text, NEW_PAPER, of_paper, line)
                papers[paper] = place.rpartition(".")[2]
        source = [[papers[paper], "、".join(named)] for paper, named in line.papers] or [["local_rule", ""]]
        said: dict[str, Said] = {**line.cells, "source": source, "fails_as": grade(line.cells.get("fails_as", ""))}
        text, _ = _typed(text, NEW_CHECK, said, line)
    return _only_used_grades(text)


# the draft ----------------------------------------------------------------------------------


def _typed(text: str, place: str, words: Mapping[str, Said], line: Line) -> tuple[str, str]:
    """Type words into a new card; what the form refuses is said with its row and column."""
    scenario, _ = reader.draft(text)
    assert scenario
    card = form.card(form.groups(scenario), place)
    assert card
    said = {one.place: words.get(one.entry.name, one.said) for one in card.inputs}
    changes, wrong = card.typed(said)
    for at, refused in wrong.items():
        column = COLUMNS[at.rpartition(".")[2]]
        raise Refused("scenario.R805", f"第{line.number}行“{called(column)}”：{refused}", "改好再传。")
    return card.apply(text, changes)


def _left_open(text: str, checks: list[Line], left_out: Mapping[int, str]) -> dict[str, str]:
    """Say in the note of the placeholder which cells were empty, what stands there for now, and what was no check."""
    place, meant = "sources.local_rule.note", {"source": "没有写依据", "fails_as": "没有写不合格等级，先按一般隐患"}
    empty = {words: [str(one.number) for one in checks if not one.cells.get(key)] for key, words in meant.items()}
    said = "".join(f"；第{'、'.join(rows)}行{words}" for words, rows in empty.items() if rows)
    said += "".join(f"；第{row}行“{words[:20]}”不是检查项，没有写入" for row, words in left_out.items())
    scenario, _ = reader.draft(text)
    return {place: f"{scenario.sources['local_rule'].note}{said}"} if scenario and said else {}


def _only_used_grades(text: str) -> str:
    scenario = reader.read(text)
    assert scenario.record and scenario.matter
    used = {check.fails_as for check in scenario.record.checks.values()}
    unused = [key for key in scenario.matter.grades if key not in used]
    default = next(key for key in ("ordinary", "serious", "on_the_spot") if key in used)
    return edit.change(text, {"matter.default_grade": default} | {f"matter.grades.{key}": None for key in unused})
