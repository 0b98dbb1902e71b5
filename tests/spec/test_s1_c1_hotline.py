"""S1-C1: two honest closure figures. A report made on 30 June keeps 8/10; the live cohort grows to 9/10."""

from __future__ import annotations

from datetime import date, timedelta

from gewu.kernel.periods import Period
from gewu.matters.rules import History, NewMatter
from gewu.reports import actions as reports
from gewu.reports import queries
from gewu.scenario import templates
from tests.spec.walk import at, figure, load

PAPER = """
report_template: june
title: "{office}{period}工单办理"
edition: "1"
chapters:
  - heading: 办理
    owner: 综合指挥中心
    items:
      - key: closed
        heading: 办结
        says: 应办结{hotline.closed_rate.of}件，已办结{hotline.closed_rate.share}件，办结率{hotline.closed_rate}。
"""
JUNE = Period.of(date(2023, 6, 1), date(2023, 6, 30))


def ticket(cast, number: int, closed: str = "") -> History:
    start, people = at("06-05 09:00"), cast.people
    new = NewMatter(
        "hotline", channel="hotline", category="noise", place=f"柳荫路{number}号", external_number=f"SJ{number}"
    )
    events = [
        ("received", start, people["dispatcher"], None, {}),
        ("accepted", start, people["dispatcher"], None, {}),
        ("dispatched", start, people["dispatcher"], cast.units["city"], {}),
        ("signed", start + timedelta(hours=1), people["handler"], None, {}),
    ]
    if closed:
        done = at(closed)
        said = {"contacted": "yes", "resolved": "yes", "satisfied": "yes"}
        events += [
            (
                "handled",
                done - timedelta(hours=2),
                people["handler"],
                None,
                {"words": "已办", "answers": {"result": "solved"}},
            ),
            ("verified", done - timedelta(hours=1), people["checker"], None, {}),
            ("called_back", done, people["dispatcher"], None, said),
            ("closed", done, people["dispatcher"], None, {}),
        ]
    return History(new, events)


def ten_tickets(cast):
    cast.adopt("packs/social/hotline")
    closed = ["06-09 15:00"] * 8 + ["07-05 15:00", ""]
    return load(cast, *(ticket(cast, number, day) for number, day in enumerate(closed)))


def test_s1_c1_the_cohort_is_8_of_10_on_30_june_and_9_of_10_on_15_july(cast):
    ten_tickets(cast)
    then = figure(cast, "hotline.closed_rate", JUNE, as_of=date(2023, 6, 30))
    later = figure(cast, "hotline.closed_rate", JUNE, as_of=date(2023, 7, 15))
    assert (then.parts, later.parts) == ((8, 10), (9, 10))


def test_s1_c1_the_report_of_30_june_prints_8_of_10_for_ever_and_names_the_change(cast):
    ten_tickets(cast)
    paper = templates.read(PAPER)
    made, clerk = at("06-30 17:00"), cast.actor("clerk")
    row = reports.draft(by=clerk, at=made, template=paper, period=JUNE, as_of=date(2023, 6, 30))
    passing = (("send_to_check", "clerk"), ("check", "clerk_b"), ("send_to_sign", "clerk_b"), ("issue", "leader_main"))
    for act, who in passing:
        row = getattr(reports, act)(by=cast.actor(who), at=made, report_id=row.id)
    printed = queries.render(row, clerk.scope).text
    live = figure(cast, "hotline.closed_rate", JUNE, as_of=date(2023, 7, 15))
    assert ("应办结10件，已办结8件，办结率80%。" in printed, live.parts) == (True, (9, 10))
    assert queries.render(row, cast.scope("leader_main", date(2023, 7, 15))).text == printed


def test_s1_c1_a_ticket_returned_for_another_unit_is_visible_with_its_reason(cast):
    from tests.matters.conftest import Hotline

    hotline = Hotline(cast)
    matter = hotline.do(
        hotline.dispatched(), "objected", "handler", "06-21 10:00", reason="not_ours", words="属平安办职责"
    )
    matter = hotline.do(
        matter, "objection_ruled", "dispatcher", "06-21 10:30", accepted=True, unit=cast.units["safety"].id
    )
    assert (matter.returns, matter.unit.name, matter.objections) == (1, "平安建设办公室", 1)
    assert [event.kind for event in matter.events.all()][-2:] == ["objected", "objection_ruled"]


def test_s1_c1_what_is_not_counted_stays_received_and_leaves_the_rates(cast):
    matters = ten_tickets(cast)
    from gewu.matters import actions

    matter = matters[9]
    said = {"category_of": "untrue", "words": "现场无此情况"}
    matter = actions.do(
        matter.id, "exclusion_asked", by=cast.actor("handler"), at=at("06-30 09:00"), seq=matter.seq, said=said
    )
    actions.do(
        matter.id,
        "excluded",
        by=cast.actor("duty_chief"),
        at=at("06-30 10:00"),
        seq=matter.seq,
        said={"granted": True},
    )
    due = figure(cast, "hotline.on_time_rate", JUNE, as_of=date(2023, 7, 15))
    assert (figure(cast, "hotline.received", JUNE).value, due.parts) == (10, (8, 9))
