"""Whatever characters, lengths, places and numbers come in: a sentence for people, JSON for programs, no crash."""

from __future__ import annotations

import json
import uuid

import pytest

from gewu.matters.models import Matter

TYPED = {"channel": "hotline", "category": "noise", "place": "柳荫路5号", "body": "夜间噪声"}


@pytest.fixture
def post(at_desk, hotline):
    browser = at_desk("dispatcher").browser

    def send(said, key=None):
        body = said if isinstance(said, (str, bytes)) else json.dumps({"scenario": "hotline", **TYPED, **said})
        key = {"Idempotency-Key": key or str(uuid.uuid4())}
        return browser.post("/api/matters", body, content_type="application/json", headers=key)

    return send


@pytest.mark.parametrize("path", ["/matters/?q=%00", "/matters/?level=%00", "/search/?q=a%0Bb", "/tasks/?q=%ED%A0%BD"])
def test_a_filter_with_what_nobody_can_see_is_read_without_it(at_desk, hotline, path):
    assert at_desk("dispatcher").browser.get(path).status_code == 200


def test_an_address_with_what_nobody_can_see_is_not_there(at_desk, hotline):
    assert at_desk("dispatcher").browser.get("/subjects/kind/a%00b/").status_code == 404


def test_what_is_typed_is_kept_without_what_nobody_can_see_and_line_ends_count_once(at_desk, hotline):
    body = "\r\n".join(["夜" * 49] * 100) + "\0\x0b"  # 5,100 characters as a browser sends them
    area = hotline.areas["willow_1"].id
    answer = at_desk("dispatcher").send("/matters/new/hotline/", **TYPED | {"body": body, "area": area})
    assert answer.status_code == 302
    assert Matter.objects.get().body == "\n".join(["夜" * 49] * 100)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"lon": 999, "lat": 31.7}, "lon"),
        ({"lon": 1e308, "lat": 31.7}, "lon"),
        ({"lon": 31.7, "lat": 119.5}, "lon"),
        ({"lon": 0, "lat": 0}, "lon"),
        ({"lat": 31.7}, "lon"),
        ({"lon": 119.5}, "lat"),
        ({"level": "zzz"}, "level"),
        ({"title": "长" * 201}, "title"),
        ({"body": "长" * 5001}, "body"),
        ({"external_number": "1" * 61}, "external_number"),
        ({"reporter": {"name": "长" * 41}}, "reporter_name"),
        ({"area_id": 0}, "area_id"),
        ({"area_id": -1}, "area_id"),
        ({"area_id": 10**18}, "area_id"),
        ({"area_id": 10**30}, "area_id"),
    ],
)
def test_a_program_is_told_which_word_does_not_fit(post, said, field):
    answer = post(said)
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, [field])
    assert not Matter.objects.exists()


def test_a_matter_is_not_put_on_the_ground_next_door(post, neighbour):
    answer = post({"area_id": neighbour.areas["willow_1"].id})
    assert (answer.status_code, answer.json()["error"]["id"]) == (422, "matters.R207")


@pytest.mark.parametrize(
    "body",
    [
        '{"scenario": "hotline", "lon": NaN, "lat": 31.7}',
        '{"scenario": "hotline", "lon": Infinity, "lat": 31.7}',
        "[" * 100_000,
        b"\xff\xfe",
        "",
        "[]",
    ],
)
def test_what_is_no_json_is_answered_in_json(post, body):
    answer = post(body)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/json")


def test_half_an_emoji_and_a_nul_are_left_out_of_what_a_program_says(post):
    answer = post('{"scenario": "hotline", "channel": "hotline", "category": "noise", "body": "a\\u0000b\\ud83dc"}')
    assert (answer.status_code, Matter.objects.get().body) == (201, "abc")


def test_a_key_used_again_with_another_body_or_by_another_person_hides_nothing(post, at_desk):
    key = str(uuid.uuid4())
    first, again, other = post({}, key), post({}, key), post({"body": "另一件事"}, key)
    assert [answer.status_code for answer in (first, again, other)] == [201, 200, 409]
    assert (other.json()["error"]["id"], Matter.objects.count()) == ("journal.R4091", 1)
    browser, body = at_desk("duty_chief").browser, json.dumps({"scenario": "hotline", **TYPED})
    asked = {"content_type": "application/json", "headers": {"Idempotency-Key": key}}
    theirs = browser.post("/api/matters", body, **asked)
    assert (theirs.status_code, first.json()["number"] in theirs.content.decode()) == (409, False)


def test_a_program_takes_nothing_into_a_space_that_is_closed_to_whom_it_acts_for(post, hotline):
    hotline.adopt("packs/social/care_visits")
    closed = post({"scenario": "care_visits", "channel": "", "category": ""})
    unknown = post({"scenario": "nothing", "channel": "", "category": ""})
    assert [answer.json()["error"]["id"] for answer in (closed, unknown)] == ["matters.R202", "matters.R202"]
    assert not Matter.objects.exists()
