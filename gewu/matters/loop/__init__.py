"""The closed loop, pure: what happens to a matter is a move, an event and a fold; its verbs are in matters.verbs."""

from gewu.matters.loop.dots import DOTS, Dot, dots
from gewu.matters.loop.folding import apply, fold, heard, replay, taken_back
from gewu.matters.loop.moving import next_event, verb_of
from gewu.matters.loop.offering import Button, buttons, check_right
from gewu.matters.loop.reading import path_of
from gewu.matters.loop.trying import tried
