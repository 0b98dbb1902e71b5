"""One section of a door's card: what a scenario asks and checks there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gewu.front import asked
from gewu.records import rules as records
from gewu.scenario import rules
from gewu.scenario.grammar import Scenario

CHECK = "check_"


class MomentForm(forms.Form):
    """When one was there; the same for all sections of the card."""

    happened_at = forms.DateTimeField(
        label=_("时间"),
        input_formats=["%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "data-now": ""}, format="%Y-%m-%dT%H:%M"),
    )

    @classmethod
    def at(cls, now: datetime, *sent) -> MomentForm:
        return cls(*sent, initial={"happened_at": timezone.localtime(now)})


class SectionForm(forms.Form):
    """A scenario's questions and checklist; nothing is sent of it unless `done` is ticked."""

    done = forms.BooleanField(label=_("这次办了"), required=False)
    said = forms.CharField(label=_("情况"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    photos = asked.FilesField(label=_("照片"), required=False)

    def __init__(self, scenario: Scenario, split: str, *sent, known: Mapping[str, object] | None = None):
        super().__init__(*sent, prefix=scenario.scenario)
        self.scenario = scenario
        part = scenario.record
        self.form = next(iter(part.forms), "")
        self.asks = rules.asked(part.asks, split=split, form=self.form)
        self.checks = rules.applicable(part, split, self.form)
        self.fields |= asked.fields(self.asks.values(), known)
        self.fields |= {CHECK + key: _checking(check.say) for key, check in self.checks.items()}

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[asked.PREFIX + key] for key in self.asks]

    @property
    def checklist(self) -> list[forms.BoundField]:
        return [self[CHECK + key] for key in self.checks]

    def answers(self) -> dict[str, object]:
        return asked.given(self.cleaned_data, self.asks.values())

    def results(self) -> dict[str, str]:
        return {key: self.cleaned_data[CHECK + key] for key in self.checks if self.cleaned_data[CHECK + key]}


def _checking(say: str) -> forms.Field:
    made = forms.ChoiceField(label=say, required=False, choices=records.RESULTS.items(), widget=forms.RadioSelect)
    made.needed = True
    return made
