"""English: complete, with the same slots, and compiled wherever the site starts."""

import re

from gewu.front import catalogues, translations

SLOT = re.compile(r"%\(\w+\)s|%s")


def test_every_sentence_of_the_site_has_its_english():
    assert translations.missing() == []


def test_the_english_has_the_slots_of_the_chinese():
    pairs = [
        (said, english)
        for one in translations.catalogue()
        if one.id
        for said, english in (zip(one.id, one.string, strict=True) if one.pluralizable else [(one.id, one.string)])
    ]
    wrong = [said for said, english in pairs if sorted(SLOT.findall(said)) != sorted(SLOT.findall(english))]
    assert wrong == []


def test_what_is_said_nowhere_is_not_kept():
    shown = {said for said, _place in translations.sentences()}
    assert [one.id for one in translations.catalogue() if one.id and one.id not in shown] == []


def test_catalogues_are_compiled_when_the_site_starts():
    assert catalogues.stale() == []
