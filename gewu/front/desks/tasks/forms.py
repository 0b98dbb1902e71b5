"""The form of a record, made from a scenario's questions and checklist; and reasons."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gewu.front import asked
from gewu.records.rules import RESULTS
from gewu.scenario.grammar import Check, Field, Scenario

CHECK = "check_"


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("原因"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class RecordForm(forms.Form):
    """When and where, what was asked, every item of the checklist, words and pictures."""

    happened_at = forms.DateTimeField(
        label=_("时间"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )
    area = forms.ChoiceField(label=_("区域"), required=False)
    title = forms.CharField(label=_("主题"), max_length=200, required=False)
    said = forms.CharField(label=_("情况"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    photo = forms.FileField(label=_("现场照片"), required=False, widget=forms.FileInput(attrs={"accept": "image/*"}))

    def __init__(
        self,
        *args,
        scenario: Scenario,
        form: str,
        asks: Mapping[str, Field],
        checks: Mapping[str, Check],
        areas: list[tuple[str, str]],
        with_subject: bool,
        known: Mapping[str, object] | None = None,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.asks, self.checks = asks, checks
        self.fields["area"].choices = [("", "—"), *areas]
        if with_subject:
            del self.fields["area"], self.fields["title"]
        self.fields.update(asked.fields(asks.values(), known))
        for key, check in checks.items():
            self.fields[CHECK + key] = _check_field(check, scenario)

    def known_fields(self) -> list:
        return [self[name] for name in ("happened_at", "area", "title") if name in self.fields]

    def asked_fields(self) -> list:
        return [self[asked.PREFIX + key] for key in self.asks]

    def check_fields(self) -> list:
        return [self[CHECK + key] for key in self.checks]

    def last_fields(self) -> list:
        return [self["said"], self["photo"]]

    def answers(self) -> dict[str, object]:
        return asked.given(self.cleaned_data, self.asks.values())

    def results(self) -> dict[str, str]:
        """Item of the checklist → pass, fail or na, as far as given."""
        found = {key: self.cleaned_data.get(CHECK + key, "") for key in self.checks}
        return {key: value for key, value in found.items() if value}


def _check_field(check: Check, scenario: Scenario) -> forms.Field:
    grade = scenario.matter.grades.get(check.fails_as) if scenario.matter else None
    made = forms.ChoiceField(choices=list(RESULTS.items()), widget=forms.RadioSelect, label=check.say)
    if grade:
        noun = scenario.matter.noun
        made.help_text = _("不合格登记为%s") % (grade.title if noun in grade.title else grade.title + noun)
    return made


def local_minute(at) -> str:
    """A moment as the browser's own field takes it."""
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")
