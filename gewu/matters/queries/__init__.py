"""Questions about matters: the desk's list, one matter with its story, what is watched, and the replay."""

from gewu.matters.queries.listing import (
    Filters,
    Line,
    desk,
    editions,
    every,
    lines,
    listed,
    matching,
    numbers,
    some,
    step_title,
    tally,
    waiting,
)
from gewu.matters.queries.replaying import Difference, left_behind, replay_check
from gewu.matters.queries.telling import Detail, Entry, detail, entries, matter, of_record, papers_of, verbs
from gewu.matters.queries.watching import (
    Recurring,
    by_area,
    by_scenario,
    counts,
    overdue,
    points,
    recurring,
    to_move_on,
    watched,
)
