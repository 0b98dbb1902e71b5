"""YAML, read strictly: no repeated keys, no anchors, no tags, and every value knows where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Union

import yaml

from gewu.scenario.problems import Problems

#: libyaml where the machine has it: twenty times as fast
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Plain = Union[str, int, float, bool, None, list["Plain"], dict[str, "Plain"]]  # noqa: UP007


class _Loader(_Base):
    """YAML 1.2 core: true and false are the only booleans, so that `on`, `yes` and `no` stay words."""

    yaml_implicit_resolvers: Mapping = {}


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(?:null|~|)$"), ["n", "~", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^[-+]?(?:0|[1-9][0-9]*)$"), list("-+0123456789"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9]+\.[0-9]+$"), list("-+0123456789"))

_READ: dict[str, Callable[[str], Plain]] = {
    "tag:yaml.org,2002:bool": lambda text: text == "true",
    "tag:yaml.org,2002:null": lambda text: None,
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:float": float,
}


@dataclass
class Node:
    """A value of the file with its place: `line` from 1; `start` and `end` are character positions of the value.

    `key_start` is where its key begins (its dash or itself in a list); `flow` says it is written in brackets.
    """

    value: Any  # scalar, list[Node] or dict[str, Node]
    line: int
    start: int
    end: int
    key_start: int
    flow: bool = False

    def plain(self) -> Plain:
        """Drop the places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


def parse(text: str, problems: Problems) -> Node | None:
    """Read one YAML document; what is wrong goes to `problems`, and nothing comes back if it cannot be read at all.

    Lines of every place go to `problems.lines`. A block of Chinese lines is joined without blanks.
    """
    text = text.removeprefix("\ufeff")
    try:
        _refuse_cleverness(text, problems)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.lines[""] = mark.line + 1 if mark else 1
        problems.add("", "E101", f"读不懂：{_reason(error)}", "检查缩进、冒号后的空格和引号是否成对。")
        return None
    except yaml.YAMLError as error:
        problems.add("", "E101", f"读不懂：{error}", "去掉看不见的控制字符，另存为 UTF-8。")
        return None
    if root is None:
        problems.add("", "E101", "文件是空的。", "至少写 scenario、title、why、care。")
        return None
    return _convert(root, "", root.start_mark, problems)


def _reason(error: yaml.MarkedYAMLError) -> str:
    return "；".join(part for part in (error.context, error.problem) if part)


def _refuse_cleverness(text: str, problems: Problems) -> None:
    """Refuse anchors, aliases and tags; the event pass runs only where their signs occur at all."""
    if not any(sign in text for sign in "&*!"):
        return
    event: Any
    for event in yaml.parse(text, Loader=_Loader):
        clever = getattr(event, "anchor", None) or (getattr(event, "tag", None) and "!")
        if clever:
            line = event.start_mark.line + 1
            problems.lines.setdefault(f"第{line}行", line)
            problems.add(
                f"第{line}行", "E103", "不能用锚点、引用或类型标记（& * !）。", "把内容照写一遍；文字请加引号。"
            )


def _convert(node: Any, at: str, key_mark: yaml.Mark, problems: Problems) -> Node:
    problems.lines[at] = key_mark.line + 1
    made = Node(None, key_mark.line + 1, node.start_mark.index, node.end_mark.index, key_mark.index)
    if isinstance(node, yaml.MappingNode):
        made.flow = bool(node.flow_style)
        made.value = _mapping(node, at, problems)
    elif isinstance(node, yaml.SequenceNode):
        made.flow = bool(node.flow_style)
        made.value = [
            _convert(item, f"{at}[{n}]", item.start_mark, problems) for n, item in enumerate(node.value, start=1)
        ]
    else:
        made.value = _scalar(node)
    return made


def _mapping(node: yaml.MappingNode, at: str, problems: Problems) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
        place = f"{at}.{key}" if at else key
        if key in found:
            first = found[key].line
            problems.lines[place + "#2"] = key_node.start_mark.line + 1
            problems.add(place + "#2", "E102", f"“{key}”写了两遍，前一处在第{first}行。", "留下一处，删去另一处。")
            continue
        if key_node.tag == "tag:yaml.org,2002:null" or key == "?":
            problems.add(place, "E101", "键必须是一个词。", "在冒号前写上词。")
        found[key] = _convert(value_node, place, key_node.start_mark, problems)
    return found


def _scalar(node: yaml.ScalarNode) -> Plain:
    read = _READ.get(node.tag)
    if read:
        return read(node.value)
    several_lines = node.start_mark.line != node.end_mark.line
    return join_lines(node.value, folded=node.style != "|") if several_lines else node.value


HAN = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…{}]"
_FOLD = re.compile(rf"(?<={HAN})[ \t]+(?={HAN})")
_BREAK = re.compile(rf"(?<={HAN})[ \t]*\n[ \t]*(?={HAN})")


def join_lines(text: str, *, folded: bool = False) -> str:
    """Join the lines of a block: no blank between Chinese ones, one otherwise; an empty line parts paragraphs."""
    paragraphs = re.split(r"\n[ \t]*\n", text.strip("\n"))
    joined = (re.sub(r"[ \t]*\n[ \t]*", " ", _BREAK.sub("", part)).strip() for part in paragraphs)
    return "\n".join(_FOLD.sub("", part) if folded else part for part in joined)


def resolves_to_text(text: str) -> bool:
    """Say whether `text`, written without quotes, is read back as the same words."""
    try:
        node = yaml.compose(f"k: {text}", Loader=_Loader)
    except yaml.YAMLError:
        return False
    value = node.value[0][1] if isinstance(node, yaml.MappingNode) else None
    return isinstance(value, yaml.ScalarNode) and value.tag.endswith(":str") and value.value == text
