"""The English of the site: collecting the Chinese sentences of templates, views and vocabulary.

Django's own tools call gettext programs, which a plain machine lacks; Babel does both in Python.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from gewu.front import vocabulary
from gewu.front.catalogues import FRONT

PO = FRONT / "locale/en/LC_MESSAGES/django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "Column": None,
    "Table": None,
    "Chip": (2,),
}


#: a sentence, or its singular and plural
Said = str | tuple[str, ...]


def _written() -> Iterator[tuple[Said, str]]:
    """List every sentence that is shown, with the file it is in (path below gewu/front)."""
    pages = [file for file in FRONT.rglob("*.py") if file.parent.name != "commands"]  # the command line is Chinese
    for file in sorted([*pages, *FRONT.glob("templates/**/*.html")]):
        text = file.read_text(encoding="utf-8")
        text = _as_python(text, str(file)) if file.suffix == ".html" else text
        for _line, said, _comments, _context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
            if said:
                yield said, file.relative_to(FRONT).as_posix()


def sentences() -> Iterator[tuple[Said, str]]:
    """Sentences of the site, and the words that rooms hand to it."""
    yield from _written()
    yield from ((word, "vocabulary.py") for word in vocabulary.sentences())


def _as_python(text: str, origin: str) -> str:
    """A template as Babel's Python reader takes it; leading blanks would read as indentation."""
    return "\n".join(line.lstrip() for line in templatize(text, origin=origin).splitlines())


def catalogue() -> Catalog:
    """Read the English catalogue."""
    with PO.open("rb") as file:
        return read_po(file, locale="en", domain="django")


def missing() -> list[Said]:
    """Name the sentences that have no English yet, once each."""
    known = catalogue()
    spoken = {said for said, _ in sentences() if (message := known.get(said)) and all(_strings(message))}
    return list(dict.fromkeys(said for said, _ in sentences() if said not in spoken))


def _strings(message: Message) -> Sequence[object]:
    return message.string if isinstance(message.string, list | tuple) else (message.string,)


def collect() -> None:
    """Bring the catalogue to the sentences that are shown now; English that is no longer used goes."""
    known, fresh = catalogue(), Catalog(locale="en", domain="django", fuzzy=False)
    for said, place in sentences():
        old = known.get(said)
        fresh.add(said, old.string if old else "", locations=[(place, 0)])
    with PO.open("wb") as file:
        write_po(file, fresh, width=119, sort_output=True, omit_header=False, ignore_obsolete=True, no_location=True)
