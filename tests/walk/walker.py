"""Somebody at a browser who finds every form of the site and sends it; what a form did is taken back again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from django.db import transaction

from tests.front.actors import Desk
from tests.walk import site
from tests.walk.site import Form
from tests.walk.town import OWN, Town

SCENARIOS = ["kiosks", "hotline"]


class Walker:
    """Somebody at a browser whose forms are sent and taken back again."""

    def __init__(self, town: Town, role: str):
        self.town, self.browser = town, Desk(town.here, town.walkers[role]).browser
        self.forms = [*self._forms()]

    def _forms(self) -> Iterator[Form]:
        """Every form of every page that opens, each once."""
        words = {
            "scenario": ["kiosks", "hotline"],
            "key": ["kiosks", "hotline"],
            "kind": ["kiosk"],
            "ref": ["kiosks.views"],
        }
        known = set()
        for route in site.routes():
            for address in site.addresses(route, OWN.ids, words):
                answer = self.browser.get(address)
                html = site.told(answer)
                if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
                    continue
                for form in site.Page(address, html).forms:
                    shape = (re.sub(r"\d+", "#", form.action), form.method, *sorted(form.fields))
                    if shape not in known:
                        known.add(shape)
                        yield form

    def send(self, form: Form, address: str = "", **instead: str) -> tuple[int, str]:
        """Send a form, say what came back, and take back what it did."""
        typed, cookies = site.filled(form, **instead), deepcopy(self.browser.cookies)
        with transaction.atomic():
            ask = self.browser.post if form.method == "post" else self.browser.get
            answer = ask(address or form.action, typed)
            told = site.told(answer)
            assert not answer.headers.get("Location", "").startswith("/login/?")
            transaction.set_rollback(True)
        self.browser.cookies = cookies
        return answer.status_code, told

    def accepted(self, form: Form) -> Iterator[dict[str, str]]:
        """What is to be chosen beside what must be, so that the form is taken: nothing, or one thing of a list."""
        lists = [one for one in form.fields.values() if one.kind == "select" and not one.value]
        for more in ({}, *({one.name: one.offered[0]} for one in lists if one.offered)):
            if self.send(form, **more)[0] == 302:
                yield more
