"""What is dated before a scenario was adopted is refused with the cure, which works; a stage is one scenario's."""

from datetime import date, datetime

import pytest

from gewu.kernel.calendar import LOCAL
from gewu.kernel.types import Refused
from gewu.office import actions as office
from gewu.office import queries
from gewu.records import actions as records
from gewu.records.rules import NewRecord
from gewu.registry import queries as registry
from gewu.registry.models import StageSpan, Subject
from tests.cast import pack
from tests.front.actors import NOW
from tests.front.knowing import questions
from tests.indicators import rows

KIND, LATER = "investment_project", date(2023, 6, 1)


@pytest.fixture
def lead(hotline, at_desk):
    hotline.adopt("packs/economy/investment", from_on=LATER)
    at_desk("section_head").send(f"/subjects/kind/{KIND}/new/", name="新材料产业园", area=hotline.areas["willow_1"].id)
    return Subject.objects.get()


def test_a_stage_before_the_adoption_is_refused_with_its_cure(hotline, at_desk, lead):
    desk, page = at_desk("section_head"), f"/subjects/{lead.id}/stage/"
    answer = desk.send(page, stage="investment.signed", on="2023-03-01")
    said = answer.content.decode()
    assert (answer.status_code, "从2023-06-01起启用" in said, "改一版" in said) == (422, True, True)
    text = pack("packs/economy/investment")
    edition = text.split("edition: ")[1].split("\n")[0]
    row = office.draft_edition(by=hotline.system, at=hotline.at, text=text.replace(edition, '"2023-09"', 1))
    office.send_for_review(by=hotline.actor("section_head"), at=hotline.at, adoption_id=row.id)
    at_desk("leader_deputy").send(f"/scenarios/editions/{row.id}/adopt/", from_on="2023-01-01")
    assert desk.send(page, stage="investment.signed", on="2023-03-01").status_code == 302
    assert StageSpan.objects.get().entered_on == date(2023, 3, 1)


def test_a_record_before_the_adoption_is_refused_with_its_cure(hotline):
    hotline.adopt("packs/social/grid_visits", from_on=LATER)
    moment = datetime(2023, 3, 1, 10, tzinfo=LOCAL)
    new = NewRecord("grid_visits", moment, None, "visit", answers={"met": "met"})
    with pytest.raises(Refused) as refused:
        records.submit(new, by=hotline.actor("officer_a"), at=NOW)
    assert ("从2023-06-01起启用" in refused.value.words, "改一版" in refused.value.hint) == (True, True)


def test_what_was_never_adopted_is_said_to_be_so(hotline):
    new = NewRecord("grid_visits", NOW, None, "visit", answers={"met": "met"})
    with pytest.raises(Refused, match="没有启用"):
        records.submit(new, by=hotline.actor("officer_a"), at=NOW)


def test_the_12345_form_sends_nobody_to_an_import_that_is_not_there(hotline, at_desk):
    page = at_desk("dispatcher").read("/matters/new/hotline/")
    assert ("导入进入" in page, "那边的编号填在“上级平台编号”" in page) == (False, True)


# stages of two scenarios


def test_a_list_shows_and_filters_the_stage_of_the_scenario_asked_for(hotline, at_desk):
    hotline.adopt(rows.COUNTING)
    hotline.adopt(rows.COUNTING.replace("scenario: kiosks", "scenario: booths", 1))
    stages = queries.adopted(hotline.office.id, LATER)["kiosks"].subject.stages
    first, *_, last = stages
    one, two = rows.subject(hotline, name="一号亭", code="K-1"), rows.subject(hotline, name="二号亭", code="K-2")
    desk = at_desk("section_head")
    for row, stage in ((one, f"kiosks.{first}"), (two, f"kiosks.{first}"), (one, f"booths.{last}")):
        assert desk.send(f"/subjects/{row.id}/stage/", stage=stage, on="2023-06-20").status_code == 302
    listed = f"/subjects/kind/{one.kind}/"
    pages = [desk.read(f"{listed}?stage={asked}") for asked in (f"kiosks.{first}", f"booths.{last}", f"kiosks.{last}")]
    assert [("一号亭" in page, "二号亭" in page) for page in pages] == [(True, True), (True, False), (False, False)]
    csv = desk.browser.get(f"{listed}?stage=kiosks.{first}&as=csv").getvalue().decode("utf-8-sig")
    told = [line for line in csv.splitlines() if line.startswith("K-")]
    assert [stages[first] in line and stages[last] not in line for line in told] == [True, True]
    counted = queries_of_stage(hotline, first)
    assert counted == 2


def queries_of_stage(cast, stage: str) -> int:
    """How many the figure counts that asks for this stage of kiosks."""
    return registry.subjects(cast.scope("leader_main"), stage=f"kiosks.{stage}", on=date(2023, 6, 28)).count()


def test_a_list_asks_the_database_no_more_for_more_stages(hotline, at_desk):
    hotline.adopt(rows.COUNTING)
    desk, first = at_desk("section_head"), rows.subject(hotline, name="一号亭", code="K-1")
    rows.stage(hotline, first, "open", LATER)
    one = questions(desk, f"/subjects/kind/{first.kind}/")
    for number in (2, 3):
        rows.stage(hotline, rows.subject(hotline, name="亭", code=f"K-{number}"), "open", LATER)
    assert questions(desk, f"/subjects/kind/{first.kind}/") == one
