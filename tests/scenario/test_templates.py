from __future__ import annotations

import pytest

from gewu.scenario import checking, templates
from gewu.scenario.reader import ScenarioErrors

TEXT = """
report_template: half_year_summary
title: "{office}{period}工作总结"
edition: "2026-01"
office_words: |
  {period}，街道围绕中心工作，
  把一件件实事办到群众身边。
chapters:
  - heading: 平安建设
    owner: 平安建设办公室
    items:
      - key: small_places
        heading: 小场所消防
        says: |
          在册小场所{small_places.on_register}，
          按期检查率{small_places.checked_on_time.value}。
        figures_note: 数据截至期末
      - key: rest
        says: 其他工作按计划推进。
        owner: 党政办公室
"""


def ids(text, scenarios=None) -> list[tuple[str, str]]:
    return [(found.place.split(" ")[0], found.id) for found in templates.problems(text, scenarios)]


def test_a_template_is_chapters_of_items_with_slots(scenario):
    template = templates.read(TEXT, scenarios={"small_places": scenario})
    assert [(item.key, item.owner, item.slots) for item in template.items] == [
        ("small_places", "", ("small_places.on_register", "small_places.checked_on_time.value")),
        ("rest", "党政办公室", ()),
    ]
    assert template.chapters[0].owner == "平安建设办公室"
    assert template.office_words == "{period}，街道围绕中心工作，把一件件实事办到群众身边。"


@pytest.mark.parametrize(
    ("right", "wrong", "found"),
    [
        ("{small_places.on_register}", "{small_places.on_regster}", [("chapters[1].items[1].says", "scenario.E901")]),
        ("{small_places.on_register}", "{small_spaces.on_register}", [("chapters[1].items[1].says", "scenario.E901")]),
        ("{small_places.on_register}", "{on_register}", [("chapters[1].items[1].says", "scenario.E901")]),
        (
            "{small_places.on_register}",
            "{small_places.on_register.of}",
            [("chapters[1].items[1].says", "scenario.E901")],
        ),
        ("{small_places.on_register}", "{small_places.on_register", [("chapters[1].items[1].says", "scenario.E603")]),
        ("key: rest", "key: small_places", [("chapters[1].items[2].key", "scenario.E902")]),
        ("    owner: 平安建设办公室\n", "", [("chapters[1].owner", "scenario.E202")]),
        ("{office}", "{street}", [("title", "scenario.E901")]),
    ],
)
def test_a_slot_that_names_no_figure_is_refused(scenario, right, wrong, found):
    assert ids(TEXT.replace(right, wrong), {"small_places": scenario}) == found


def test_without_scenarios_only_the_form_of_slots_is_checked():
    assert ids(TEXT) == []
    assert ids(TEXT.replace("small_places.on_register}", "Small.x}")) == [
        ("chapters[1].items[1].says", "scenario.E901")
    ]


def test_a_wrong_template_raises_with_the_name_of_its_file():
    with pytest.raises(ScenarioErrors, match=r"t\.yaml: title"):
        templates.read("report_template: x\nedition: '1'\nchapters: []\n", "t.yaml")


def test_a_template_is_told_from_a_scenario(text):
    assert (templates.is_template(TEXT), templates.is_template(text)) == (True, False)


def test_a_template_that_is_checked_alone_is_held_against_what_comes_with_gewu(tmp_path):
    """A slot of no indicator passed where its scenario was not among the files (F013)."""
    item = "{key: a, says: '{hotline.no_such_key}，{hotline.received}'}"
    head = "report_template: half\ntitle: 总结\nedition: '1'\n"
    alone = tmp_path / "report.yaml"
    alone.write_text(f"{head}chapters: [{{heading: 一, owner: 办, items: [{item}]}}]", encoding="utf-8")
    (problem,) = [problem for _, problem in checking.problems_of([alone])]
    assert (problem.id, problem.words) == ("scenario.E901", "场景“hotline”没有指标“no_such_key”。")
