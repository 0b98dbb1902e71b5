"""场景配置: a copy is changed by form or as text, checked by a second person, and adopted."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from gewu.office import actions
from gewu.office.models import Adoption
from gewu.scenario import checking, reader
from tests.front.actors import Desk
from tests.front.knowing import questions


def copied(desk, key="noise_only") -> Adoption:
    desk.send("/scenarios/hotline/copy/", title="噪声专办", key=key, edition="2023-07")
    return Adoption.objects.get(scenario=key)


def test_everybody_may_read_what_the_office_works_by(hotline, at_desk):
    assert [
        at_desk(who).read("/scenarios/hotline/").count("群众打来电话") for who in ("officer_a", "admin_audit")
    ] == [1, 1]


@pytest.mark.parametrize(("who", "status"), [("clerk", 302), ("officer_a", 403), ("leader_main", 403)])
def test_a_draft_is_begun_by_those_who_may(hotline, at_desk, who, status):
    answer = at_desk(who).send("/scenarios/hotline/copy/", title="噪声专办", key="noise_only", edition="2023-07")
    assert (answer.status_code, Adoption.objects.filter(scenario="noise_only").count()) == (status, status == 302)


class Boxes(HTMLParser):
    """What a browser sends of a page that nobody typed into: name -> value."""

    def __init__(self, page: str):
        super().__init__()
        self.sent: dict[str, str] = {}
        self.select = self.area = ""
        self.feed(page.partition('data-draft="scenario-form')[2])

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name", "")
        if tag == "input" and given.get("type") not in ("checkbox", "radio") and name[:1] != "_":
            self.sent[name] = given.get("value", "")
        elif tag in ("select", "textarea"):
            self.select, self.area = (name, "") if tag == "select" else ("", name)
            self.sent[name] = ""
        elif tag == "option" and self.select and ("selected" in given or not self.sent[self.select]):
            self.sent[self.select] = given["value"] if "selected" in given else self.sent[self.select]

    def handle_endtag(self, tag):
        self.area = "" if tag == "textarea" else self.area
        self.select = "" if tag == "select" else self.select

    def handle_data(self, data):
        if self.area:
            self.sent[self.area] += data.removeprefix("\n") if not self.sent[self.area] else data


def kept(row) -> str:
    return Adoption.objects.get(id=row.id).text


def by_card(desk, row, place, status=302, **typed) -> str:
    """Open a card of a draft, change what is named (its keys, dots as __), and save it; the text or the page."""
    address = f"/scenarios/editions/{row.id}/form/{place}/"
    at = "" if place == "file" else f"{place}."
    sent = Boxes(desk.read(address)).sent | {at + name.replace("__", "."): word for name, word in typed.items()}
    answer = desk.send(address, **{name: word for name, word in sent.items() if name != "remove"})
    assert answer.status_code == status, answer.content.decode()[:3000]
    return kept(row) if status == 302 else answer.content.decode()


CARDS = ("file", "care", "record", "matter", "matter.path.to_sign", "indicators.closed_rate", "report")


@pytest.mark.parametrize("place", CARDS)
def test_a_card_sent_as_it_stands_changes_nothing(hotline, at_desk, place):
    row = copied(at_desk("clerk"))
    assert by_card(at_desk("clerk"), row, place) == row.text


@pytest.mark.parametrize(
    ("typed", "unit", "written"),
    [("4", "workday", "4 workdays"), ("4个工作日", "natural_day", "4 workdays"), ("2", "month", "2 months")],
)
def test_a_limit_is_a_number_and_a_unit_and_changes_nothing_else(hotline, at_desk, typed, unit, written):
    row = copied(at_desk("clerk"))
    text = by_card(at_desk("clerk"), row, "matter.grades.ordinary", within_0_0=typed, within_0_1=unit)
    assert f"within: {written}" in text and len(set(text.split()) ^ set(row.text.split())) <= 4


def test_the_form_says_limits_in_the_offices_words(hotline, at_desk):
    row = copied(at_desk("clerk"))
    page = at_desk("clerk").read(f"/scenarios/editions/{row.id}/form/matter.grades.ordinary/")
    assert "workdays" not in page
    assert [f">{unit}</option>" in page for unit in "工作日 工作小时 小时 天 分钟 个月 年".split()] == [True] * 7


def test_a_limit_that_is_none_is_refused_beside_its_box_with_what_was_typed(hotline, at_desk):
    row = copied(at_desk("clerk"))
    page = by_card(at_desk("clerk"), row, "matter.grades.ordinary", 422, within_0_0="尽快")
    assert ('value="尽快"' in page, "写一个整数，再选单位" in page, "E205" in page) == (True, True, False)
    assert kept(row) == row.text


@pytest.mark.parametrize(
    ("way", "tenths", "written"),
    [("sample", "2", "sample 20%"), ("sample", "0.5成", "sample 5%"), ("each", "", "each")],
)
def test_how_work_is_verified_is_chosen_of_three(hotline, at_desk, way, tenths, written):
    row = copied(at_desk("clerk"))
    assert f"verify: {written}" in by_card(at_desk("clerk"), row, "matter", verify_0_0=way, verify_0_1=tenths)


@pytest.mark.parametrize("tenths", ["", "几", "11", "0"])
def test_verifying_some_needs_a_share(hotline, at_desk, tenths):
    row = copied(at_desk("clerk"))
    assert "抽查要写明几成" in by_card(at_desk("clerk"), row, "matter", 422, verify_0_0="sample", verify_0_1=tenths)


@pytest.fixture
def small_places(hotline):
    """A draft with every section once."""
    text = (Path(__file__).parents[1] / "scenario/fixtures/small_places.yaml").read_text()
    return actions.draft_edition(by=hotline.actor("section_head"), at=hotline.at, text=text)


def test_record_kinds_are_added_with_keys_of_their_own_renamed_and_taken_away(small_places, at_desk):
    desk, row = at_desk("clerk"), small_places
    by_card(desk, row, "record", forms_0_1="日常巡查", forms_1_1="复查")
    draft, problems = reader.draft(kept(row))
    assert draft.record.forms == {"form_1": "日常巡查", "form_2": "复查"}
    # With several kinds each duty has to say which of them counts.
    assert {(one.place.partition(" ")[0], one.id) for one in problems} == {
        (f"duties.{key}.form", "scenario.E518") for key in ("quarterly", "monthly")
    }
    by_card(desk, row, "record", forms_0_1="", forms_1_1="再查", forms_3_1="抽查")
    for key in ("quarterly", "monthly"):
        by_card(desk, row, f"duties.{key}", form_0_0="form_2")
    made = reader.read(kept(row))
    assert made.record.forms == {"form_2": "再查", "form_3": "抽查"}
    assert [duty.form for duty in made.duties.values()] == [("form_2",), ("form_2",)]


def test_a_row_is_made_on_an_empty_card_and_one_stays_on_it(small_places, at_desk):
    desk, row = at_desk("clerk"), small_places
    words = {"title": "检查次数", "count": "records.submitted", "better": "higher", "unit": "次"}
    sent = {f"indicators.+.{name}": word for name, word in words.items()}
    answer = desk.send(f"/scenarios/editions/{row.id}/form/indicators.+/", **sent)
    assert answer.url == f"/scenarios/editions/{row.id}/form/indicators.indicator_1/"
    made = reader.read(kept(row)).indicators["indicator_1"]
    assert (made.title, made.shape, made.measure, made.better) == ("检查次数", "count", "records.submitted", "higher")
    gone = desk.send(answer.url, remove="1")
    assert (gone.url, kept(row)) == (f"/scenarios/editions/{row.id}/form/", row.text)


def test_a_row_of_which_only_a_part_is_filled_in_says_what_it_lacks(small_places, at_desk):
    page = by_card(at_desk("clerk"), small_places, "indicators.+", 422, title="检查次数")
    assert page.count('<p class="error">请填写。</p>') == 2


def test_a_condition_is_lines(small_places, at_desk):
    desk, row = at_desk("clerk"), small_places
    typed = [
        ("and", "split", "in", "小旅馆、小商店"),
        ("and", "seats", "over", "50"),
        ("or", "fuel", "not_in", "不用气"),
    ]
    by_card(
        desk,
        row,
        "duties.monthly",
        **{f"when_{n}_{m}": word for n, line in enumerate(typed) for m, word in enumerate(line)},
    )
    duty = reader.read(kept(row)).duties["monthly"]
    first, second = ([(one.name, one.operator, one.values) for one in group] for group in duty.when.groups)
    assert first == [("split", "in", ("hotel", "shop")), ("seats", "over", (50,))]
    assert second == [("fuel", "not_in", ("none",))]
    page = desk.read(f"/scenarios/editions/{row.id}/form/")
    assert "只管：细类为小旅馆、小商店且座位大于50，或者用气不是不用气" in page


@pytest.mark.parametrize(
    ("value", "words"), [("网吧", "没有“网吧”，可选：小商店、小餐馆"), ("", "一行要选看什么，也要写值")]
)
def test_a_line_that_cannot_be_is_refused_beside_the_condition(small_places, at_desk, value, words):
    assert words in by_card(at_desk("clerk"), small_places, "duties.monthly", 422, when_0_3=value)


def test_a_step_is_added_first_and_led_to_afterwards(small_places, at_desk):
    """What a card lacks on other cards is said on the overview and on the card, and keeps the draft from review."""
    desk, row = at_desk("clerk"), small_places
    overview = f"/scenarios/editions/{row.id}/form/"
    step = {"title": "待核价", "is": "running", "who": "checker", "then_0_0": "closed"}
    by_card(desk, row, "matter.path.+", **step)
    assert ("有 1 处要改" in desk.read(overview), "1 处要改</span>" in desk.read(overview)) == (True, True)
    page = desk.read(overview + "matter.path.path_1/")
    assert "走不到这一步。在前面某一步的“接下来可以到”里写上“待核价”。" in page
    assert desk.send(f"/scenarios/editions/{row.id}/send/").status_code == 422
    by_card(desk, row, "matter.path.recheck", then_3_0="path_1")
    assert "要改" not in desk.read(overview)


def test_a_scenario_of_which_there_is_only_a_draft_opens_as_that_draft(small_places, at_desk):
    answer = at_desk("clerk").browser.get("/scenarios/small_places/")
    assert answer.url == f"/scenarios/editions/{small_places.id}/"


@pytest.mark.parametrize(("place", "whole"), [("matter", True), ("record.checks.exits_clear", False), ("care", None)])
def test_a_whole_section_is_taken_away_after_a_word_of_warning(small_places, at_desk, place, whole):
    page = at_desk("clerk").read(f"/scenarios/editions/{small_places.id}/form/{place}/")
    assert ("删去这一张" in page, "这一节的每一张卡片一起删去" in page) == (whole is not None, bool(whole))


def test_cards_lead_to_those_before_and_after_them(small_places, at_desk):
    at = f"/scenarios/editions/{small_places.id}/form/"
    page = at_desk("clerk").read(at + "care/")
    assert (f'rel="prev" href="{at}file/"' in page, f'rel="next" href="{at}sources.fire_law/"' in page) == (True, True)
    assert 'rel="prev"' not in at_desk("clerk").read(at + "file/")


def test_a_card_that_is_not_there_leads_to_the_overview(small_places, at_desk):
    at = f"/scenarios/editions/{small_places.id}/form/"
    assert at_desk("clerk").browser.get(at + "record.checks.nothing/").url == at


def test_the_reviewer_reads_what_a_scenario_asks_for_in_sentences(small_places, hotline, at_desk):
    page = at_desk("leader_deputy").read(f"/scenarios/editions/{small_places.id}/asks/")
    for said in (
        "每月走访；由网格员去；只管：细类为小旅馆、易燃易爆小场所。",
        "不合格按“一般隐患”登记",
        "3个工作日内办结；到期前1个工作日提醒。",
    ):
        assert said in page
    assert "这个场景要求什么" in at_desk("leader_deputy").read(f"/scenarios/editions/{small_places.id}/")


def test_problems_of_a_text_are_shown_with_place_id_and_cure_and_nothing_typed_is_lost(hotline, at_desk):
    desk = at_desk("clerk")
    row = copied(desk)
    wrong = row.text.replace("then: [to_dispatch, not_accepted]", "then: [nowhere]")
    answer = desk.send(f"/scenarios/editions/{row.id}/text/", text=wrong)
    page = answer.content.decode()
    said = ("nowhere" in page, "scenario.E" in page, Adoption.objects.get(id=row.id).text == row.text)
    assert (answer.status_code, said) == (422, (True, True, True))


def test_an_edition_walks_from_draft_to_use_by_two_people(hotline, at_desk):
    row = copied(at_desk("section_head"))
    at_desk("section_head").send(f"/scenarios/editions/{row.id}/send/")
    own = at_desk("section_head").send(f"/scenarios/editions/{row.id}/agree/")
    at_desk("leader_deputy").send(f"/scenarios/editions/{row.id}/agree/", words="可以")
    at_desk("leader_deputy").send(f"/scenarios/editions/{row.id}/adopt/", from_on="2023-06-28")
    row.refresh_from_db()
    assert (own.status_code, row.state, row.reviewed_by) == (422, "active", hotline.people["leader_deputy"])


def test_the_author_is_offered_no_button_to_review(hotline, at_desk):
    row = copied(at_desk("section_head"))
    at_desk("section_head").send(f"/scenarios/editions/{row.id}/send/")
    page = at_desk("section_head").read(f"/scenarios/editions/{row.id}/")
    assert ("/agree/" in page, "等另一人审核" in page) == (False, True)


def test_an_edition_that_was_sent_on_is_not_changed(hotline, at_desk):
    row = copied(at_desk("clerk"))
    at_desk("clerk").send(f"/scenarios/editions/{row.id}/send/")
    assert at_desk("clerk").send(f"/scenarios/editions/{row.id}/text/", text="scenario: x").status_code == 422


def test_the_centre_asks_the_database_no_more_for_more_drafts(hotline, at_desk):
    copied(at_desk("clerk"))
    one = questions(at_desk("leader_main"), "/scenarios/")
    for key in ("second", "third"):
        copied(at_desk("clerk"), key)
    assert questions(at_desk("leader_main"), "/scenarios/") == one


def test_an_excel_checklist_becomes_a_draft(hotline, at_desk, tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "list.xlsx") as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([("检查项", "依据", "不合格等级"), ("通道畅通", "消防法第28条", "严重")]):
            sheet.write_row(number, 0, row)
    with (tmp_path / "list.xlsx").open("rb") as file:
        answer = at_desk("clerk").send("/scenarios/checklist/", sheet=file, title="仓库检查", key="stores")
    row = Adoption.objects.get(scenario="stores")
    assert (answer.status_code, row.state, "通道畅通" in row.text) == (302, "draft", True)


def test_a_file_that_is_no_table_is_refused_beside_its_field(hotline, at_desk, tmp_path):
    (tmp_path / "list.xlsx").write_bytes(b"nothing")
    with (tmp_path / "list.xlsx").open("rb") as file:
        answer = at_desk("clerk").send("/scenarios/checklist/", sheet=file, title="仓库检查", key="stores")
    assert (answer.status_code, "list.xlsx 打不开" in answer.content.decode()) == (422, True)


# the library -------------------------------------------------------------------------------

TYPED = {"归口单位": "社会治理办公室", "拟稿人": "王芳", "审核人": "周立"}


def test_the_library_lists_what_the_office_has_no_edition_of(hotline, at_desk):
    page = at_desk("clerk").read("/scenarios/library/")
    assert (page.count("矛盾纠纷排查化解"), page.count("12345热线与群众诉求办理")) == (1, 0)


def test_a_library_with_nothing_left_says_so_in_a_sentence(hotline, at_desk, monkeypatch):
    monkeypatch.setattr(checking, "library", list)
    page = at_desk("clerk").read("/scenarios/library/")
    assert (page.count("场景库里的场景本单位都有了。"), page.count("0 个场景")) == (1, 0)


def test_a_pack_is_drafted_in_the_words_of_the_office(hotline, at_desk):
    at_desk("clerk").send("/scenarios/library/disputes/", **TYPED)
    text = Adoption.objects.get(scenario="disputes").text
    care = "care:\n  owner: 社会治理办公室\n  written_by: 王芳\n  checked_by: 周立\n  reviewed: 2023-06-28\n"
    assert (care in text, "title: 东澄街道矛盾纠纷调处办法（占位）" in text, "<" in text) == (True, True, False)


def test_a_pack_is_not_drafted_while_a_blank_is_left(hotline, at_desk):
    answer = at_desk("clerk").send("/scenarios/library/disputes/", **TYPED | {"审核人": ""})
    assert (answer.status_code, Adoption.objects.filter(scenario="disputes").count()) == (422, 0)


def test_an_office_that_has_nothing_is_shown_the_way_to_the_library(cast, nine_o_clock):
    assert '<a class="button" href="/scenarios/library/">' in Desk(cast, "clerk").read("/scenarios/")


def test_a_scenario_says_how_it_stands_and_its_english_name_in_english(hotline, at_desk):
    """F014: state_note and english were shown nowhere."""
    text = Path("tests/scenario/fixtures/small_places.yaml").read_text(encoding="utf-8")
    hotline.adopt(text.replace("why: |", "state_note: 先在两个社区试行，到年底\nwhy: |", 1))
    desk, name = at_desk("leader_main"), "Fire checks of small premises"
    page = desk.read("/scenarios/small_places/")
    desk.browser.cookies["django_language"] = "en"
    assert ("先在两个社区试行，到年底" in page, name in page, name in desk.read("/scenarios/small_places/")) == (
        True,
        False,
        True,
    )
