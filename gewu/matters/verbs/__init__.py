"""The verbs of the closed loop: one file for those that belong together, one Verb for each kind of event.

A new verb is one object in one of these files, or a file of its own; whatever is asked by kind is read from ALL.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from gewu.matters.rules import Said
from gewu.matters.verbs.verb import Verb, Waits, holds

#: kind of event -> its verb
ALL: dict[str, Verb] = {
    verb.kind: verb
    for file in iter_modules(__path__)
    for verb in vars(import_module(f"{__name__}.{file.name}")).values()
    if isinstance(verb, Verb)
}


def titles() -> Mapping[str, str]:
    """Give the word of each kind of event."""
    return {kind: verb.title for kind, verb in ALL.items()}


def requests() -> Mapping[str, Waits]:
    """Give every request that may wait, by its key."""
    return {waits.key: waits for verb in ALL.values() for waits in verb.waits}
