"""Money that the district paid: lists with bank returns, and the figures that others state."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from demo import days
from demo.dice import shares, stream
from demo.roll import Roll
from gewu.indicators.actions import NewObservation
from gewu.kernel.periods import Period
from gewu.money.actions import PaidLine, PaidList

#: programme -> (tags whose people are paid, total in fen, months it is paid in)
PAID = {
    "disability": (("disability",), 238_160_000, (1, 2, 3, 4, 5, 6)),
    "low_income": (("low_income_rural", "low_income_urban"), 82_330_000, (1, 2, 3, 4, 5, 6)),
    "five_guarantees": (("five_guarantees",), 29_640_000, (1, 2, 3, 4, 5, 6)),
    "three_without": (("three_without",), 2_250_000, (1, 2, 3, 4, 5, 6)),
    "child_in_need": (("child_in_need",), 32_140_000, (1, 2, 3, 4, 5, 6)),
    "orphan": (("orphan",), 5_270_000, (1, 2, 3, 4, 5, 6)),
    "family_plan": (("family_hard", "family_special"), 14_700_000, (1,)),
    "veteran_care": (("veteran_care",), 407_600_000, (1, 2, 3, 4, 5, 6)),
    "conscript": (("conscript_family",), 56_200_000, (6,)),
    "hardship_fund": (("veteran_care",), 2_000_000, (5,)),
}
ONLY = {"hardship_fund": 2}
TITLES = {
    "disability": "残疾人两项补贴",
    "low_income": "低保资金",
    "five_guarantees": "五保资金",
    "three_without": "城市三无资金",
    "child_in_need": "困境儿童资金",
    "orphan": "孤儿资金",
    "family_plan": "计生家庭慰问金",
    "veteran_care": "抚恤补助资金",
    "conscript": "义务兵家庭优待金",
    "hardship_fund": "重疾困难退役军人关爱基金",
}

STATED = {"admonished": 2, "reminded": 2, "criticised": 3, "cases_filed": 7, "severe_warnings": 2, "warnings": 5}
VIEWS = 304_000


def lists(roll: Roll) -> Iterator[PaidList]:
    """Every list of the half year; each month a few transfers come back and are paid again later."""
    for programme, (tags, total, months) in PAID.items():
        dice = stream(f"pay:{programme}")
        people = [roll.subject_ids["aid_recipient"][row[0]] for tag in tags for row in roll.tagged[tag]]
        people = people[: ONLY.get(programme, len(people))]
        weights = [dice.uniform(0.85, 1.15) for _ in people] * len(months)
        sums = [part * 100 for part in shares(total // 100, weights)]
        for number, month in enumerate(months):
            own = sums[number * len(people) : (number + 1) * len(people)]
            yield _list(programme, month, list(zip(people, own, strict=True)), dice)


def _list(programme: str, month: int, payees: list[tuple[int, int]], dice) -> PaidList:
    on = date(2023, month, 20 if month != 6 else 19)
    lines = [
        PaidLine(subject, fen, on, bank_ref=f"{programme[:3].upper()}{month:02d}{number:04d}")
        for number, (subject, fen) in enumerate(payees)
    ]
    if len(payees) > 100:
        for subject, fen in dice.sample(payees, 2):
            # Came back in the same list and was paid again under the regular line: it counts once.
            lines.append(
                PaidLine(
                    subject,
                    fen,
                    None,
                    returned_on=on,
                    return_reason="账号户名不符",
                    bank_ref=f"R{programme[:3].upper()}{month:02d}{subject}",
                )
            )
    return PaidList(
        f"QJ-{programme}-2023{month:02d}",
        "aid_payments",
        programme,
        f"{month}月{TITLES[programme]}发放",
        date(2023, month, 1),
        tuple(lines),
        source="区级主管部门发放系统",
        sent_on=on,
    )


def stated(roll: Roll) -> Iterator[NewObservation]:
    """What belongs to others: totals of the discipline committee, and a view count."""
    period = Period(days.START, date.fromordinal(days.CUT_OFF.toordinal() + 1))
    for key, value in STATED.items():
        yield NewObservation(
            f"discipline.{key}",
            period,
            value,
            "陆守正",
            date(2023, 6, 27),
            "街道纪工委2023年上半年统计表（只报总数）",
            roll.unit_ids["discipline"],
        )
    yield NewObservation(
        "publicity.video_views",
        period,
        VIEWS,
        "叶青禾",
        date(2023, 6, 27),
        "市级公众号后台截图（6月27日）",
        roll.unit_ids["culture"],
    )
