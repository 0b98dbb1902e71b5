"""What kinds, classes, tags and stages of subjects are called here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop

from gewu.kernel.refs import Ref
from gewu.kernel.types import there
from gewu.office import queries as office
from gewu.registry import queries as registry
from gewu.registry import rules
from gewu.scenario.grammar import Scenario
from gewu.scenario.grammar import Subject as Part

if TYPE_CHECKING:
    from gewu.registry.models import Subject

#: kinds that several scenarios share, or none names
SHARED_KINDS = {
    "household": gettext_noop("住户"),
    "merchant": gettext_noop("商户"),
    "estate": gettext_noop("居住区"),
    "building": gettext_noop("楼栋"),
    "dwelling": gettext_noop("房屋"),
    "resident": gettext_noop("居民"),
    "person": gettext_noop("居民"),
    "outfall": gettext_noop("排口"),
    "tributary": gettext_noop("支流"),
    "scrap_station": gettext_noop("废品收购点"),
}
#: the page of one subject is called after what it is about
FILES = {
    "person": gettext_noop("一人一档"),
    "household": gettext_noop("一户一档"),
    "dwelling": gettext_noop("一房一档"),
    "place": gettext_noop("一处一档"),
    "project": gettext_noop("项目档案"),
}
FILES_OF_KIND = {"merchant": gettext_noop("一店一档"), "estate": gettext_noop("一区一档")}


class Words:
    """The titles that the adopted scenarios give, looked up once a page."""

    def __init__(self, office_id: int, on: date):
        self.office_id, self.on = office_id, on

    @cached_property
    def adopted(self) -> Mapping[str, Scenario]:
        return office.adopted(self.office_id, self.on)

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Kind → title, shared words first."""
        return registry.kind_titles(self.office_id, self.on) | {
            key: gettext(word) for key, word in SHARED_KINDS.items() if key in self._named or key in rules.COMMON
        }

    @cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(one.subject.kind for one in self.adopted.values() if one.subject)

    @cached_property
    def splits(self) -> Mapping[str, Mapping[str, str]]:
        return registry.split_titles(self.office_id, self.on)

    @cached_property
    def tags(self) -> Mapping[str, str]:
        return registry.tag_titles(self.office_id, self.on)

    def title(self, kind: str) -> str:
        return self.kinds.get(kind) or gettext(SHARED_KINDS.get(kind, kind))

    def kind(self, subject: Subject) -> str:
        return self.kinds.get(subject.kind) or gettext(SHARED_KINDS.get(subject.kind) or rules.NATURES[subject.nature])

    def split(self, subject: Subject) -> str:
        """The title of its class; one that no scenario names is called as another kind calls it, or not at all."""
        own = self.splits.get(subject.kind, {}).get(subject.split)
        return own or next((titles[subject.split] for titles in self.splits.values() if subject.split in titles), "")

    def misfits(self, subject: Subject) -> list[str]:
        """In which sizes it is no longer of its class."""
        return [
            line
            for part in self.parts_of(subject.kind)
            for line in rules.misfits(part, subject.split, subject.attributes)
        ]

    def stages_of(self, kind: str) -> dict[str, str]:
        """Stage ("investment.landed") → title for every scenario of this kind, named where there are several."""
        staged = [one for one in self.scenarios_of(kind) if there(one.subject).stages]
        return {
            str(Ref(one.scenario, key)): f"{one.title}：{title}" if len(staged) > 1 else title
            for one in staged
            for key, title in there(one.subject).stages.items()
        }

    def standing(self, stages: Mapping[str, str], asked: str = "") -> str:
        """How somebody stands: in the scenario asked for, or in each that they are in."""
        if asked:
            return self.stage(asked, stages.get(asked, ""))
        said = {one: self.stage(one, key) for one, key in stages.items()}
        if len(said) < 2:
            return "".join(said.values())
        return "；".join(f"{self.adopted[one].title}：{word}" for one, word in said.items() if one in self.adopted)

    def milestones_of(self, kind: str) -> dict[str, str]:
        """Milestone → title for every scenario of this kind of project."""
        return {key: title for part in self.parts_of(kind) for key, title in part.milestones.items()}

    def scenarios_of(self, kind: str) -> list[Scenario]:
        """The adopted scenarios that look at this kind."""
        return [one for one in self.adopted.values() if one.subject and one.subject.kind == kind]

    def parts_of(self, kind: str) -> list[Part]:
        """What those scenarios say of it."""
        return [there(one.subject) for one in self.scenarios_of(kind)]

    def tags_of(self, kind: str) -> dict[str, str]:
        """Tags that subjects of this kind may bear."""
        found = {tag: gettext(title) for tag, title in rules.COMMON_TAGS.get(kind, {}).items()}
        for part in self.parts_of(kind):
            found |= part.tags
            if part.tag:
                found.setdefault(part.tag, self.tags[part.tag])
        return found

    def stage(self, scenario: str, key: str) -> str:
        found = self.adopted.get(scenario)
        return found.subject.stages.get(key, key) if found and found.subject else key

    def file(self, subject: Subject) -> str:
        return gettext(FILES_OF_KIND.get(subject.kind) or FILES.get(subject.nature, "档案"))
