"""A round on two telephones and a line that fails at random: each card is filed once, or still in its outbox."""

import random

import pytest
from playwright.sync_api import Error

from gewu.records.models import Record
from tests.browser.conftest import until
from tests.browser.line import BAD, CUT, GATEWAY, PORTAL_PAGE, UP
from tests.browser.test_offline import back, doors, fill, officer_id, on_round, said, send

__all__ = ["doors", "on_round"]

TURNS = 14
#: what waits on a telephone for who is signed in, as text
MINE = """gewu.kept.mine("outbox").then((all) => Promise.all(all.map(async (one) => ({
    words: (await gewu.open(one.said)).values.find(([name]) => name == "fire-said")[1], stuck: Boolean(one.why)}))))"""


def waiting(officer) -> list[dict]:
    try:
        return officer.page.evaluate(MINE)
    except Error:  # the page is on its way to the next
        return []


def is_kept(officer, words: str) -> bool:
    return words in said() or words in [one["words"] for one in waiting(officer)]


def go(officer, address: str) -> None:
    """Open a page, though the one before may be on its way somewhere itself."""
    for _ in range(5):
        try:
            officer.page.goto(officer.site + address)
            return
        except Error:
            officer.page.wait_for_timeout(200)
    raise AssertionError(address)


class Day:
    def __init__(self, dice, telephones, line, doors):
        self.dice, self.telephones, self.line, self.doors = dice, telephones, line, doors
        self.filled: list[str] = []

    def walk(self, officer) -> None:
        """Fill in a card on whatever line there is; go on as soon as it is kept, sent or not."""
        self.line.plan = self.dice.choices((*BAD, UP), k=self.dice.randrange(3))
        self.line.state = self.dice.choice((UP, UP, CUT, PORTAL_PAGE, GATEWAY))
        page, words = officer.page, f"第{len(self.filled)}张"
        go(officer, f"/field/{self.dice.choice(self.doors)}/")
        if page.locator("form[data-queue]").count():
            fill(page, words, whole=self.dice.random() < 0.8)
            send(page)
            self.filled.append(words)
            until(lambda: is_kept(officer, words))

    def kill(self, officer) -> None:
        """The tab is gone, whatever it was doing."""
        context, _ = officer.page.context, officer.page.close()
        officer.page = context.new_page()
        go(officer, "/field/")

    def lend(self, officer) -> None:
        """The secretary signs in, looks at her doors, and gives the telephone back."""
        self.sign_in(officer, "secretary")
        go(officer, "/field/")
        back(officer)
        assert waiting(officer) == []
        self.sign_in(officer)

    def sign_in(self, officer, who: str = "officer_a") -> None:
        """The session has ended; somebody signs in."""
        self.line.state = UP
        officer.session_ends()
        go(officer, "/login/")
        officer.sign_in(who)

    def end(self) -> list[str]:
        """On a good line everything is sent; what was refused is still there."""
        self.line.state, self.line.plan = UP, []
        for officer in self.telephones:
            self.sign_in(officer)
            until(lambda officer=officer: all(one["stuck"] for one in waiting(officer)))
        return [one["words"] for officer in self.telephones for one in waiting(officer)]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_each_card_is_filed_once_by_its_author_or_waits_for_them(on_round, line, doors, seed):
    day = Day(random.Random(seed), [on_round(), on_round()], line, doors)
    acts = [day.walk, day.walk, day.walk, day.kill, day.lend, day.sign_in]
    for _ in range(TURNS):
        day.dice.choice(acts)(day.dice.choice(day.telephones))
    left = day.end()
    assert sorted(said() + left) == sorted(day.filled)
    assert {record.staff_id for record in Record.objects.all()} <= {officer_id("officer_a")}
