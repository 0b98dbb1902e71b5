"""COUNT 统计: what is counted, of whom, by what, with which target, and how it is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gewu.kernel import nouns
from gewu.kernel.numerals import PLAIN, Say
from gewu.scenario import vocabulary
from gewu.scenario.ideas.cited import SOURCE
from gewu.scenario.ideas.conditions import (
    ALWAYS,
    CONDITIONS,
    NUMBERS,
    Condition,
    Conditions,
    Reach,
    When,
    check_when,
    dated,
)
from gewu.scenario.ideas.fields import CHOICES, Field
from gewu.scenario.problems import Problems
from gewu.scenario.shapes import (
    EMPTY,
    TEXT,
    TRUTH,
    WHOLE,
    WORD,
    Choice,
    Entry,
    Listed,
    Mapped,
    Pattern,
    Section,
    Titles,
    Whole,
    Word,
    rows_of,
    word,
)
from gewu.scenario.yamltree import Node

if TYPE_CHECKING:
    from gewu.scenario.grammar import Scenario

SHAPES = ("count", "sum", "share", "recorded", "observed")
HUNDREDS = {"one": "每一", "ten": "每十", "hundred": "每百", "thousand": "每千", "ten_thousand": "每万"}
TIMES = {"one": 1, "ten": 10, "hundred": 100, "thousand": 1000, "ten_thousand": 10000}
BETTER = Choice(
    named="好坏",
    words=("higher", "lower", "neither"),
    titles={"higher": "高好", "lower": "低好", "neither": "只看走势"},
)
MEASURE = Pattern(
    named="计量词",
    pattern=r"[a-z]+\.[a-z_]+",
    example="matters.closed",
    options=lambda scenario: {name: one.title for name, one in nouns.measures().items()},
)


def _ways(scenario: Scenario) -> Titles:
    """By what a figure may be split: ways of all, words of rooms, questions of the file with a closed list."""
    whom = scenario.subject
    own = {whom.split_by: "细类"} if whom and whom.split_by else {}
    return {**own, **vocabulary.SPLITS, **nouns.dimensions(), **_questions(scenario, (*CHOICES, "yes_no"))}


def _questions(scenario: Scenario, types: tuple[str, ...]) -> Titles:
    places = (nouns.questions(kind, scenario) for kind in nouns.nouns())
    return {key: one.say for place in places for key, one in place.items() if one.type in types}


ATTRIBUTE, MILESTONE = Word(options=rows_of("subject.attributes")), Word(options=rows_of("subject.milestones"))
TAKES = {**vocabulary.MILESTONE_TAKES, **vocabulary.REPORT_TAKES}
STYLE = Choice(named="说法", words=(*vocabulary.SAY_STYLES,), titles=vocabulary.SAY_STYLES)


#: how long a stretch a target stands over
FOR = {"month": "每月", "quarter": "每季度", "half": "每半年", "year": "全年", "total": "不分期，累计"}


@dataclass(frozen=True)
class Target:
    """What is to be reached, in the smallest unit: 350000 of 亿元 with four digits is 35亿元."""

    at_least: int | Decimal | None = word(WHOLE, "不低于（按最小单位）", label="不低于", help="按最小单位写")
    at_most: int | Decimal | None = word(WHOLE, "不高于（按最小单位）", label="不高于", help="按最小单位写")
    for_: str = word(
        Choice(named="多长一段", words=(*FOR,), titles=FOR),
        "管多长一段；按期累加的数必写，只拿这一段的数来比",
        default="",
        name="for",
        label="管多长一段",
    )
    source: str = word(SOURCE, "目标依据", needed=True, default="")


@dataclass(frozen=True)
class Indicator:
    """COUNT. Exactly one of the shapes:

    count    measure                  number of rows (or distinct) of `measure`
    sum      measure + `sum_field`    adds the fact field (or the measure's own amount when sum_field is "")
    share    measure / of             per cent; both filtered by `where`, the whole by `of_where` instead when given
    per      measure / per            quotient times `per_times` (hundred visits)
    recorded `recorded`               an attribute or a milestone date of one subject
    observed `observed`               a 报送数 of `series`
    """

    key: str
    title: str
    shape: str  # "" where the file claims none or several
    unit: str
    better: str  # higher | lower | neither
    measure: str = ""
    sum_field: str = ""
    of: str = ""
    per: str = ""
    per_times: int = 1
    where: When = ALWAYS
    of_where: When | None = None
    across: tuple[str, ...] = ()  # other scenarios counted with this one; ("*",) all of the three domains
    recorded: Mapping[str, str] = field(default_factory=dict, hash=False)  # subject, field|milestone, take
    observed: str = ""
    by: tuple[str, ...] = ()
    target: Target | None = None
    say: Say = PLAIN
    note: str = ""  # 口径 in one line
    public_total: bool = False  # whole-office total may be shown to all; rows then 明细受限
    digits: int = 0


SAY = Section(
    title="说法",
    keys=(
        Entry("style", STYLE, "怎么说", default="plain"),
        Entry("to", Whole(at_least=1), "约到多少", default=1),
        Entry("scale", Choice(named="进位", words=("", "千", "万", "百万", "亿")), "以万、亿说", default=""),
        Entry("digits", WHOLE, "最多几位小数", default=2),
        Entry("prefix", EMPTY, "前面加的字", default=""),
        Entry("suffix", EMPTY, "代替单位的字", default=None, help="不要单位写“无”"),
        Entry("word", EMPTY, "代替近、约、突破的字", default=""),
        Entry("fixed", TRUTH, "末尾的零也写出", default=False),
        Entry("with_year", TRUTH, "日期带年份", default=False),
    ),
)

RECORDED = Section(
    title="recorded",
    keys=(
        Entry("subject", TEXT, "对象编号", default=""),
        Entry("field", ATTRIBUTE, "登记项", default=""),
        Entry("field_to", ATTRIBUTE, "登记项（到）", default="", label="到哪个登记项"),
        Entry("milestone", MILESTONE, "节点", default=""),
        Entry("report", WORD, "哪份报告", default=""),
        Entry(
            "take",
            Choice(named="取法", words=(*TAKES,), titles=TAKES),
            "取哪个日期",
            default="",
        ),
    ),
)

KEYS = (
    Entry("title", TEXT, "名称", needed=True, label="名称"),
    Entry("count", MEASURE, "数什么", default=""),
    Entry("sum", MEASURE, "加什么", default=""),
    Entry(
        "field",
        Word(options=lambda scenario: _questions(scenario, NUMBERS)),
        "加哪一项（与 sum 同用）",
        default="",
        help="要把一个问题的数相加时选；与“加什么”同用",
    ),
    Entry("share", MEASURE, "率的分子", default=""),
    Entry("of", MEASURE, "率的分母", default=""),
    Entry(
        "per",
        Mapped(named="{hundred: 计量词}", of=MEASURE, keys="|".join(TIMES), keyed=lambda scenario: HUNDREDS),
        "每多少（与 count、sum 同用）",
        default={},
        help="与“数什么”或“加什么”同用，只写一行",
    ),
    Entry("recorded", RECORDED, "登记的值或节点日期"),
    Entry("observed", Word(options=rows_of("series")), "报送数（series 的键）", default="", label="报送数"),
    Entry("where", CONDITIONS, "只算哪些", default=ALWAYS),
    Entry("of_where", Conditions(or_all=True), "分母只算哪些；不写与分子相同，{} 是不加条件", help="不写与分子相同"),
    Entry(
        "across",
        Listed(of=WORD, one_will_do=True),
        "跨哪些场景；all 为全部",
        default=(),
        help="写场景的标识，几个用顿号；all 是全部",
    ),
    Entry("by", Listed(named="词的列表", of=Word(options=_ways)), "按什么分", default=()),
    Entry("better", BETTER, "高好、低好、只看走势", needed=True, label="高好还是低好"),
    Entry("unit", TEXT, "单位；日期写 date", needed=True, help="率写 %，日期写 date"),
    Entry("digits", WHOLE, "最小单位的小数位数", default=0),
    Entry("target", Section(title="目标", noun=Target, coming="growth_at_least owner"), "目标"),
    Entry("say", SAY, "怎么说"),
    Entry("note", TEXT, "口径", default=""),
    Entry("public_total", TRUTH, "总数可公开，明细受限", default=False),
)


@dataclass(frozen=True)
class IndicatorSection(Section):
    """An indicator: its keys say which shape it has, and only words that go with that shape."""

    title: str = "指标"
    keys: Any = KEYS
    coming: str = "mean max min distinct compare same run adds_up forecast"

    def read(self, node: Node, at: str, problems: Problems) -> Indicator:
        values = self.values(node, at, problems)
        if values is None:
            return self.nothing()
        return replace(self.made(values), shape=_shape(at, values, problems))

    def made(self, values: dict[str, Any]) -> Indicator:
        shape = next((each for each in SHAPES if values[each]), "count")
        per = next(iter(values["per"].items()), ("one", ""))
        own = ("title", "where", "of_where", "of", "observed", "by", "better", "unit", "digits", "target", "note")
        return Indicator(
            key="",
            shape=shape,
            measure=values[shape] if shape in ("count", "sum", "share") else "",
            sum_field=values["field"],
            per=per[1],
            per_times=TIMES[per[0]],
            across=("*",) if values["across"] == ("all",) else values["across"],
            recorded={key: said for key, said in (values["recorded"] or {}).items() if said},
            say=Say(**values["say"]) if values["say"] else PLAIN,
            public_total=values["public_total"],
            **{key: values[key] for key in own},
        )


INDICATORS = Mapped(named="键: 指标", of=IndicatorSection())
#: an indicator that says nothing yet
NONE = Indicator("", "", "", "", "")


def _shape(at: str, values: dict[str, Any], problems: Problems) -> str:
    shapes = [each for each in SHAPES if values[each]]
    if len(shapes) != 1:
        words = "、".join(shapes) or "一种都没写"
        problems.refuse(at, "E401", f"算法要恰好一种：{words}。", "、".join(SHAPES) + " 选一。")
        return ""
    wants = {
        "of": ("share",),
        "of_where": ("share", *(("count", "sum") if values["per"] else ())),
        "field": ("sum",),
        "per": ("count", "sum"),
    }
    for key, partners in wants.items():
        if values[key] and shapes[0] not in partners:
            hint = f"与 {'、'.join(partners)} 同用。"
            problems.refuse(f"{at}.{key}", "E401", f"{key} 不与 {shapes[0]} 同用。", hint)
    if values["share"] and not values["of"]:
        problems.refuse(at, "E401", "率没有分母。", "补上 of: 计量词。")
    return "per" if values["per"] and shapes[0] in ("count", "sum") else shapes[0]


# counted fields -----------------------------------------------------------------------------


def finish(scenario: Scenario) -> Scenario:
    """The author's word for the finer class becomes `split`; fields that indicators use are kept as facts."""
    split_by = scenario.subject.split_by if scenario.subject else ""
    indicators = {key: _settled(one, split_by, scenario) for key, one in scenario.indicators.items()}
    made = replace(scenario, indicators=indicators)
    counted = _counted_fields(made)

    def marked(owner: str, fields: Mapping[str, Field]) -> dict[str, Field]:
        return {key: replace(one, counted=True) if (owner, key) in counted else one for key, one in fields.items()}

    return replace(
        made,
        subject=made.subject and replace(made.subject, attributes=marked("subject", made.subject.attributes)),
        record=made.record and replace(made.record, asks=marked("record", made.record.asks)),
        matter=made.matter and replace(made.matter, asks=marked("matter", made.matter.asks)),
    )


def _settled(indicator: Indicator, split_by: str, scenario: Scenario) -> Indicator:
    def settled(where: When, measure: str) -> When:
        return dated(where.each(split), _fields(measure, scenario))

    def split(one: Condition) -> Condition:
        return Condition("split", one.operator, one.values) if split_by and one.field == split_by else one

    of_where = indicator.of_where
    return replace(
        indicator,
        by=tuple("split" if key == split_by else key for key in indicator.by),
        where=settled(indicator.where, indicator.measure),
        of_where=None if of_where is None else settled(of_where, indicator.of or indicator.per),
    )


def _counted_fields(scenario: Scenario) -> set[tuple[str, str]]:
    """List (owner, field) that indicators sum, filter or split by: these are kept as fact rows."""
    found = set()
    for indicator in scenario.indicators.values():
        for measure in (indicator.measure, indicator.of, indicator.per):
            if known := nouns.measures().get(measure):
                found |= {(known.facts, name) for name in _fields_of(indicator)}
        found |= {("subject", indicator.recorded[key]) for key in ("field", "field_to") if key in indicator.recorded}
    return found


def _fields_of(indicator: Indicator) -> set[str]:
    conditions = (*indicator.where, *(indicator.of_where or ALWAYS))
    used = {condition.field for condition in conditions if condition.on == "field"} | {indicator.sum_field}
    known = {*nouns.dimensions(), *vocabulary.SPLITS}
    return (used | {key for key in indicator.by if key not in known}) - {""}


# checks -------------------------------------------------------------------------------------


def check(scenario: Scenario, problems: Problems) -> None:
    for key, indicator in scenario.indicators.items():
        at = f"indicators.{key}"
        if not indicator.shape:
            continue
        if indicator.shape == "recorded":
            _recorded(at, indicator, scenario, problems)
        elif indicator.shape == "observed":
            problems.known(f"{at}.observed", "E407", "报送数", [indicator.observed], scenario.series)
        else:
            _counted(at, indicator, scenario, problems)
        _target(at, indicator, scenario, problems)
        _say(at, indicator, problems)


# measures -----------------------------------------------------------------------------------


def _counted(at: str, indicator: Indicator, scenario: Scenario, problems: Problems) -> None:
    word = {"per": "sum" if indicator.sum_field else "count"}.get(indicator.shape, indicator.shape)
    used = {word: indicator.measure, "of": indicator.of, "per": indicator.per}
    for key, measure in used.items():
        problems.known(f"{at}.{key}", "E402", "计量词", [measure], nouns.measures())
        if not indicator.across:
            _has_section(f"{at}.{key}", measure, indicator, scenario, problems)
    fields = _fields(indicator.measure, scenario)
    _sum(at, indicator, fields, problems)
    _where(f"{at}.where", indicator.where, indicator.measure, indicator, scenario, problems)
    _where(
        f"{at}.of_where", indicator.of_where or ALWAYS, indicator.of or indicator.per, indicator, scenario, problems
    )
    _by(at, indicator, fields, problems)
    if indicator.shape == "share":
        _share(at, indicator, problems)


def _has_section(at: str, measure: str, indicator: Indicator, scenario: Scenario, problems: Problems) -> None:
    section = nouns.counted(measure).section if measure in nouns.measures() else ""
    elsewhere = any(condition.on in ("scenario", "kind", "subject") for condition in indicator.where)
    if section and not elsewhere and getattr(scenario, section) is None:
        problems.refuse(
            at, "E413", f"数 {measure}，文件里却没有 {section} 一节。", f"补上 {section}，或用 across 指明别的场景。"
        )


def _fields(measure: str, scenario: Scenario) -> Mapping[str, Field]:
    """Give the fields of the measure's owner."""
    known = nouns.measures().get(measure)
    return nouns.questions(known.facts, scenario) if known else {}


def _sum(at: str, indicator: Indicator, fields: Mapping[str, Field], problems: Problems) -> None:
    if indicator.sum_field:
        problems.known(f"{at}.field", "E505", "问题", [indicator.sum_field], fields)
        field = fields.get(indicator.sum_field)
        if field and field.type and field.type not in NUMBERS:
            problems.refuse(f"{at}.field", "E412", "只有数字能相加。", "换成整数、小数或金额的项。")
        return
    measure = nouns.measures().get(indicator.measure)
    if indicator.shape == "sum" and measure and not measure.amount:
        problems.refuse(
            f"{at}.sum", "E412", f"{indicator.measure} 没有自带金额，不知道加哪一项。", "补上 field: 问题的键。"
        )


# shares -------------------------------------------------------------------------------------


def _share(at: str, indicator: Indicator, problems: Problems) -> None:
    part, whole = indicator.measure, indicator.of
    if part not in nouns.measures() or whole not in nouns.measures():
        return
    if part != whole and whole not in nouns.wholes(part):
        fitting = "、".join(nouns.wholes(part)) or "无"
        problems.refuse(
            f"{at}.share", "E403", f"{part} 不全在 {whole} 里，率可能超过100%。", f"{part} 的分母可用：{fitting}。"
        )
    elif part == whole and not indicator.of_where and not (indicator.of_where is not None and indicator.where):
        problems.refuse(f"{at}.share", "E403", "分子分母相同，率总是100%。", "用 of_where 写清分母算哪些。")
    elif not indicator.where.within(indicator.of_where or ALWAYS):
        hint = "分母的条件分子也要有；不加条件写 of_where: {}。"
        problems.refuse(f"{at}.of_where", "E403", "分母的条件比分子窄，率可能超过100%。", hint)
    if indicator.unit != "%":
        problems.refuse(f"{at}.unit", "E411", "率的单位是 %。", '写 unit: "%"。')


# filters and splits -------------------------------------------------------------------------


def _where(at: str, when: When, measure: str, indicator: Indicator, scenario: Scenario, problems: Problems) -> None:
    """Check a filter by what the rows of its measure show; across scenarios others define the values."""
    if measure in nouns.measures():
        check_when(at, when, reach(indicator, measure, scenario, when), problems)


def reach(indicator: Indicator, measure: str, scenario: Scenario, when: When = ALWAYS) -> Reach:
    """Say what a filter of a measure may ask; nothing of what is no measure."""
    if measure not in nouns.measures():
        return Reach({}, {})
    elsewhere = indicator.across or any(one.on in ("scenario", "kind") for one in when)
    defined = {word: None if elsewhere else nouns.values(scenario, word) for word in nouns.dims(measure)}
    return Reach(defined, _fields(measure, scenario))


def _by(at: str, indicator: Indicator, fields: Mapping[str, Field], problems: Problems) -> None:
    if indicator.measure not in nouns.measures():
        return
    choices = [key for key, field in fields.items() if field.type in CHOICES or field.type == "yes_no"]
    for key in indicator.by:
        if key in fields and fields[key].personal:
            words = f"“{fields[key].say}”是个人信息，不能用来分组：分组会把每个人填的写出来。"
            problems.add(f"{at}.by", "E417", words, "去掉这个分法，或去掉 personal。")
    problems.known(
        f"{at}.by", "E406", "分法", indicator.by, [*vocabulary.SPLITS, *nouns.dims(indicator.measure), *choices]
    )


# recorded -----------------------------------------------------------------------------------


def _recorded(at: str, indicator: Indicator, scenario: Scenario, problems: Problems) -> None:
    given = indicator.recorded
    place = f"{at}.recorded"
    words = set(given) - {"take", "field_to"}
    if words not in ({"subject", "field"}, {"subject", "milestone"}, {"report"}):
        hint = "写 {subject, field}、{subject, milestone, take} 或 {report, take}。"
        problems.refuse(place, "E408", "登记的值没说清取自哪里。", hint)
        return
    subject = scenario.subject
    attributes, milestones = (subject.attributes, subject.milestones) if subject else ({}, {})
    problems.known(f"{place}.field", "E408", "登记项", [given.get("field", "")], attributes)
    problems.known(f"{place}.field_to", "E408", "登记项", [given.get("field_to", "")], attributes)
    problems.known(f"{place}.milestone", "E408", "节点", [given.get("milestone", "")], milestones)
    takes = vocabulary.REPORT_TAKES if "report" in given else vocabulary.MILESTONE_TAKES
    if "report" in given or "milestone" in given:
        problems.known(f"{place}.take", "E408", "取法", [given.get("take", "")], takes)
        if indicator.unit != "date":
            problems.refuse(f"{at}.unit", "E411", "日期的单位写 date。", "写 unit: date。")


# targets and ways of saying -------------------------------------------------------------------


def _target(at: str, indicator: Indicator, scenario: Scenario, problems: Problems) -> None:
    target = indicator.target
    if target is None:
        return
    given = [word for word in ("at_least", "at_most") if getattr(target, word) is not None]
    wanted = {"higher": "at_least", "lower": "at_most"}.get(indicator.better)
    if wanted is None:
        problems.refuse(f"{at}.target", "E410", "只看走势的指标不设目标。", "删去 target，或写明 better。")
    elif given != [wanted]:
        problems.refuse(
            f"{at}.target", "E410", f"better: {indicator.better} 的目标写 {wanted}。", f"写 {wanted}: 数。"
        )
    if not target.for_ and _flows(indicator, scenario):
        words = "按期累加的数，目标没有写管多长一段，分不清是月任务还是年任务。"
        problems.refuse(f"{at}.target.for", "E416", words, f"补上 for: {'、'.join(FOR)} 之一。")


def _flows(indicator: Indicator, scenario: Scenario) -> bool:
    """Whether its value grows with the length of the period."""
    if indicator.shape == "observed":
        return indicator.observed in scenario.series and scenario.series[indicator.observed].runs == "period"
    measure = nouns.measures().get(indicator.measure)
    return indicator.shape in ("count", "sum") and measure is not None and bool(measure.flow)


def _say(at: str, indicator: Indicator, problems: Problems) -> None:
    style = indicator.say.style
    is_date = indicator.unit == "date"
    if style != "plain" and style.startswith("date") != is_date:
        problems.refuse(
            f"{at}.say", "E409", f"单位是 {indicator.unit}，不能说成 {style}。", "日期用 date 开头的说法，数字用其他。"
        )
    if (style == "range") != ("field_to" in indicator.recorded):
        problems.refuse(f"{at}.say", "E409", "说成起止（range）要有 field 和 field_to。", "两样同写或同不写。")
    if style in ("over", "nearly", "about") and indicator.say.to == 1 and not indicator.say.scale:
        problems.refuse(f"{at}.say", "E409", f"{style} 要写约到多少。", "补上 to: 100。")
