"""The form of a record, made from a scenario's questions and checklist; and reasons."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gewu.front import asked
from gewu.front.checked import CheckedForm


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("原因"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))


class RecordForm(CheckedForm):
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

    def __init__(self, *sent, areas: list[tuple[str, str]], with_subject: bool, **more):
        super().__init__(*sent, **more)
        asked.offer(self, area=[("", "—"), *areas])
        if with_subject:
            del self.fields["area"], self.fields["title"]

    def known_fields(self) -> list:
        return [self[name] for name in ("happened_at", "area", "title") if name in self.fields]

    def last_fields(self) -> list:
        return [self["said"], self["photo"]]


def local_minute(at) -> str:
    """A moment as the browser's own field takes it."""
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")
