"""数字校核: what to look at before a report goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gewu.indicators import catalogue
from gewu.indicators.figures import FigureValue
from gewu.kernel.refs import Ref
from gewu.kernel.types import Refused, Scope
from gewu.office import queries as office
from gewu.reports import bodies, populations, rendering, rules
from gewu.reports.bodies import Ground
from gewu.reports.models import Report
from gewu.reports.queries.reading import reading_of, render


@dataclass(frozen=True)
class Finding:
    """Something to look at before a report goes on: where it stands, the words, what is wrong.

    `kind` unbound (无出处), claim, missing, no_target, empty, unregistered, populations, owner, broken; `blocks` when
    it cannot be sent on so. `clause` is the sentence of a number or claim, `said` as it is printed, `ground` on what a
    person says it stands; `slot` names a figure without a value.
    """

    item: str
    kind: str
    text: str
    words: str
    clause: str = ""
    said: str = ""
    slot: str = ""
    ground: Ground | None = None

    @property
    def blocks(self) -> bool:
        return self.kind != "owner" and self.ground is None

    @property
    def grounds_itself(self) -> bool:
        """Whether a person may say on what it stands."""
        return self.kind in ("unbound", "claim")

    @property
    def wants_words(self) -> bool:
        """Whether a person may write words in the place of the figure."""
        return self.kind in ("empty", "unregistered")


SAID = {
    "missing": "没有这个指标，或场景未启用",
    "no_target": "没有设目标，或目标管的不是这一段，不能写完成情况",
    "empty": "还没有数，请补登记，或写明本期无、未统计",
    "unregistered": "这条线还没有登记过，0不是统计出来的，请补登记，或写明本期无、未统计",
    "broken": "花括号里写的不是指标",
    "owner": "本单位没有叫这个名字的科室，印发后通知不到人",
}


def proofread(row: Report, for_: Scope, live: Mapping[str, FigureValue] | None = None) -> list[Finding]:
    """Find typed numbers and claims that no figure holds, figures without a value, mixed populations."""
    found = [Finding(key, "owner", owner, SAID["owner"]) for owner, key in _strangers(row)]
    for item in render(row, for_, live).items:
        found += [Finding(item.key, "broken", text, SAID["broken"]) for text in rules.broken(item.says)]
        found += [
            one for part in item.paragraphs for run, said in part.sentences() for one in _finding(item.key, run, said)
        ]
        found += [Finding(item.key, "populations", one.text, one.words) for one in populations.mixed(row, item.says)]
    return list(dict.fromkeys(found))


def wrong_slots(row: Report, says: str) -> dict[str, str]:
    """Find the slots of a text that can never be printed: their names, and why."""
    known = reading_of(row).entries
    return {
        str(Ref.read(slot.ref)._replace(part=slot.part)): SAID[trouble]
        for slot in rules.slots(says)
        if slot.is_figure and (trouble := _trouble(known.get(slot.ref), slot.part))
    }


def _trouble(entry: catalogue.Entry | None, part: str) -> str:
    if entry is None:
        return "missing"
    return "no_target" if part == "verdict" and entry.indicator.target is None else ""


def must_be_sound(
    row: Report, for_: Scope, *, id: str, step: str, live: Mapping[str, FigureValue] | None = None
) -> None:
    """Refuse a step, with what blocks it: the fields are the items with something to mend."""
    blocking = [one for one in proofread(row, for_, live) if one.blocks]
    if blocking:
        said = "；".join(f"“{one.text}”{one.words}" for one in blocking[:3])
        more = f"；其余{len(blocking) - 3}处见“数字校核”" if len(blocking) > 3 else ""
        hint = "请在“数字校核”里逐处改正，或写核实依据。" if row.state == "draft" else "请退回拟稿人修改。"
        words = f"还不能{step}，有{len(blocking)}处要改：{said}{more}。"
        raise Refused(id, words, hint, {one.item: one.words for one in blocking})


def _strangers(row: Report) -> list[tuple[str, str]]:
    """Owners of chapters and items that are no unit of this office, each with the first item it answers for."""
    known = {unit.name for unit in office.units(office.system_actor(row.office_id).scope)}
    return [(owner, key) for owner, key in bodies.owners(bodies.read(row.body)).items() if owner not in known]


def _finding(key: str, run: rendering.Run, said: str) -> list[Finding]:
    if mark := run.mark:
        return [Finding(key, mark.kind, mark.text, mark.words, clause=mark.clause, said=said, ground=mark.ground)]
    if (figure := run.figure) and figure.trouble:
        title = f"{figure.title}（完成情况）" if figure.part == "verdict" else figure.title
        return [Finding(key, figure.trouble, title, SAID[figure.trouble], slot=figure.name)]
    return []
