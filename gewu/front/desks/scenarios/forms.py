"""Forms of scenarios: the inputs of the form view, the text, a copy's name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict, ErrorList
from django.utils.translation import gettext_lazy as _

from gewu.front.desks.scenarios import boxes
from gewu.front.fields import day, long_text
from gewu.scenario.form import Card, Input
from gewu.scenario.yamltree import Plain


class CardForm(forms.Form):
    """One card of the form view: a field for every key, named by its place in the file.

    `wrong` is what the reader finds wrong with the file as it stands: place of a box ("" : the card) -> words.
    """

    def __init__(self, *args, card: Card, wrong: Mapping[str, list[str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.card, self.changes = card, dict[str, Plain]()
        self.wrong = ErrorDict({place or NON_FIELD_ERRORS: ErrorList(words) for place, words in wrong.items()})
        for one in card.inputs:
            self.fields[one.place] = boxes.field(one)

    @property
    def errors(self) -> ErrorDict:
        """What is wrong with what was typed; before that, with the file."""
        return super().errors if self.is_bound else self.wrong

    def asked(self) -> list[BoundField]:
        """The boxes that are filled in, must be, or have something wrong with them."""
        return [self[one.place] for one in self.card.inputs if self._stands(one)]

    def more(self) -> list[BoundField]:
        """The other boxes."""
        return [self[one.place] for one in self.card.inputs if not self._stands(one)]

    def _stands(self, one: Input) -> bool:
        return one.needed or one.plain is not None or one.place in self.errors

    def clean(self) -> None:
        self.changes, wrong = self.card.typed(
            {one.place: self.cleaned_data[one.place] or "" for one in self.card.inputs}
        )
        for place, words in wrong.items():
            self.add_error(place, words)


class TextForm(forms.Form):
    """The text view: the file itself."""

    text = long_text(
        _("场景文本"),
        rows=40,
        max_length=200_000,
        strip=False,
        attrs={"spellcheck": "false", "class": "mono", "wrap": "off"},
    )


class CopyForm(forms.Form):
    """Names of a copy."""

    title = forms.CharField(label=_("新场景名称"), max_length=100)
    key = forms.RegexField(
        r"^[a-z][a-z0-9_]*$",
        label=_("标识"),
        max_length=60,
        help_text=_("小写字母开头，可用数字、下划线；以后不再改"),
        error_messages={"invalid": _("只用小写字母、数字、下划线，字母开头。")},
    )
    edition = forms.CharField(label=_("版本"), max_length=30)


class BlanksForm(forms.Form):
    """What a pack asks of the office that takes it: one field for every blank."""

    def __init__(self, *args, blanks: Iterable[str], **kwargs):
        super().__init__(*args, **kwargs)
        for blank in blanks:
            self.fields[blank] = forms.CharField(label=blank, max_length=60)


class ChecklistForm(forms.Form):
    """An Excel checklist and what its scenario is to be called."""

    sheet = forms.FileField(
        label=_("检查表（.xlsx）"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods"}),
        help_text=_("表头写：检查项、依据、不合格等级；每行一项"),
    )
    title = forms.CharField(label=_("新场景名称"), max_length=100)
    key = forms.RegexField(
        r"^[a-z][a-z0-9_]*$",
        label=_("标识"),
        max_length=60,
        error_messages={"invalid": _("只用小写字母、数字、下划线，字母开头。")},
    )


class EditionForm(forms.Form):
    """The name of a new edition."""

    edition = forms.CharField(label=_("新版本号"), max_length=30, help_text=_("如 2024-01；在办事项仍按原版本走完"))


class WordsForm(forms.Form):
    """What the reviewer says."""

    words = long_text(_("审核意见"), max_length=200, required=False)


class AdoptForm(forms.Form):
    """From which day an edition holds."""

    from_on = day(_("启用日期"), help_text=_("这天以前的都不能登记；要补登以前的，填早一点的日子"))
