"""The password rule that Django lacks (domain A10: three of four kinds of characters)."""

from __future__ import annotations

from django.core.exceptions import ValidationError

KINDS = (str.islower, str.isupper, str.isdigit, lambda character: not character.isalnum())


class ThreeKindsOfCharacters:
    """Refuse a password with fewer than three of: small letters, capitals, digits, signs."""

    def validate(self, password, user=None):
        if sum(any(map(kind, password)) for kind in KINDS) < 3:
            raise ValidationError(self.get_help_text(), code="password_too_uniform")

    def get_help_text(self):
        return "密码须含大写字母、小写字母、数字、符号中的三种。"
