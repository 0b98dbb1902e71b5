"""The forms of matters: one for each verb, made of the verb's own questions, and the one that takes a matter in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from gewu.front import asked, grounds
from gewu.front.desk import Desk
from gewu.front.fields import long_text, moment, secret
from gewu.kernel.types import Scope, there
from gewu.matters.loop import Button
from gewu.office import queries as office
from gewu.scenario.grammar import Field, Scenario


def choices(request: Desk, verbs: list[Button]) -> dict[str, list[tuple[int, str]]]:
    """What questions of the types unit and staff choose from; asked of the office only where a verb needs it."""
    wanted = {ask.type for verb in verbs for ask in verb.asks}
    found = {}
    if "unit" in wanted:
        found["unit"] = [(unit.id, unit.name) for unit in office.units(request.scope) if unit.kind != "leaders"]
    if "staff" in wanted:
        people = office.staff(request.scope, request.today)
        found["staff"] = [
            (one.id, f"{one.unit.name} {one.name}") for one in people if one.id != request.scope.staff_id
        ]
    return found


#: chosen where nobody knows the grid
UNKNOWN = "unknown"


class VerbForm(forms.Form):
    """The questions of one verb. `said()` gives what matters.actions.do takes."""

    seq = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, verb: Button, seq: int, options: Mapping[str, list], data: Any = None, files: Any = None):
        super().__init__(data, files, auto_id=f"{verb.key.replace(':', '_')}_%s", initial={"seq": seq})
        self.verb = verb
        self.fields |= asked.fields(verb.asks, verb.known, choices=options)

    def said(self) -> dict[str, object]:
        """Answers by key, files left out: they have to be kept first."""
        return {key: value for key, value in self._given().items() if key != "files"}

    def photos(self) -> list[UploadedFile]:
        return cast("list[UploadedFile]", self._given().get("files", []))

    def _given(self) -> dict[str, object]:
        return asked.given(self.cleaned_data, self.verb.asks)


class NewMatterForm(forms.Form):
    """What is known when somebody reports; the scenario's questions come below."""

    channel = forms.ChoiceField(label=_("来源渠道"), widget=forms.RadioSelect)
    category = forms.ChoiceField(label=_("类别"))
    body = long_text(_("反映内容"), rows=5, max_length=5000)
    place = forms.CharField(
        label=_("地点"), max_length=200, help_text=_("写到楼栋、门牌或路口；能认出的会自动落到网格。")
    )
    area = forms.ChoiceField(label=_("社区、网格"), required=False)
    received_at = moment(_("收到时间"))
    level = forms.ChoiceField(label=_("层级"), required=False)
    external_number = forms.CharField(label=_("上级平台编号"), max_length=60, required=False)
    photos = asked.FilesField(label=_("现场照片"), required=False)
    reporter_name = forms.CharField(label=_("诉求人"), max_length=40, required=False)
    reporter_phone = secret(_("联系电话"), max_length=60, inputmode="tel")
    anonymous = forms.BooleanField(label=_("要求匿名"), required=False)

    def __init__(
        self, scenario: Scenario, scope: Scope, data: Any = None, files: Any = None, *, initial: dict[str, object]
    ):
        part = there(scenario.matter)
        super().__init__(data, files, initial=initial)
        self.asks: tuple[Field, ...] = tuple(part.asks.values())
        self._choose("channel", part.channels)
        self._choose("category", {key: one.title for key, one in part.categories.items()}, head=True)
        self._choose("level", part.levels, head=True)
        asked.offer(
            self, area=[("", _("按地点自动识别")), *grounds.options(scope), (UNKNOWN, _("不知道，由派单员定"))]
        )
        self.fields["received_at"].required = False
        self.fields["received_at"].help_text = _("不填就是现在；补录的填实际收到的时间。")
        self.fields |= asked.fields(self.asks)

    def _choose(self, name: str, options: Mapping[str, str], *, head: bool = False) -> None:
        if not options:
            del self.fields[name]
            return
        asked.offer(self, **{name: [*([("", "—")] if head else []), *options.items()]})
        if len(options) == 1:
            self.fields[name].initial = next(iter(options))

    @property
    def main(self) -> list[forms.BoundField]:
        """The fields everybody fills in, in their order."""
        names = ("channel", "category", "body", "place", "area", "received_at", "level", "photos", "external_number")
        return [self[name] for name in names if name in self.fields]

    @property
    def person(self) -> list[forms.BoundField]:
        return [self[name] for name in ("reporter_name", "reporter_phone", "anonymous")]

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[asked.PREFIX + ask.key] for ask in self.asks]

    def clean_area(self) -> int | None:
        chosen = self.cleaned_data["area"]
        return int(chosen) if chosen and chosen != UNKNOWN else None

    @property
    def nowhere(self) -> bool:
        """Whether somebody said that they do not know the grid."""
        return self["area"].value() == UNKNOWN

    def answers(self) -> dict[str, object]:
        return asked.given(self.cleaned_data, self.asks)
