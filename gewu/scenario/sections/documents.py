"""TELL 文书: which papers there are, about what, with which number and words, what must be there first, who signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gewu.scenario import vocabulary
from gewu.scenario.ideas.cited import SOURCE
from gewu.scenario.ideas.conditions import Reach
from gewu.scenario.ideas.fields import FIELDS, Field, check_fields
from gewu.scenario.ideas.needs import NEEDS, Need, check_needs, settled
from gewu.scenario.ideas.persons import ROLE
from gewu.scenario.ideas.slots import SLOT, paired
from gewu.scenario.problems import Problems
from gewu.scenario.shapes import TEXT, TRUTH, Choice, Listed, Mapped, Pattern, Section, Titles, word

if TYPE_CHECKING:
    from gewu.scenario.grammar import Scenario

WHOSE = {"ours": "本单位出具", "theirs": "收到的"}
KEPT = {"each": "每次一份"}
NUMBER = Pattern(
    named="带年份和序号的文号",
    pattern=r"[^{}]{1,30}\{year\}[^{}]{0,10}\{n\}[^{}]{0,10}",
    example="调〔{year}〕{n}号",
)
TABLE = Choice(named="表", words=(*vocabulary.PAPER_TABLES,), titles=vocabulary.PAPER_TABLES)


@dataclass(frozen=True)
class Document:
    """A paper: ours is written from `says` and numbered without gaps, theirs is registered when it comes in."""

    key: str
    title: str = word(TEXT, "文书叫什么", needed=True)
    of: str = word(
        Choice(
            named="附在什么上",
            words=(*vocabulary.PAPERS_OF,),
            titles=vocabulary.PAPERS_OF,
            coming="area staff tenant lines ballots accounts documents",
        ),
        "附在什么上",
        needed=True,
    )
    whose: str = word(
        Choice(named="谁的", words=tuple(WHOSE), titles=WHOSE),
        "本单位出的，还是收到的；收到的只登记，附扫描件",
        default="ours",
        label="谁出的",
    )
    asks: Mapping[str, Field] = word(FIELDS, "出具或登记时要填的", default={}, label="文书要填的")
    number: str = word(NUMBER, "文号，连号不跳，作废留号", default="", tell="编号{}，连号不跳")
    says: str = word(TEXT, "正文，{键} 填字，一个字一空；分段空一行", default="", label="正文", long=True)
    tables: tuple[str, ...] = word(Listed(named="表的列表", of=TABLE), "正文后面的表", default=())
    needs: tuple[Need, ...] = word(NEEDS, "出具前要齐的", default=(), tell="出具前要有：{}")
    signs: tuple[str, ...] = word(
        Listed(named="文字的列表", of=TEXT), "谁签名，按先后", default=(), help="用顿号隔开", tell="由{}签名"
    )
    seal: bool = word(TRUTH, "盖章", default=False, tell="要盖章")
    scan: bool = word(TRUTH, "签好扫描上传才算", default=False, label="回扫才算", tell="签好扫描上传才算数")
    keep: str = word(
        Choice(named="留哪几份", words=tuple(KEPT), titles=KEPT, coming="current editions"), "留哪几份", default="each"
    )
    issuer: tuple[str, ...] = word(
        Listed(named="角色，或角色的列表", of=ROLE, one_will_do=True),
        "谁能出（角色），不写是能出文书的都能出",
        default=(),
        label="谁能出",
        tell="由{}出具",
    )
    power: str = word(SOURCE, "凭什么出：依据", default="", label="出具的依据")

    @property
    def ours(self) -> bool:
        return self.whose == "ours"

    @property
    def has_own_page(self) -> bool:
        """Whether another page of the house makes and prints it."""
        return vocabulary.OWN_PAGES.get(self.key) == self.of


@dataclass(frozen=True)
class Lawful:
    """What a law wants of every paper whose title has `word`: its words (title -> key), number, signatures."""

    word: str
    source: str
    says: Mapping[str, str]
    signs: int = 0
    tells: tuple[str, ...] = ()  # one of these words must be in it


LAWFUL = (
    Lawful(
        "调解协议",
        "人民调解法第二十九条",
        {
            "当事人基本情况": "sides",
            "纠纷主要事实和责任": "facts",
            "协议内容": "terms",
            "履行方式": "way",
            "履行期限": "deadline",
        },
        signs=2,
    ),
    Lawful(
        "处理意见书",
        "信访工作条例第三十二条",
        {"诉求": "demand", "查明的事实": "facts", "处理意见": "opinion", "政策法规依据": "law"},
        tells=("复查",),
    ),
)

DOCUMENTS = Mapped(
    named="键: 文书",
    of=Section(title="文书", noun=Document, coming="valid confirm reply_within publish"),
)


def fields_of(scenario: Scenario, of: str) -> Mapping[str, Field]:
    """The questions of what a paper is about."""
    part = {"matter": scenario.matter, "record": scenario.record}.get(of)
    if of == "subject":
        return scenario.subject.attributes if scenario.subject else {}
    return part.asks if part else {}


def reach(scenario: Scenario, document: Document | None) -> Reach:
    """Say what a need of a paper may ask."""
    part = scenario.matter if document and document.of == "matter" else None
    words = {"category": part.categories, "grade": part.grades} if part else {}
    return Reach(words, {**fields_of(scenario, document.of), **document.asks} if document else {})


def slots(scenario: Scenario, document: Document) -> Titles:
    """Every slot that can be filled in a paper, with its title."""
    found = dict(vocabulary.PAPER_SLOTS[""]) | dict(vocabulary.PAPER_SLOTS.get(document.of, {}))
    if not document.number:
        found.pop("number")
    if not document.power:
        found.pop("power")
    if scenario.subject and document.of in ("subject", "matter", "record"):
        found |= vocabulary.PAPER_SLOTS["subject"]
        found |= {f"subject.{key}": one.say for key, one in scenario.subject.attributes.items()}
    asked = {**fields_of(scenario, document.of), **document.asks}
    return found | {key: one.say for key, one in asked.items()}


def finish(scenario: Scenario) -> Scenario:
    """Needs of papers and of steps know which of their keys are papers; conditions read dates as dates."""
    if not scenario.documents:
        return scenario
    documents = {
        key: replace(
            one, needs=papered(scenario, settled(one.needs, {**fields_of(scenario, one.of), **one.asks}), one.of)
        )
        for key, one in scenario.documents.items()
    }
    part = scenario.matter
    if part:
        path = {key: replace(step, needs=papered(scenario, step.needs, "matter")) for key, step in part.path.items()}
        part = replace(part, path=path)
    return replace(scenario, documents=documents, matter=part)


def papered(scenario: Scenario, needs: tuple[Need, ...], of: str) -> tuple[Need, ...]:
    """Tell each need that names a paper what it is called."""
    return tuple(
        replace(need, have=papered(scenario, need.have, of))
        if need.have
        else replace(need, paper=scenario.documents[need.key].title)
        if need.key in papers(scenario, of)
        else need
        for need in needs
    )


def papers(scenario: Scenario, of: str) -> dict[str, str]:
    """The papers about one kind of thing: key -> title."""
    return {
        key: one.title for key, one in scenario.documents.items() if one.of == of and key not in vocabulary.OWN_PAGES
    }


# checks ---------------------------------------------------------------------------------------


def check(scenario: Scenario, problems: Problems) -> None:
    numbers: dict[str, str] = {}
    for key, one in scenario.documents.items():
        at = f"documents.{key}"
        if not one.of or not one.title:
            continue
        _about(at, one, scenario, problems)
        if one.has_own_page:
            _only_named(at, one, problems)
            continue
        _powers(at, one, problems)
        _keys(at, one, scenario, problems)
        _needs(at, one, scenario, problems)
        if one.ours:
            _said(at, one, scenario, problems)
            _lawful(at, one, scenario, problems)
        else:
            _only_registered(at, one, problems)
        if one.number and (first := numbers.setdefault(one.number, key)) != key:
            words = f"“{one.title}”和“{scenario.documents[first].title}”用同一个文号，两种文书会串号。"
            problems.refuse(f"{at}.number", "E531", words, "换一个字头，一种文书一个文号。")


def _about(at: str, one: Document, scenario: Scenario, problems: Problems) -> None:
    sections: dict[str, object] = {"matter": scenario.matter, "subject": scenario.subject, "record": scenario.record}
    sections["payment_list"] = scenario.payment
    if sections.get(one.of, True) is None:
        section = {"payment_list": "payment"}.get(one.of, one.of)
        problems.refuse(
            f"{at}.of",
            "E536",
            f"文书附在{vocabulary.PAPERS_OF[one.of]}上，场景里却没有 {section} 一节。",
            "改 of，或补上这一节。",
        )
    for n, table in enumerate(one.tables, start=1):
        if table in vocabulary.PAPER_TABLES and table not in vocabulary.TABLES_OF[one.of]:
            fits = "、".join(vocabulary.TABLES_OF[one.of]) or "没有"
            words = f"附在{vocabulary.PAPERS_OF[one.of]}上的文书没有“{vocabulary.PAPER_TABLES[table]}”这张表。"
            problems.refuse(f"{at}.tables[{n}]", "E536", words, f"可用的表：{fits}。")


def _only_named(at: str, one: Document, problems: Problems) -> None:
    for name in ("asks", "number", "says", "tables", "needs", "signs", "seal", "scan", "issuer"):
        if getattr(one, name):
            words = f"“{one.title}”由系统按统一格式打印，这里只写名称。"
            problems.refuse(f"{at}.{name}", "E530", words, "删去这一项；要另写一种文书，换一个键。")


def _only_registered(at: str, one: Document, problems: Problems) -> None:
    for name in ("number", "says", "tables", "signs", "seal", "issuer"):
        if getattr(one, name):
            words = "收到的文书由对方编号、行文，这里不能写。"
            problems.refuse(f"{at}.{name}", "E530", words, "删去这一项；登记时填对方的文号、日期，附扫描件。")


def _powers(at: str, one: Document, problems: Problems) -> None:
    named = next((word for word in vocabulary.NOT_OURS if word in one.title), "")
    if one.ours and named:
        words = f"“{one.title}”涉及{named}，街道没有这个权力，不能由本单位出具。"
        problems.refuse(f"{at}.whose", "E533", words, "写 whose: theirs，收到有权机关的文书后登记。")
    if one.ours and "责令" in one.title and not one.power:
        words = f"“{one.title}”是责令，要写明凭什么责令。"
        problems.refuse(f"{at}.power", "E533", words, "补上 power: 依据；没有依据的写成告知书。")


def _keys(at: str, one: Document, scenario: Scenario, problems: Problems) -> None:
    check_fields(f"{at}.asks", one.asks, Reach({}, {}), problems)
    asked = {*fields_of(scenario, one.of), *vocabulary.PAPER_SLOTS[""], *vocabulary.PAPER_SLOTS.get(one.of, {})}
    for key in one.asks:
        if key in asked:
            problems.refuse(f"{at}.asks.{key}", "E535", f"“{key}”已经有了，不用再问一遍。", "删去，或换一个键。")
    if one.key in (asked | {*one.asks}) or one.key in vocabulary.NEEDS:
        problems.refuse(at, "E535", f"“{one.key}”既是文书又是别的一项。", "文书换一个键。")


def _needs(at: str, one: Document, scenario: Scenario, problems: Problems) -> None:
    earlier = [*scenario.documents][: [*scenario.documents].index(one.key)]
    known = {key: title for key, title in papers(scenario, one.of).items() if key in earlier}
    check_needs(f"{at}.needs", one.needs, reach(scenario, one), problems, papers=known, words=())


def _said(at: str, one: Document, scenario: Scenario, problems: Problems) -> None:
    if not (one.says or one.tables):
        problems.refuse(at, "E530", f"“{one.title}”只有名称，印不出来。", "补上 says: 正文，或 tables: [表]。")
    if not paired(one.says):
        problems.refuse(f"{at}.says", "E532", "花括号不成对。", "写成 {subject}；正文里不用别的花括号。")
        return
    known = slots(scenario, one)
    for slot in dict.fromkeys(SLOT.findall(one.says)):
        if slot not in known:
            problems.known(f"{at}.says", "E532", "可填的字", [slot or "空"], known)


def _lawful(at: str, one: Document, scenario: Scenario, problems: Problems) -> None:
    said, sure = set(SLOT.findall(one.says)), {*_sure(one)}
    for law in LAWFUL:
        if law.word not in one.title:
            continue
        for title, key in law.says.items():
            if key not in said or key not in sure:
                words = f"{law.word}要写明{title}（{law.source}）。"
                hint = f"在 says 里写 {{{key}}}，并把 {key} 设为必填的问题，或写进 needs。"
                problems.refuse(f"{at}.says", "E534", words, hint)
        if len(one.signs) < law.signs:
            words = f"{law.word}要有当事人和经办人签名（{law.source}）。"
            problems.refuse(f"{at}.signs", "E534", words, "补上 signs: [当事人, 人民调解员]。")
        if law.tells and not any(one_word in one.says for one_word in law.tells):
            words = f"{law.word}要告知当事人不服怎么办（{law.source}）。"
            problems.refuse(f"{at}.says", "E534", words, f"正文写明{'、'.join(law.tells)}的途径和期限。")
        if not one.number:
            problems.refuse(f"{at}.number", "E534", f"{law.word}要编号。", f"补上 number: {NUMBER.example}。")


def _sure(one: Document) -> Iterator[str]:
    """Name what a paper never goes without."""
    yield from (key for key, ask in one.asks.items() if ask.needed)
    yield from (need.key for need in one.needs if need.key)
