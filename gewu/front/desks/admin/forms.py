"""Forms of administration: people, roles, days, locks, registered forms."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from gewu.front import fields
from gewu.front.fields import day
from gewu.front.people import PersonField
from gewu.office.rules import ROLES

ONE_TIME = _("至少十位，含大写、小写、数字、符号中的三种。只用一次：本人登录后先改成自己的。")


SUCCESSOR = _(
    "输姓名、工号或单位，从列出的人里选，本单位的在前；没走完的任务和事项现在就转给接手人，岗位由安全管理员另行授予"
)


class StaffForm(forms.Form):
    code = forms.CharField(label=_("工号"), max_length=30)
    name = forms.CharField(label=_("姓名"), max_length=40)
    unit = forms.ChoiceField(label=_("单位"))
    title = forms.CharField(label=_("职务"), max_length=40, required=False)
    phone = forms.CharField(label=_("工作电话"), max_length=40, required=False)
    from_on = day(_("到岗日期"))
    username = forms.CharField(label=_("账号"), max_length=150, required=False, help_text=_("不用登录的可以不填"))
    password = fields.password(_("初始密码"), required=False, help_text=ONE_TIME)


class ChangeForm(forms.Form):
    name = forms.CharField(label=_("姓名"), max_length=40)
    unit = forms.ChoiceField(label=_("单位"))
    title = forms.CharField(label=_("职务"), max_length=40, required=False)
    phone = forms.CharField(label=_("工作电话"), max_length=40, required=False)


class GrantForm(forms.Form):
    role = forms.ChoiceField(label=_("岗位"), choices=[(key, role.title) for key, role in ROLES.items()])
    area = forms.ChoiceField(label=_("管哪里"), required=False)
    from_on = day(_("起"))
    to_on = day(_("止"), required=False, help_text=_("不填则一直有效"))


class GrantGroundForm(GrantForm):
    staff = PersonField(label=_("给谁"))
    field_order = ("role", "area", "staff", "from_on", "to_on")


class PasswordForm(forms.Form):
    password = fields.password(_("新密码"), help_text=ONE_TIME)


class LeaveForm(forms.Form):
    on = day(_("从哪天起"))
    successor = PersonField(label=_("接手人"), required=False, help_text=SUCCESSOR)


class PassOnForm(forms.Form):
    successor = PersonField(label=_("接手人"), help_text=SUCCESSOR)


class CalendarDayForm(forms.Form):
    day = day(_("日期"))
    is_workday = forms.TypedChoiceField(
        label=_("这天"), choices=(("no", _("放假")), ("yes", _("上班"))), widget=forms.RadioSelect, coerce="yes".__eq__
    )
    name = forms.CharField(label=_("名称"), max_length=30)
    source = forms.CharField(label=_("依据"), max_length=60)


class YearForm(forms.Form):
    year = forms.IntegerField(label=_("年份"), min_value=2019, max_value=2099)
    source = forms.CharField(label=_("放假通知"), max_length=100)


class LockForm(forms.Form):
    start = day(_("起"))
    end = day(_("止"), help_text=_("这两天之间登记的都不能再增改"))

    def clean_end(self) -> date:
        return self.cleaned_data["end"] + timedelta(days=1)


class RegisterForm(forms.Form):
    """A form that an upper level asks for (E1-R41)."""

    number = forms.CharField(label=_("表号"), max_length=40)
    title = forms.CharField(label=_("名称"), max_length=100)
    issuer = forms.CharField(label=_("要表单位"), max_length=60)
    approval = forms.CharField(label=_("批准文号"), max_length=60, required=False)
    expires_on = day(_("有效期至"), required=False)
    minutes = forms.IntegerField(label=_("填一次要几分钟"), min_value=0, max_value=100_000, initial=0)
    rows_a_month = forms.IntegerField(label=_("每月要填几行"), min_value=0, max_value=1_000_000, initial=0)
