"""What the register lets others count."""

from __future__ import annotations

from gewu.kernel.types import Measure

_LIVE = (("void_at", "is_null", None),)
_STAGE_DIMS = {
    "area": "area_id",
    "scenario": "scenario",
    "kind": "kind",
    "split": "split",
    "stage": "stage",
    "subject": "subject_id",
}

SUBJECTS = (
    Measure(
        name="registry.on_register",
        title="在册数",
        table="registry_subject",
        unit="个",
        stock=("valid_from", "valid_to"),
        where=_LIVE,
        dims={"area": "area_id", "kind": "kind", "split": "split", "stage": "stage", "subject": "id"},
        facts="subject",
    ),
)
STAGES = (
    Measure(
        name="registry.in_stage",
        title="处于某阶段数",
        table="registry_stagespan",
        unit="个",
        stock=("entered_on", "left_on"),
        where=_LIVE,
        part_of=("registry.on_register",),
        dims=_STAGE_DIMS,
        facts="subject",
        facts_key="subject_id",
    ),
    Measure(
        name="registry.reached_stage",
        title="期内进入某阶段数",
        table="registry_stagespan",
        unit="个",
        flow="entered_on",
        where=_LIVE,
        dims=_STAGE_DIMS,
        facts="subject",
        facts_key="subject_id",
    ),
)
TAGS = (
    Measure(
        name="registry.tagged",
        title="带某标签数",
        table="registry_tag",
        unit="个",
        stock=("valid_from", "valid_to"),
        where=_LIVE,
        distinct="subject_id",
        part_of=("registry.on_register",),
        dims={"area": "area_id", "kind": "kind", "split": "split", "tag": "tag", "subject": "subject_id"},
        facts="subject",
        facts_key="subject_id",
    ),
)
