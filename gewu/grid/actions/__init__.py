"""Verbs of the ground: admit areas and addresses, draw, split, close, merge."""

from gewu.grid.actions.addresses import NewAddress, add_alias, admit_addresses, drop_alias, merge_address
from gewu.grid.actions.areas import (
    NewArea,
    admit_area,
    admit_areas,
    close_area,
    draw_outline,
    move_addresses,
    rename_area,
    split,
)
