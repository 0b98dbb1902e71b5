"""`gewu tick` and `gewu matters replay` on the command line."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from gewu.front import alive
from gewu.front.commands import main
from gewu.journal import queries as journal
from gewu.journal.actions import forget_old
from gewu.journal.models import IdempotencyKey, Outgoing
from gewu.kernel.calendar import LOCAL, local
from gewu.matters.models import Matter
from gewu.office import actions as office
from gewu.office import queries
from gewu.reports.models import Report


def tick(capsys, moment: str) -> dict[str, int]:
    assert main.main(["tick", "--at", moment, "--office", "DC", "--json"]) == 0
    return json.loads(capsys.readouterr().out)["DC"]


def test_a_tick_does_what_is_due_and_nothing_the_second_time(hotline, capsys):
    hotline.dispatched()
    first, second = (tick(capsys, "2023-06-30T08:00") for _ in range(2))
    assert (first["overdue"], first["bulletins"], second) == (
        1,
        1,
        {"tasks": 0, "missed": 0, "overdue": 0, "moved": 0, "bulletins": 0, "sealed": 0},
    )
    verdict = journal.verify(hotline.cast.office.id)
    assert (verdict.ok, verdict.unsealed) == (True, 0)


def again(capsys, moment: str, *more: str) -> tuple[int, str]:
    code = main.main(["tick", "--at", moment, "--office", "DC", *more])
    return code, capsys.readouterr().err.partition(": ")[0]


def test_a_clock_that_jumped_forward_raises_nothing_until_somebody_says_so(hotline, capsys, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    assert again(capsys, "2023-06-30T08:00") == (0, "")
    assert again(capsys, "2023-07-07T08:00") == (0, "")
    assert again(capsys, "2023-07-15T08:00") == (2, "front.R750")
    assert alive.refused().startswith("服务器时间是2023-07-15 08:00，上次办理到期事项是2023-07-07 08:00，隔了8天")
    assert again(capsys, "2023-07-15T08:00", "--catch-up") == (0, "")
    assert (again(capsys, "2023-07-16T08:00"), alive.refused()) == ((0, ""), "")


def test_a_page_says_that_the_tick_waits(hotline, client, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    client.force_login(hotline.cast.people["dispatcher"].account)
    assert "核对服务器时间" not in client.get("/").text
    alive.note_tick("服务器时间是2023-07-15 08:00。", well=False)
    assert "服务器时间是2023-07-15 08:00。请联系系统管理员核对服务器时间。" in client.get("/").text


def test_a_clock_that_was_set_right_again_is_followed(cast):
    for moment, kept in (("2023-08-01", "08-01"), ("2023-07-31T12:00", "08-01"), ("2023-07-01", "07-01")):
        office.ticked(cast.office.id, datetime.fromisoformat(moment).replace(tzinfo=LOCAL))
        assert f"{local(queries.ticked_at(cast.office.id)):%m-%d}" == kept


def test_bulletins_of_missed_weeks_are_made_up_for_from_the_last_issue_on(hotline, capsys):
    drafted = []
    for moment in ("2023-06-30T08:00", "2023-07-21T08:00", "2023-07-21T08:01"):
        assert main.main(["tick", "--at", moment, "--office", "DC", "--catch-up", "--json"]) == 0
        drafted.append(json.loads(capsys.readouterr().out)["DC"]["bulletins"])
    assert drafted == [1, 3, 0]
    assert sorted(Report.objects.values_list("start", flat=True)) == [
        date(2023, 6, 19) + timedelta(weeks=one) for one in range(4)
    ]


def test_keys_are_kept_for_a_month_and_messages_for_a_year(cast):
    now = datetime.now(UTC)
    IdempotencyKey.objects.create(office=cast.office, key=uuid4(), act="a")
    Outgoing.objects.create(office=cast.office, kind="a", words="a")
    left = []
    for days in (29, 31, 364, 366):
        forget_old(now + timedelta(days=days))
        left.append((IdempotencyKey.objects.count(), Outgoing.objects.count()))
    assert left == [(1, 1), (0, 1), (0, 1), (0, 0)]


def test_replay_names_what_differs_and_mends_it_when_asked(hotline, capsys):
    matter = hotline.signed()
    Matter.objects.filter(id=matter.id).update(reworks=3)
    assert main.main(["matters", "replay", "--check", "--office", "DC"]) == 1
    assert capsys.readouterr().out == "RX202306210001 reworks：现为3，应为0\n"
    assert main.main(["matters", "replay", "--office", "DC"]) == 0
    assert main.main(["matters", "replay", "--check", "--office", "DC"]) == 0
