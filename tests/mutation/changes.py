"""The small changes that a test should notice, found in the tree of a module and made in its text.

Neither words on the screen nor annotations, docstrings and comments are touched: a test of wording is not the point.
No library does this well enough here: mutmut 3.8 leaves decorated functions alone, and every act of Gewu is decorated;
cosmic-ray 8.4 runs one command for every change, whatever it reaches.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

COMPARED = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
RECKONED = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
TURNED = {"min": "max", "max": "min", "any": "all", "all": "any", "filter": "exclude", "exclude": "filter"}
#: the last word of a condition put to the database
LOOKED_UP = {"lt": "lte", "lte": "lt", "gt": "gte", "gte": "gt"}
ASKING = {"filter", "exclude", "get", "Q", "get_or_create", "update_or_create"}
#: calls that only carry words or types: a change in them is no change of behaviour, or one that always fails
SPARED = {"Refused", "isinstance", "getattr", "cast", "TypeVar", "NamedTuple"}
#: calls to which the order of what they are given is all the same
UNORDERED = {"min", "max", "hypot", "gcd"}


@dataclass(frozen=True)
class Change:
    """One change of one place; `start` and `end` are offsets in the file's bytes."""

    path: str
    line: int
    last_line: int
    where: str
    before: str
    after: str
    start: int
    end: int
    in_function: bool

    @property
    def name(self) -> str:
        """The name by which an equivalent change is struck out; it outlives moved lines."""
        return f"{self.path} {self.where}: {_short(self.before)} -> {_short(self.after)}"

    def made(self, text: str) -> str:
        """Return the module's text with this change."""
        raw = text.encode()
        return (raw[: self.start] + self.after.encode() + raw[self.end :]).decode()


def changes(text: str, path: str) -> list[Change]:
    """Return every change that can be made in a module, in the order of its lines."""
    starts = [0]
    for line in text.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found = []
    for node, where, in_function in _places(ast.parse(text)):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue  # what stands below is never run
        if isinstance(node, (ast.If, ast.While)):
            node = node.test  # a condition that is a bare name is turned; the others change as what they are
            made = () if isinstance(node, (ast.Compare, ast.BoolOp, ast.UnaryOp, ast.Constant)) else (_not(node),)
        else:
            made = _CHANGES.get(type(node), lambda node: ())(node)
        for new in made:
            after = new if isinstance(new, str) else _text(new)
            start, end = starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset
            before = text.encode()[start:end].decode()
            found.append(Change(path, node.lineno, node.end_lineno, where, before, after, start, end, in_function))
    return sorted(found, key=lambda change: (change.start, change.end, change.after))


def _short(text: str) -> str:
    return " ".join(text.split())


def _text(node: ast.AST) -> str:
    text = ast.unparse(node)
    return text if isinstance(node, (ast.stmt, ast.Constant, ast.Name, ast.Call)) else f"({text})"


def _places(tree: ast.Module) -> Iterator[tuple[ast.AST, str, bool]]:
    """Walk what runs: (node, name of the function or class around it, whether it is in a function)."""
    stack: list[tuple[ast.AST, str, bool]] = [(tree, "", False)]
    while stack:
        node, where, in_function = stack.pop()
        if where or not isinstance(node, ast.Module):
            yield node, where or "module", in_function
        inside = in_function
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            where = f"{where}.{node.name}" if where else node.name
            inside = in_function or not isinstance(node, ast.ClassDef)
        # A default is made where the function is: a test that only calls it does not run that line.
        stack += [(child, where, in_function) for child in _defaults(node)]
        stack += [(child, where, inside) for child in _running(node)]


def _defaults(node: ast.AST) -> list[ast.AST]:
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return []
    return [*node.args.defaults, *(one for one in node.args.kw_defaults if one)]


def _running(node: ast.AST) -> list[ast.AST]:
    """Return the children of a node that are run; words, types, names of fields and decorators are left out."""
    if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Call) and _called(node) in SPARED):
        return []
    if isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == "__all__" for to in node.targets):
        return []
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return list(node.body)
    spared = node.annotation if isinstance(node, ast.AnnAssign) else None
    return [child for child in ast.iter_child_nodes(node) if child is not spared]


def _called(node: ast.Call) -> str:
    return getattr(node.func, "id", "") or getattr(node.func, "attr", "")


def _with(node: ast.AST, **fields: object) -> ast.AST:
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def _not(node: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), node)


def _compare(node: ast.Compare) -> Iterator[ast.AST]:
    for place, operator in enumerate(node.ops):
        ops = [*node.ops]
        ops[place] = COMPARED[type(operator)]()
        yield _with(node, ops=ops)
    for place, operand in enumerate(node.comparators):
        if _is_key(operand):
            operands = [*node.comparators]
            operands[place] = ast.Constant(operand.value + "_")
            yield _with(node, comparators=operands)
        if isinstance(operand, (ast.Tuple, ast.Set, ast.List)) and len(operand.elts) > 1:
            operands = [*node.comparators]
            operands[place] = _with(operand, elts=operand.elts[1:])
            yield _with(node, comparators=operands)


def _is_key(node: ast.expr) -> bool:
    text = node.value if isinstance(node, ast.Constant) else None
    return isinstance(text, str) and text.isascii() and text.isidentifier()


def _boolean(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())


def _unary(node: ast.UnaryOp) -> Iterator[ast.AST]:
    if isinstance(node.op, (ast.Not, ast.USub)):
        yield node.operand


def _branch(node: ast.IfExp) -> Iterator[ast.AST]:
    yield _with(node, body=node.orelse, orelse=node.body)


def _constant(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, (int, float)):
        yield ast.Constant(node.value + 1)


def _reckoned(node: ast.BinOp) -> Iterator[ast.AST]:
    lists = (ast.List, ast.Tuple, ast.Set, ast.Dict, ast.ListComp, ast.JoinedStr)
    sides = (node.left, node.right)
    words = any(
        isinstance(side, lists) or (isinstance(side, ast.Constant) and isinstance(side.value, str)) for side in sides
    )
    if type(node.op) in RECKONED and not words:
        yield _with(node, op=RECKONED[type(node.op)]())


def _call(node: ast.Call) -> Iterator[ast.AST]:
    name = _called(node)
    if name in SPARED:
        return
    plain = [one for one in node.args[:2] if not isinstance(one, ast.Starred)]
    if len(plain) == 2 and name not in UNORDERED and ast.dump(plain[0]) != ast.dump(plain[1]):
        yield _with(node, args=[plain[1], plain[0], *node.args[2:]])
    if name in TURNED and (name not in ("filter", "exclude") or isinstance(node.func, ast.Attribute)):
        field = "id" if isinstance(node.func, ast.Name) else "attr"
        yield _with(node, func=_with(node.func, **{field: TURNED[name]}))
    if name in ("sorted", "sort") and not any(one.arg == "reverse" for one in node.keywords):
        yield _with(node, keywords=[*node.keywords, ast.keyword("reverse", ast.Constant(True))])
    if name == "order_by" and node.args and isinstance(node.args[0], ast.Constant):
        field = str(node.args[0].value)
        yield _with(node, args=[ast.Constant(field[1:] if field[0] == "-" else "-" + field), *node.args[1:]])
    if name in ASKING:
        yield from _asked(node)


def _asked(node: ast.Call) -> Iterator[ast.AST]:
    """Leave each condition of a question to the database out, and move its limit."""
    named = [one for one in node.keywords if one.arg]
    for one in named:
        rest = [other for other in node.keywords if other is not one]
        if rest or node.args:
            yield _with(node, keywords=rest)
        head, _, last = one.arg.rpartition("__")
        if last in LOOKED_UP:
            moved = ast.keyword(f"{head}__{LOOKED_UP[last]}", one.value)
            yield _with(node, keywords=[moved if other is one else other for other in node.keywords])


def _filtered(node: ast.AST) -> Iterator[ast.AST]:
    for place, source in enumerate(node.generators):
        if source.ifs:
            generators = [*node.generators]
            generators[place] = _with(source, ifs=source.ifs[1:])
            yield _with(node, generators=generators)


def _statement(node: ast.Expr) -> Iterator[str]:
    if isinstance(node.value, ast.Call):
        yield "pass"


def _returned(node: ast.Return) -> Iterator[str]:
    if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
        yield "return None"


def _assigned(node: ast.Assign) -> Iterator[str]:
    if all(isinstance(to, (ast.Attribute, ast.Subscript)) for to in node.targets):
        yield "pass"


def _dropped(node: ast.stmt) -> Iterator[str]:
    yield "pass"


_CHANGES: dict[type, Callable] = {
    ast.Compare: _compare,
    ast.BoolOp: _boolean,
    ast.UnaryOp: _unary,
    ast.IfExp: _branch,
    ast.Constant: _constant,
    ast.BinOp: _reckoned,
    ast.Call: _call,
    ast.ListComp: _filtered,
    ast.SetComp: _filtered,
    ast.DictComp: _filtered,
    ast.GeneratorExp: _filtered,
    ast.Expr: _statement,
    ast.Return: _returned,
    ast.Assign: _assigned,
    ast.AugAssign: _dropped,
    ast.Raise: _dropped,
    ast.Continue: _dropped,
    ast.Break: _dropped,
}
