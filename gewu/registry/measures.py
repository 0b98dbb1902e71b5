"""What the register lets others count."""

from __future__ import annotations

from functools import partial

from gewu.kernel.types import Measure

_DIMS = {"area": "area_id", "kind": "kind", "split": "split"}
_OF_SUBJECT = _DIMS | {"subject": "subject_id"}
_measure = partial(Measure, unit="个", where=(("void_at", "is_null", None),), facts="subject")
_dated = partial(_measure, facts_key="subject_id")
_stage = partial(_dated, table="registry_stagespan", dims=_OF_SUBJECT | {"scenario": "scenario", "stage": "stage"})
_VALID = ("valid_from", "valid_to")
_PART_OF = ("registry.on_register",)

SUBJECTS = (
    _measure(
        "registry.on_register",
        "在册数",
        "registry_subject",
        stock=_VALID,
        dims=_DIMS | {"stage": "stage", "subject": "id"},
    ),
)
STAGES = (
    _stage("registry.in_stage", "处于某阶段数", stock=("entered_on", "left_on"), part_of=_PART_OF),
    _stage("registry.reached_stage", "期内进入某阶段的对象数", flow="entered_on", distinct="subject_id"),
    _stage("registry.stage_entered", "期内进入某阶段的次数", unit="次", flow="entered_on"),
)
TAGS = (
    _dated(
        "registry.tagged",
        "带某标签数",
        "registry_tag",
        stock=_VALID,
        distinct="subject_id",
        part_of=_PART_OF,
        dims=_OF_SUBJECT | {"tag": "tag"},
    ),
)
