"""A scenario of another kind, made by form alone: copied, changed, reviewed by another, adopted, in use."""

import re

import pytest

from gewu.office import clock
from gewu.office.models import Adoption
from gewu.tasks import actions as tasks
from tests.browser.conftest import PHONE

#: what the section head writes: card → key of the card → word
CHANGES = {
    "file": {"title": "电梯维保巡查"},
    "care": {"owner": "平安建设办公室"},
    "subject": {"title": "电梯", "kind": "lift", "measure_word": "部", "is": ["thing"]},
    "subject.attributes.length_m": {"say": "层站数"},
    "duties.daily": {"every": ["month"]},
    "record": {"noun": "巡查"},
    "record.checks.swept": {"say": "困人呼叫有人接听"},
    "record.checks.facilities": {"say": "轿厢内检验标志在有效期内"},
    "record.checks.+": {"say": "底坑干燥没有积水", "fails_as": ["ordinary"], "source_0_0": ["local_rule"]},
    "matter": {"noun": "电梯隐患", "title": "电梯隐患：{check}", "number_prefix": "DT"},
    "matter.grades.ordinary": {"within_0_0": "5个工作日"},
    "indicators.routes": {"title": "在册电梯", "unit": "部"},
    "indicators.found": {"title": "电梯隐患"},
    "report": {"heading": "电梯维保", "says": "{period}在册电梯{routes}，巡查发现电梯隐患{found}。"},
}
STRUCK = ("record.checks.goods_in", "record.checks.no_posters", "record.checks.parked", "examples[1]")


@pytest.fixture
def checks(office):
    """Morning checks are in force: the scenario that is copied."""
    office.adopt("packs/urban/morning_checks")
    return office


def drafted(author) -> str:
    """Copy, change by form, send to review; the address of the edition."""
    page = author.open("/scenarios/morning_checks/copy/")
    page.fill("[name=title]", "电梯维保巡查")
    page.fill("[name=key]", "lifts")
    page.get_by_role("button", name="起草").click()
    page.wait_for_url(re.compile("/form/$"))
    overview = page.url
    for place, words in CHANGES.items():
        page.goto(f"{overview}{place}/")
        for key, word in words.items():
            box = page.locator(f'[name="{"" if place == "file" else place + "."}{key}"]')
            box.fill(word) if isinstance(word, str) else box.select_option(word)
        page.get_by_role("button", name="暂存", exact=True).click()
        page.wait_for_url(re.compile(r"/form/[^+]+/$"))
    for place in STRUCK:
        page.goto(f"{overview}{place}/")
        page.get_by_role("button", name="删去这一张").click()
        page.wait_for_url(overview)
    assert page.get_by_text("要改").count() == 0
    page.goto(overview.removesuffix("form/"))
    assert page.locator(".problems").count() == 0
    page.get_by_role("button", name="送审").click()
    page.get_by_text("等另一人审核").wait_for()
    return page.url.removeprefix(author.site)


def adopted(reviewer, title: str) -> None:
    """Find the edition on the desk, agree to it and put it in force."""
    page = reviewer.open("/")
    page.get_by_role("link", name=title).click()
    page.get_by_role("button", name="同意").click()
    page.get_by_role("button", name="启用").click()
    page.get_by_text("启用", exact=True).first.wait_for()


def admitted(author) -> None:
    """A lift comes on the register."""
    page = author.open("/subjects/kind/lift/new/")
    page.fill("[name=name]", "柳荫大厦1号梯")
    page.fill("[name=ask_length_m]", "18")
    page.select_option("[name=area]", label="　柳荫一网格")
    page.get_by_role("button", name="登记").click()
    page.wait_for_url(re.compile(r"/subjects/\d+/$"))


def walked(officer) -> None:
    """The officer opens the door of the day and records a check that failed."""
    page = officer.open("/tasks/?scenario=lifts")
    page.get_by_role("link", name="柳荫大厦1号梯").click()
    page.get_by_role("link", name="记这一次").click()
    page.check('[name=check_swept][value="pass"]')
    page.check('[name=check_facilities][value="pass"]')
    page.check('[name=check_check_1][value="fail"]')
    page.get_by_role("button", name="提交").click()
    page.wait_for_url(re.compile(r"/tasks/records/\d+/$"))


def reported(desk) -> None:
    """The desk takes in a matter of the new kind."""
    page = desk.open("/matters/new/lifts/")
    page.check('[name=channel][value="patrol"]')
    page.fill("[name=body]", "按钮失灵。")
    page.fill("[name=place]", "柳荫大厦2号梯")
    page.select_option("[name=area]", label="　柳荫一网格")
    page.get_by_role("button", name="提交").click()
    page.wait_for_url(re.compile(r"/matters/\d+/$"))


def figure(person, name: str) -> str:
    return person.open(f"/figures/lifts.{name}/").locator(".figure").first.inner_text().split()[0]


def paragraph(clerk) -> str:
    """Draft the half-year summary with the new scenario's paragraph."""
    page = clerk.open("/reports/new/")
    page.check('[name=scenarios][value="lifts"]')
    page.get_by_role("button", name="起草").click()
    page.wait_for_url(re.compile(r"/reports/\d+/$"))
    return page.locator("#item-lifts").inner_text()


def test_a_scenario_of_another_kind_is_made_by_form_and_used_without_a_line_of_code(checks, at_browser):
    author, reviewer = at_browser("section_head"), at_browser("leader_deputy")
    drafted(author)
    adopted(reviewer, "电梯维保巡查")
    row = Adoption.objects.get(scenario="lifts")
    assert (row.state, row.drafted_by.name, row.reviewed_by.name) == ("active", "马骏", "方正")
    admitted(author)
    tasks.raise_due(checks.office.id, clock.today(), by=checks.system, at=clock.now())
    officer, desk, clerk = at_browser("officer_a", PHONE), at_browser("dispatcher"), at_browser("clerk")
    walked(officer)
    reported(desk)
    page = desk.open("/matters/?scenario=lifts")
    assert page.locator("td.main").all_inner_texts() == ["电梯隐患：按钮失灵", "电梯隐患：底坑干燥没有积水"]
    assert (figure(clerk, "routes"), figure(clerk, "found")) == ("1部", "2处")
    clerk.page.get_by_role("link", name="看明细").click()
    assert clerk.page.locator("td.main").count() == 2
    assert "2023年上半年在册电梯1部，巡查发现电梯隐患2处。" in paragraph(clerk)
    assert [one.complaints for one in (author, reviewer, officer, desk, clerk)] == [[]] * 5
