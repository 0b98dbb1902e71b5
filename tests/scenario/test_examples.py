import pytest

from gewu.scenario import examples, reader


@pytest.mark.parametrize(
    ("right", "wrong", "id", "words"),
    [
        (
            "due: 2026-03-11, warn",
            "due: 2026-03-10, warn",
            "E706",
            "3个工作日到期应是2026-03-11，用例写的是2026-03-10。",
        ),
        ("warn: 2026-03-10}", "warn: 2026-03-09}", "E706", "提醒应是2026-03-10，用例写的是2026-03-09。"),
        ("hidden: [gas_cylinders]", "hidden: [exits_clear]", "E704", "不问的是gas_cylinders，用例写的是exits_clear。"),
        ("visits: {hotel: month,", "visits: {hotel: quarter,", "E705", "hotel 每month一次，用例写的是quarter。"),
        ("    due: 2026-02-26", "    due: 2026-02-19", "E706", "3个工作日到期应是2026-02-26，用例写的是2026-02-19。"),
        ("    failed: []\n", "    failed: [gas_cylinders]\n", "E703", "这一类不查gas_cylinders，不会不合格。"),
        ("    failed: []\n", "    failed: [duty_card]\n", "E703", "应登记duty_card，用例写的是无。"),
        ("grade: serious, due: 2026-03-09", "grade: ordinary, due: 2026-03-11", "E703", None),
    ],
)
def test_an_example_that_does_not_come_true_is_a_problem(text, calendar, right, wrong, id, words):
    assert text.count(right) == 1
    (problem,) = examples.run(reader.read(text.replace(right, wrong)), calendar)
    assert problem.id == f"scenario.{id}"
    assert words is None or problem.words.split("：", 1)[1] == words


def test_an_hour_limit_is_worked_out_to_the_minute(text, calendar):
    hours = text.replace("within: 1 workday,", "within: 4 working_hours,").replace(
        "opens:\n      - {check: exits_clear, grade: serious, due: 2026-03-09}",
        "opens:\n      - {check: exits_clear, grade: serious, due: 2026-03-06 15:00}",
    )
    assert examples.run(reader.read(hours), calendar) == []


def test_a_tag_may_make_visits_more_frequent(text):
    scenario = reader.read(text.replace("{kinds: [hotel, hazmat], every: month}", "{tags: [noted], every: week}"))
    assert examples.visit_every(scenario, "shop", frozenset({"noted"})) == "week"
    assert examples.visit_every(scenario, "shop") == "quarter"
