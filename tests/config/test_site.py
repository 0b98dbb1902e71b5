"""Static files, headers and passwords of the whole site."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.core.management import call_command

from gewu.config import assets
from gewu.front import menu
from gewu.front.desks.home.views import PLACES


def test_every_listed_browser_file_is_found():
    missing = [name for name in assets.FILES if not finders.find(f"vendor/{name}")]
    assert missing == []


def test_nothing_else_of_node_modules_is_served():
    assert finders.find("vendor/htmx.org/dist/htmx.js") is None


def test_editors_get_the_schema_of_scenario_files_from_the_site():
    schema = json.loads(Path(finders.find("schemas/scenario.schema.json")).read_text(encoding="utf-8"))
    assert schema["$id"] == "urn:gewu:scenario"


def test_static_files_are_collected_under_names_with_hashes(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "gewu.config.assets.HashedStorage"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    assert [file.name for file in tmp_path.glob("vendor/htmx.min.*.js") if re.search(r"\.[0-9a-f]{12}\.", file.name)]


def test_the_sprite_has_the_icons_that_pages_draw_and_no_other():
    templates = (settings.ROOT / "gewu/front/templates").rglob("*.html")
    drawn = {name for file in templates for name in re.findall(r'{% icon "([a-z0-9-]+)" %}', file.read_text("utf-8"))}
    drawn |= {entry.icon for entry in menu.ENTRIES} | {icon for words in menu.THUMBS for _, _, icon, _ in words}
    drawn |= {icon for _, _, icon, _ in PLACES}
    sprite = Path(finders.find("vendor/icons.svg")).read_text(encoding="utf-8")
    assert re.findall(r'<symbol id="([a-z0-9-]+)" viewBox="0 0 24 24"><', sprite) == sorted(drawn)


def test_what_every_page_links_to_is_less_than_fifty_kilobytes_over_the_wire():
    base = (settings.ROOT / "gewu/front/templates/base.html").read_text(encoding="utf-8")
    linked = {"vendor/icons.svg", *re.findall(r"{% static '([^']+)' %}", base)}
    weight = sum(len(gzip.compress(Path(finders.find(name)).read_bytes())) for name in linked)
    assert (len(linked) > 10, weight < 50_000) == (True, True)


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
