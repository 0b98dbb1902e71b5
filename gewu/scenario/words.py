"""Every key a scenario file may have, once: what it takes, whether it is needed, and what it means.

The reader, the reference page and the editors' schema are all made from this table.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from gewu.scenario import grammar
from gewu.scenario import vocabulary as words
from gewu.scenario.problems import Problems, nearest
from gewu.scenario.shapes import (
    Choice,
    Day,
    Duration,
    Either,
    Entry,
    Listed,
    Mapped,
    Moment,
    Pair,
    Pattern,
    Section,
    Shape,
    Text,
    Truth,
    Whole,
    Word,
)
from gewu.scenario.yamltree import Node

TEXT, EMPTY, WORD, WHOLE, TRUTH, DAY, LIMIT = (
    Text(),
    Text(may_be_empty=True),
    Word(),
    Whole(),
    Truth(),
    Day(),
    Duration(),
)
WORDS = Listed(named="词的列表", of=WORD)
TEXTS = Listed(of=TEXT)
TITLES = Mapped(named="键: 名称", of=TEXT)
MEASURE = Pattern(named="计量词", pattern=r"[a-z]+\.[a-z_]+", example="matters.closed")
SOURCE = Pattern(named="依据", pattern=r"[a-z][a-z0-9_]*( [0-9一-鿿]+)*", example="fire_law 28")
SEASON = Pair(
    named="起止月日",
    of=(
        Pattern(named="月-日", pattern=r"\d{2}-\d{2}", example="05-25"),
        Pattern(named="月-日", pattern=r"\d{2}-\d{2}", example="06-30"),
    ),
)
RANGE = Pair(named="最小和最大", of=(WHOLE, WHOLE))
EVERY = Choice(
    named="频次",
    words=("day", "week", "month", "quarter", "half year", "half", "year", "once"),
    said={"half year": "half"},
)

COMPARISONS = ("in", "not_in", "over", "at_least", "at_most")


@dataclass(frozen=True)
class Filter(Shape):
    """What a where-word must be: a value, a list of values, or comparisons; read into (operator, values) pairs."""

    named: str = "值、列表或 {over|at_least|at_most|not_in: 值}"
    blank: Any = ()

    def read(self, node: Node, at: str, problems: Problems) -> tuple[tuple[str, tuple[Any, ...]], ...]:
        if isinstance(node.value, dict):
            return tuple(self._comparison(op, value, f"{at}.{op}", problems) for op, value in node.value.items())
        operator = "in" if isinstance(node.value, list) else "is"
        return ((operator, _values(node, at, problems)),)

    def _comparison(self, op: str, node: Node, at: str, problems: Problems) -> tuple[str, tuple[Any, ...]]:
        if op not in COMPARISONS:
            problems.add(at, "E204", f"没有“{op}”这种比较。", nearest(op, COMPARISONS))
        return op, _values(node, at, problems)

    def schema(self) -> dict[str, Any]:
        one = Either().schema()
        several = {"type": "array", "items": one}
        compare = {name: {"anyOf": [one, several]} for name in COMPARISONS}
        return {"anyOf": [one, several, {"type": "object", "additionalProperties": False, "properties": compare}]}


def _values(node: Node, at: str, problems: Problems) -> tuple[Any, ...]:
    """Read values; yes and no of a question are counted as 1 and 0."""
    found = Listed(of=Either(), one_will_do=True).read(node, at, problems)
    return tuple(int(value) if isinstance(value, bool) else value for value in found)


@dataclass(frozen=True)
class OneOrSeveral(Shape):
    """One section, or a list of them."""

    named: str = "一组键，或几组键的列表"
    blank: Any = ()
    of: Section = field(default_factory=Section)

    def read(self, node: Node, at: str, problems: Problems) -> tuple[Any, ...]:
        if isinstance(node.value, list):
            return Listed(of=self.of).read(node, at, problems)
        return (self.of.read(node, at, problems),)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [self.of.schema(), {"type": "array", "items": self.of.schema()}]}


CARE = Section(
    title="care",
    entries=[
        Entry("owner", TEXT, "归口单位", needed=True),
        Entry("written_by", TEXT, "谁写的", needed=True),
        Entry("checked_by", TEXT, "谁核的，与写的人不同", needed=True),
        Entry("reviewed", DAY, "最近复核日期", needed=True),
        Entry("next_review", DAY, "下次复核日期", needed=True),
        Entry(
            "state", Choice(named="状态", words=("draft", "trial", "ready")), "作者自评：草稿、试行、成稿", needed=True
        ),
    ],
)

SOURCE_ENTRY = Section(
    title="依据",
    short="title",
    entries=[
        Entry("title", TEXT, "文件名称、年份", needed=True),
        Entry("articles", Listed(of=Either()), "引用到的条号", default=()),
        Entry("note", TEXT, "说明；占位的文件在这里写明", default=""),
    ],
)

FIELD = Section(
    title="一个问题",
    entries=[
        Entry("say", TEXT, "屏幕上的问法", needed=True),
        Entry("type", Choice(named="类型", words=grammar.FIELD_TYPES), "答案类型", needed=True),
        Entry("unit", TEXT, "单位", default=""),
        Entry("digits", WHOLE, "小数位数（只用于 decimal）", default=0),
        Entry("options", TITLES, "可选项（choice、choices）", default={}),
        Entry("between", RANGE, "最小和最大值，按最小单位（金额为分）", default=None),
        Entry("needed", TRUTH, "必填", default=False),
        Entry("personal", TRUTH, "个人信息，默认遮盖", default=False),
        Entry("only", WORDS, "只问这些细类", default=()),
        Entry("forms", WORDS, "只在这些记录种类中问", default=()),
    ],
)
FIELDS = Mapped(named="键: 问题", of=FIELD)

KIND = Section(
    title="细类",
    short="title",
    entries=[
        Entry("title", TEXT, "名称", needed=True),
        Entry("at_most", Mapped(of=WHOLE), "不超过多少才算这一类", default={}),
        Entry("at_least", Mapped(of=WHOLE), "不少于多少才算这一类", default={}),
    ],
)

SUBJECT = Section(
    title="subject",
    entries=[
        Entry("is", Choice(named="性质", words=grammar.NATURES), "人、户、房、场所、物、组织、项目", needed=True),
        Entry("kind", WORD, "底册里的种类", needed=True),
        Entry("title", TEXT, "对象叫什么", default=""),
        Entry("tag", WORD, "只管带这个标签的", default=""),
        Entry("split_by", WORD, "细类按什么分", default=""),
        Entry("kinds", Mapped(named="键: 细类", of=KIND), "细类", default={}),
        Entry("attributes", FIELDS, "要登记的项目", default={}),
        Entry("tags", TITLES, "本场景维护的标签", default={}),
        Entry("stages", TITLES, "阶段，按先后", default={}),
        Entry("milestones", TITLES, "节点", default={}),
        Entry("measure_word", TEXT, "量词", default="个"),
        Entry("space", WORD, "保密空间，一般不写", default=""),
        Entry("source", SOURCE, "底册依据", default=""),
    ],
)

_VISIT_COMMON = [
    Entry("kinds", WORDS, "哪些细类", default=()),
    Entry("tags", WORDS, "带哪些标签", default=()),
    Entry("season", SEASON, "只在这段时间", default=None),
]

MORE_OFTEN = Section(
    title="more_often",
    entries=[
        *_VISIT_COMMON,
        Entry("every", EVERY, "多久一次", needed=True),
        Entry("who", WORD, "谁去，不写则同上", default=""),
        Entry("source", SOURCE, "依据，不写则同上", default=""),
    ],
)

VISIT = Section(
    title="visit",
    entries=[
        Entry("every", EVERY, "多久一次；每期最后一个工作日到期", needed=True),
        Entry("who", WORD, "谁去（角色）", needed=True),
        *_VISIT_COMMON,
        Entry("more_often", Listed(of=MORE_OFTEN), "哪些要更勤", default=()),
        Entry("source", SOURCE, "频次依据", needed=True),
    ],
)

CHECK = Section(
    title="检查项",
    entries=[
        Entry("say", TEXT, "合格是什么样", needed=True),
        Entry("fails_as", WORD, "不合格按哪个等级登记", needed=True),
        Entry("source", SOURCE, "依据", needed=True),
        Entry("only", WORDS, "只查这些细类", default=()),
    ],
)

RECORD = Section(
    title="record",
    entries=[
        Entry("noun", TEXT, "记录叫什么", default="走访"),
        Entry("measure_word", TEXT, "量词", default="次"),
        Entry("forms", TITLES, "记录种类", default={}),
        Entry("asks", FIELDS, "要问的", default={}),
        Entry("checks", Mapped(named="键: 检查项", of=CHECK), "要看的：合格、不合格、不适用", default={}),
        Entry("source", SOURCE, "依据", default=""),
    ],
)

GRADE = Section(
    title="等级",
    entries=[
        Entry("title", TEXT, "名称", needed=True),
        Entry("within", LIMIT, "多久办结；开始当日不计", needed=True),
        Entry("warn", LIMIT, "到期前多久提醒", default=None),
        Entry("refer_to", WORD, "移交给谁", default=""),
        Entry("stages", Listed(of=Pair(of=(TEXT, LIMIT))), "分段期限", default=()),
        Entry("source", SOURCE, "期限依据，不写则同 matter.source", default=""),
    ],
)

CATEGORY = Section(
    title="类别",
    short="title",
    entries=[
        Entry("title", TEXT, "名称", needed=True),
        Entry("grade", WORD, "默认等级", default=""),
        Entry("photo", TRUTH, "办结要有处理后照片", default=False),
        Entry(
            "emergency",
            Choice(named="电话", words=("", "110", "119", "120", "122")),
            "紧急事项，立即转出并留痕",
            default="",
        ),
        Entry("again", WORD, "同一人再次反映同一事项时算作哪一类", default=""),
    ],
)

STEP = Section(
    title="步骤",
    entries=[
        Entry("title", TEXT, "步骤名称", needed=True),
        Entry("is", Choice(named="状态", words=grammar.IS), "新、在办、挂起、完成、作废", needed=True),
        Entry(
            "marks",
            Listed(of=Choice(named="标记", words=grammar.MARKS), one_will_do=True),
            "走到这步记下的时间",
            default=(),
        ),
        Entry("who", WORD, "这一步由谁办（角色）", default=""),
        Entry("then", WORDS, "接下来可以到", default=()),
        Entry("needs", Listed(of=WORD, one_will_do=True), "到这步前要齐的", default=()),
    ],
)

OVERDUE = Section(
    title="overdue",
    entries=[
        Entry("tell", WORDS, "超期提醒谁（角色）", default=()),
        Entry("then", WORD, "超期转到哪一步", default=""),
    ],
)

MATTER = Section(
    title="matter",
    entries=[
        Entry("noun", TEXT, "事项叫什么", needed=True),
        Entry("measure_word", TEXT, "量词", needed=True),
        Entry("title", TEXT, "标题写法，可用 {check} {category} {subject} {place}", needed=True),
        Entry("number_prefix", Pattern(named="编号前缀", pattern="[A-Z]{1,6}", example="RX"), "编号前缀", default=""),
        Entry(
            "verify",
            Pattern(named="核查方式", pattern="each|none|sample ([1-9][0-9]?|100)%", example="each、sample 10%、none"),
            "怎么核查",
            needed=True,
        ),
        Entry("channels", TITLES, "渠道", default={}),
        Entry("levels", TITLES, "层级", default={}),
        Entry("categories", Mapped(named="键: 类别", of=CATEGORY), "类别", default={}),
        Entry("grades", Mapped(named="键: 等级", of=GRADE), "等级和期限", needed=True),
        Entry("sign_within", LIMIT, "多久内签收", default=None),
        Entry("object_within", LIMIT, "多久内可申请退单", default=None),
        Entry("bounce_limit", WHOLE, "退单几次后由中心裁定", default=2),
        Entry("extensions_at_most", WHOLE, "最多延期几次", default=1),
        Entry("pause_reasons", TITLES, "挂账理由；不写用通用理由", default=None),
        Entry("pause_at_most", LIMIT, "最长挂账", default=None),
        Entry("recur_within_days", WHOLE, "多少天内再发算重复", default=30),
        Entry("asks", FIELDS, "登记、办理时要问的", default={}),
        Entry("path", Mapped(named="键: 步骤", of=STEP), "办理路径，第一步在前", needed=True),
        Entry("overdue", OVERDUE, "超期怎么办", default=None),
        Entry("space", WORD, "保密空间，一般不写", default=""),
        Entry("source", SOURCE, "期限的依据", default=""),
    ],
)

PROGRAMME = Section(
    title="发放项目",
    short="title",
    entries=[
        Entry("title", TEXT, "名称", needed=True),
        Entry("standard", RANGE, "每人每月最少、最多（分），超出即提示", default=None),
        Entry("source", SOURCE, "标准依据", default=""),
    ],
)

PAYMENT = Section(
    title="payment",
    entries=[Entry("programmes", Mapped(named="键: 发放项目", of=PROGRAMME), "发放项目", needed=True)],
)

SERIES = Section(
    title="报送数",
    entries=[
        Entry("title", TEXT, "名称", needed=True),
        Entry("unit", TEXT, "单位", needed=True),
        Entry("from", TEXT, "谁报送", needed=True),
        Entry("digits", WHOLE, "小数位数", default=0),
        Entry("note", TEXT, "说明", default=""),
    ],
)

TARGET = Section(
    title="目标",
    entries=[
        Entry("at_least", WHOLE, "不低于", default=None),
        Entry("at_most", WHOLE, "不高于", default=None),
        Entry("source", SOURCE, "目标依据", needed=True),
    ],
)

SAY = Section(
    title="说法",
    entries=[
        Entry("style", Choice(named="说法", words=tuple(words.SAY_STYLES)), "怎么说", default="plain"),
        Entry("to", Whole(at_least=1), "约到多少", default=1),
        Entry("scale", Choice(named="进位", words=("", "千", "万", "百万", "亿")), "以万、亿说", default=""),
        Entry("digits", WHOLE, "最多几位小数", default=2),
        Entry("prefix", EMPTY, "前面加的字", default=""),
        Entry("suffix", EMPTY, "代替单位的字", default=None),
        Entry("word", EMPTY, "代替近、约、突破的字", default=""),
        Entry("fixed", TRUTH, "末尾的零也写出", default=False),
        Entry("with_year", TRUTH, "日期带年份", default=False),
    ],
)

RECORDED = Section(
    title="recorded",
    entries=[
        Entry("subject", TEXT, "对象编号", default=""),
        Entry("field", WORD, "登记项", default=""),
        Entry("field_to", WORD, "登记项（到）", default=""),
        Entry("milestone", WORD, "节点", default=""),
        Entry("report", WORD, "哪份报告", default=""),
        Entry(
            "take", Choice(named="取法", words=(*words.MILESTONE_TAKES, *words.REPORT_TAKES)), "取哪个日期", default=""
        ),
    ],
)

INDICATOR = Section(
    title="指标",
    entries=[
        Entry("title", TEXT, "名称", needed=True),
        Entry("count", MEASURE, "数什么", default=""),
        Entry("sum", MEASURE, "加什么", default=""),
        Entry("field", WORD, "加哪一项（与 sum 同用）", default=""),
        Entry("share", MEASURE, "率的分子", default=""),
        Entry("of", MEASURE, "率的分母", default=""),
        Entry(
            "per",
            Mapped(named="{hundred: 计量词}", of=MEASURE, keys="one|ten|hundred|thousand|ten_thousand"),
            "每多少（与 count、sum 同用）",
            default={},
        ),
        Entry("recorded", RECORDED, "登记的值或节点日期", default=None),
        Entry("observed", WORD, "报送数（series 的键）", default=""),
        Entry("where", Mapped(named="词: 条件", of=Filter()), "只算哪些", default={}),
        Entry("of_where", Mapped(named="词: 条件", of=Filter()), "分母只算哪些；不写与分子相同", default=None),
        Entry("across", Listed(of=WORD, one_will_do=True), "跨哪些场景；all 为全部", default=()),
        Entry("by", WORDS, "按什么分", default=()),
        Entry(
            "better", Choice(named="好坏", words=("higher", "lower", "neither")), "高好、低好、只看走势", needed=True
        ),
        Entry("unit", TEXT, "单位；日期写 date", needed=True),
        Entry("digits", WHOLE, "最小单位的小数位数", default=0),
        Entry("target", TARGET, "目标", default=None),
        Entry("say", SAY, "怎么说", default=None),
        Entry("note", TEXT, "口径", default=""),
        Entry("public_total", TRUTH, "总数可公开，明细受限", default=False),
    ],
)

TABLE = Section(
    title="table",
    entries=[
        Entry("rows", WORD, "行", needed=True),
        Entry("columns", WORDS, "列：指标的键", needed=True),
    ],
)

REPORT = Section(
    title="report",
    entries=[
        Entry("heading", TEXT, "小标题", needed=True),
        Entry("says", TEXT, "正文，{指标.value} 等处填数", needed=True),
        Entry("says_when_nothing_due", TEXT, "没有应办时怎么说", default=""),
        Entry("table", TABLE, "表", default=None),
    ],
)

DOCUMENT = Section(title="文书", short="title", entries=[Entry("title", TEXT, "名称", needed=True)])
ACCESS = Section(title="access", entries=[Entry("readers", WORDS, "谁能看（角色）", default=())])

OPENED = Section(
    title="应登记的事项",
    entries=[
        Entry("check", WORD, "检查项", needed=True),
        Entry("grade", WORD, "等级", needed=True),
        Entry("due", Moment(), "到期", default=None),
        Entry("warn", Moment(), "提醒", default=None),
    ],
)

EXAMPLE = Section(
    title="用例",
    entries=[
        Entry("say", TEXT, "一句话说清", needed=True),
        Entry("kind", WORD, "细类", default=""),
        Entry("tags", WORDS, "带的标签", default=()),
        Entry("day", Moment(), "哪天（或时刻）", default=None),
        Entry("failed", WORDS, "不合格项", default=()),
        Entry("category", WORD, "事项类别", default=""),
        Entry("grade", WORD, "事项等级", default=""),
        Entry("opens", Listed(of=OPENED), "应登记的事项，恰好这些", default=None),
        Entry("hidden", WORDS, "不问的检查项", default=None),
        Entry("visits", Mapped(named="细类: 频次", of=EVERY), "各细类的走访频次", default=None),
        Entry("due", Moment(), "到期", default=None),
        Entry("warn", Moment(), "提醒", default=None),
    ],
)

SCENARIO = Section(
    title="场景",
    entries=[
        Entry("scenario", WORD, "场景的键，各版不变", needed=True),
        Entry("edition", TEXT, "版本，如 2026-01", needed=True),
        Entry("title", TEXT, "名称", needed=True),
        Entry("english", TEXT, "英文名", default=""),
        Entry("domain", Choice(named="领域", words=grammar.DOMAINS), "领域", needed=True),
        Entry("state_note", TEXT, "状态说明", default=""),
        Entry("why", TEXT, "为什么做、谁的职责", needed=True),
        Entry("care", CARE, "谁负责这份文件", needed=True),
        Entry("sources", Mapped(named="键: 依据", of=SOURCE_ENTRY), "依据", default={}),
        Entry("master", Choice(named="主系统", words=("ours", "theirs")), "以谁的系统为主", default="ours"),
        Entry("master_system", TEXT, "对方系统名称", default=""),
        Entry("subject", SUBJECT, "摸底：管谁", default=None),
        Entry("visit", OneOrSeveral(of=VISIT), "走访：多久一次，谁去", default=()),
        Entry("record", RECORD, "记录：看什么、问什么", default=None),
        Entry("matter", MATTER, "办理：怎么办、多久办完", default=None),
        Entry("payment", PAYMENT, "发放", default=None),
        Entry("series", Mapped(named="键: 报送数", of=SERIES), "报送数", default={}),
        Entry("indicators", Mapped(named="键: 指标", of=INDICATOR), "统计：数什么", default={}),
        Entry("report", REPORT, "报送：怎么说", default=None),
        Entry("documents", Mapped(named="键: 名称", of=DOCUMENT), "文书", default={}),
        Entry("access", ACCESS, "谁能看", default=None),
        Entry("renames", Mapped(named="旧键: 新键", of=WORD), "上一版改了名的项", default={}),
        Entry("examples", Listed(named="用例列表", of=EXAMPLE), "用例", default=()),
    ],
)
