"""Long lists: left to the worker, the same rows as at once, for whoever asked and nobody else."""

from __future__ import annotations

import io

import pytest
from django.conf import settings
from openpyxl import load_workbook

from gewu.front import exports, taking
from gewu.journal import jobs
from gewu.journal.models import Job, JournalLine
from gewu.matters import queries as matters
from gewu.matters.models import Matter
from gewu.office.models import Account
from tests.front.actors import reported
from tests.matters.conftest import at


@pytest.fixture
def desk(at_desk, hotline, monkeypatch, tmp_path):
    """A dispatcher with three matters, where two rows are already a long list."""
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    monkeypatch.setattr(taking, "AT_ONCE", 2)
    for _ in range(3):
        reported(hotline)
    return at_desk("dispatcher")


@pytest.fixture
def held(desk, monkeypatch):
    """The worker is away: what is asked for waits."""
    monkeypatch.setattr(type(taking.make), "enqueue", lambda *args, **more: None)
    return desk


def fetched(desk) -> bytes:
    return desk.browser.get(f"/exports/{Job.objects.latest('id').id}/").getvalue()


def test_a_long_list_is_left_to_the_worker_and_is_the_file_that_a_short_one_is(desk, monkeypatch):
    answer = desk.browser.get("/matters/?as=csv")
    assert (answer.status_code, answer["Location"]) == (302, "/exports/")
    monkeypatch.setattr(taking, "AT_ONCE", 10)
    assert fetched(desk) == desk.browser.get("/matters/?as=csv").getvalue()


def test_a_long_workbook_holds_every_row(desk):
    desk.browser.get("/matters/?as=xlsx")
    sheet = load_workbook(io.BytesIO(fetched(desk))).active
    listed = {row.value for row in sheet["A"]}
    assert set(Matter.objects.values_list("number", flat=True)) <= listed


def test_the_page_links_the_file_and_stops_looking_again(desk):
    desk.browser.get("/matters/?as=csv")
    answer = desk.browser.get("/exports/")
    assert ("事项台账.csv" in answer.content.decode(), "Refresh" in answer) == (True, False)


def test_the_page_says_how_far_a_file_is_and_looks_again(held):
    held.browser.get("/matters/?as=csv")
    jobs.advance(Job.objects.get().id, done=2)
    answer = held.browser.get("/exports/")
    assert ("2 / 3" in answer.content.decode(), answer["Refresh"]) == (True, "3")


def test_the_worker_says_how_far_it_is(desk, monkeypatch):
    told = []
    monkeypatch.setattr(taking, "STEP", 1)
    monkeypatch.setattr(jobs, "advance", lambda job_id, done: told.append(done))
    desk.browser.get("/matters/?as=csv")
    assert told == [1, 2, 3]


def test_nobody_else_may_fetch_a_file(desk, at_desk):
    desk.browser.get("/matters/?as=csv")
    job = Job.objects.get()
    other = at_desk("duty_chief").browser
    assert other.get(f"/exports/{job.id}/").status_code == 404
    assert "事项台账" not in other.get("/exports/").content.decode()


def test_three_files_may_wait_and_no_fourth(held):
    answers = [held.browser.get("/matters/?as=csv").status_code for _ in range(4)]
    assert (answers, Job.objects.count()) == ([302, 302, 302, 429], 3)


def test_a_file_is_made_by_the_rights_of_the_day_on_which_it_is_made(held):
    held.browser.get("/matters/?as=csv")
    Account.objects.filter(staff=held.cast.people["dispatcher"]).update(is_active=False)
    taking.make.func(Job.objects.get().id)
    assert (Job.objects.get().state, list((settings.DATA_DIR / "exports").iterdir())) == ("failed", [])


def test_a_long_export_is_one_line_in_the_journal(desk):
    desk.browser.get("/matters/?as=csv")
    [line] = JournalLine.objects.filter(act="front.exported")
    assert (line.count, line.detail["as"]) == (3, "csv")


def test_what_is_no_longer_kept_is_taken_away(desk, monkeypatch):
    desk.browser.get("/matters/?as=csv")
    first = taking.path_of(Job.objects.latest("id"))
    monkeypatch.setattr(taking, "KEPT", -taking.KEPT)
    desk.browser.get("/matters/?as=csv")
    assert not first.exists()


@pytest.mark.parametrize("order", ["number", "-number", "received_at"])
def test_a_query_set_flows_in_its_order_batch_by_batch(desk, order, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(exports, "BATCH", 2)
    rows = Matter.objects.order_by(order, "id")
    with django_assert_num_queries(3):
        flowed = list(exports._flowing(rows))
    assert flowed == list(rows)


def test_every_line_of_a_list_comes_in_the_order_of_its_pages(desk, hotline):
    scope, now = hotline.scope("dispatcher"), at("08-01 09:00")
    listed, page = [], ""
    for _ in range(3):
        found = matters.desk(scope, matters.Filters(page=page, per_page=1), now)
        listed, page = [*listed, found.rows[0].matter], found.after
    rows = matters.listed(scope, matters.Filters(), now)
    assert [one.matter for one in matters.every(scope.office_id, rows, now)] == listed


def test_a_file_of_supervision_has_every_row_however_many_are_printed(desk, at_desk, monkeypatch):
    monkeypatch.setattr(taking, "AT_ONCE", 10)
    monkeypatch.setattr(exports, "PRINTED_AT_MOST", 1)
    Matter.objects.update(supervised=1)
    file = at_desk("duty_chief").browser.get("/supervision/?view=supervised&as=csv").getvalue().decode()
    assert [number in file for number in Matter.objects.values_list("number", flat=True)] == [True] * 3
