"""数字校核: what to look at before a report goes on."""

from __future__ import annotations

from dataclasses import dataclass

from gewu.indicators import catalogue
from gewu.kernel.refs import Ref
from gewu.kernel.types import Refused, Scope
from gewu.office import queries as office
from gewu.reports import bodies, populations, rendering, rules
from gewu.reports.models import Report
from gewu.reports.queries.reading import reading_of, render


@dataclass(frozen=True)
class Finding:
    """Something to look at before a report goes on: where it stands, the words, what is wrong.

    `kind` unbound (无出处), claim, missing, no_target, empty, populations, owner, broken; `blocks` when it cannot be
    issued so.
    """

    item: str
    kind: str
    text: str
    words: str

    @property
    def blocks(self) -> bool:
        return self.kind in ("missing", "no_target", "broken")


SAID = {
    "unbound": "这个数字没有绑定指标，请改用指标，或核实后保留",
    "claim": "这个结论没有指标支持，请设目标后用完成情况填入",
    "missing": "没有这个指标，或场景未启用",
    "no_target": "没有设目标，或目标管的不是这一段，不能写完成情况",
    "empty": "还没有数，印出来是“—”，请填写",
    "broken": "花括号里写的不是指标",
    "owner": "本单位没有叫这个名字的科室，印发后通知不到人",
}


def proofread(row: Report, for_: Scope) -> list[Finding]:
    """Find typed numbers without a figure, figures without a value, claims without a target, mixed populations."""
    found = [Finding(key, "owner", owner, SAID["owner"]) for owner, key in _strangers(row)]
    for item in render(row, for_).items:
        found += [Finding(item.key, "broken", text, SAID["broken"]) for text in rules.broken(item.says)]
        found += [one for part in item.paragraphs for run in part.runs for one in _finding(item.key, run)]
        found += [Finding(item.key, "populations", one.text, one.words) for one in populations.mixed(row, item.says)]
    return found


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


def must_be_sound(row: Report, for_: Scope, *, id: str, step: str) -> None:
    """Refuse a step, with what blocks it: the fields are the items with something to mend."""
    blocking = [one for one in proofread(row, for_) if one.blocks]
    if blocking:
        said = "；".join(f"{one.text}：{one.words}" for one in blocking[:5])
        words = f"还不能{step}，有{len(blocking)}处要改：{said}。"
        raise Refused(id, words, "请退回拟稿人修改。", {one.item: one.words for one in blocking})


def _strangers(row: Report) -> list[tuple[str, str]]:
    """Owners of chapters and items that are no unit of this office, each with the first item it answers for."""
    known = {unit.name for unit in office.units(office.system_actor(row.office_id).scope)}
    return [(owner, key) for owner, key in bodies.owners(bodies.read(row.body)).items() if owner not in known]


def _finding(key: str, run: rendering.Run) -> list[Finding]:
    if run.mark:
        return [Finding(key, run.mark, run.text, SAID[run.mark])]
    if run.figure and run.figure.trouble:
        return [Finding(key, run.figure.trouble, run.figure.name, SAID[run.figure.trouble])]
    return []
