"""The interface against its own description: schemathesis makes calls that it allows and calls that it forbids."""

from __future__ import annotations

import json
from urllib.parse import urlencode, urlsplit

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from gewu.front.api import tokens
from gewu.front.api.openapi import described
from tests.front.actors import nine_o_clock  # noqa: F401
from tests.robust.test_fuzz import kept, quick, taken_back
from tests.walk.town import Town, build_town

SCHEMA = schemathesis.openapi.from_dict(described())
CALLS = [found.ok() for found in SCHEMA.get_all_operations()]
PATIENT = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much]


@pytest.fixture
def town(db, nine_o_clock) -> Town:  # noqa: F811
    return build_town()


def makes_calls(town: Town, mode: GenerationMode, times: int) -> None:
    """Make calls of every operation; each is answered as the description says, and what is refused keeps nothing."""
    token = tokens.make(town.here.people["secretary"].account, 30)
    browser, before = Client(), kept()

    @settings(max_examples=times * len(CALLS), suppress_health_check=PATIENT, deadline=None)
    @given(case=st.one_of([one.as_strategy(generation_mode=mode) for one in CALLS]))
    def call(case):
        with taken_back(browser), quick(case):
            answer = sent(browser, case, token)
            assert str(answer.status_code) in case.operation.definition.raw["responses"], (answer.status_code, case)
            assert "json" in answer.headers["Content-Type"], case.formatted_path
            if answer.status_code != 201:
                assert kept() == before, case

    call()


def sent(browser: Client, case, token: str):
    """Send what schemathesis made, in the name of somebody who may."""
    made = case.as_transport_kwargs(base_url="http://testserver")
    headers = {name: value for name, value in made["headers"].items() if name == "Idempotency-Key"}
    body = json.dumps(made["json"]).encode() if "json" in made else made.get("data") or b""
    asked = urlencode(made.get("params") or {}, doseq=True, errors="surrogatepass")
    return browser.generic(
        made["method"],
        urlsplit(made["url"]).path,
        body if isinstance(body, bytes) else str(body).encode("utf-8", "surrogatepass"),
        content_type="application/json",
        headers=headers | {"Authorization": f"Bearer {token}"},
        QUERY_STRING=asked,
    )


MODES = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]


@pytest.mark.parametrize("mode", MODES)
def test_programs_are_answered_as_the_description_says(town, mode):
    makes_calls(town, mode, times=5)


@pytest.mark.slow
@pytest.mark.parametrize("mode", MODES)
def test_programs_that_call_often_are_answered_as_the_description_says(town, mode):
    makes_calls(town, mode, times=300)
