"""Static files, headers and passwords of the whole site."""

import re

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.core.management import call_command

from gewu.config import assets


def test_every_listed_browser_file_is_found():
    missing = [name for name in assets.FILES if not finders.find(f"vendor/{name}")]
    assert missing == []


def test_nothing_else_of_node_modules_is_served():
    assert finders.find("vendor/htmx.org/dist/htmx.js") is None


def test_static_files_are_collected_under_names_with_hashes(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "gewu.config.assets.HashedStorage"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    assert [file.name for file in tmp_path.glob("vendor/htmx.min.*.js") if re.search(r"\.[0-9a-f]{12}\.", file.name)]
    sheet = next(tmp_path.glob("vendor/tabler-icons/tabler-icons.min.*.css")).read_text(encoding="utf-8")
    assert re.search(r"tabler-icons\.[0-9a-f]{12}\.woff2", sheet)


@pytest.mark.parametrize("password", ["Short1!", "alllettersnothingelse", "lower123456", "Password123"])
def test_a_password_that_is_easy_to_guess_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password)


def test_a_long_mixed_password_is_taken():
    assert validate_password("Dongcheng-2023-ok") is None


def test_pages_may_run_nothing_inline():
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    loose = {word for words in directives.values() for word in words} & {"'unsafe-inline'", "'unsafe-eval'", "*"}
    assert (directives["default-src"], loose) == (["'self'"], set())


def test_a_session_ends_after_thirty_idle_minutes():
    assert (settings.SESSION_COOKIE_AGE, settings.SESSION_COOKIE_HTTPONLY) == (1800, True)
