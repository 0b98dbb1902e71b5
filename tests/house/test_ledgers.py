"""The pages that say what became of the faults of 0.1 and of the catalogue's entries: each stands there once."""

import re
from functools import cache

from tests.house.tree import ROOT

#: faults of 0.1 that are wrong, lost or leaked; blemishes, which are left out; all others of 1 to 290 block or mislead
A = (
    "1 2 3 15 16 23 24 25 26 27 28 29 30 31 32 33 34 49 50 54 55 56 57 58 65 67 68 69 70 71 76 85 86 87 88 89 95 96 "
    "108 109 110 111 112 113 123 133 143 144 152 153 154 165 166 167 184 185 261 262 263"
)
C = (
    "14 21 22 48 75 107 122 131 132 142 151 164 175 179 180 183 191 193 202 209 210 211 222 223 229 237 238 239 249 "
    "250 251 252 253 254 255 260 269 270 271 288 289 290"
)
SEVERITY = dict.fromkeys(range(1, 291), "B") | {int(number): "A" for number in A.split()}
KEPT = {f"F{number:03d}": letter for number, letter in SEVERITY.items() if str(number) not in C.split()}

STATES = "mended|partly|open|waits"

#: section -> how many entries the catalogue has in it
ENTRIES = {"S0": dict(zip("ABCDEFGHIJ", (13, 5, 11, 13, 15, 7, 15, 12, 13, 7), strict=True))}
ENTRIES["S1"] = dict(zip("ABCDEFGHK", (15, 13, 14, 10, 11, 10, 9, 11, 7), strict=True))


@cache
def rows(page: str, name: str) -> list[list[str]]:
    """The cells of the rows of a page that begin with a name of this form."""
    text = (ROOT / "docs/reference" / page).read_text(encoding="utf-8")
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines()]
    return [row for row in cells if re.fullmatch(name, row[0])]


def faults() -> list[list[str]]:
    return rows("faults-0.1.md", r"F\d+")


def test_every_fault_of_0_1_stands_on_its_page_once_with_its_severity():
    found = [(id, severity) for id, severity, *_ in faults()]
    assert found == sorted(KEPT.items())


def test_a_fault_is_mended_partly_open_or_waits():
    assert [row[0] for row in faults() if not re.fullmatch(STATES, row[3])] == []


def test_a_mended_fault_names_its_test_and_one_that_waits_what_for():
    waits_for = re.compile("MOVE-IN|MATTERS|FIGURES|GO-SEE|DECIDE|not in this wave")
    proofs = {"mended": re.compile(r"test_\w+::|untested"), "waits": waits_for}
    assert [row[0] for row in faults() if row[3] in proofs and not proofs[row[3]].search(row[4])] == []


def test_the_tests_that_mended_faults_name_are_there():
    named = [(row[0], *found) for row in faults() for found in re.findall(r"(\w+/test_\w+)::(\w+)", row[4])]
    gone = [(id, test) for id, file, test in named if not _is_there(file, test)]
    assert (bool(named), gone) == (True, [])


def _is_there(file: str, test: str) -> bool:
    path = ROOT / "tests" / f"{file}.py"
    return path.is_file() and f"def test_{test}(" in path.read_text(encoding="utf-8")


def test_the_counts_above_the_faults_are_those_of_the_rows():
    said = {state: [int(number) for number in numbers] for state, *numbers in rows("faults-0.1.md", STATES)}
    of = {state: [row[1] for row in faults() if row[3] == state] for state in STATES.split("|")}
    assert said == {state: [found.count("A"), found.count("B"), len(found)] for state, found in of.items()}


def test_each_of_the_211_entries_of_the_catalogue_stands_on_its_page_once():
    wanted = {
        f"{book}-{section}{number}"
        for book, sections in ENTRIES.items()
        for section, many in sections.items()
        for number in range(1, many + 1)
    }
    found = [row[0] for row in rows("catalogue.md", r"S[01]-[A-K]\d+")]
    assert (len(found), set(found)) == (211, wanted)


def test_a_verdict_is_one_of_three_and_whoever_tried_again_says_the_day():
    entries = rows("catalogue.md", r"S[01]-[A-K]\d+")
    tried = re.compile(r"(?:\d{4}-\d\d-\d\d (?:works|partly|no))?")
    assert [row for row in entries if row[2] not in ("works", "partly", "no") or not tried.fullmatch(row[5])] == []


def test_an_entry_of_the_catalogue_is_named_by_a_spec_test_or_says_what_it_lacks():
    entries = {row[0]: row[3] for row in rows("catalogue.md", r"S[01]-[A-K]\d+")}
    written = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests/spec").glob("*.py"))
    named = set(re.findall(r"S[01]-[A-K]\d+", written))
    assert (named - set(entries), {id for id, lacks in entries.items() if not lacks} - named) == (set(), set())
