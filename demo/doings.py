"""Records that no rule asked for: studies, trainings, outings, events, surveys, the big visit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from demo import days, homes, things
from demo.dice import stream
from demo.roll import Roll
from gewu.kernel.calendar import Calendar
from gewu.records.actions import NewRecord

STUDIES = [
    "学习贯彻党的二十大精神",
    "全国两会精神",
    "学习贯彻习近平新时代中国特色社会主义思想主题教育",
    "安全生产重要论述",
    "基层治理专题",
    "意识形态工作责任制",
]
STUDY_DAYS = ["机关学习日：群众工作方法", "机关学习日：网格治理案例", "机关学习日：消防安全"]
SUGGESTIONS = 141
PEOPLE_AT_EVENTS = 350_000
OUTINGS, TEAM = 112, 280
TRAININGS, TRAINED = 9, 577
LEAFLETS, BANNERS, SCREENS = 643, 366, 269
CLEANINGS_A_MONTH = 458
BIG_VISITS = 5_200


def records(roll: Roll, calendar: Calendar, small) -> Iterator[NewRecord]:
    """All of them; `small(count)` scales what may be fewer in a small demo."""
    base = days.office_days(calendar)
    yield from _studies(roll, base)
    yield from _fire(roll, base)
    yield from _services(roll, base)
    yield from _culture(roll, calendar)
    yield from _survey(roll, base)
    yield from _big_visit(roll, base, small)
    yield from _cleanings(roll, base)
    yield from _publicity(roll, base)


def _studies(roll: Roll, base) -> Iterator[NewRecord]:
    dice, clerk = stream("studies"), roll.staff_ids["S009"]
    for form, topics in (("central_group", STUDIES), ("study_day", STUDY_DAYS), ("youth", ["青年学习小组读书会"])):
        for topic, on in zip(topics, days.dates(len(topics), base, date(2023, 2, 1), date(2023, 6, 20)), strict=True):
            minutes = "missing" if form == "youth" else "filed"
            yield NewRecord(
                "theory_study",
                days.moment(on, dice, office=True),
                form=form,
                staff_id=clerk,
                title=topic,
                answers={
                    "topic": topic,
                    "present": dice.randrange(14, 58),
                    "absent": dice.randrange(0, 3),
                    "minutes": minutes,
                },
            )


def _fire(roll: Roll, base) -> Iterator[NewRecord]:
    """Outings with their teams, trainings, and what was hung, handed out and shown."""
    dice = stream("fire")
    by = roll.staff_ids["C-safety-1"]
    for team, on in zip(things.even(TEAM, OUTINGS), days.dates(OUTINGS, base), strict=True):
        yield NewRecord(
            "fire",
            days.moment(on, dice, office=True),
            form="outing",
            staff_id=by,
            area_id=_any(roll, dice),
            answers={"team": team},
            title="重点场所联合检查",
        )
    for people, on in zip(
        things.even(TRAINED, TRAININGS, 30), days.dates(TRAININGS, base, date(2023, 2, 10)), strict=True
    ):
        yield NewRecord(
            "fire",
            days.moment(on, dice, office=True),
            form="training",
            staff_id=by,
            area_id=_any(roll, dice),
            answers={"trained": people},
            title="消防安全责任人、管理人培训",
        )
    rounds = 24
    sets = zip(
        things.even(LEAFLETS, rounds),
        things.even(BANNERS, rounds),
        things.even(SCREENS, rounds),
        days.dates(rounds, base),
        strict=True,
    )
    for leaflets, banners, screens, on in sets:
        yield NewRecord(
            "fire",
            days.moment(on, dice, office=True),
            form="publicity",
            staff_id=by,
            area_id=_any(roll, dice),
            answers={"leaflets": leaflets, "banners": banners, "screens": screens},
            title="消防宣传",
        )


def _services(roll: Roll, base) -> Iterator[NewRecord]:
    """Two trainings, eight loans, and the days on which flats got their titles at the door."""
    dice, by = stream("services"), roll.staff_ids["C-services-1"]
    for topic, on in (("家政与养老护理", date(2023, 3, 22)), ("直播带货入门", date(2023, 5, 17))):
        yield NewRecord(
            "training_and_loans",
            days.moment(on, dice, office=True),
            form="training",
            staff_id=by,
            area_id=_any(roll, dice),
            answers={"topic": topic, "people": dice.randrange(38, 64)},
            title=topic,
        )
    borrowers = [row for row in roll.known["borrower"] if row[2] in ("worker", "rural_woman")]
    sums = [20, 15, 15, 20, 20, 20, 10, 20]  # 万元
    for number, (row, wan) in enumerate(zip(borrowers, sums, strict=True), 1):
        yield NewRecord(
            "training_and_loans",
            days.moment(date(2023, 4, 17) + timedelta(days=number), dice, office=True),
            form="loan",
            staff_id=by,
            subject_id=roll.subject_ids["borrower"][row[0]],
            answers={"loan_fen": wan * 1_000_000, "bank": f"DK20230{number:02d}"},
        )
    for on in days.dates(31, base, date(2023, 5, 15)):
        yield NewRecord(
            "title_certificates",
            days.moment(on, dice, office=True),
            staff_id=by,
            area_id=_any(roll, dice),
            answers={"windows": dice.choice((2, 3)), "people": dice.randrange(28, 96)},
        )


def _culture(roll: Roll, calendar: Calendar) -> Iterator[NewRecord]:
    """Shows, exhibitions and open venues; most big crowds are estimates and say so."""
    dice, by = stream("culture"), roll.staff_ids["C-culture-1"]
    on_days = days.dates(86, days.every_day(calendar))
    sizes = things.even(PEOPLE_AT_EVENTS, len(on_days), 90)
    for people, on in zip(sizes, on_days, strict=True):
        form = dice.choice(("show", "exhibition", "lesson", "sport", "venue"))
        counted = "estimate" if people > 1_500 else dice.choice(("signed", "gate"))
        yield NewRecord(
            "culture_events",
            days.moment(on, dice),
            form=form,
            staff_id=by,
            area_id=_any(roll, dice),
            answers={"people": people, "counted": counted},
            title=dice.choice(("非遗进社区图片展", "江风文艺巡演", "我们的节日", "书香东澄读书会", "广场舞展演")),
        )


def _survey(roll: Roll, base) -> Iterator[NewRecord]:
    """Six hamlets, 608 households: who would take piped gas."""
    dice = stream("survey")
    hamlets = roll.estates[-homes.SURVEYED_HAMLETS :]
    by_name = {estate.name: roll.homes_of[estate.code] for estate in hamlets}
    for number, (name, rows) in enumerate(by_name.items()):
        grid = hamlets[number].grid
        for row, on in zip(rows, days.dates(len(rows), base, date(2023, 3, 6), date(2023, 5, 31)), strict=True):
            answer = dice.choices(("willing", "undecided", "unwilling"), (0.78, 0.14, 0.08))[0]
            yield NewRecord(
                "gas_to_villages",
                days.moment(on, dice, office=True),
                form="survey",
                staff_id=roll.officer(grid),
                subject_id=roll.subject_ids["household"][row[0]],
                answers={"answer": answer},
            )
        yield NewRecord(
            "gas_to_villages",
            days.moment(date(2023, 6, 1) + timedelta(days=number), dice, office=True),
            form="village_done",
            staff_id=roll.officer(grid),
            area_id=roll.area_ids[grid],
            answers={"village": name},
            title=f"{name}意愿调查完成",
        )


def _big_visit(roll: Roll, base, small) -> Iterator[NewRecord]:
    """我的网格我的家: grid workers go round; 141 suggestions were written down."""
    dice = stream("big visit")
    count = small(BIG_VISITS)
    chosen = dice.sample(roll.known["household"], min(count, len(roll.known["household"])))
    on_days = days.dates(len(chosen), base, date(2023, 2, 13), date(2023, 6, 27))
    with_words = set(dice.sample(range(len(chosen)), min(SUGGESTIONS - 12, len(chosen))))
    left = SUGGESTIONS - len(with_words)
    for at, (row, on) in enumerate(zip(chosen, on_days, strict=True)):
        answers: dict[str, object] = {
            "met": "met" if at in with_words or dice.random() < 0.82 else "away",
            "checked": "same",
        }
        if at in with_words:
            extra = 1 if left > 0 else 0
            left -= extra
            answers |= {
                "suggestions": 1 + extra,
                "said": dice.choice(
                    (
                        "小区里多装几盏灯。",
                        "希望社区食堂周末也开。",
                        "路口加个减速带。",
                        "楼下充电桩不够用。",
                        "菜场早市能不能早点开。",
                    )
                ),
            }
        yield NewRecord(
            "grid_visits",
            days.moment(on, dice, office=True),
            form="big_visit",
            staff_id=roll.officer(row[1]),
            subject_id=roll.subject_ids["household"][row[0]],
            answers=answers,
        )


def _cleanings(roll: Roll, base) -> Iterator[NewRecord]:
    """At least 450 restaurants a month have their purifiers cleaned."""
    dice, by = stream("cleanings"), roll.staff_ids["C-environment-1"]
    rows = roll.tagged["fumes"]
    for month in range(1, 7):
        first = date(2023, month, 1)
        last = min(date(2023, month, 28), days.CUT_OFF - timedelta(days=1))
        chosen = dice.sample(rows, min(CLEANINGS_A_MONTH + month, len(rows)))
        for number, (row, on) in enumerate(zip(chosen, days.dates(len(chosen), base, first, last), strict=True)):
            yield NewRecord(
                "fumes",
                days.moment(on, dice, office=True),
                form="cleaning",
                staff_id=by,
                subject_id=roll.subject_ids["merchant"][row[0]],
                answers={"cleaner": "澄洁环境服务有限公司", "bill": f"QX{month:02d}{number:04d}"},
            )


def _publicity(roll: Roll, base) -> Iterator[NewRecord]:
    dice, by = stream("publicity"), roll.staff_ids["C-culture-2"]
    stations = roll.known["practice_station"]
    for on in days.dates(74, base):
        row = dice.choice(stations)
        form = dice.choice(("festival", "reading", "lecture", "volunteer"))
        yield NewRecord(
            "publicity",
            days.moment(on, dice, office=True),
            form=form,
            staff_id=by,
            subject_id=roll.subject_ids["practice_station"][row[0]],
            answers={"people": dice.randrange(24, 180)},
        )
    for on in days.dates(38, base):
        yield NewRecord(
            "publicity",
            days.moment(on, dice, office=True),
            form="article",
            staff_id=by,
            area_id=_any(roll, dice),
            answers={
                "medium": dice.choice(("区融媒体中心", "市日报", "省级客户端")),
                "media_level": dice.choice(("district", "city", "province")),
            },
        )


def _any(roll: Roll, dice) -> int:
    return roll.area_ids[dice.choice(roll.grids).key]
