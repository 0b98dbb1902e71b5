"""What the scripts of a browser are told: whose page it is, the key of what is kept, which forms were done."""

import uuid

import pytest

from gewu.front import device
from gewu.front.desks.subjects.forms import SECRETS_OF, SubjectForm
from gewu.matters.models import Matter

TYPED = {"channel": "hotline", "category": "noise", "body": "夜间施工", "place": "柳荫路12号"}
HERE = "/me/device/"


def typed(cast) -> dict[str, object]:
    return TYPED | {"area": cast.areas["willow_1"].id, "_once": str(uuid.uuid4())}


def mark_of(desk) -> str:
    return device.mark(desk.cast.people[desk.who].account)


def asked(desk, mark: str, *sent: str):
    return desk.browser.get(HERE, {"sent": sent}, headers={device.HEADER: mark})


def test_every_page_says_whose_it_is_and_the_login_page_that_it_is_nobodys(at_desk, client):
    desk = at_desk("dispatcher")
    marks = [desk.browser.get(page)[device.HEADER] for page in ("/me/", HERE)]
    assert (marks, client.get("/login/")[device.HEADER]) == ([mark_of(desk)] * 2, "-")
    assert f'data-person="{mark_of(desk)}"' in desk.read("/me/")


def test_two_people_have_two_marks_and_two_keys(at_desk):
    desks = [at_desk(who) for who in ("dispatcher", "duty_chief")]
    answers = [asked(desk, mark_of(desk)).json() for desk in desks]
    assert [len({answer[word] for answer in answers}) for word in ("person", "key")] == [2, 2]


def test_a_script_that_acts_for_somebody_who_is_no_longer_signed_in_is_told_so(at_desk, client):
    desk, other = at_desk("dispatcher"), mark_of(at_desk("duty_chief"))
    signed_out = client.get(HERE, headers={device.HEADER: other})
    sent = desk.browser.post("/matters/new/hotline/", typed(desk.cast), headers={device.HEADER: other})
    assert (signed_out.status_code, asked(desk, other).status_code, sent.status_code) == (401, 409, 409)
    assert Matter.objects.count() == 0


def test_a_script_gets_a_receipt_and_may_ask_for_it_again(at_desk):
    desk, key, never = at_desk("dispatcher"), str(uuid.uuid4()), str(uuid.uuid4())
    answer = desk.browser.post(
        "/matters/new/hotline/", typed(desk.cast) | {"_once": key}, headers={device.HEADER: mark_of(desk)}
    ).json()
    assert answer == {"receipt": key, "to": f"/matters/{Matter.objects.get().id}/"}
    assert asked(desk, mark_of(desk), key, never, "no key").json()["done"] == [key]


@pytest.mark.parametrize("nature", SECRETS_OF)
def test_identity_numbers_and_telephones_are_marked_as_never_kept(nature):
    form = SubjectForm(nature=nature, asks={}, splits={}, areas=[])
    unkept = {name for name, field in form.fields.items() if "data-unkept" in field.widget.attrs}
    assert unkept == set(SECRETS_OF[nature])
