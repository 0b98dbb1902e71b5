"""What the register asks of a row before it is kept, and the sentences about milestones."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gewu.kernel.types import Refused
from gewu.registry import rules
from gewu.registry.rules import NewSubject, Stage

DAY = date(2023, 1, 1)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, ""),
        ({"code": ""}, "编码和名称都要填写"),
        ({"name": ""}, "编码和名称都要填写"),
        ({"nature": "star"}, "对象类别“star”不认识"),
        ({"area_id": 7}, ""),
        ({"area_id": 8}, "所填网格不在本单位或您的辖区内"),
        ({"valid_from": DAY, "valid_to": DAY}, "注销日期不能早于登记日期"),
        ({"valid_from": DAY, "valid_to": date(2023, 1, 2)}, ""),
        ({"tags": ["vip", "busy", "old"]}, "没有“vip、old”这个标签"),
        ({"secrets": {"phone": "1", "passport": "2"}}, "不能保存“passport”这类号码"),
    ],
)
def test_a_row_is_refused_in_one_sentence(changed, words):
    row = NewSubject(**({"nature": "place", "kind": "shop", "code": "S1", "name": "福满楼"} | changed))
    assert rules.problem(row, areas={7}, tags={"busy"}, natures={"dwelling": {"dwelling"}}) == words


@pytest.mark.parametrize(
    ("stages", "now"),
    [
        ([], ""),
        ([Stage("s", "lead", DAY, date(2023, 2, 1))], ""),
        ([Stage("s", "landed", date(2023, 3, 1)), Stage("s", "signed", date(2023, 2, 1))], "landed"),
        ([Stage("s", "lead", DAY), Stage("s", "signed", date(2023, 2, 1), date(2023, 3, 1))], "lead"),
    ],
)
def test_a_row_stands_in_the_open_stage_it_entered_last(stages, now):
    assert rules.open_stage(stages)[0] == now


@pytest.mark.parametrize(
    ("kind", "typed", "value", "masked"),
    [
        ("phone", "138 0000 1234", "13800001234", "138****1234"),
        ("uscc", "91110000600037341l", "91110000600037341L", "911***********341L"),
        ("uscc", "110108000000016", "110108000000016", "110********0016"),
        ("citizen_id", "11010519491231002x", "11010519491231002X", "110***********002X"),
    ],
)
def test_an_identifier_is_kept_in_one_form_and_masked(kind, typed, value, masked):
    clean = rules.clean_secret(kind, typed)
    assert (clean.kind, clean.value, clean.masked) == (kind, value, masked)


@pytest.mark.parametrize(
    ("kind", "typed"), [("phone", "12"), ("uscc", "91110000600037341M"), ("uscc", "1234"), ("citizen_id", "123")]
)
def test_a_wrong_identifier_is_refused_beside_its_field(kind, typed):
    with pytest.raises(Refused) as refused:
        rules.clean_secret(kind, typed)
    assert (refused.value.id, list(refused.value.fields)) == ("registry.R110", [kind])


def test_a_code_with_a_doubtful_digit_is_kept_with_a_warning():
    assert rules.clean_secret("uscc", "110108000000017").warnings == ("注册号校验位不符，请对照营业执照核对。",)


@pytest.mark.parametrize(
    ("planned", "forecast", "actual", "colour", "short", "sentence"),
    [
        (DAY, None, None, "late", "晚 9 天", "计划2023年1月1日完成，已过9天，还没有完成"),
        (
            DAY,
            date(2023, 2, 3),
            None,
            "late",
            "晚 9 天",
            "计划2023年1月1日完成，已过9天，还没有完成，预计2023年2月3日",
        ),
        (
            date(2023, 1, 20),
            date(2023, 2, 3),
            None,
            "soon",
            "要晚 14 天",
            "计划2023年1月20日完成，预计2023年2月3日，比计划晚14天",
        ),
        (date(2023, 1, 20), date(2023, 1, 20), None, "", "还有 10 天", "计划2023年1月20日完成，预计2023年1月20日"),
        (date(2023, 1, 20), None, None, "", "还有 10 天", "计划2023年1月20日完成"),
        (date(2023, 1, 10), None, None, "", "还有 0 天", "计划2023年1月10日完成"),
        (None, date(2023, 1, 9), None, "late", "晚 1 天", "没有计划日期，预计2023年1月9日，已过1天，还没有完成"),
        (None, date(2023, 1, 10), None, "", "没有计划日期", "没有计划日期，预计2023年1月10日"),
        (None, None, None, "", "没有计划日期", "没有计划日期"),
        (DAY, None, date(2023, 1, 4), "done_late", "晚 3 天完成", "2023年1月4日完成，比计划的2023年1月1日晚3天"),
        (DAY, None, DAY, "done", "按期完成", "2023年1月1日完成，计划2023年1月1日"),
        (None, None, DAY, "done", "已完成", "2023年1月1日完成"),
    ],
)
def test_a_milestone_says_how_it_stands_and_why(planned, forecast, actual, colour, short, sentence):
    found = rules.milestone_stands(planned, forecast, actual, date(2023, 1, 10))
    assert found == rules.Standing(colour, short, sentence)


days = st.none() | st.dates(date(2023, 1, 1), date(2023, 12, 31))


@given(days, days, days, st.dates(date(2023, 1, 1), date(2023, 12, 31)))
def test_a_forecast_never_excuses_a_milestone(planned, forecast, actual, today):
    with_, without = (rules.milestone_stands(planned, said, actual, today).colour for said in (forecast, None))
    assert (without == "late", with_ == "late") in {(True, True), (False, False), (False, planned is None)}
