from datetime import date, datetime

import pytest

from gewu.kernel.clocks import Limit
from gewu.scenario import checking, reader
from gewu.scenario.grammar import Condition, Duty, When
from gewu.scenario.problems import Problem
from gewu.scenario.reader import ScenarioErrors

FOURTEEN = [
    ("domain: safety", "domain: security"),
    ("  checked_by: 乙二", "  checked_by: 甲一"),
    ("articles: [16, 19, 26, 28, 53]", "articles: [16, 19, 26, 53]"),
    ("  kind: small_premises", "  kind: Small Premises"),
    ("every: quarter, do: visit, who: grid_officer", "every: quarter, do: visit, who: patrol"),
    ("between: [0, 200]", "between: [200, 0]"),
    ("      fails_as: on_the_spot", "      fails_as: at_once"),
    ("within: 3 workdays", "within: three workdays"),
    ("checker,      then: [closed, told, referred]}", "checker}"),
    ("  overdue: {tell:", "  overdo: {tell:"),
    ("    share: tasks.done_on_time\n    of: tasks.due", "    share: tasks.done_on_time\n    of: records.submitted"),
    ("    count: matters.open_at_end", "    count: matters.open_at_the_end"),
    ("期末未销号{still_open.value}。", "期末未销号{still_opened.value}。"),
    ("    failed: [extinguishers]", "    failed: [extinguisher]"),
]


def test_fourteen_planted_mistakes_are_all_said_at_once_with_place_id_and_cure(text):
    for right, wrong in FOURTEEN:
        assert text.count(right) == 1, right
        text = text.replace(right, wrong)
    found = reader.problems(text)
    assert [(problem.place.split(" ")[0], problem.id) for problem in found] == [
        ("domain", "scenario.E204"),
        ("care.checked_by", "scenario.E521"),
        ("subject.kind", "scenario.E207"),
        ("duties.quarterly.who", "scenario.E509"),
        ("record.asks.people_living.between", "scenario.E513"),
        ("record.checks.exits_clear.source", "scenario.E502"),
        ("record.checks.duty_card.fails_as", "scenario.E314"),
        ("matter.grades.ordinary.within", "scenario.E205"),
        ("matter.path.recheck", "scenario.E304"),
        ("matter.overdo", "scenario.E201"),
        ("indicators.checked_on_time.share", "scenario.E403"),
        ("indicators.still_open.count", "scenario.E402"),
        ("report.says", "scenario.E601"),
        ("examples[1].failed", "scenario.E702"),
    ]
    assert [problem.place for problem in found if not problem.hint] == []


def test_every_problem_names_the_line_it_stands_on(text):
    changed = text.replace("within: 3 workdays", "within: three workdays")
    line = next(n for n, row in enumerate(changed.splitlines(), start=1) if "three workdays" in row)
    assert reader.problems(changed) == [
        Problem(
            place=f"matter.grades.ordinary.within (第{line}行)",
            id="scenario.E205",
            words="这里要写期限。",
            hint="例如 3 workdays、60 days、24 hours、4 working_hours、15 minutes、2 months；当场办结写 0 days。",
        )
    ]


def test_a_whole_scenario_has_no_problems_and_its_examples_come_true(text):
    assert checking.problems(text) == []


def test_reading_raises_all_problems_with_the_name_of_the_file():
    with pytest.raises(ScenarioErrors) as errors:
        reader.read("scenario: x\n", "x.yaml")
    assert [problem.place.split(" ")[0] for problem in errors.value.problems] == [
        "edition",
        "title",
        "domain",
        "why",
        "care",
    ]
    assert str(errors.value).startswith("x.yaml: edition (第1行) scenario.E202 缺“edition”")


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("measure_wrd: 家", "是不是想写“measure_word”？"),
        ("zzz: 家", "可用：is、kind、title、"),
    ],
)
def test_an_unknown_key_is_refused_with_the_nearest_known_word(text, wrong, hint):
    (problem,) = reader.problems(text.replace("  measure_word: 家", f"  {wrong}"))
    assert (problem.id, problem.hint[: len(hint)]) == ("scenario.E201", hint)


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ("\naccess:", "\nwarnings: {}\n\naccess:", "warnings"),
        ("  measure_word: 家", "  measure_word: 家\n  relations: {}", "subject.relations"),
        ("who: checker,      then", "exception: {}, who: checker, then", "matter.path.recheck.exception"),
    ],
)
def test_a_word_that_no_room_does_yet_is_refused_with_place_id_and_cure(text, right, wrong, place):
    (problem,) = reader.problems(text.replace(right, wrong))
    assert (problem.place.split(" ")[0], problem.id) == (place, "scenario.E209")
    assert problem.words == f"“{place.rpartition('.')[2]}”还没有实现。"
    assert problem.hint == "先删去这一项；写了也没有人去做。"


def test_a_misspelt_needed_key_is_one_problem_not_two(spoilt):
    assert spoilt(("  noun: 隐患", "  nuon: 隐患")) == [("matter.nuon", "scenario.E201")]


def test_a_repeated_key_is_refused_and_names_the_first(text):
    (problem,) = reader.problems(text.replace("  noun: 隐患", "  noun: 隐患\n  noun: 问题"))
    first = next(n for n, row in enumerate(text.splitlines(), start=1) if "noun: 隐患" in row)
    assert problem.place == f"matter.noun#2 (第{first + 1}行)"
    assert (problem.id, problem.words) == ("scenario.E102", f"“noun”写了两遍，前一处在第{first}行。")


@pytest.mark.parametrize(
    "clever",
    ["title: &name 检查", "title: *name", "title: !!str 检查", "title: !python/object 检查"],
)
def test_anchors_aliases_and_tags_are_refused(text, clever):
    changed = text.replace("title: 小场所消防检查", clever)
    assert "scenario.E103" in [problem.id for problem in reader.problems(changed)] or clever == "title: *name"
    assert reader.problems(changed) != []


def test_only_true_and_false_are_booleans(text):
    changed = text.replace("{say: 床位, type: whole_number, unit: 张}", "{say: 床位, type: text, needed: yes}")
    (problem,) = reader.problems(changed)
    assert (problem.id, problem.hint) == ("scenario.E203", "是写 true，否写 false。")


def test_text_that_is_no_yaml_is_refused_with_its_line():
    (problem,) = reader.problems("scenario: x\ntitle: [甲\nwhy: 乙\n")
    assert (problem.place, problem.id) == ("全文 (第3行)", "scenario.E101")


@pytest.mark.parametrize("nothing", ["", "# 只有注释\n", "[]", "一句话"])
def test_what_is_not_a_mapping_is_refused_once(nothing):
    assert len(reader.problems(nothing)) == 1


def test_lines_of_a_chinese_block_are_joined_without_blanks(scenario):
    assert scenario.why == (
        "小场所多而散，常有人住在店里。社区按时上门，看清楚、说明白、盯到改好；处罚由消防救援机构依法办理。"
    )


def test_limits_dates_and_frequencies_are_typed(scenario):
    assert scenario.care.reviewed == date(2026, 1, 15)
    assert scenario.matter.grades["ordinary"].within == Limit(3, "workday")
    common = {"do": "visit", "who": "grid_officer", "source": "local_rule"}
    special = When(((Condition("split", "in", ("hotel", "hazmat")),),))
    assert list(scenario.duties.values()) == [
        Duty("quarterly", "每季度检查", "quarter", **common),
        Duty("monthly", "重点类别每月检查", "month", when=special, **common),
    ]
    first = scenario.examples[0]
    assert (first.split, first.day, first.failed) == ("hotel", date(2026, 3, 6), ("extinguishers",))


def test_half_year_is_said_half(text):
    assert reader.read(text.replace("every: quarter", "every: half year")).duties["quarterly"].every == "half"


def test_fields_that_indicators_use_are_kept_as_facts_and_no_others(scenario):
    attributes = scenario.subject.attributes
    assert {key: field.counted for key, field in attributes.items()} == {
        "floor_area_m2": True,
        "seats": False,
        "beds": False,
        "fuel": True,
    }
    fuel, area = Condition("field", "in", ("bottled",), "fuel"), Condition("field", "over", (50,), "floor_area_m2")
    assert scenario.indicators["bottled"].where == When(((fuel, area),))


def test_the_authors_word_for_the_finer_class_becomes_split(scenario):
    assert scenario.indicators["on_register"].by == ("community", "split")


def test_a_moment_of_an_example_keeps_its_time(text):
    changed = text.replace("    day: 2026-02-14\n", "    day: 2026-02-14 09:30\n")
    assert reader.read(changed).examples[3].day == datetime.fromisoformat("2026-02-14 09:30")


def test_a_scenario_can_be_hashed_and_keeps_its_text(scenario, text):
    assert scenario.text == text
    assert scenario == reader.read(text)


def test_a_bom_at_the_beginning_does_no_harm(text):
    assert reader.problems("\ufeff" + text) == []
