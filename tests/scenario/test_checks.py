import pytest

from gewu.scenario import reader, rules

FLOOD = "title: 汛期, between: [06-01, 09-31]"


@pytest.mark.parametrize(
    ("right", "wrong", "place", "id"),
    [
        # path
        ("then: [told, referred, closed]}", "then: [told, closed]}", None, None),
        ("then: [recheck, referred]}", "then: [opened_again]}", "matter.path.told.then", "E303"),
        ("is: new,     marks: received,", "is: running, marks: received,", "matter.path.opened", "E301"),
        ("is: done,    marks: [verified, closed],", "is: done,   ", "matter.path", "E305"),
        (
            "is: done,    marks: [verified, closed],",
            "is: running, who: checker, marks: closed,",
            "matter.path.closed",
            "E304",
        ),
        ("needs: [rechecked_by]", "needs: [recheck_by]", "matter.path.closed.needs", "E310"),
        ("who: checker,      then", "then", "matter.path.recheck", "E309"),
        ("then: referred}\n", "then: refered}\n", "matter.overdue.then", "E303"),
        ("title: 消防隐患：{check}", "title: 消防隐患：{chek}", "matter.title", "E313"),
        ("title: 消防隐患：{check}", 'title: "消防隐患：{}"', "matter.title", "E313"),
        ("title: 消防隐患：{check}", 'title: "消防隐患：{check"', "matter.title", "E313"),
        ("title: 消防隐患：{check}", 'title: "消防隐患：{check!r}"', "matter.title", "E313"),
        ("verify: each", "verify: none", "matter.verify", "E308"),
        ("verify: each", "verify: sample 120%", "matter.verify", "E203"),
        ("warn: 1 workday", "warn: 4 workdays", "matter.grades.ordinary.warn", "E315"),
        ("  verify: each", "  verify: each\n  sign_within: 4 working_hours", "matter.sign_within", "E316"),
        # sources
        ("  title: 消防隐患：{check}\n  source: local_rule", "  title: 消防隐患：{check}", None, "E503"),
        ("source: fire_law 28", "source: fire_lore 28", "record.checks.exits_clear.source", "E501"),
        ("      source: fire_law 28\n", "", "record.checks.exits_clear.source", "E202"),
        ("at_least: 95, source: local_rule", "at_least: 95", "indicators.checked_on_time.target.source", "E202"),
        # know, go, see
        ("{split: [hotel, hazmat]}", "{split: [hotels, hazmat]}", "duties.monthly.when.split", "E405"),
        ("{split: [hotel, hazmat]}", "{tag: noted}", "duties.monthly.when.tag", "E405"),
        ("{split: [hotel, hazmat]}", "{period: flood}", "duties.monthly.when.period", "E405"),
        ("{split: [hotel, hazmat]}", "{grade: serious}", "duties.monthly.when.grade", "E404"),
        ("month, do: visit, who: grid_officer", "month, do: call, who: grid_officer", "duties.monthly.do", "E209"),
        (
            "month, do: visit, who: grid_officer",
            "workday, do: visit, who: grid_officer",
            "duties.monthly.every",
            "E209",
        ),
        (", when: {split: [hotel, hazmat]}}", ", on: area}", "duties.monthly.on", "E209"),
        (
            "duties:\n",
            "periods: {flood: {title: 汛期, between: [06-01, 09-31]}}\nduties:\n",
            "periods.flood.between",
            "E508",
        ),
        ("{split: [restaurant, hotel]}", "{split: [restaurants]}", "record.checks.gas_cylinders.when.split", "E405"),
        ("at_most: {seats: 100}", "at_most: {chairs: 100}", "subject.splits.restaurant.at_most", "E505"),
        ("    keeper:  ", "    stage:  ", "record.asks.stage", "E511"),
        (", options: {bottled: 瓶装气, piped: 管道气, none: 不用气}", "", "subject.attributes.fuel.options", "E512"),
        ("{say: 现场负责人,   type: text,", "{say: 现场负责人, type: text, digits: 2,", None, "E512"),
        ("next_review: 2027-01-15", "next_review: 2025-01-15", "care.next_review", "E522"),
        ("domain: safety", "domain: safety\nmaster: theirs", "master", "E523"),
        ("rows: [section_head", "rows: [section_boss", "access.rows[1]", "E509"),
        ("rows: [section_head, checker,", "rows: [section_head,", "access.rows", "E525"),
        (
            "access: {",
            "access: {only: [{when: {stage: x}, who: [section_head, checker, grid_officer]}], ",
            "access.only[1].when.stage",
            "E404",
        ),
        # count
        ("count: registry.on_register\n    where", "sum: registry.on_register\n    where", None, "E412"),
        ("    count: matters.open_at_end", "    sum: matters.open_at_end\n    field: seats", None, "E505"),
        ("    count: matters.open_at_end", "    observed: views", "indicators.still_open.observed", "E407"),
        ("    count: matters.open_at_end\n", "", "indicators.still_open", "E401"),
        ("    count: matters.open_at_end", "    count: matters.open_at_end\n    of: matters.due", None, "E401"),
        ("    count: matters.received\n    per: {hundred", "    count: money.paid\n    per: {hundred", None, "E413"),
        ("where: {fuel: [bottled]", "where: {fuel: [bottle]", "indicators.bottled.where.fuel", "E405"),
        ("where: {fuel: [bottled]", "where: {fule: [bottled]", "indicators.bottled.where.fule", "E404"),
        ("where: {fuel: [bottled]", "where: {fuel: {over: 3}", "indicators.bottled.where.fuel", "E405"),
        ("where: {fuel: [bottled]", "where: {channel: [bottled]", "indicators.bottled.where.channel", "E404"),
        ("where: {fuel: [bottled]", "where: {split: [bottled]", "indicators.bottled.where.split", "E405"),
        ("where: {fuel: [bottled]", "where: {tag: [noted]", "indicators.bottled.where.tag", "E405"),
        ("where: {fuel: [bottled]", "where: {fuel: {coming: 90 days}", "indicators.bottled.where.fuel.coming", "E209"),
        ("where: {fuel: [bottled]", "where: {warning: [red]", "indicators.bottled.where.warning", "E209"),
        (
            "where: {fuel: [bottled]",
            "where: {tenant.process: [dust]",
            "indicators.bottled.where.tenant.process",
            "E209",
        ),
        ("where: {fuel: [bottled]", "where: {a.b.c: [dust]", "indicators.bottled.where.a.b.c", "E414"),
        ("where: {fuel: [bottled], ", "where: {split: [shop], premises_kind: [hotel], ", None, "E415"),
        ("{over: 50}", '"50"', "indicators.bottled.where.floor_area_m2", "E405"),
        ("{over: 50}", "{above: 50}", "indicators.bottled.where.floor_area_m2.above", "E204"),
        ("    by: [community, grade]\n\nreport", "    by: [community, fuel]\n\nreport", None, "E406"),
        ("better: higher\n    target: {at_least: 95", "better: lower\n    target: {at_least: 95", None, "E410"),
        ("better: higher\n    target: {at_least: 95", "better: neither\n    target: {at_least: 95", None, "E410"),
        (
            "    count: matters.open_at_end",
            "    count: matters.closed\n    target: {at_most: 3, source: local_rule}",
            "indicators.still_open.target.for",
            "E416",
        ),
        ("    count: matters.open_at_end", "    say: {style: over}\n    count: matters.open_at_end", None, "E409"),
        ("    count: matters.open_at_end", "    say: {style: date}\n    count: matters.open_at_end", None, "E409"),
        ("    count: matters.open_at_end", "    recorded: {subject: A1}", "indicators.still_open.recorded", "E408"),
        # tell
        ("{still_open.value}。", "{still_open.share}。", "report.says", "E601"),
        ("{still_open.value}。", "{still_open.verdict}。", "report.says", "E601"),
        ("{still_open.value}。", "{still_open.value。", "report.says", "E603"),
        ("closed_on_time, still_open]", "closed_on_time, open]", "report.table.columns", "E602"),
        ("{rows: community", "{rows: village", "report.table.rows", "E602"),
        # examples
        ("split: shop\n    failed", "split: shops\n    failed", "examples[3].split", "E504"),
        ("    day: 2026-02-14\n", "", "examples[4]", "E701"),
        ("    hidden: [gas_cylinders]\n    opens: []\n", "", "examples[3]", "E701"),
    ],
)
def test_one_planted_mistake_is_found_where_it_stands(spoilt, right, wrong, place, id):
    found = spoilt((right, wrong))
    if id is None:
        assert found == []
    elif place is None:
        assert {found_id for _, found_id in found} == {f"scenario.{id}"}
    else:
        assert found == [(place, f"scenario.{id}")]


def test_a_path_that_runs_in_a_circle_is_refused_once(spoilt):
    found = spoilt(
        ("then: [told, referred, closed]}", "then: [told, referred]}"),
        ("then: [closed, told, referred]}", "then: [told, referred]}"),
    )
    assert found == [("matter.path.opened", "scenario.E304"), ("matter.path.closed", "scenario.E302")]


def test_a_way_round_verification_is_refused(spoilt):
    assert spoilt(("marks: [verified, closed], needs", "marks: closed, needs")) == [
        ("matter.path.closed", "scenario.E307")
    ]


def test_a_step_between_check_and_mark_is_refused_for_the_handler_could_take_it(spoilt):
    assert spoilt(
        ("then: [closed, told, referred]}", "then: [callback, told, referred]}"),
        (
            "    closed:   {title: 已销号",
            "    callback: {title: 待回访, is: running, who: dispatcher, then: [closed]}\n"
            "    closed:   {title: 已销号",
        ),
    ) == [("matter.path.recheck.then", "scenario.E307")]


def test_put_right_on_the_spot_may_close_at_once_when_every_other_way_is_verified(spoilt):
    assert (
        spoilt(
            ("checker,      then: [closed, told, referred]}", "checker,      then: [good, told, referred]}"),
            (
                "    closed:   {title: 已销号, is: done,    marks: [verified, closed], needs: [rechecked_by]}",
                "    good:     {title: 已复查, is: done, marks: [verified, closed]}\n"
                "    closed:   {title: 当场销号, is: done, marks: closed}",
            ),
        )
        == []
    )


def test_who_handles_does_not_verify(spoilt):
    assert spoilt(
        ("who: checker,  ", "who: handler,  "),
        ("marks: [verified, closed], needs: [rechecked_by]", "marks: [verified, closed]"),
        ("then: [told, referred, closed]}", "then: [told, referred]}"),
    ) == [("matter.path.recheck.who", "scenario.E307")]


def test_marks_come_in_the_order_in_which_they_happen(spoilt):
    assert spoilt(("who: checker,  ", "marks: accepted, who: checker,  ")) == [
        ("matter.path.recheck.marks", "scenario.E306")
    ]


SHARE = "    share: matters.due_closed_on_time\n    of: matters.due\n"


@pytest.mark.parametrize(
    ("share", "found"),
    [
        ("    share: matters.closed\n    of: matters.received\n", ["scenario.E403"]),
        ("    share: matters.received\n    of: matters.received\n", ["scenario.E403"]),
        ("    share: matters.received\n    of: matters.received\n    where: {grade: [serious]}\n", ["scenario.E403"]),
        (
            "    share: matters.received\n    of: matters.received\n    where: {grade: [serious]}\n    of_where: {}\n",
            [],
        ),
        (
            "    share: matters.received_closed\n    of: matters.received\n    of_where: {grade: [serious]}\n",
            ["scenario.E403"],
        ),
        (
            "    share: matters.received\n    of: matters.received\n    where: {grade: [serious]}\n"
            "    of_where: {grade: [serious, ordinary]}\n",
            [],
        ),
        ("    share: tasks.done_on_time\n    of: tasks.due\n", []),
    ],
)
def test_a_share_that_could_pass_a_hundred_per_cent_is_refused(spoilt, text, share, found):
    by = ("by: [community, grade]\n  found_per", "by: [community]\n  found_per")
    assert [id for _, id in spoilt((SHARE, share), by)] == found


def test_a_recorded_date_and_a_span_of_two_fields_are_understood(text):
    more = """
  floors:
    title: 楼层
    recorded: {subject: A-1, field: seats, field_to: beds}
    say: {style: range}
    unit: 层
    better: neither
  drafted:
    title: 报告日期
    recorded: {report: half_year, take: drafted_on}
    say: {style: date}
    unit: date
    better: neither

report:"""
    read = reader.read(text.replace("\nreport:", more))
    assert read.indicators["floors"].recorded == {"subject": "A-1", "field": "seats", "field_to": "beds"}
    assert read.subject.attributes["beds"].counted is True
    assert read.indicators["drafted"].shape == "recorded"


def test_an_observed_series_needs_no_rows(text):
    more = (
        "\nseries: {views: {title: 浏览量, unit: 次, from: 市级公众号}}\n\nindicators:\n  seen:\n    title: 浏览量\n"
    )
    more += "    observed: views\n    unit: 次\n    better: neither\n    say: {style: exceed, scale: 万}\n"
    read = reader.read(text.replace("\nindicators:\n", more))
    assert (read.indicators["seen"].shape, read.indicators["seen"].observed) == ("observed", "views")


def test_counting_across_scenarios_needs_no_section_of_ones_own(text):
    more = "\n  platform:\n    title: 处理问题\n    count: money.paid\n    across: all\n"
    more += "    unit: 个\n    better: neither\n\nreport:"
    assert reader.read(text.replace("\nreport:", more)).indicators["platform"].across == ("*",)


@pytest.mark.parametrize(
    ("compared", "id"),
    [("{at_most: 2023}", "E405"), ("{at_most: 2023-06-30}", ""), ("2023-13-01", "E405"), ("[2023-06-30]", "")],
)
def test_a_date_is_compared_with_dates_only(text, compared, id):
    """A year was accepted, and the figure was 0 for ever (F010)."""
    dated = text.replace("    fuel:          {", "    permit_to: {say: 证照有效期, type: date}\n    fuel:          {")
    found = reader.problems(
        dated.replace("{fuel: [bottled], floor_area_m2: {over: 50}}", f"{{permit_to: {compared}}}")
    )
    assert [problem.id for problem in found] == ([f"scenario.{id}"] if id else [])


def test_a_tag_that_nobody_defines_is_refused_where_it_is_asked(text):
    """A rule on such a tag never held, without a word (F009)."""
    lines = "where: {fuel: [bottled], floor_area_m2: {over: 50}}"
    keeps = text.replace("  measure_word: 家", "  measure_word: 家\n  tags: {noted: 已告知}")
    assert reader.problems(keeps.replace(lines, "where: {tag: noted}")) == []
    (problem,) = reader.problems(keeps.replace(lines, "where: {tag: noticed}"))
    assert (problem.id, problem.hint) == ("scenario.E405", "是不是想写“noted”？")


def test_a_list_of_groups_holds_where_any_of_them_does(text):
    lines = "where: {fuel: [bottled], floor_area_m2: {over: 50}}"
    groups = "where: [{fuel: bottled, floor_area_m2: {over: 50}}, {split: hazmat}]"
    where = reader.read(text.replace(lines, groups)).indicators["bottled"].where
    shows = [
        {"fuel": "bottled", "floor_area_m2": 51, "split": "shop"},
        {"fuel": "bottled", "floor_area_m2": 50, "split": "shop"},
        {"fuel": "piped", "split": "hazmat"},
        {},
    ]
    assert [where.holds(facts) for facts in shows] == [True, False, True, False]


def test_a_wrong_line_of_a_group_is_named_with_its_group(spoilt):
    lines = "where: {fuel: [bottled], floor_area_m2: {over: 50}}"
    found = spoilt((lines, "where: [{fuel: bottled}, {fuel: bottle}]"))
    assert found == [("indicators.bottled.where[2].fuel", "scenario.E405")]


def test_a_line_without_a_value_is_refused(spoilt):
    """It could hold of nothing, and was accepted without a word."""
    assert spoilt(("{split: [hotel, hazmat]}", "{split: []}")) == [("duties.monthly.when.split", "scenario.E405")]


def test_two_duties_for_the_same_subjects_and_as_often_are_refused(spoilt):
    assert spoilt(("month, do: visit", "quarter, do: visit"), (", when: {split: [hotel, hazmat]}", "")) == [
        ("duties.monthly", "scenario.E516")
    ]


def test_a_period_that_somebody_opens_says_that_it_is_to_come(spoilt):
    found = spoilt(("duties:\n", "periods: {flood: {title: 汛期, opened_by: duty_chief}}\nduties:\n"))
    assert found == [("periods.flood.opened_by", "scenario.E209")]


def test_every_category_has_a_grade_or_the_default_one(text):
    """Without one a matter had no clock, for ever and without a word (F008)."""
    with_one = text.replace("  grades:\n", "  categories: {smoke: 冒烟}\n  grades:\n")
    assert reader.problems(with_one) == []
    assert rules.grade_for(reader.read(with_one), "smoke") == "ordinary"
    without = [one.replace("  default_grade: ordinary\n", "") for one in (with_one, text)]
    places = [[problem.place.split(" ")[0] for problem in reader.problems(one)] for one in without]
    assert places == [["matter.categories.smoke"], ["matter.grades"]]
