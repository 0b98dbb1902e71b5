"""A pack is one folder and one text."""

from __future__ import annotations

import pytest
import yaml

from gewu.kernel.types import Refused
from gewu.scenario import checking, packs, reader
from gewu.scenario.problems import ScenarioErrors


@pytest.fixture
def folder(tmp_path, text):
    """The whole scenario of the fixtures, its examples and its English name in files of their own."""
    scenario, examples = text.split("\nexamples:\n")
    (tmp_path / "scenario.yaml").write_text(
        scenario.replace("english: Fire checks of small premises\n", ""), encoding="utf-8"
    )
    (tmp_path / "english.yaml").write_text("english: Fire checks of small premises\n", encoding="utf-8")
    (tmp_path / "examples.yaml").write_text("examples:\n" + examples, encoding="utf-8")
    return tmp_path


def paths_of(text: str) -> dict[str, tuple[str, str]]:
    return {key: (step.title, step.who) for key, step in reader.read(text).matter.path.items()}


def with_path(folder, path: str) -> str:
    """The text of the pack, the path of its matter being `path`."""
    file = folder / "scenario.yaml"
    lines = file.read_text(encoding="utf-8").split("\n")
    first = lines.index("  path:")
    last = next(at for at in range(first + 1, len(lines)) if not lines[at].startswith("    "))
    file.write_text("\n".join([*lines[:first], f"  path: {path}", *lines[last:]]), encoding="utf-8")
    return packs.read(folder).text


def test_the_files_of_a_pack_are_parts_of_one_scenario(folder, scenario):
    whole = reader.read(packs.read(folder).text)
    assert (whole.english, whole.examples, whole.matter) == (
        "Fire checks of small premises",
        scenario.examples,
        scenario.matter,
    )


def test_a_problem_is_placed_in_the_file_where_it_was_written(folder):
    file = folder / "examples.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "  - say: 没有结果\n", encoding="utf-8")
    line = len(file.read_text(encoding="utf-8").splitlines())
    ((path, problem),) = checking.problems_of([folder])
    assert (path, problem.place) == (folder, f"examples[{line_of(folder)}] (examples.yaml 第{line}行)")


def line_of(folder) -> int:
    return (folder / "examples.yaml").read_text(encoding="utf-8").count("  - say:")


def test_a_path_by_name_is_written_out_in_the_text(folder):
    named = packs.whole("matter:\n  path: inspection\n")
    assert named.count("\n") == len(packs.paths()["inspection"]) + 2
    assert paths_of(with_path(folder, "inspection"))["recheck"] == ("待复查", "checker")


def test_a_file_says_only_which_steps_of_a_named_path_differ(folder):
    path = paths_of(with_path(folder, "{like: inspection, told: {who: duty_chief}}"))
    assert (path["told"], path["recheck"]) == (("已告知", "duty_chief"), ("待复查", "checker"))


def test_a_text_without_a_named_path_is_left_as_it_stands(text):
    assert packs.whole(text) == text


def test_a_path_of_a_name_that_is_not_there_is_refused_with_the_nearest_one(folder):
    with pytest.raises(ScenarioErrors) as refused:
        with_path(folder, "inspections")
    (problem,) = refused.value.problems
    assert (problem.id, problem.hint) == ("scenario.E106", "是不是想写“inspection”？")


def test_what_is_left_blank_is_refused_by_the_reader_with_its_place(text):
    (problem,) = reader.problems(text.replace("owner: 平安建设办公室", "owner: <归口单位>"))
    assert (problem.place.split(" ")[0], problem.id, problem.words) == (
        "care.owner",
        "scenario.E107",
        "“<归口单位>”还没有填。",
    )


def test_blanks_are_filled_with_words_that_stay_words():
    text = "title: <街道>消防\nmore: {owner: <单位>, note: 见<单位>}\nwhy: |\n  <街道>的事，\n  一件件办。\n"
    filled = packs.fill(text, {"街道": "柳荫: #1", "单位": "平安, {办}"})
    assert (packs.blanks(text), yaml.safe_load(filled)) == (
        ["街道", "单位"],
        {
            "title": "柳荫: #1消防",
            "more": {"owner": "平安, {办}", "note": "见平安, {办}"},
            "why": "柳荫: #1的事，\n一件件办。\n",
        },
    )


def test_a_pack_is_not_taken_while_a_blank_is_left():
    with pytest.raises(Refused, match=r"scenario\.R803: 还没有填：拟稿人、审核人。"):
        packs.fill("a: <归口单位>\nb: <拟稿人>\nc: <审核人>\n", {"归口单位": "平安办", "审核人": " "})


def test_every_named_path_is_used_by_a_shipped_pack():
    files = [(pack.path / "scenario.yaml").read_text(encoding="utf-8") for pack in packs.shipped()]
    unused = [
        name
        for name in packs.paths()
        if not any(f"path: {name}\n" in file or f"like: {name}" in file for file in files)
    ]
    assert unused == []


def test_each_shipped_scenario_names_the_schema_for_editors():
    lines = {(pack.path / packs.MAIN).read_text(encoding="utf-8").partition("\n")[0] for pack in packs.shipped()}
    assert lines == {"# yaml-language-server: $schema=../../../schemas/scenario.schema.json"}
