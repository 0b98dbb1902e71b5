"""The forms of the login page and of a new password."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from gewu.front import fields


class PasswordForm(forms.Form):
    old = fields.password(_("原密码"), "current-password")
    password = fields.password(_("新密码"), help_text=_("至少十位，含大写、小写、数字、符号中的三种。"))
    again = fields.password(_("再输一遍"))

    def __init__(self, account, *sent):
        super().__init__(*sent)
        self.account = account

    def clean_old(self):
        if not self.account.check_password(self.cleaned_data["old"]):
            raise forms.ValidationError(_("原密码不对。"))
        return self.cleaned_data["old"]

    def clean(self):
        if self.cleaned_data.get("password") != self.cleaned_data.get("again"):
            self.add_error("again", _("两次输入的新密码不一样。"))
        return self.cleaned_data


class LoginForm(forms.Form):
    username = forms.CharField(
        label=_("账号"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}),
    )
    password = fields.password(_("密码"), "current-password")
