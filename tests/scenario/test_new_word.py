"""A word is added in one place: reader, refusals, schema, reference page and form follow from its declaration."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from gewu.kernel.clocks import Limit
from gewu.scenario import form, reference
from gewu.scenario.ideas.persons import ROLE
from gewu.scenario.problems import Problems
from gewu.scenario.shapes import LIMIT, TEXT, Mapped, Section, word
from gewu.scenario.yamltree import parse


@dataclass(frozen=True)
class Lift:
    """A noun of a section that is not there."""

    key: str
    title: str = word(TEXT, "电梯叫什么", needed=True)
    tested: Limit | None = word(LIMIT, "多久检验一次", label="多久检验")
    keeper: str = word(ROLE, "谁管", default="")


LIFTS = Mapped(of=Section(title="电梯", noun=Lift, short="title", coming="camera"))


def read(text: str) -> tuple[dict, list[str]]:
    found = Problems()
    return LIFTS.read(parse(text, found), "lifts", found), [problem.id for problem in found.all]


def test_the_reader_makes_the_noun_and_tells_it_its_key():
    assert read("east: {title: 东梯, tested: 1 year}\nwest: 西梯\n") == (
        {"east": Lift("east", "东梯", Limit(1, "year")), "west": Lift("west", "西梯")},
        [],
    )


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        ("{tested: 1 year}", ["scenario.E202"]),
        ("{title: 东梯, tested: yearly}", ["scenario.E205"]),
        ("{title: 东梯, keper: checker}", ["scenario.E201"]),
        ("{title: 东梯, keeper: liftboy}", ["scenario.E509"]),
        ("{title: 东梯, camera: yes}", ["scenario.E209"]),
        ("{camera: yes}", ["scenario.E209"]),
    ],
)
def test_the_reader_refuses_what_the_declaration_does_not_allow(line, ids):
    assert read(f"east: {line}\n")[1] == ids


def test_the_schema_and_the_page_say_it():
    (lift,) = LIFTS.schema()["patternProperties"].values()
    assert lift["anyOf"][1]["required"] == ["title"]
    assert list(lift["anyOf"][1]["properties"]) == ["title", "tested", "keeper"]
    assert "| `tested` | 期限 |  | 多久检验一次 |" in reference._table(LIFTS.of)


def test_the_form_asks_it_where_it_stands(scenario):
    lift = form.Card("lifts.east", "东梯", LIFTS.of, {"title": "东梯"}, scenario)
    assert [(each.place, each.label, each.box.kind) for each in lift.inputs] == [
        ("lifts.east.title", "电梯叫什么", "text"),
        ("lifts.east.tested", "多久检验", "rows"),
        ("lifts.east.keeper", "谁管", "choice"),
    ]
