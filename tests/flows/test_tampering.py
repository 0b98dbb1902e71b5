"""What somebody changes in the database past Gewu is named, each kind by a sentence."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps
from django.db.models import F, Value
from django.db.models.functions import Replace

from gewu.flows import check_data
from gewu.front.commands import main
from gewu.indicators import actions as indicators
from gewu.indicators.actions import NewObservation
from gewu.journal import actions as journal
from gewu.journal import files, heads, rules
from gewu.journal.models import JournalLine, StoredFile
from gewu.journal.queries import link_of
from gewu.kernel.identifiers import demo_citizen_id, demo_phone
from gewu.kernel.periods import Period
from gewu.matters import actions as matters
from gewu.matters.actions import NewMatter, NewReporter
from gewu.money import actions as money
from gewu.money.actions import NewLine
from gewu.office import actions as office
from gewu.records import actions as records
from gewu.records.rules import NewRecord
from gewu.registry import actions as registry
from gewu.reports import actions as reports
from gewu.scenario import templates
from tests.indicators import rows
from tests.reports.conftest import TEMPLATE

DAY = date(2023, 6, 28)
AT = rows.at(DAY)
HALF = Period.parse("2023-01-01..2023-06-28")


@pytest.fixture
def street(cast, settings, tmp_path):
    """An office in which one of everything was done, its journal sealed and its head kept."""
    settings.FILES_DIR = tmp_path
    cast.adopt(rows.COUNTING)
    by = cast.actor
    shops = [_shop(cast, number) for number in (1, 2)]
    ticket = NewMatter(
        "kiosks",
        "resident",
        "dirt",
        place="柳荫路",
        body="亭边有垃圾",
        area_id=cast.areas["willow_1"].id,
        reporter=NewReporter("王五", demo_phone(3)),
    )
    matter = matters.take_in(ticket, by=by("dispatcher"), at=AT)
    matters.take_in(ticket, by=by("dispatcher"), at=AT)
    matters.do(matter.id, "note", by=by("dispatcher"), at=AT, seq=matter.seq, said={"words": "已电话核实"})
    visit = NewRecord("kiosks", AT, subject_id=shops[0].id, form="training", said="讲了用电安全", answers={"team": 2})
    records.submit(visit, by=by("officer_a"), at=AT)
    stated = NewObservation("kiosks.views", HALF, 500, signed_by="秦书", signed_on=DAY, source="后台")
    indicators.observe(by=by("clerk"), at=AT, new=stated)
    _paid(cast, shops)
    photo = files.plain(b"a,b\n1,2\n", "sheet.csv")
    files.keep(by=by("clerk"), at=AT, file=photo, owner_kind="matter", owner_id=matter.id)
    _issued(cast)
    office.lock_period(by=by("leader_deputy"), at=AT, start=date(2023, 1, 1), end=date(2023, 4, 1))
    journal.seal(cast.office.id)
    heads.keep(cast.office, AT)
    return cast


def _shop(cast, number):
    secrets = {"citizen_id": demo_citizen_id(date(1980, 1, number), 1), "phone": demo_phone(number)}
    return registry.admit(
        by=cast.system,
        at=AT,
        nature="place",
        kind="kiosk",
        code=f"K{number}",
        name=f"{number}号亭",
        split="small",
        area_id=cast.areas["willow_1"].id,
        secrets=secrets,
        valid_from=date(2023, 1, 3),
    )


def _paid(cast, shops):
    by = cast.actor
    entitled = {"subject_id": shops[0].id, "programme": "subsidy", "monthly_fen": 10_000, "from_on": date(2023, 1, 1)}
    money.entitle(by=by("section_head"), at=AT, **entitled)
    drawn = money.draw_list(
        by=by("section_head"),
        at=AT,
        scenario="kiosks",
        programme="subsidy",
        title="6月补贴",
        for_month=date(2023, 6, 1),
        lines=[NewLine(one.id, 10_000) for one in shops],
    )
    money.approve(by=by("leader_deputy"), at=AT, list_id=drawn.id)
    money.send(by=by("section_head"), at=AT, list_id=drawn.id)
    money.take_bank_return(by=by("section_head"), at=AT, list_id=drawn.id, paid_on=DAY)


def _issued(cast):
    by = cast.actor
    row = reports.draft(by=by("clerk"), at=AT, template=templates.read(TEMPLATE), period=HALF)
    reports.send_to_check(by=by("clerk"), at=AT, report_id=row.id)
    reports.check(by=by("clerk_b"), at=AT, report_id=row.id)
    reports.send_to_sign(by=by("clerk_b"), at=AT, report_id=row.id)
    reports.issue(by=by("leader_deputy"), at=AT, report_id=row.id)


# the hand that writes into the database ----------------------------------------------------------


def table(name: str):
    """The rows of a table as SQL sees them: no proof is made anew."""
    return apps.get_model(name)._base_manager


def write(name: str, **values):
    return lambda cast: table(name).update(**values)


def words(name: str, column: str):
    """Change a few characters."""
    return lambda cast: table(name).update(**{column: Replace(F(column), Value("亭"), Value("摊"))})


def cut_off(cast):
    ids = table("journal.JournalLine").order_by("-id").values_list("id", flat=True)[:10]
    table("journal.JournalPrivate").filter(line_id__in=list(ids)).delete()
    table("journal.JournalLine").filter(id__in=list(ids)).delete()


def written_anew(cast):
    """Change a line in the middle and seal everything behind it again."""
    lines, previous = list(JournalLine.objects.filter(position__isnull=False).order_by("position")), rules.BEGINNING
    lines[3].actor = "别人"
    for line in lines:
        line.seal = previous = rules.seal(previous, link_of(line))
        table("journal.JournalLine").filter(id=line.id).update(actor=line.actor, seal=line.seal)


def moved_back(cast):
    line = table("journal.JournalLine").get(position=3)
    table("journal.JournalLine").filter(id=line.id).update(recorded_at=line.recorded_at.replace(year=2020))


def audit_line(cast):
    table("journal.JournalLine").filter(position=3).update(actor="别人")


def step_words(cast):
    table("matters.MatterEvent").filter(kind="note").update(said={"words": "电话无人接"})


def rows_of_figure(cast):
    one = table("reports.IssuedFigure").exclude(row_ids=None).first()
    table("reports.IssuedFigure").filter(id=one.id).update(row_ids=b"not the rows")


def granted(cast):
    role = apps.get_model("office.RoleGrant")(role="leader_main", from_on=date(2023, 1, 1))
    role.office, role.staff = cast.office, cast.people["handler"]
    table("office.RoleGrant").bulk_create([role])


def swapped(cast):
    first, second = table("registry.Secret").filter(kind="phone").order_by("id")
    for row, other in ((first, second), (second, first)):
        table("registry.Secret").filter(id=row.id).update(sealed=other.sealed, blind=other.blind, masked=other.masked)


def file_bytes(cast):
    files.path_of(StoredFile.objects.get().sha256).write_bytes(b"a,b\n9,9\n")


def file_gone(cast):
    files.path_of(StoredFile.objects.get().sha256).unlink()


def lock_gone(cast):
    table("office.PeriodLock").all().delete()


def record_gone(cast):
    table("answers.Fact").filter(owner_kind="record").delete()
    table("answers.SearchEntry").filter(owner_kind="record").delete()
    table("tasks.Task").update(record_id=None)
    table("records.Record").all().delete()


def scenario_text(cast):
    table("office.Adoption").update(text=Replace(F("text"), Value("5 workdays"), Value("50 workdays")))


def scenario_broken(cast):
    table("office.Adoption").update(text="scenario: [")


TAMPERED = {
    "the last lines of the journal deleted": (cut_off, "封存凭证", "末尾少了10条"),
    "the whole chain written anew": (written_anew, "封存凭证", "此前的日志被重写过"),
    "when a line was recorded": (moved_back, "日志封存", "第3条"),
    "who did what an audit line tells": (audit_line, "日志封存", "第3条"),
    "who made a step": (write("matters.MatterEvent", actor="别人"), "逐条核对", "事项经过"),
    "the words of a step": (step_words, "逐条核对", "事项经过"),
    "the text of a matter": (write("matters.Matter", body="亭边没有垃圾"), "逐条核对", "事项"),
    "who reported": (write("matters.Reporter", sealed_name=""), "逐条核对", "诉求人"),
    "the text of a record": (write("records.Record", said="什么也没讲"), "逐条核对", "走访检查记录"),
    "a record deleted": (record_gone, "有没有少", "走访检查记录"),
    "the value of an issued figure": (write("reports.IssuedFigure", value="99"), "逐条核对", "已印发的数字"),
    "the words of an issued report": (write("reports.Report", title="另一份"), "逐条核对", "材料"),
    "the rows behind an issued figure": (rows_of_figure, "印发明细", "明细清单与印发时不一致"),
    "a paid amount": (write("money.PaymentLine", amount_fen=20_000), "逐条核对", "发放明细"),
    "an entitlement": (write("money.Entitlement", monthly_fen=20_000), "逐条核对", "发放对象"),
    "a typed number": (write("indicators.Observation", value=9_999), "逐条核对", "报送数kiosks.views"),
    "a role granted": (granted, "逐条核对", "岗位授权周强 leader_main"),
    "sealed numbers swapped": (swapped, "密文", "对象K1的电话打不开"),
    "a scenario's limit": (scenario_text, "逐条核对", "场景版本kiosks 2023-01"),
    "a scenario that can no longer be read": (scenario_broken, "逐条核对", "场景版本kiosks 2023-01"),
    "a file's content": (file_bytes, "文件", "与上传时不一致"),
    "a file deleted": (file_gone, "文件", "不在文件夹中"),
    "a lock taken away": (lock_gone, "有没有少", "日志里有期间锁定"),
}


def test_what_nobody_touched_is_silent(street, capsys):
    assert [(one.check, one.words) for one in check_data.run(street.office.id)] == []
    assert main.main(["journal", "verify"]) == 0


@pytest.mark.parametrize("kind", TAMPERED)
def test_what_was_changed_past_gewu_is_named(street, kind):
    change, check, said = TAMPERED[kind]
    change(street)
    found = [one.words for one in check_data.run(street.office.id) if one.check == check]
    assert any(said in words for words in found), found


def test_a_printed_head_is_compared_later(street, tmp_path, capsys):
    paper = tmp_path / "head.txt"
    assert main.main(["journal", "head", "--out", str(paper)]) == 0
    journal.write("test.later", by=street.system, at=AT)
    assert main.main(["journal", "verify", "--against", str(paper)]) == 0
    assert "此前的每一条都没有改动" in capsys.readouterr().out
    written_anew(street)
    assert main.main(["journal", "verify", "--against", str(paper)]) == 1
    assert "此前的日志被重写过" in capsys.readouterr().out


def test_two_lines_copied_from_paper_are_enough_and_a_forged_head_is_refused(street):
    held = heads.head(street.office, AT)
    copied = heads.read(f"封存条数: {held.count}\n末条封条： {held.seal}")
    assert heads.problem(street.office, copied) == ""
    forged = heads.read(held.text.replace(held.seal, "sm3:" + "0" * 64))
    assert heads.problem(street.office, forged) == "凭证的签名不对：凭证被改动过，或不是本系统出具的"


def test_the_kept_head_is_not_written_over_one_that_is_missing(street):
    cut_off(street)
    heads.keep(street.office, AT)
    assert "末尾少了10条" in heads.problem_kept(street.office)
    heads.renew(street.office, AT)
    assert heads.problem_kept(street.office) == ""
