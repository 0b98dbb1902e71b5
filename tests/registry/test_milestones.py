"""How a milestone stands: late is late, whatever is forecast; each says why."""

from datetime import date

import pytest

from gewu.registry.rules import milestone_stands

PLANNED, TODAY = date(2023, 6, 1), date(2023, 6, 28)


@pytest.mark.parametrize(
    ("planned", "forecast", "actual", "colour", "short"),
    [
        (PLANNED, None, None, "late", "晚 27 天"),
        (PLANNED, date(2023, 8, 1), None, "late", "晚 27 天"),
        (date(2023, 7, 1), date(2023, 7, 11), None, "soon", "要晚 10 天"),
        (date(2023, 7, 1), date(2023, 7, 1), None, "", "还有 3 天"),
        (TODAY, None, None, "", "还有 0 天"),
        (None, date(2023, 6, 27), None, "late", "晚 1 天"),
        (None, None, None, "", "没有计划日期"),
        (PLANNED, None, PLANNED, "done", "按期完成"),
        (PLANNED, None, date(2023, 6, 2), "done_late", "晚 1 天完成"),
        (None, None, TODAY, "done", "已完成"),
    ],
)
def test_a_milestone_stands_by_its_promise_and_not_by_its_forecast(planned, forecast, actual, colour, short):
    stands = milestone_stands(planned, forecast, actual, TODAY)
    assert (stands.colour, stands.short) == (colour, short)
