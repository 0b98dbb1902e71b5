"""走访 on a bad line: what is filled in arrives once, under its author's name, and kept pages are their owner's."""

from datetime import date, timedelta

import pytest

from gewu.journal.models import StoredFile
from gewu.office import actions as people
from gewu.office import queries
from gewu.office.models import Account, RoleGrant, Staff
from gewu.records.models import Record
from gewu.tasks.models import Task
from tests.browser.conftest import NOW, until
from tests.browser.line import BAD, CUT, SILENT, UP
from tests.browser.test_drafts import PHOTO
from tests.front.knowing import FIRE, raised, shops

#: what the telephone keeps of pages
KEPT = """(async () => (await Promise.all((await caches.keys()).filter((name) => name.startsWith("pages "))
    .map(async (name) => (await caches.open(name)).keys()))).flat())()"""
#: kept pages become yesterday's
A_DAY_GOES_BY = """(async () => { for (const name of await caches.keys()) if (name.startsWith("pages ")) {
    const old = await caches.open(name), then = await caches.open(name.slice(0, -10) + "2023-01-01");
    for (const one of await old.keys()) await then.put(one, await old.match(one));
    await caches.delete(name); } })()"""


@pytest.fixture
def doors(office):
    """Restaurants of the officer's grid that are due today; their ids."""
    office.adopt(FIRE)
    ids = shops(office, len(BAD))
    raised(office, date(2023, 6, 28))
    return ids


@pytest.fixture
def on_round(on_telephone, doors):
    """An officer's telephone with all cards of today on it."""

    def ready(who="officer_a"):
        officer = on_telephone(who)
        all_kept(officer, doors)
        return officer

    return ready


def all_kept(officer, doors) -> None:
    until(lambda: len(officer.page.evaluate(KEPT)) == len(doors) + 1)


def fill(page, said: str, *, whole: bool = True) -> None:
    """Fill in a card with a photo; not `whole`: one item is forgotten."""
    page.check('[name="fire-done"]')
    items = page.locator('[name^="fire-check_"][value="pass"]').all()
    for item in items if whole else items[1:]:
        item.check()
    page.fill('[name="fire-said"]', said)
    page.set_input_files('[name="fire-photos"]', {"name": "门口.png", "mimeType": "image/png", "buffer": PHOTO})


def send(page) -> None:
    page.get_by_role("button", name="提交").click()


def queue(officer, door: int, said: str, **more) -> None:
    """Fill in a card and press the button on a line that does not carry it: the list says that it waits."""
    page = officer.page
    page.goto(f"{officer.site}/field/{door}/")
    fill(page, said, **more)
    send(page)
    row(page, door).get_by_text("待发送").first.wait_for()


def row(page, door: int):
    return page.locator("[data-row]", has=page.locator(f'[href="/field/{door}/"]'))


def back(officer) -> None:
    """The telephone hears that there is a network again."""
    officer.page.evaluate("dispatchEvent(new Event('online'))")


def arrived(officer) -> None:
    officer.page.locator("[data-outbox]").wait_for(state="hidden")


def said() -> list[str]:
    return sorted(Record.objects.values_list("said", flat=True))


def officer_id(who: str) -> int:
    return Account.objects.get(username=who).staff.id


def is_ours(page) -> bool:
    """The page of ours that stands for what is not kept."""
    return page.get_by_text("没有连上网络，这一页打不开。").count() == 1


def test_a_day_of_doors_on_a_line_that_fails_in_every_way_loses_nothing(on_round, line, doors):
    """At each door the request gets lost in another way: before the server, in the server's answer, in a hotel's."""
    officer = on_round()
    for door, bad in zip(doors, BAD, strict=True):
        line.plan = [bad]
        page = officer.open(f"/field/{door}/")
        fill(page, bad)
        send(page)
        page.wait_for_url("**/field/")
        until(lambda bad=bad: bad in said())
        arrived(officer)
    assert said() == sorted(BAD)
    assert Task.objects.filter(state="due").count() == 0
    assert {record.staff_id for record in Record.objects.all()} == {officer_id("officer_a")}
    assert officer.goes_sideways is False


def test_all_cards_of_today_open_without_a_network_though_none_was_opened(on_round, line, doors):
    officer = on_round()
    line.state = CUT
    page = officer.page
    page.goto(f"{officer.site}/field/")
    assert page.locator("[data-row]").count() == len(doors)
    for door in doors:
        page.goto(f"{officer.site}/field/{door}/")
        assert page.get_by_text("这是").count() == 1
        assert page.get_by_role("button", name="提交").count() == 1
    page.goto(f"{officer.site}/me/")
    assert (is_ours(page), officer.goes_sideways) == (True, False)


@pytest.mark.parametrize("bad", [CUT, "portal", "502"])
def test_a_line_that_stays_bad_shows_what_is_kept_and_queues(on_round, line, doors, bad):
    officer = on_round()
    line.state = bad
    for door in doors[:2]:
        queue(officer, door, f"第{door}户")
    assert Record.objects.count() == 0
    assert "本机有 2 张走访卡待发送" in officer.page.locator("[data-outbox]").inner_text()
    line.state = UP
    back(officer)
    arrived(officer)
    assert said() == sorted(f"第{door}户" for door in doors[:2])


@pytest.mark.slow
def test_a_line_that_never_answers_is_not_waited_for_for_ever(on_round, line, doors):
    officer = on_round()
    page = officer.open(f"/field/{doors[0]}/")
    fill(page, "没有回音")
    line.state = SILENT
    send(page)
    page.get_by_role("button", name="正在提交").wait_for()
    row(page, doors[0]).get_by_text("待发送").wait_for()
    line.state = UP
    officer.open("/field/")
    until(said)
    assert said() == ["没有回音"]


def test_a_kept_card_that_is_filled_in_twice_is_two_cards(on_round, line, doors):
    officer = on_round()
    line.state = CUT
    for words in ("上午", "下午"):
        queue(officer, doors[0], words)
    assert officer.page.locator("[data-outbox] summary").count() == 2


def test_a_card_is_kept_even_where_the_key_has_not_come(on_round, line, doors):
    officer = on_round()
    officer.page.evaluate("gewu.kept.remove('keys', gewu.person)")
    line.state = CUT
    queue(officer, doors[0], "还没有密钥")
    line.state = UP
    back(officer)
    arrived(officer)
    assert said() == ["还没有密钥"]


def test_an_entry_that_cannot_be_opened_stays_and_stands_in_nobodys_way(on_round, doors):
    officer = on_round()
    page = officer.open(f"/field/{doors[0]}/")
    page.evaluate(
        """gewu.kept.put("outbox", {id: "x", person: gewu.person, at: 0, tries: 0, files: [],
            said: {iv: new Uint8Array(12), data: new Uint8Array(40)}})"""
    )
    fill(page, "后一张")
    send(page)
    until(said)
    page.wait_for_url("**/field/")
    page.locator("[data-outbox] summary").click()
    assert "打不开" in page.locator("[data-outbox]").inner_text()


def test_what_one_person_filled_in_waits_for_that_person(on_round, line, doors):
    officer = on_round()
    line.state = CUT
    queue(officer, doors[0], "网格员走的")
    line.state = UP
    officer.session_ends()
    officer.sign_in("secretary")
    page = officer.open("/field/")
    back(officer)
    page.wait_for_timeout(1500)  # nothing is waited for but that nothing happens
    assert (page.locator("[data-outbox]").is_hidden(), "网格员走的" in page.content(), said()) == (True, False, [])
    officer.session_ends()
    officer.sign_in("officer_a")
    until(said)
    assert (said(), Record.objects.get().staff_id) == (["网格员走的"], officer_id("officer_a"))


def test_a_refused_card_stays_with_its_reason_and_opens_with_all_values(on_round, line, doors):
    officer = on_round()
    line.state = CUT
    queue(officer, doors[0], "漏了一项", whole=False)
    line.state = UP
    back(officer)
    page = officer.page
    page.get_by_text("未收下").first.wait_for()
    officer.open("/me/")
    page.locator("[data-outbox] summary").click()
    kept = page.locator("[data-outbox]").inner_text()
    assert [word in kept for word in ("请选择合格、不合格或不适用", "漏了一项", "门口.png")] == [True] * 3
    page.get_by_role("link", name="打开修改").click()
    page.locator("form .form-errors").wait_for()
    assert page.input_value('[name="fire-said"]') == "漏了一项"
    assert page.locator('[name="fire-photos"]').evaluate("field => field.files.length") == 1
    page.locator(".field.wrong input[value=pass]").check()
    send(page)
    page.wait_for_url("**/field/")
    arrived(officer)
    assert (said(), StoredFile.objects.count()) == (["漏了一项"], 1)


def test_a_refused_card_goes_only_when_its_owner_deletes_it(on_round, line, doors):
    officer = on_round()
    page = officer.open(f"/field/{doors[0]}/")
    fill(page, "不要了", whole=False)
    send(page)
    page.locator("form .field.wrong").wait_for()  # with a network the card says at once what is missing
    officer.open("/field/")
    page.locator("[data-outbox] summary").click()
    page.once("dialog", lambda asked: asked.dismiss())
    page.get_by_role("button", name="删除").click()
    officer.open("/field/")
    page.locator("[data-outbox] summary").wait_for()
    page.once("dialog", lambda asked: asked.accept())
    page.locator("[data-outbox] summary").click()
    page.get_by_role("button", name="删除").click()
    arrived(officer)
    assert said() == []


def test_a_card_that_was_half_filled_in_yesterday_is_there_today(on_round, doors, settings):
    officer = on_round()
    page = officer.open(f"/field/{doors[0]}/")
    page.fill('[name="fire-said"]', "写了一半")
    until(lambda: page.evaluate("gewu.kept.mine('drafts').then((all) => all.length)") == 1)
    settings.CLOCK_SHIFT += timedelta(days=1)
    officer.open(f"/field/{doors[0]}/")
    page.get_by_text("已恢复您上次没有提交的内容。").wait_for()
    assert page.input_value('[name="fire-said"]') == "写了一半"


def test_two_telephones_at_one_door_are_asked_and_nothing_is_lost(on_round, line, doors):
    first, second = on_round(), on_round()
    line.state = CUT
    queue(first, doors[0], "第一部手机")
    queue(second, doors[0], "第二部手机")
    line.state = UP
    back(first)
    arrived(first)
    back(second)
    page = second.page
    page.locator("[data-outbox]").get_by_text("未收下").wait_for()
    assert said() == ["第一部手机"]
    page.locator("[data-outbox] summary").click()
    assert "今天已经有人办过" in page.locator("[data-outbox]").inner_text()
    page.get_by_role("link", name="打开修改").click()
    page.locator("form .form-errors").wait_for()
    assert page.input_value('[name="fire-said"]') == "第二部手机"
    page.check('[name="fire-again"]')
    send(page)
    page.wait_for_url("**/field/")
    assert said() == ["第一部手机", "第二部手机"]


def signs_out(officer):
    officer.open("/me/")
    officer.page.get_by_role("button", name="退出").click()
    officer.page.wait_for_url("**/login/")


def account_is_shut(officer):
    Account.objects.filter(username="officer_a").update(is_active=False)
    officer.open("/")


def session_ends(officer):
    officer.session_ends()
    officer.open("/")


def somebody_else_comes(officer):
    officer.session_ends()
    officer.sign_in("admin_system")


def session_ends_unseen(officer):
    """No page was opened since; a script heard of it."""
    officer.session_ends()
    officer.page.evaluate("gewu.ask().catch(() => 0)")


def role_is_taken_away(officer):
    """The account may still sign in, but /field/ answers 403."""
    admin = Staff.objects.get(account__username="admin_security")
    grant = RoleGrant.objects.get(staff__account__username="officer_a")
    people.revoke(by=queries.actor_for(admin, date(2023, 6, 28)), at=NOW, grant_id=grant.id)
    officer.page.goto(f"{officer.site}/field/")


def a_day_goes_by(officer):
    officer.page.evaluate(A_DAY_GOES_BY)


WAYS_TO_GO = (
    signs_out,
    account_is_shut,
    session_ends,
    session_ends_unseen,
    somebody_else_comes,
    role_is_taken_away,
    a_day_goes_by,
)


@pytest.mark.parametrize("how", WAYS_TO_GO)
def test_kept_pages_leave_the_telephone_with_the_person_and_the_day(on_round, line, doors, how):
    officer = on_round()
    how(officer)
    line.state = CUT
    for address in ("/field/", f"/field/{doors[0]}/"):
        officer.page.goto(officer.site + address)
        assert is_ours(officer.page)


def test_the_key_leaves_with_the_person(on_round):
    officer = on_round()
    keys = "gewu.kept.everybodys('keys').then((all) => all.length)"
    before = officer.page.evaluate(keys)
    signs_out(officer)
    until(lambda: officer.page.evaluate(keys) == 0)
    assert before == 1


#: a slow telephone: what is typed is sealed for the draft only after the card went into the outbox
SLOW = """(() => { const seal = gewu.seal; gewu.seal = async (what) => {
    if (what.unkept) await new Promise((done) => setTimeout(done, 1000)).then(() => { window.late = true; });
    return seal(what); }; })()"""
DRAFTS = """gewu.kept.mine("drafts").then((all) => all.length)"""


def test_a_card_in_the_outbox_leaves_no_draft_that_would_bring_its_key_back(on_round, line, doors):
    """Or the next card of this door would go under the key of the first one, count as done, and be lost."""
    officer = on_round()
    page = officer.open(f"/field/{doors[0]}/")
    page.evaluate(SLOW)
    line.state = SILENT
    fill(page, "第一张")
    send(page)
    until(lambda: page.evaluate("window.late"))
    page.wait_for_timeout(300)
    assert page.evaluate(DRAFTS) == 0
    line.state = UP
