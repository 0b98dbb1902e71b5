"""/api/: tokens, idempotent creation, the same refusals and the same sight as the pages."""

import json
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from jsonschema_rs import validator_for

from gewu.front.api import openapi, tokens
from gewu.front.api.views import WORDS
from gewu.journal.models import JournalLine
from gewu.matters.models import Matter
from tests.front.actors import dispatched, reported

NOISE = {
    "scenario": "hotline",
    "channel": "hotline",
    "category": "noise",
    "body": "夜间施工",
    "place": "柳荫路12号",
    "external_number": "12345-1",
    "reporter": {"name": "欧阳晓", "phone": "13800001111"},
}


class Program:
    """A program with a token."""

    def __init__(self, cast, who, days=30):
        self.token = tokens.make(cast.people[who].account, days)

    def get(self, address):
        return Client().get(address, headers={"Authorization": f"Bearer {self.token}"})

    def post(self, said, key=None, **headers):
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key or str(uuid.uuid4()), **headers}
        body = said if isinstance(said, str) else json.dumps(said)
        return Client(enforce_csrf_checks=True).post(
            "/api/matters", body, content_type="application/json", headers=headers
        )


@pytest.fixture
def program(hotline):
    return lambda who="dispatcher", **more: Program(hotline, who, **more)


def test_a_program_takes_a_matter_in(program):
    answer = program().post(NOISE)
    matter = Matter.objects.get()
    assert (answer.status_code, answer.json()["number"], answer["Location"]) == (
        201,
        "RX202306280001",
        f"/api/matters/{matter.number}",
    )


PLAIN = {key: NOISE[key] for key in ("scenario", "channel", "category", "body", "place")}


@pytest.mark.parametrize(
    ("said", "statements"),
    [
        # who asks, the key 2, the place, the number; matter, event, way, words and journal line (one on PostgreSQL)
        (PLAIN, 5),
        # and whether it was sent before, who reported before, and the row of who reported
        (NOISE, 8),
    ],
)
def test_taking_one_in_takes_this_many_statements(program, said, statements):
    program().post(NOISE | {"external_number": "0", "reporter": {"name": "别人", "phone": "13800002222"}})
    with CaptureQueriesContext(connection) as asked:
        assert program().post(said).status_code == 201
    frame = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT")
    found = [one for one in asked.captured_queries if not one["sql"].startswith(frame)]
    assert len(found) == statements + (1 if connection.vendor == "postgresql" else 5)


def test_the_same_key_gives_the_same_matter(program):
    key = str(uuid.uuid4())
    answers = [program().post(NOISE, key) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 200, 200]
    assert (len({answer.json()["id"] for answer in answers}), Matter.objects.count()) == (1, 1)


def test_a_refused_matter_leaves_its_key_free(program):
    key = str(uuid.uuid4())
    wrong = program().post(NOISE | {"category": "made_up"}, key)
    assert (wrong.status_code, program().post(NOISE, key).status_code) == (422, 201)


@pytest.mark.parametrize("key", ["", "no-uuid"])
def test_a_matter_without_a_proper_key_is_refused(program, key):
    answer = program().post(NOISE, **{"Idempotency-Key": key})
    assert (answer.status_code in (400, 422), Matter.objects.count()) == (True, 0)


@pytest.mark.parametrize("said", ["no json", "[1]"])
def test_what_is_no_json_object_is_refused(program, said):
    answer = program().post(said)
    assert (answer.status_code, answer.json()["error"]["id"].startswith("api.R400")) == (400, True)


def test_every_wrong_word_is_named_at_once(program):
    answer = program().post({"body": 3, "colour": "red", "reporter": "欧阳晓"})
    assert answer.json()["error"]["fields"] == {
        "colour": "没有这一项",
        "body": "类型不对",
        "scenario": "请填写",
        "reporter": "应是 {name, phone}",
    }


def test_without_a_token_nobody_comes_in(hotline):
    answer = Client().get("/api/matters")
    assert (answer.status_code, answer.json()["error"]["id"]) == (401, "api.R4011")


def test_a_token_ends_with_the_password(program, hotline):
    held = program()
    account = hotline.people["dispatcher"].account
    account.set_password("Another-2023-ok")
    account.save()
    assert held.get("/api/matters").status_code == 401


def test_a_token_ends_after_its_days(program):
    assert program(days=0).get("/api/matters").status_code == 401


def test_a_changed_token_opens_nothing(program):
    held = program()
    held.token = held.token[:-2] + "xx"
    assert held.get("/api/matters").status_code == 401


def test_a_session_needs_its_csrf_token_to_change_something(hotline):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(hotline.people["dispatcher"].account)
    headers = {"Idempotency-Key": str(uuid.uuid4())}
    answer = browser.post("/api/matters", json.dumps(NOISE), content_type="application/json", headers=headers)
    assert (answer.status_code, Matter.objects.count()) == (403, 0)


def test_a_program_sees_what_its_account_sees(program, hotline):
    reported(hotline, area="willow_1")
    reported(hotline, area="bridge_1")
    totals = {who: program(who).get("/api/matters").json()["total"] for who in ("dispatcher", "officer_a")}
    assert totals == {"dispatcher": 2, "officer_a": 1}


def test_a_matter_of_another_grid_is_not_found(program, hotline):
    other = reported(hotline, area="bridge_1")
    assert program("officer_a").get(f"/api/matters/{other.number}").status_code == 404


def test_a_matter_is_read_with_its_story_and_without_its_reporter(program, hotline):
    matter = dispatched(hotline)
    said = program().get(f"/api/matters/{matter.number}")
    assert [event["kind"] for event in said.json()["events"]] == ["received", "accepted", "dispatched"]
    assert ("欧阳晓" in said.content.decode(), "13800001111" in said.content.decode()) == (False, False)


def test_those_who_may_not_report_may_not_by_program_either(program):
    assert program("assessor").post(NOISE).status_code == 403


def test_another_method_is_refused(program):
    held = program()
    answer = Client().delete("/api/matters", headers={"Authorization": f"Bearer {held.token}"})
    assert answer.status_code == 405


def test_a_matter_of_a_program_is_in_the_journal_under_its_account(program, hotline):
    program().post(NOISE)
    line = JournalLine.objects.get(act="matters.taken_in")
    assert line.staff_id == hotline.people["dispatcher"].id


def test_the_description_names_every_word_that_is_taken(client, db):
    said = client.get("/api/openapi.json").json()
    assert set(said["components"]["schemas"]["NewMatter"]["properties"]) == {*WORDS, "reporter"}
    assert said == json.loads(json.dumps(openapi.described()))


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/api/rows/matter/a/b", 404),
        ("get", "/api/nothing", 404),
        ("delete", "/api/matters", 405),
        ("put", "/api/rows/matter", 405),
    ],
)
def test_a_program_is_answered_in_json_wherever_it_asks(hotline, method, address, status):
    token = tokens.make(hotline.people["dispatcher"].account, 30)
    answer = getattr(Client(), method)(address, headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, set(answer.json()["error"])) == (status, {"id", "words", "hint", "fields"})


def answers_as_described(answer, path: str, method: str = "get") -> list[str]:
    """What is wrong with an answer, held against the description."""
    said = openapi.described()
    schema = said["paths"][path][method]["responses"][str(answer.status_code)]["content"]["application/json"]["schema"]
    return [str(one) for one in validator_for(schema | {"components": said["components"]}).iter_errors(answer.json())]


def test_every_answer_about_matters_is_what_the_description_says(program, hotline):
    held = program()
    wrong = [answers_as_described(held.post(NOISE, key="1"), "/api/matters", "post") for _ in "ab"]
    dispatched(hotline)
    again = held.post(NOISE | {"external_number": "12345-2", "place": "别处"})
    wrong.append(answers_as_described(again, "/api/matters", "post"))
    wrong.append(answers_as_described(held.post(NOISE | {"grade": 1}), "/api/matters", "post"))
    wrong.append(answers_as_described(held.get("/api/matters"), "/api/matters"))
    for row in Matter.objects.all():
        wrong.append(answers_as_described(held.get(f"/api/matters/{row.number}"), "/api/matters/{number}"))
    wrong.append(answers_as_described(held.get("/api/rows/matter"), "/api/rows/matter"))
    assert (len(wrong), [one for one in wrong if one]) == (8, [])


def test_every_operation_has_a_name_of_its_own_and_a_tag():
    operations = [one for path in openapi.described()["paths"].values() for one in path.values()]
    names = [one["operationId"] for one in operations]
    assert (len(set(names)), all(one["tags"] for one in operations)) == (len(names), True)


@pytest.mark.parametrize("word", ["area_id", "subject_id"])
def test_a_number_that_no_database_keeps_is_refused_by_its_word(program, word):
    answer = program().post(NOISE | {word: 2**70})
    assert (answer.status_code, answer.json()["error"]["fields"]) == (422, {word: "没有这个编号"})
