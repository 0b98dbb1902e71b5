"""`gewu check data` is silent while everything kept twice agrees, and names what does not."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from gewu.answers.models import Fact, SearchEntry
from gewu.flows import adopt_edition, check_data
from gewu.front.commands import main
from gewu.grid.models import Area
from gewu.journal import actions as journal
from gewu.journal import files
from gewu.journal.models import JournalLine
from gewu.matters.models import Matter
from gewu.office import actions as office
from gewu.registry import actions as registry
from gewu.registry.actions import NewSubject, Stage
from gewu.registry.models import StageSpan, Subject
from tests.matters.conftest import Hotline, at

SHOPS = (Path(__file__).parents[1] / "registry/shops.yaml").read_text(encoding="utf-8")


@pytest.fixture
def street(cast, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    cast.adopt(SHOPS)
    new = NewSubject(
        "place",
        "shop",
        "S1",
        "福满楼",
        split="food",
        area_id=cast.areas["willow_1"].id,
        attributes={"floor_area_m2": "80", "fuel": "bottle", "rent": "3000"},
        stages=[Stage("shops", "lead", date(2023, 1, 5))],
    )
    cast.shop = registry.admit(by=cast.system, at=cast.at, **vars(new))
    journal.seal(cast.office.id)
    return cast


def found(street):
    return [(one.check, one.words) for one in check_data.run(street.office.id)]


def test_an_office_in_step_is_silent(street, capsys):
    assert (main.main(["check", "data"]), capsys.readouterr().out) == (0, "")


def test_a_child_of_a_main_matter_that_is_over_is_named(cast):
    hotline = Hotline(cast)
    child, main = hotline.new(), hotline.new()
    hotline.do(child, "merged", "dispatcher", "06-21 09:30", into=main.id)
    Matter.objects.filter(id=main.id).update(state="void", void_at=at("06-21 10:00"), void_reason="误登")
    words = f"{child.number}并入的主单{main.number}已办结、作废或并入他单，仍未了结"
    assert [one.words for one in check_data.run(cast.office.id) if one.check == "并单"] == [words]


def test_a_changed_fact_is_named(street):
    Fact.objects.filter(field="floor_area_m2").update(number=1)
    assert found(street) == [("统计值", f"对象{street.shop.id}的统计值与填报内容不一致")]


def test_a_missing_fact_is_named(street):
    Fact.objects.filter(field="fuel").delete()
    assert found(street) == [("统计值", f"对象{street.shop.id}的统计值与填报内容不一致")]


def test_facts_of_nobody_are_named_in_their_order(street):
    for nobody in (99, 98):
        Fact.objects.create(office=street.office, owner_kind="matter", owner_id=nobody, field="x", number=1)
    assert found(street) == [("检索", f"统计值所属的事项{nobody}已不存在") for nobody in (98, 99)]


def test_the_facts_of_another_noun_under_the_same_id_are_not_its_own(street):
    Fact.objects.create(office=street.office, owner_kind="matter", owner_id=street.shop.id, field="fuel", text="gas")
    assert found(street) == [("检索", f"统计值所属的事项{street.shop.id}已不存在")]


def test_what_no_indicator_counts_any_more_is_not_missed(street):
    Fact.objects.create(office=street.office, owner_kind="subject", owner_id=street.shop.id, field="rent", number=3000)
    assert found(street) == []


def test_a_stage_that_is_not_its_history_is_named(street):
    Subject.objects.update(stage="landed")
    assert found(street) == [("阶段", "对象S1现阶段记为“landed”，阶段历史为“lead”")]


def test_the_stage_entered_last_is_the_stage_whatever_was_written_last(street):
    before = {"scenario": "other", "stage": "known", "entered_on": date(2023, 1, 4)}
    StageSpan.objects.create(office=street.office, subject=street.shop, **before)
    assert found(street) == []


def test_a_subject_that_cannot_be_found_is_named(street):
    SearchEntry.objects.filter(owner_kind="subject").delete()
    assert found(street) == [("检索", f"对象{street.shop.id}检索不到")]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL keeps the index in the row itself")
def test_a_text_index_out_of_step_is_named(street):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO answers_searchtext(answers_searchtext) VALUES ('delete-all')")
    assert [check for check, _ in found(street)] == ["检索"]


def test_a_changed_journal_is_named(street):
    JournalLine.objects.filter(position=3).update(count=70)
    assert [check for check, _ in found(street)] == ["日志封存"]


def test_an_area_torn_from_its_parent_is_named(street):
    Area.objects.filter(id=street.areas["willow_1"].id).update(path="/9/")
    assert ("区域", "区域“柳荫一网格”的层级路径与上级不一致") in found(street)


@pytest.mark.parametrize(("change", "words"), [("delete", "不在文件夹中"), ("write", "与上传时不一致")])
def test_a_file_that_is_gone_or_changed_is_named(street, change, words):
    row = files.keep(
        by=street.system,
        at=street.at,
        file=files.plain(b"%PDF-1.7", "a.pdf"),
        owner_kind="subject",
        owner_id=street.shop.id,
    )
    path = files.path_of(row.sha256)
    path.unlink() if change == "delete" else path.write_bytes(b"%PDF-1.8")
    assert found(street) == [("文件", f"文件“a.pdf”{words}")]


def test_many_findings_of_one_check_are_cut_short(street):
    Fact.objects.bulk_create(
        Fact(office=street.office, owner_kind="matter", owner_id=n, field="x", number=1) for n in range(50)
    )
    assert (len(found(street)), found(street)[-1][1]) == (check_data.AT_MOST + 1, "其余略，请先处理以上各项。")


def test_what_is_out_of_step_ends_the_command_with_one(street, capsys):
    Subject.objects.update(stage="landed")
    code = main.main(["check", "data", "--office", "DC"])
    assert (code, capsys.readouterr().out) == (1, "DC 阶段：对象S1现阶段记为“landed”，阶段历史为“lead”\n")


def by_the_flow(street, text, tmp_path):
    draft = office.draft_edition(by=street.system, at=street.at, text=text)
    adopt_edition.adopt(by=street.system, at=street.at, adoption_id=draft.id, from_on=date(2023, 7, 1))


def by_the_command(street, text, tmp_path):
    (tmp_path / "newer.yaml").write_text(text, encoding="utf-8")
    words = ["--office", "DC", "--by", "leader_deputy", "--from-on", "2023-07-01", "--files", str(tmp_path)]
    assert main.main(["scenario", "adopt", "--all", *words]) == 0


@pytest.mark.parametrize("adopt", [by_the_flow, by_the_command])
def test_a_field_newly_counted_is_counted_from_the_day_of_its_edition(street, adopt, tmp_path):
    newer = SHOPS.replace('edition: "2023-01"', 'edition: "2023-07"').replace(
        "indicators:\n",
        "indicators:\n  rents: {title: 租金合计, sum: registry.on_register, field: rent, unit: 元, better: neither}\n",
    )
    adopt(street, newer, tmp_path)
    facts = Fact.objects.filter(owner_kind="subject", owner_id=street.shop.id, field="rent")
    assert (list(facts.values_list("number", flat=True)), found(street)) == ([300000], [])


def test_the_journal_is_verified_from_the_command_line(street, capsys):
    sealed = JournalLine.objects.exclude(position=None).count()
    before = (main.main(["journal", "verify"]), capsys.readouterr().out)
    JournalLine.objects.filter(position=2).update(count=70)
    after = main.main(["journal", "verify", "--office", "DC"])
    assert (before, after) == ((0, f"DC：已封存{sealed}条，完整；另有0条尚未封存。\n"), 1)


def test_a_row_on_the_ground_of_another_office_is_named(street, neighbour):
    matter = Hotline(street).new()
    Matter.objects.filter(id=matter.id).update(area_id=neighbour.areas["willow_1"].id)
    assert ("单位归属", f"Matter {matter.id} 的 area 属于别的单位") in found(street)
