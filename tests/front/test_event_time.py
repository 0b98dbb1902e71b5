"""What came in before it is typed, and where: event time beside entry time, an unknown place, what repeats."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta

import pytest

from gewu.matters.models import Matter
from tests.front.actors import NOW, reported

TYPED = {"channel": "hotline", "category": "noise", "place": "柳荫路5号", "body": "夜间噪声"}


@pytest.fixture
def desk(at_desk):
    return at_desk("dispatcher")


@pytest.fixture
def post(desk):
    def send(**said):
        body, key = json.dumps({"scenario": "hotline", **TYPED, **said}), {"Idempotency-Key": str(uuid.uuid4())}
        return desk.browser.post("/api/matters", body, content_type="application/json", headers=key)

    return send


def written(moment) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")


# event time ----------------------------------------------------------------------------------------


def test_a_paper_handed_over_in_the_morning_and_typed_later_counts_from_the_morning(desk, hotline):
    morning, typed = NOW - timedelta(hours=3), {"area": hotline.areas["willow_1"].id}
    answer = desk.send("/matters/new/hotline/", **TYPED, **typed, received_at=written(morning))
    matter = Matter.objects.get()
    assert (answer.status_code, matter.received_at, matter.number) == (302, morning, "RX202306280001")
    assert matter.steps[0]["start"].startswith("2023-06-28T06:00")
    page = desk.read(f"/matters/{matter.id}/")
    assert "补录：2023年6月28日09:00录入" in page


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW + timedelta(hours=2), "收到的时间晚于现在"),
        (NOW + timedelta(days=500), "收到的时间晚于现在"),
        (NOW.replace(year=1900), "收到的时间在一年以前"),
    ],
)
def test_what_has_not_come_in_yet_or_came_in_a_century_ago_is_refused_by_form_and_interface(
    desk, post, hotline, moment, words
):
    answer = desk.send("/matters/new/hotline/", **TYPED, area="unknown", received_at=written(moment))
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    answer = post(received_at=moment.isoformat())
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, ["received_at"])
    assert not Matter.objects.exists()


@pytest.mark.parametrize("said", ["yesterday", "2023-06-28T08:00"])
def test_a_program_says_a_moment_with_its_zone(post, said):
    assert post(received_at="2023-06-28T06:00:00+08:00").status_code == 201
    answer = post(received_at=said)
    assert (answer.status_code, answer.json()["error"]["fields"]) == (
        422,
        {"received_at": "应写作 2023-06-21T10:00:00+08:00"},
    )


# where it is ---------------------------------------------------------------------------------------


def test_a_place_that_is_not_recognised_asks_for_the_grid_and_keeps_what_was_typed(desk):
    answer = desk.send("/matters/new/hotline/", **TYPED)
    page = answer.content.decode()
    assert (answer.status_code, "没有认出这个地点在哪个网格" in page, "夜间噪声" in page) == (422, True, True)
    assert desk.send("/matters/new/hotline/", **TYPED, area="unknown").status_code == 302
    assert Matter.objects.get().area_id is None


def test_a_program_is_warned_of_a_place_that_is_not_recognised(post, hotline):
    assert post().json()["warnings"] == ["没有认出这个地点在哪个网格，请由派单员补上，或带 area_id 重新登记。"]
    assert post(area_id=hotline.areas["willow_1"].id).json()["warnings"] == []


# what repeats --------------------------------------------------------------------------------------


def test_a_program_learns_what_its_matter_repeats(post, desk, hotline):
    first = reported(hotline)
    made = post(reporter={"name": "欧阳晓", "phone": "13800001111"}).json()
    assert made["repeat_of"] == first.number
    found = desk.browser.get(f"/api/matters/{made['number']}").json()
    assert (found["repeats"], found["repeat_of"]) == (True, first.number)


@pytest.mark.parametrize(("name", "id"), [("clock", "matters.R243"), ("state", "matters.R245")])
def test_a_filter_of_no_known_word_is_refused_and_not_left_out(desk, name, id):
    answer = desk.browser.get("/api/matters", {name: "zzz"})
    assert (answer.status_code, answer.json()["error"]["id"]) == (422, id)
