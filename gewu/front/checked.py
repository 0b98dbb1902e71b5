"""The questions and the checklist of a record as form fields; the record's page and a door's card are both made so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from gewu.front import asked
from gewu.records import queries as records
from gewu.records.rules import RESULTS
from gewu.scenario.grammar import Check, Scenario


class CheckedForm(forms.Form):
    """What a scenario asks and checks in one form of record on one kind of subject.

    Nothing of it is required here: what is missing is the room's judgement, as with every question of a scenario.
    """

    def __init__(
        self,
        *sent,
        scenario: Scenario,
        split: str,
        form: str,
        known: Mapping[str, object] | None = None,
        **more,
    ):
        super().__init__(*sent, **more)
        self.scenario, self.form = scenario, form
        self.asks, self.checks = records.asked(scenario, split, form)
        self.fields |= asked.fields(self.asks.values(), known)
        self.fields |= {asked.CHECK + key: _checking(check, scenario) for key, check in self.checks.items()}

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[asked.PREFIX + key] for key in self.asks]

    @property
    def checklist(self) -> list[forms.BoundField]:
        return [self[asked.CHECK + key] for key in self.checks]

    def answers(self) -> dict[str, object]:
        return asked.given(self.cleaned_data, self.asks.values())

    def results(self) -> dict[str, str]:
        """Item of the checklist → pass, fail or na, as far as given."""
        found = {key: self.cleaned_data.get(asked.CHECK + key, "") for key in self.checks}
        return {key: value for key, value in found.items() if value}


def _checking(check: Check, scenario: Scenario) -> forms.Field:
    made: Any = forms.ChoiceField(label=check.say, required=False, choices=RESULTS.items(), widget=forms.RadioSelect)
    made.needed = True
    if scenario.matter and (grade := scenario.matter.grades.get(check.fails_as)):
        noun = scenario.matter.noun
        made.help_text = _("不合格登记为%s") % (grade.title if noun in grade.title else grade.title + noun)
    return made
