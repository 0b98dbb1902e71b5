"""The password rules that Django lacks: three of four kinds of characters (domain A10), no longer than is typed."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from gewu.office.rules import PASSWORD_AT_MOST

KINDS = (str.islower, str.isupper, str.isdigit, lambda character: not character.isalnum())


class NoLongerThanCanBeTyped:
    """Refuse a password that no form takes: it could be set and never used."""

    def validate(self, password, user=None):
        if len(password) > PASSWORD_AT_MOST:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self):
        return f"密码不超过{PASSWORD_AT_MOST}个字符。"


class ThreeKindsOfCharacters:
    """Refuse a password with fewer than three of: small letters, capitals, digits, signs."""

    def validate(self, password, user=None):
        if sum(any(map(kind, password)) for kind in KINDS) < 3:
            raise ValidationError(self.get_help_text(), code="password_too_uniform")

    def get_help_text(self):
        return "密码须含大写字母、小写字母、数字、符号中的三种。"
