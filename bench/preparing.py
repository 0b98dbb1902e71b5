"""What has to be there before times are taken: the demo on both databases, and the same tickets in the peer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bench import gewu, table, tickets
from bench.bare import side as bare
from bench.cluster import Cluster
from bench.measuring import Side
from bench.peer import side as peer

OURS, THEIRS, BARE = "bench_gewu", "bench_peer", "bench_bare"
PORTS = {table.GEWU: 8141, table.EMBEDDED: 8142, table.PEER: 8143, table.BARE: 8144}
Say = Callable[[str], None]


def sides(scratch: Path, cluster: Cluster, *, scale: str | None, fresh: bool, say: Say) -> list[Side]:
    """Make what is missing, or everything when `fresh`; return the systems in the order of their turns."""
    office, embedded = offices(scratch, cluster, scale=scale, fresh=fresh, say=say)
    log = scratch / "servers.log"
    return [
        gewu.side(table.GEWU, office, PORTS[table.GEWU], log, lambda: cluster.size(OURS)),
        gewu.side(table.EMBEDDED, embedded, PORTS[table.EMBEDDED], log, embedded.size),
        peer_side(scratch, cluster, log, say),
        bare_side(cluster, log),
    ]


def offices(
    scratch: Path, cluster: Cluster, *, scale: str | None, fresh: bool, say: Say
) -> tuple[gewu.Place, gewu.Place]:
    """The demo on PostgreSQL and on SQLite, made where it is missing or when `fresh`."""
    office, embedded = gewu.Place(scratch / "office", cluster.database(OURS)), gewu.Place(scratch / "embedded")
    if fresh or not cluster.has(OURS):
        say("the demo on PostgreSQL")
        cluster.make(OURS)
        gewu.make_demo(office, scale)
    if fresh or not embedded.there:
        say("the demo on SQLite")
        gewu.make_demo(embedded, scale)
    for place in (office, embedded):
        gewu.bring_up(place)
    cluster.settle(OURS)
    return office, embedded


def bare_side(cluster: Cluster, log: Path) -> Side:
    """One view with two inserts on the same cluster, its tables empty."""
    cluster.make(BARE)
    told = bare.environment(cluster.database(BARE))
    bare.make_tables(told)
    server = bare.server(table.BARE, told, PORTS[table.BARE], log)
    return Side(server, bare.log_in, bare.jobs, {"BENCH_COUNT": "1"}, 0, lambda: cluster.size(BARE))


def peer_side(scratch: Path, cluster: Cluster, log: Path, say: Say) -> Side:
    """A peer that holds what Gewu holds on PostgreSQL, filled anew for each run."""
    say("the same tickets in django-helpdesk")
    peer.install(scratch / "peer")
    lines = scratch / "tickets.jsonl"
    count = tickets.write(cluster.database(OURS), lines)
    cluster.make(THEIRS)
    told = peer.environment(cluster.database(THEIRS), scratch / "peer-data")
    peer.fill(scratch / "peer", told, lines)
    cluster.settle(THEIRS)
    server = peer.server(scratch / "peer", told, PORTS[table.PEER], log)
    return Side(server, peer.log_in, peer.jobs, {"BENCH_COUNT": "1"}, count, lambda: cluster.size(THEIRS))
