"""Verbs of the ground: admit areas and addresses, split, merge."""

from gewu.grid.actions.areas import NewArea, admit_area, admit_areas, close_area, draw_outline, split

__all__ = ["NewArea", "admit_area", "admit_areas", "close_area", "draw_outline", "split"]
