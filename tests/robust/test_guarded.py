"""Every act asks for its right by itself: the page, the file or the command that calls it need not have asked.

The acts are found in the code, so a new one is tried without being named here.
"""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gewu.kernel.types import Actor, Refused, Scope

ROOT = Path(__file__).resolve().parents[2]


def guarded() -> Iterator[tuple[str, str, str]]:
    """Find public functions whose first statement is by.must("…"): module, function, right."""
    for path in sorted([*ROOT.glob("gewu/*/actions/*.py"), *ROOT.glob("gewu/flows/*.py")]):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for found in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(found, ast.FunctionDef) and not found.name.startswith("_"):
                for right in _asked_first(found):
                    yield module, found.name, right


def _asked_first(found: ast.FunctionDef) -> Iterator[str]:
    for statement in found.body:
        match statement:
            case ast.Expr(ast.Constant(str())):
                continue
            case ast.Expr(ast.Call(ast.Attribute(ast.Name("by"), "must"), [ast.Constant(str(right)), *_])):
                yield right
        return


ACTS = list(guarded())


def test_the_acts_are_found():
    assert len(ACTS) > 40


@pytest.mark.django_db
@pytest.mark.parametrize(("module", "name", "right"), ACTS, ids=[f"{module[5:]}.{name}" for module, name, _ in ACTS])
def test_who_has_every_other_right_is_refused_before_anything_is_looked_at(module, name, right):
    from gewu.office.rules import ROLES

    others = frozenset(word for role in ROLES.values() for word in role.can) - {right}
    by = Actor(1, 1, "无此权者", Scope(1, 1, can=others))
    act = inspect.unwrap(getattr(importlib.import_module(module), name))
    needed: dict[str, Any] = {
        each.name: object()
        for each in inspect.signature(act).parameters.values()
        if each.default is each.empty and each.kind not in (each.VAR_POSITIONAL, each.VAR_KEYWORD)
    }
    with pytest.raises(Refused) as refused:
        act(**needed | {"by": by})
    assert refused.value.id == "office.R403"
