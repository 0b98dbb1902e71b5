"""The language as a page for authors and as a schema for editors, both made from the table of words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from gewu.kernel import nouns
from gewu.scenario import packs, vocabulary
from gewu.scenario.grammar import SCENARIO
from gewu.scenario.shapes import Choice, Entry, Listed, Mapped, Section, Shape
from gewu.scenario.templates import TEMPLATE

HEAD = """# 场景文件的写法

这一页由 `gewu docs` 从 `gewu/scenario/sections/` 和 `vocabulary.py` 生成，请勿手改。
一个场景一个文件夹：`packs/<领域>/<键>/`，正文在 `scenario.yaml`，用例在 `examples.yaml`。
键用英文小写，话用中文；没有写到的键取默认值。
整份的例子在[本页末尾](#一份整的例子)；还有 `packs/safety/fire/`（检查）、`packs/social/hotline/`（工单）、
`packs/economy/investment/`（项目）。
写完运行 `gewu scenario check 文件`，没有输出就是没有问题；问题会一次说全，带位置、编号和改法。

- 布尔值只有 `true` 和 `false`；`on`、`yes`、`no` 是普通的词。不用锚点、引用和类型标记。
- 期限写作 `3 workdays`（工作日）、`60 days`（自然日）、`24 hours`、`4 working_hours`、`15 minutes`、
  `2 months`、`1 year`；`0 days` 是当场。步骤的期限可以按等级、渠道、类别或一个选择题的选项各写一个：
  `{serious: 30 minutes, ordinary: 1 day}`。
- 依据写作 `fire_law 28`：`sources` 里的键，加条号。检查项、频次、期限、目标都要有依据。
- 金额一律以分计，小数以最小单位的整数计。
- 文书（documents）的正文里 `{键}` 填字：下面列出的字、`asks` 的键、所附的事项、对象、记录的问题；`subject.键`
  是对象的登记项。首段以冒号结尾的是抬头。没有填的留空格手写；个人信息遮盖，写明原因才显示。
  流转单、督办单、每周通报、发放表另有页面，只写名称。
- 路径可以只写名字：`path: inspection`；有几步不同，就写 `path: {like: ticket, verifying: {needs: [words, photo]}}`。
  有名字的路径在 `packs/paths/`；启用的文本里写全。
- 只有本单位说得出的话留空：`<归口单位>`。启用时逐个问，有一个没填就不能启用；
  `<单位名称>`、`<今天>`、`<一年后>` 自己填。
- `|` 之后的中文分几行写都可以，读的时候连成一段；空一行另起一段。
"""

WHERE = """## 条件（when、where、of_where）

什么情况下；几行同时成立，列成几组（方括号里的列表）是任一组成立。没有别的“或”，没有算式。

左边是词：{dimensions}；或本场景登记项、问题的键（按计量词的归属，
取 `subject.attributes`、`record.asks`、`matter.asks`）。
右边是一个值、一个列表，或比较：`{{over: 3000}}`、`{{under: 10}}`、
`{{at_least: 1}}`、`{{at_most: 5}}`、`{{not_in: [a, b]}}`。
日期与日期相比（`2023-06-30`）；是非题写 `true` 或 `false`。分母不加条件时写 `of_where: {{}}`。
"""


VERIFY = """## 核查（matter.verify）

- `each`：每一件都由另一个人核查，办的人不能核查自己办的。
- `sample 10%`：办的人反馈时才抽，抽中的才核查；随机数留在办理过程里，谁都能照着再抽一遍。
  没抽中的，反馈后可以办结，单列计数。
- `none`：只给当场办结（期限 `0 days`）的事用，不核查，单列计数，可再抽去回头看。
"""


GROWTH = """## 增减（同比、环比）

不用写：每个指标的页面自己算。基数不到10的、上期没有数的、上期在启用以前的，用话说明，不算百分比。
`say: {style: growth}` 只把一个本来就是增减的数说成“增长5%”“下降5%”；段落的花括号里写不了同比。
"""

EXAMPLE = "urban/morning_checks"
WHOLE = """## 一份整的例子

`packs/urban/morning_checks/` 的几个文件接在一起，就是启用时的全文；尖括号里的由各单位自己填。

```yaml
{text}```
"""


def markdown() -> str:
    """Write docs/scenarios/reference.md."""
    parts = [HEAD, *_sections(SCENARIO, ""), VERIFY, "## 报告模板\n\n" + _table(TEMPLATE)]
    parts += [found for at, section in _inner(TEMPLATE, "") for found in _sections(section, f"模板 {at}")]
    parts += [WHERE.format(dimensions="、".join(f"`{key}` {title}" for key, title in nouns.dimensions().items()))]
    return "\n".join([*parts, *_vocabulary(), WHOLE.format(text=packs.read(packs.SHIPPED / EXAMPLE).text)])


def _sections(section: Section, at: str) -> Iterator[str]:
    yield _table_of(section, at or "文件")
    for place, inner in _inner(section, at):
        yield from _sections(inner, place)


def _inner(section: Section, at: str) -> Iterator[tuple[str, Section]]:
    for entry in section.entries:
        found = _section_in(entry.takes)
        if found is not None and found.entries:
            yield f"{at}.{entry.name}".lstrip("."), found


def _section_in(shape: Shape) -> Section | None:
    """Find the section a shape holds: itself, or that of its list or mapping."""
    if isinstance(shape, Section):
        return shape
    if isinstance(shape, Listed | Mapped):
        return _section_in(shape.of)
    return None


def _table_of(section: Section, at: str) -> str:
    note = f"\n只写一句话也行，等于写了 `{section.short}`。\n" if section.short else ""
    return f"## {at}\n{note}\n{_table(section)}"


def _table(section: Section) -> str:
    rows = "\n".join(_row(entry) for entry in section.entries)
    return f"| 键 | 写什么 | 必填 | 说明 |\n| --- | --- | --- | --- |\n{rows}\n"


def _row(entry: Entry) -> str:
    return f"| `{entry.name}` | {_takes(entry.takes)} | {'是' if entry.needed else ''} | {entry.say} |"


def _takes(shape: Shape) -> str:
    if isinstance(shape, Choice):
        return " · ".join(f"`{word}`" for word in shape.words if word)
    if isinstance(shape, Listed) and isinstance(shape.of, Choice):
        return _takes(shape.of)
    return shape.named.replace("|", "\\|")


def _vocabulary() -> Iterator[str]:
    rows = "\n".join(
        f"| `{name}` | {one.title} | {_owner(one.facts)} | {_code(nouns.dims(name))} | {_code(one.part_of)} |"
        for name, one in nouns.measures().items()
    )
    head = "| 计量词 | 数什么 | 字段归属 | 可用的词 | 可作它的分母 |\n| --- | --- | --- | --- | --- |"
    yield f"## 计量词\n\n{head}\n{rows}\n"
    yield _list("分法（by）", vocabulary.SPLITS)
    yield _list("角色", vocabulary.ROLES)
    yield _list("步骤必备项（needs）", vocabulary.NEEDS)
    for of, title in vocabulary.PAPERS_OF.items():
        tables = {key: vocabulary.PAPER_TABLES[key] for key in vocabulary.TABLES_OF[of]}
        known = {**vocabulary.PAPER_SLOTS[of], **tables}
        if known:
            yield _list(f"{title}的文书里可填的字（says）和表（tables）", known)
    yield _list("各种文书里可填的字（says）", vocabulary.PAPER_SLOTS[""])
    yield _list("通用挂账理由", vocabulary.PAUSE_REASONS)
    yield _list("退单理由", vocabulary.OBJECTION_REASONS)
    yield _list("不纳入考核（剔除）", vocabulary.NOT_COUNTED)
    yield _list("说法（say.style）", vocabulary.SAY_STYLES)
    yield GROWTH
    yield f"## 单位\n\n常用：{'、'.join(vocabulary.UNITS)}。也可以写别的。\n"


def _owner(owner: str) -> str:
    return nouns.noun(owner).word if owner else ""


def _code(words: Any) -> str:
    return " ".join(f"`{word}`" for word in words)


def _list(title: str, words: Any) -> str:
    rows = "\n".join(f"- `{key}` {said}" for key, said in words.items())
    return f"## {title}\n\n{rows}\n"


def schema() -> str:
    """Write schemas/scenario.schema.json: what an editor completes and underlines; sense is for `scenario check`."""
    scenario = SCENARIO.schema()
    matter = scenario["properties"]["matter"]["properties"]
    named = [{"enum": list(packs.paths())}, {"type": "object", "required": ["like"]}]
    matter["path"] = {"description": matter["path"].pop("description"), "anyOf": [*named, matter["path"]]}
    made = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:gewu:scenario",
        "title": "格物场景文件",
        "description": "由 gewu docs 生成，请勿手改。",
        **scenario,
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"
