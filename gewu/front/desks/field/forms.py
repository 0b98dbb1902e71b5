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
    """A scenario's questions and checklist; nothing is sent of it unless `done` is ticked.

    What is not `due` here (any more) is kept only once somebody says that it is to be kept all the same: a card that
    was filled in without a network may arrive after a colleague's.
    """

    done = forms.BooleanField(label=_("本次检查此项"), required=False)
    said = long_text(_("情况"), max_length=5000, required=False)
    photos = asked.FilesField(label=_("照片"), required=False)

    again = forms.BooleanField(label=_("今天已没有这项任务，仍要补记一次"), required=False)

    def __init__(self, scenario: Scenario, split: str, *sent, due: bool = True):
        form = next(iter(there(scenario.record).forms), "")
        super().__init__(*sent, scenario=scenario, split=split, form=form, prefix=scenario.scenario)
        if due:
            del self.fields["again"]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("done") and given.get("again") is False:
            words = _("“%s”今天已经有人办过，或不用再办，没有提交。仍要补记一次请勾选后再提交，不要了可以删除。")
            self.add_error(None, words % self.scenario.title)
        return given
