"""Who may hold a matter: somebody who serves in the unit that has it."""

from __future__ import annotations

from datetime import date
from typing import Any

from gewu.kernel.types import Refused
from gewu.office import queries as office

_CHOOSE = {"staff": "请从列表中选择"}


def in_post(office_id: int, staff: Any, on: date) -> int:
    """The id of somebody who is in post on a day. Errors: Refused matters.R211, R212."""
    wanted = int(getattr(staff, "id", staff))
    found = office.at_hand(office_id).staff.get(wanted)
    if found is None:
        raise Refused("matters.R211", "没有找到这位同事，未作改动。", "请从列表中选择。", _CHOOSE)
    if on < found.from_on or (found.to_on is not None and found.to_on <= on):
        raise Refused("matters.R212", f"{found.name}当天不在岗，未作改动。", "请另选在岗的同事。", _CHOOSE)
    return wanted


def must_serve(office_id: int, staff_id: int | None, unit_id: int | None, on: date) -> None:
    """Refuse (matters.R213) a holder who does not serve in the unit that holds the matter; None: nobody is named."""
    if staff_id is None:
        return
    found = office.at_hand(office_id).staff[in_post(office_id, staff_id, on)]
    if unit_id is not None and found.unit_id != unit_id:
        words = f"{found.name}不在这个承办单位，未作改动。"
        raise Refused("matters.R213", words, f"请选承办单位的人，或改派{found.unit.name}。", _CHOOSE)
