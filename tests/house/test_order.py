"""The order of the house: who may import whom, and what a room's furniture may do."""

import ast
import re
import subprocess
import sys

import pytest

from tests.house.tree import ROOMS, ROOT, modules, parsed, place

WRITES = {
    "acreate",
    "aget_or_create",
    "asave",
    "aupdate_or_create",
    "bulk_create",
    "bulk_update",
    "create",
    "delete",
    "get_or_create",
    "save",
    "update",
    "update_or_create",
}
#: methods of these names that are no rows: {}.update, set.update, hashlib's update, a form's or a document's save …
MANAGER_ONLY = {"create", "bulk_create", "get_or_create", "update_or_create", "bulk_update"}
#: rooms whose writing module is named otherwise, as docs/house.md has it
WRITERS = {
    "journal": {"actions", "files", "jobs", "rows"},
    "answers": {"actions", "search"},
}


def test_rooms_import_in_order_only():
    found = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert found.returncode == 0, found.stdout + found.stderr


def _chain(node: ast.expr) -> list[str]:
    """Names along a.b(…).c, from the left."""
    names: list[str] = []
    while True:
        if isinstance(node, ast.Attribute):
            names.append(node.attr)
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Subscript):
            node = node.value
        else:
            return [*([node.id] if isinstance(node, ast.Name) else []), *reversed(names)]


def writes(tree: ast.Module) -> list[ast.Call]:
    """Calls that write rows: a queryset's verbs behind `.objects` or `.for_scope(…)`, a manager's, a row's own.

    `save()` and `delete()` without arguments are a row's; a document's and a file's take a path.
    """
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _writes(node)]


def _writes(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    verb, chain = call.func.attr, _chain(call.func)
    if verb in WRITES and {"objects", "for_scope", "filter", "_base_manager"} & set(chain):
        return True
    return verb in MANAGER_ONLY - {"create"} or (
        verb in {"save", "delete"} and not call.args and {kw.arg for kw in call.keywords} <= {"update_fields", "using"}
    )


@pytest.mark.parametrize(
    "line",
    [
        "Task.objects.create(day=day)",
        "Task.objects.filter(id=1).update(day=day)",
        "matter.save()",
        "matter.save(update_fields=['state'])",
        "rows.for_scope(scope).delete()",
        "Task.objects.bulk_create(rows)",
        "area.tasks.bulk_create(rows)",
    ],
)
def test_the_search_for_writes_finds(line):
    assert len(writes(ast.parse(line))) == 1


@pytest.mark.parametrize("line", ["seen.update(more)", "document.save(path)", "digest.update(block)", "Font.create()"])
def test_the_search_for_writes_lets_pass(line):
    assert writes(ast.parse(line)) == []


def _may_write(path) -> bool:
    room, *rest = path.relative_to(ROOT / "gewu").parts
    own = WRITERS.get(room, set()) | {"actions"}
    return room in ROOMS and bool(rest) and rest[0].removesuffix(".py") in own


def test_rows_are_written_by_actions_only():
    outside = [path for path in modules("gewu") if not _may_write(path)]
    assert [place(path, call) for path in outside for call in writes(parsed(path))] == []


def test_front_asks_queries_and_never_a_manager():
    found = [
        place(path, node)
        for path in modules("gewu/front")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}
    ]
    assert found == []


def _runs(tree: ast.Module) -> list[ast.AST]:
    """All nodes of a module but those that are there for annotations alone."""
    typing = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    return [node for node in ast.walk(tree) if node not in typing]


def test_the_models_of_a_room_are_its_own():
    """Others ask its queries, or `journal.rows.kept` by noun; flows act in several rooms at once and may read rows."""
    found = [
        place(path, node)
        for path in modules("gewu", "demo")
        if path.relative_to(ROOT).parts[:2] != ("gewu", "flows")
        for node in _runs(parsed(path))
        if isinstance(node, ast.ImportFrom)
        and (of := re.fullmatch(r"gewu\.(\w+)\.models", node.module or ""))
        and path.relative_to(ROOT).parts[:2] != ("gewu", of[1])
    ]
    assert found == []


def test_the_clock_is_read_by_front_flows_and_the_office_clock_only():
    """`now`, `today` and `localdate` elsewhere would make a result depend on when it is asked."""
    clocks = re.compile(r"\b(?:datetime\.now|date\.today|timezone\.now|localdate|localtime|time\.time)\(")
    allowed = {ROOT / "gewu/office/clock.py"}
    paths = [*modules(*(f"gewu/{room}" for room in [*ROOMS, "kernel", "scenario"]))]
    found = [
        place(path, number)
        for path in paths
        if path not in allowed
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if clocks.search(line) and "default=" not in line
    ]
    assert found == []


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_has_no_views_forms_signals_or_utils(room):
    unwanted = {"views", "forms", "signals", "utils", "helpers", "admin"}
    assert [place(path, 1) for path in modules(f"gewu/{room}") if path.stem in unwanted] == []


def test_every_module_says_what_it_is():
    silent = [
        place(path, 1)
        for path in modules("gewu", "scripts")
        if path.stem not in {"apps", "urls", "__init__"} and not ast.get_docstring(parsed(path))
    ]
    assert silent == []


def test_whoever_acts_says_by_and_at_by_name():
    """One order for all acts: what it is about, then by whom and when."""
    acts = [
        path for path in modules("gewu") if "actions" in path.parts or "flows" in path.parts or path.stem == "actions"
    ]
    found = [
        f"{place(path, node)} {node.name}"
        for path in acts
        for node in parsed(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if {"by", "at"} <= {one.arg for one in (*node.args.args, *node.args.kwonlyargs)}
        if {"by", "at"} & {one.arg for one in node.args.args} and path.stem != "_common"
    ]
    assert found == []


def test_what_is_given_back_is_returned_and_not_answered():
    """A docstring's first line completes "This will …"; only people and databases answer."""
    found = [
        place(path, node)
        for path in modules("gewu", "demo")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef) and re.search(r"; answers? |answers how", ast.get_docstring(node) or "")
    ]
    assert found == []
