"""Forms of scenarios: the inputs of the form view, the text, a copy's name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gewu.front.desks.scenarios.boxes import ConditionField, LimitField, VerificationField
from gewu.scenario import form as scenario_form
from gewu.scenario import lines
from gewu.scenario.grammar import Scenario

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Word

REMOVE, NEW = "remove", "new."


class PlacesForm(forms.Form):
    """The form view: one field for every place that scenario.form lays out, named by its place in the file."""

    def __init__(self, *args, scenario: Scenario, **kwargs):
        super().__init__(*args, **kwargs)
        self.layout = scenario_form.to_form(scenario)
        for group in self.layout["groups"]:
            for each in group["inputs"]:
                self.fields[each["name"]] = _field(each)
        for row in self.layout["growing"]:
            for each in row["inputs"]:
                self.fields[f"{NEW}{row['place']}.{each['name']}"] = _field(each)
        if self.layout["removable"]:
            self.fields[REMOVE] = forms.MultipleChoiceField(
                choices=list(self.layout["removable"].items()),
                required=False,
                label=_("勾选的从这个场景里删去"),
                widget=forms.CheckboxSelectMultiple,
            )

    def groups(self) -> Iterator[tuple[Word, list]]:
        """Fields under the titles of their groups."""
        for group in self.layout["groups"]:
            yield group["title"], [self[each["name"]] for each in group["inputs"]]
        for row in self.layout["growing"]:
            title = gettext("加一条%(row)s") % {"row": row["title"]}
            yield title, [self[f"{NEW}{row['place']}.{each['name']}"] for each in row["inputs"]]
        if self.layout["removable"]:
            yield _("删去"), [self[REMOVE]]

    def changes(self) -> dict[str, object]:
        """What was changed, as scenario.form.apply takes it; what was left as it stood is not named."""
        given = self.cleaned_data
        changed: dict[str, object] = {
            each["name"]: given[each["name"]]
            for group in self.layout["groups"]
            for each in group["inputs"]
            if given[each["name"]] != (each["value"] if each["type"] == "condition" else str(each["value"] or ""))
        }
        for name, asked in self.fields.items():
            if name in changed and isinstance(asked, ConditionField):
                changed[name] = lines.read(given[name], asked.lefts)
        changed |= dict.fromkeys(given.get(REMOVE, []))
        for row in self.layout["growing"]:
            words = {each["name"]: given[f"{NEW}{row['place']}.{each['name']}"] for each in row["inputs"]}
            if any(words.values()):
                changed[f"{row['place']}.+"] = words.get("row", words)
        return changed

    def clean(self) -> None:
        """Refuse a new row of which only a part was filled in."""
        for row in self.layout["growing"]:
            names = {f"{NEW}{row['place']}.{each['name']}": each for each in row["inputs"]}
            if any(self.cleaned_data.get(name) for name in names):
                lacks = (name for name, each in names.items() if each.get("needed"))
                for name in lacks:
                    if not self.cleaned_data.get(name) and name not in self.errors:
                        self.add_error(name, _("请填写，或把这一条清空。"))


def _field(each: Mapping[str, Any]) -> forms.Field:
    if each["type"] == "condition":
        condition = ConditionField(each)
        condition.label, condition.initial, condition.required = each["label"], each["value"], False
        return condition
    options = each.get("options", {})
    made: forms.Field
    if each["type"] == "choice":
        made = forms.ChoiceField(choices=[("", "—"), *options.items()])
    elif each["type"] in _MADE:
        made = _MADE[each["type"]]()
    elif each["type"] == "long_text":
        made = forms.CharField(widget=forms.Textarea(attrs={"rows": 6}))
    else:
        made = forms.CharField(widget=forms.TextInput(attrs={"class": "short"} if each["type"] != "text" else {}))
    made.label, made.initial = each["label"], str(each["value"] or "")
    made.required = bool(each["value"]) and each["type"] != "limit" and not each["name"].endswith("nothing_due")
    made.help_text = each.get("help", "")
    return made


_MADE: Mapping[str, type[forms.Field]] = {"limit": LimitField, "verification": VerificationField}


class TextForm(forms.Form):
    """The text view: the file itself."""

    text = forms.CharField(
        label=_("场景文本"),
        max_length=200_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 40, "spellcheck": "false", "class": "mono", "wrap": "off"}),
    )

    def clean_text(self) -> str:
        return self.cleaned_data["text"].replace("\r\n", "\n")


class CopyForm(forms.Form):
    """Names of a copy."""

    title = forms.CharField(label=_("新场景名称"), max_length=100)
    key = forms.RegexField(
        r"^[a-z][a-z0-9_]*$",
        label=_("英文键"),
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
        label=_("英文键"),
        max_length=60,
        error_messages={"invalid": _("只用小写字母、数字、下划线，字母开头。")},
    )


class EditionForm(forms.Form):
    """The name of a new edition."""

    edition = forms.CharField(label=_("新版本号"), max_length=30, help_text=_("如 2024-01；在办事项仍按原版本走完"))


class WordsForm(forms.Form):
    """What the reviewer says."""

    words = forms.CharField(
        label=_("审核意见"), max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class AdoptForm(forms.Form):
    """From which day an edition holds."""

    from_on = forms.DateField(label=_("启用日期"), widget=forms.DateInput(attrs={"type": "date"}))
