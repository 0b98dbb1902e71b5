"""Every column that people write words into masks the numbers of persons, or the act that writes it covers them."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from gewu.journal.rows import Spoken
from gewu.rooms import ROOMS

#: covered by the act that writes it: the number is sealed beside the row (answers.actions), or masked on the way
COVERED = """
Matter.title Matter.body Matter.place_text CoHandler.words Record.title Record.said Subject.name Subject.place_text
Outgoing.words StoredFile.name SearchEntry.title SearchEntry.grams Fact.text
""".split()
#: keys, digests, seals, names of areas and addresses, titles of papers, numbers that banks and other systems gave
NO_WORDS = """
JournalLine.digest JournalLine.seal IdempotencyKey.asked Outgoing.link StoredFile.media_type Job.words Area.path
Address.text AddressAlias.text Account.password Account.username Account.first_name Account.last_name Account.email
Session.session_data SignIn.name NewPassword.password Adoption.title Adoption.text RuleRow.key FormRegister.title
Covered.sealed Covered.blind Secret.sealed Secret.blind Reporter.sealed_name Reporter.sealed_phone Reporter.blind
Report.title Observation.indicator IssuedFigure.indicator IssuedFigure.title IssuedFigure.definition
IssuedFigure.row_digest Paper.title Paper.about Paper.sealed
""".split()
LONG = 80


def test_every_column_of_words_masks_or_is_covered_by_its_act():
    found = {
        f"{model.__name__}.{field.name}"
        for room in ROOMS
        for model in apps.get_app_config(room.rpartition(".")[2]).get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, (models.CharField, models.TextField)) and not isinstance(field, Spoken)
        if (field.max_length or LONG) >= LONG
    }
    assert sorted(found) == sorted([*COVERED, *NO_WORDS])
