"""Coming in, going out and failed tries, in the journal of the office whose account it is.

From which network is noted (the first three parts of an address), not from which machine, and only here: acts of an
officer never say where they were.
"""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from gewu.journal import actions as journal
from gewu.kernel.types import Actor, Scope
from gewu.office import clock
from gewu.office import queries as office

FAILED, OPENED, CLOSED = "session.failed", "session.opened", "session.closed"
UNKNOWN = "session.unknown"


def note(account, act: str, address: str) -> None:
    """Write a login, a failed one or a way out into the journal; a login of nobody can open no page anyway."""
    staff = getattr(account, "staff", None)
    if staff is None:
        if act == FAILED and account is None:
            _nobody(address)
        return
    actor = Actor(staff.office_id, staff.id, staff.name, Scope(staff.office_id, staff.id))
    detail = {"network": network(address)}
    journal.write(act, by=actor, at=clock.now(), noun="account", row_id=account.id, detail=detail)


def _nobody(address: str) -> None:
    """A name that is nobody's, where there is one office; the name is not kept: it may have been a password."""
    offices = office.offices()
    if len(offices) == 1:
        by = office.system_actor(offices[0])
        journal.write(UNKNOWN, by=by, at=clock.now(), detail={"network": network(address)})


def network(address: str) -> str:
    """Return the network of an address: 10.1.2.0/24, or the first 48 bits of a long one; "" for what is none."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    return str(ip_network((found, 24 if found.version == 4 else 48), strict=False))
