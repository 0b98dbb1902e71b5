"""What this person can do now with this matter, as buttons with the questions they ask."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from gewu.kernel.types import Actor, Refused
from gewu.matters.loop.moving import barred
from gewu.matters.loop.reading import path_of
from gewu.matters.rules import Edge, Path, needs, part_of, unhappy
from gewu.matters.verbs import ALL, Verb, holds, requests
from gewu.matters.verbs.verb import ALONE, IN_SPITE, Row, long_text, photos
from gewu.scenario.grammar import Field, MatterPart, Scenario
from gewu.scenario.ideas.needs import named
from gewu.scenario.vocabulary import HANDLERS, ROLES


@dataclass(frozen=True)
class Button:
    """One button. `key` goes to actions.do; `asks` are its questions; one of a list is `primary`.

    Field types beside the scenario's own: unit, staff, matter (choose one), files (after-photos), moment.
    """

    key: str
    title: str
    primary: bool = False
    asks: tuple[Field, ...] = ()
    to: str = ""
    known: Mapping[str, object] = field(default_factory=dict)  # what its form has filled in already
    lacks: str = ""  # why it cannot be done now, whatever is typed into its form


def buttons(scenario: Scenario, matter: Row, actor: Actor, *, asked: Collection[int] = ()) -> list[Button]:
    """List what `actor` may do with `matter` in its present state, the primary one first.

    An answer to a waiting request comes before the path; next_event still checks each when it is done.
    asked  units that were asked to help (协办) and have not answered yet
    """
    path = path_of(part_of(scenario))
    helping = not actor.scope.unit_ids.isdisjoint(asked)
    fits = [verb for verb in ALL.values() if _beside(path, matter, verb, helping) and _may_beside(verb, matter, actor)]
    fits.sort(key=lambda verb: verb.place)
    found = [
        *(_button(path, matter, verb) for verb in fits if verb.place < 0),
        *_arrows(path, matter, actor, asked),
        *(_button(path, matter, verb) for verb in fits if verb.place >= 0),
    ]
    return [replace(found[0], primary=not _verb(found[0]).quiet), *found[1:]] if found else []


def check_right(scenario: Scenario, matter: Row, actor: Actor, kind: str, to: str) -> None:
    """Refuse (matters.R403) unless `actor` may take this step; the system may do everything."""
    path = path_of(part_of(scenario))
    if actor.is_system or kind not in ALL or _may(path, matter, actor, ALL[kind], to):
        return
    raise Refused("matters.R403", f"您不能办理“{ALL[kind].title}”，未作改动。", f"请联系{_whom(path, matter)}。")


def _whom(path: Path, matter: Row) -> str:
    waits = requests().get(matter.pending)
    return ROLES.get(waits.who if waits else path.step(matter.step).who, "值班长")


def _verb(button: Button) -> Verb:
    return ALL[button.key.partition(":")[0]]


# who may -----------------------------------------------------------------------------------


def _may(path: Path, matter: Row, actor: Actor, verb: Verb, to: str) -> bool:
    edges = [edge for edge in path.edges[matter.step] if edge.kind == verb.kind and to in ("", edge.to.key)]
    if edges and not verb.may:
        return any(_may_edge(path, edge, matter, actor) for edge in edges)
    # Without an arrow and not offered beside the path: next_event says that there is none.
    return not (verb.may or verb.offered) or _may_beside(verb, matter, actor)


def _may_beside(verb: Verb, matter: Row, actor: Actor) -> bool:
    return verb.may(matter, actor) if verb.may else actor.scope.may(verb.permission)


def _may_edge(path: Path, edge: Edge, matter: Row, actor: Actor) -> bool:
    step = path.step(matter.step)
    if edge.kind == "closed" and edge.permission == "matters.verify" and matter.drawn is False:
        return actor.scope.may("matters.verify") or (actor.scope.may("matters.handle") and holds(matter, actor))
    if step.who not in actor.roles and not (edge.permission and actor.scope.may(edge.permission)):
        return False
    if edge.permission == "matters.handle" and (step.who in HANDLERS or step.who not in actor.roles):
        return holds(matter, actor)
    looks = edge.permission == "matters.verify" or path.phases[matter.step] == "check"
    return not (looks and matter.handled_by_id == actor.staff_id)


# which are offered -------------------------------------------------------------------------


def _beside(path: Path, matter: Row, verb: Verb, helping: bool) -> bool:
    return bool(verb.offered and verb.offered(path, matter, helping) and not barred(verb, matter))


def _button(path: Path, matter: Row, verb: Verb) -> Button:
    return Button(verb.kind, verb.title, asks=verb.asked(path.part), known=verb.known(matter))


def _arrows(path: Path, matter: Row, actor: Actor, asked: Collection[int]) -> Iterator[Button]:
    waits = requests().get(matter.pending)
    if (waits and waits.stops) or matter.state not in ("new", "running") or matter.merged_into_id:
        return
    edges = [
        edge for edge in path.edges[matter.step] if not ALL[edge.kind].may and _may_edge(path, edge, matter, actor)
    ]
    for edge in edges:
        several = sum(other.kind == edge.kind for other in edges) > 1
        yield _arrow(path, edge, matter, several, asked)


def _arrow(path: Path, edge: Edge, matter: Row, several: bool, asked: Collection[int]) -> Button:
    verb = ALL[edge.kind]
    plain = edge.kind == "step" or several
    title = edge.to.title if edge.kind == "step" else verb.title
    title = f"{title} · {edge.to.title}" if several and edge.kind != "step" else title
    key = f"{edge.kind}:{edge.to.key}" if plain else edge.kind
    asks = _edge_asks(path.part, edge, matter, verb)
    waits = asked and verb.joint and path.phases[matter.step] == "out"
    return Button(key, title, asks=(*asks, ALONE) if waits else asks, to=edge.to.key)


def _edge_asks(part: MatterPart, edge: Edge, matter: Row, verb: Verb) -> tuple[Field, ...]:
    asks = {ask.key: ask for ask in verb.asked(part)}
    shows = needs.facts(part, matter.category, matter.grade, matter.answers)
    for need in named(needs.wanted(part, edge.to, matter.category, handed_in=edge.kind == "handled"), shows):
        if need == "words":
            asks["words"] = long_text("words", "办理情况", needed=True)
        elif need == "photo":
            asks["files"] = photos(needed=True)
        elif need in part.asks:
            asks[need] = replace(part.asks[need], needed=True)
    if edge.kind == "closed" and unhappy(matter):
        asks["words"] = IN_SPITE
    if verb.asks_all:
        asks |= {key: ask for key, ask in part.asks.items() if key not in asks}
        asks.setdefault("files", photos())
    return tuple(asks.values())
