"""One section of a door's card: what a scenario asks and checks there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gewu.front import asked
from gewu.front.checked import CheckedForm
from gewu.front.fields import long_text, moment
from gewu.kernel.types import there
from gewu.scenario.grammar import Scenario


class MomentForm(forms.Form):
    """When one was there; the same for all sections of the card."""

    happened_at = moment(_("时间"), **{"data-now": ""})

    @classmethod
    def at(cls, now: datetime, data: Any = None, files: Any = None) -> MomentForm:
        return cls(data, files, initial={"happened_at": timezone.localtime(now)})


class SectionForm(CheckedForm):
    """A scenario's questions and checklist; nothing is sent of it unless `done` is ticked."""

    done = forms.BooleanField(label=_("本次检查此项"), required=False)
    said = long_text(_("情况"), max_length=5000, required=False)
    photos = asked.FilesField(label=_("照片"), required=False)

    def __init__(self, scenario: Scenario, split: str, *sent):
        form = next(iter(there(scenario.record).forms), "")
        super().__init__(*sent, scenario=scenario, split=split, form=form, prefix=scenario.scenario)
