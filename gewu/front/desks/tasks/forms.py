"""The form of a record, made from a scenario's questions and checklist."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gewu.front import asked
from gewu.front.checked import CheckedForm
from gewu.front.fields import long_text, moment


class RecordForm(CheckedForm):
    """When and where, what was asked, every item of the checklist, words and pictures."""

    happened_at = moment(_("时间"))
    area = forms.ChoiceField(label=_("区域"), required=False)
    title = forms.CharField(label=_("主题"), max_length=200, required=False)
    said = long_text(_("情况"), 3, max_length=5000, required=False)
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
