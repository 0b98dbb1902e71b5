"""What may and may not stand in the repository."""

import ast
import json
import re

import pytest

from gewu.front.commands import main
from tests.house.tree import ROOT, modules, parsed, place, tracked

CODE = (".py", ".sh", ".html", ".css", ".js", ".svg", "Makefile")
TEXT = (*CODE, ".md", ".toml", ".txt", ".json", ".yaml", ".yml", ".csv", ".po", ".npmrc", ".importlinter")
HOSTS = re.compile(
    r"pypi\.org|pythonhosted|registry\.npm|npmjs\.(?:org|com)|npmmirror|tuna\.tsinghua|mirrors?\.\w+\.\w+"
)
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home|Users|opt|mnt)/\w")
HERE = ROOT / "tests/house/test_repository.py"


def lines(*endings):
    for path in tracked(*endings):
        if path != HERE:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                yield path, number, line


def unnamed() -> tuple[str, ...]:
    """Files without an ending of their own that are text all the same: scripts and the CI's."""
    return tuple(str(path.relative_to(ROOT)) for path in tracked() if path.parent.name in {"scripts", ".ci"})


@pytest.mark.parametrize(("what", "pattern"), [("a registry's address", HOSTS), ("a path of one machine", MACHINE)])
def test_no_file_names(what, pattern):
    assert [place(path, number) for path, number, line in lines(*TEXT, *unnamed()) if pattern.search(line)] == []


def test_requirements_have_hashes_and_no_address():
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "requirements").glob("*.txt"))
    pins = re.findall(r"^([a-z0-9._-]+)==[^ ]+ \\\n    --hash=sha256:", text, re.MULTILINE)
    assert ("://" in text, "django" in pins, len(pins)) == (False, True, len(re.findall("==", text)))


def test_the_node_lock_has_hashes_and_no_resolved_address():
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    found = {name: ("resolved" in package, "integrity" in package) for name, package in packages.items() if name}
    assert set(found.values()) == {(False, True)}


def test_every_direct_dependency_says_why():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("[tool.")[0]
    wanted = [line.strip() for line in text.splitlines() if re.match(r'\s+"[A-Za-z]', line)]
    assert [line for line in wanted if not re.search(r"# \w", line)] == []


def test_nothing_is_left_to_do():
    marks = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b|lorem ipsum", re.IGNORECASE)
    found = [
        place(path, number)
        for path, number, line in lines(".py", ".html", ".js", ".css", ".md", ".yaml")
        if marks.search(line) and "tests/" not in str(path)
    ]
    assert found == []


def test_no_template_or_script_is_inline():
    """The Content-Security-Policy would silence it in the browser; here it fails in the open."""
    inline = re.compile(
        r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|\shx-on|<script(?![^>]*\b(?:src|type=\"application/json\"))",
        re.IGNORECASE,
    )
    assert [place(path, number) for path, number, line in lines(".html") if inline.search(line)] == []


def test_no_page_reaches_for_another_site():
    abroad = re.compile(
        r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//|@import\s+["']?https?:|url\(["']?(?:https?:)?//"""
    )
    assert [place(path, number) for path, number, line in lines(".html", ".css") if abroad.search(line)] == []


NEVER = ["积分", "排行榜", "打卡", "对象画像", "稳控", "操作成功"]


@pytest.mark.parametrize("word", NEVER)
def test_pages_never_say(word):
    """DESIGN section 6; 重点人员 may stand in imported names, never in a template."""
    assert [place(path, number) for path, number, line in lines(".html") if word in line] == []


def test_pages_shout_nowhere():
    told = re.compile(r"[\u4e00-\u9fff]\s*[!！]")
    assert [place(path, number) for path, number, line in lines(".html") if told.search(line)] == []


def test_tests_are_named_by_sentences():
    short = [
        place(path, node)
        for path in modules("tests")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and node.name.count("_") < 2
    ]
    assert short == []


def test_every_command_that_a_page_or_the_makefile_names_exists():
    called = re.compile(r"(?:\.venv/bin/gewu|\$\(GEWU\)|`gewu) ([a-z_]+)")
    found = [(place(path, n), name) for path, n, line in lines(".md", "Makefile") for name in called.findall(line)]
    assert [where_name for where_name in found if where_name[1] not in main.names()] == []


def test_no_line_of_a_template_is_longer_than_a_screen():
    wide = [
        place(path, number) for path, number, line in lines(".html") if "templates/" in str(path) and len(line) > 160
    ]
    assert wide == []
