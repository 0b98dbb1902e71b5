"""谁能看: the roles that read."""

from __future__ import annotations

from dataclasses import dataclass

from gewu.scenario.ideas.persons import ROLES
from gewu.scenario.shapes import Section, word


@dataclass(frozen=True)
class Access:
    readers: tuple[str, ...] = word(
        ROLES, "谁能看（角色；眼下只作登记，还不限制）", default=()
    )  # empty: everyone in scope


ACCESS = Section(title="access", noun=Access, coming="space totals rows only export keep_for")
