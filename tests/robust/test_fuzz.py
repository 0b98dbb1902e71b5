"""What strangers send: odd values in every form, odd addresses, hostile files, odd calls of programs.

No input ends in an error of ours, holds a process for seconds, or leaves half of something behind. Daily a part;
`make slow` sends all of it.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gewu.journal.rows import OfficeRow
from gewu.office.rules import ROLES
from tests.front.actors import Desk, nine_o_clock  # noqa: F401
from tests.walk import odd, site
from tests.walk.site import Field, Form
from tests.walk.town import OWN, Town, build_town
from tests.walk.walker import SCENARIOS, Walker

FORM = "application/x-www-form-urlencoded"
#: seconds of processor that one request may take
AT_MOST = 3
#: what is written though the form is refused: that somebody asked for what is not theirs
NOTED = {"JournalLine", "JournalPrivate"}
PATIENT = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@pytest.fixture
def town(db, nine_o_clock) -> Town:  # noqa: F811
    return build_town()


def kept() -> Counter:
    """How many rows of each kind there are."""
    models = [one for one in apps.get_models() if issubclass(one, OfficeRow) and one.__name__ not in NOTED]
    parts = " UNION ALL ".join(f"SELECT '{one.__name__}', count(*) FROM {one._meta.db_table}" for one in models)
    with connection.cursor() as cursor:
        cursor.execute(parts)
        return Counter(dict(cursor.fetchall()))


@contextmanager
def quick(what: object):
    """It takes no more than AT_MOST seconds of processor."""
    began = time.process_time()
    yield
    assert time.process_time() - began < AT_MOST, what


@contextmanager
def taken_back(browser):
    """Whatever is done within is undone: rows, session and cookies."""
    cookies = {name: one.value for name, one in browser.cookies.items()}
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    for name, value in cookies.items():
        browser.cookies[name] = value


def must_be_told(answer, before: Counter, what: object) -> None:
    """Done and told, or refused and nothing kept."""
    assert answer.status_code < 500, what
    if answer.status_code != 302:
        assert kept() == before, what


# forms --------------------------------------------------------------------------------------


def odd_values(one: Field) -> st.SearchStrategy[str]:
    """Odd values for a field, more of them of its own kind."""
    near = {"number": odd.NUMBERS, "date": odd.DAYS, "month": odd.DAYS, "datetime-local": odd.DAYS, "select": odd.IDS}
    own = st.sampled_from(near.get(one.kind, odd.TEXTS))
    return own | st.sampled_from(odd.ODD) | st.text(st.characters(codec=None), max_size=300)


@st.composite
def oddly_filled(draw, forms: list[Form]) -> tuple[Form, dict[str, str]]:
    """A form as an honest person fills it in, but for one to three fields."""
    form = draw(st.sampled_from(forms))
    fields = [one for one in form.fields.values() if one.kind != "file" and one.name != "_once"]
    chosen = draw(st.lists(st.sampled_from(fields), min_size=1, max_size=3)) if fields else []
    return form, site.filled(form) | {one.name: draw(odd_values(one)) for one in chosen}


def sends_odd_forms(town: Town, role: str, times: int) -> None:
    walker = Walker(town, role)
    browser, before = walker.browser, kept()

    @settings(max_examples=times, suppress_health_check=PATIENT, deadline=None)
    @given(filled=oddly_filled([form for form in walker.forms if form.method == "post"]))
    def send(filled):
        form, values = filled
        with taken_back(browser), quick(filled):
            must_be_told(browser.post(form.action, odd.sent(values), content_type=FORM), before, filled)

    send()


@pytest.mark.parametrize("role", ["section_head", "admin_system"])
def test_no_form_fails_on_odd_values(town, role):
    sends_odd_forms(town, role, times=120)


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_no_form_fails_on_many_odd_values(town, role):
    sends_odd_forms(town, role, times=1500)


# addresses ----------------------------------------------------------------------------------

NAMES = (
    "q page per_page as period from to day year area kind state scenario unit by tag week subject clock sort".split()
)


def odd_address(dice: random.Random, routes: list[str], names: list[str]) -> str:
    """A route with odd words in its holes and an odd question behind it."""
    route = dice.choice(routes)

    def word(hole: re.Match) -> str:
        honest = [str(OWN.ids[0])] if hole[0].startswith("<int:") else [*SCENARIOS, "kiosk", "matter", "subject"]
        return dice.choice(honest) if dice.random() < 0.6 else odd.quoted(dice.choice(odd.ODD))[:3000]

    path = "/" + re.sub(r"<[^>]+>", word, route)
    asked = dice.sample(names, dice.randrange(4))
    values = (dice.choice([*odd.ODD, "csv", "print", "2023-01-01..2023-06-28"]) for _ in asked)
    return path + "?" + "&".join(f"{name}={odd.quoted(value)}" for name, value in zip(asked, values, strict=True))


def asks_odd_addresses(town: Town, times: int, seed: int) -> None:
    dice, routes, before = random.Random(seed), [*site.routes()], kept()
    browsers = [Desk(town.here, who).browser for who in town.walkers.values()]
    names = sorted(set(NAMES) | {name for form in Walker(town, "section_head").forms for name in form.fields})
    for _ in range(times):
        address = odd_address(dice, routes, names)
        with taken_back(browser := dice.choice(browsers)), quick(address):
            answer = browser.get(address)
            site.told(answer)
            well = answer.status_code < 500 or address.startswith("/healthz")  # 503: no worker goes round here
            assert well, address
            assert kept() == before or "as=" in address, address


def test_no_odd_address_fails(town):
    asks_odd_addresses(town, times=250, seed=1)


@pytest.mark.slow
def test_ten_thousand_odd_addresses_do_not_fail(town):
    asks_odd_addresses(town, times=10_000, seed=2)


# files --------------------------------------------------------------------------------------


def doors(walker: Walker) -> list[tuple[Form, str]]:
    """Every field of a form that takes files."""
    return [(form, one.name) for form in walker.forms for one in form.fields.values() if one.kind == "file"]


def brings(walker: Walker, door: tuple[Form, str], wrong: str, before: Counter) -> None:
    form, name = door
    called, content = odd.hostile()[wrong]
    with taken_back(walker.browser), quick((wrong, form.action)):
        file = SimpleUploadedFile("a", content)
        file._name = called  # as the browser says it, not as Django would tidy it
        answer = walker.browser.post(form.action, site.filled(form) | {name: file})
        must_be_told(answer, before, (wrong, form.action))


def test_hostile_files_are_kept_out_or_taken_whole(town):
    """Each file at one of the doors in turn; `make slow` brings each to all of them."""
    walker, before = Walker(town, "section_head"), kept()
    some = doors(walker)
    for number, wrong in enumerate(odd.hostile()):
        brings(walker, some[number % len(some)], wrong, before)


@pytest.mark.slow
def test_every_hostile_file_at_every_door(town):
    walker, before = Walker(town, "section_head"), kept()
    for door in doors(walker):
        for wrong in odd.hostile():
            brings(walker, door, wrong, before)
