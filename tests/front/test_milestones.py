"""里程碑 on the page of a project: promised, forecast anew with a reason, reached; what is late says so."""

from datetime import date

import pytest

from gewu.registry import actions as registry
from gewu.registry.models import Milestone
from tests.front.knowing import AT

WORKS = "packs/urban/renewal_works"


@pytest.fixture
def project(hotline):
    """A renewal project of the willow community."""
    hotline.adopt(WORKS)
    return registry.admit(
        by=hotline.system,
        at=AT,
        nature="project",
        kind="renewal_project",
        code="GZ-1",
        name="柳荫新村改造",
        split="old_building",
        area_id=hotline.areas["willow_1"].id,
        valid_from=date(2023, 1, 3),
    )


def promised(project, desk, key="start", on="2023-05-01"):
    return desk.send(f"/subjects/{project.id}/milestones/promise/", key=key, planned_on=on)


def forecast(project, desk, reason, on="2023-07-15"):
    return desk.send(f"/subjects/{project.id}/milestones/start/forecast/", forecast_on=on, reason=reason)


def test_what_was_promised_and_not_done_is_late_with_the_sentence(project, at_desk):
    desk = at_desk("secretary")
    promised(project, desk)
    page = desk.read(f"/subjects/{project.id}/").split('id="milestones"')[1].split("</section>")[0]
    said = "计划2023年5月1日完成，已过58天，还没有完成"
    assert ('class="mark late"' in page, said in page) == (True, True)


def test_a_milestone_is_promised_once(project, at_desk):
    desk = at_desk("secretary")
    answers = [promised(project, desk).status_code, promised(project, desk, on="2023-09-01").status_code]
    assert (answers, Milestone.objects.get().planned_on) == ([302, 422], date(2023, 5, 1))


def test_every_forecast_stays_with_its_reason(project, at_desk):
    desk = at_desk("secretary")
    promised(project, desk)
    forecast(project, desk, "雨季停工")
    forecast(project, desk, "设备晚到", on="2023-08-01")
    page = desk.read(f"/subjects/{project.id}/")
    shown = ["预计改过 2 次" in page, "2023年7月15日，雨季停工" in page, "2023年8月1日，设备晚到" in page]
    assert shown == [True, True, True]


def test_a_forecast_without_a_reason_is_not_kept(project, at_desk):
    desk = at_desk("secretary")
    promised(project, desk)
    assert (forecast(project, desk, " ").status_code, Milestone.objects.get().forecast_on) == (422, None)


@pytest.mark.parametrize(("on", "status", "kept"), [("2023-06-20", 302, date(2023, 6, 20)), ("2023-06-29", 422, None)])
def test_a_milestone_is_reached_on_a_day_that_has_come(project, at_desk, on, status, kept):
    desk = at_desk("secretary")
    promised(project, desk)
    answer = desk.send(f"/subjects/{project.id}/milestones/start/reached/", actual_on=on)
    assert (answer.status_code, Milestone.objects.get().actual_on) == (status, kept)


def test_what_was_reached_late_stays_marked_and_is_not_forecast(project, at_desk):
    desk = at_desk("secretary")
    promised(project, desk)
    desk.send(f"/subjects/{project.id}/milestones/start/reached/", actual_on="2023-05-11")
    page = desk.read(f"/subjects/{project.id}/")
    said = ["晚 10 天完成" in page, f"/subjects/{project.id}/milestones/start/" in page]
    assert (said, forecast(project, desk, "雨季").status_code) == ([True, False], 422)


@pytest.mark.parametrize("step", ["promise/", "start/forecast/", "start/reached/"])
def test_a_project_of_the_next_community_is_not_touched(project, at_desk, step):
    assert at_desk("secretary_b").read(f"/subjects/{project.id}/milestones/{step}", 404) != ""
