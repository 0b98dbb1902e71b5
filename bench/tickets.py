"""The same tickets for the other system: Gewu's matters and their events, written down in neutral words."""

from __future__ import annotations

import json
from pathlib import Path

import psycopg

MATTERS = """
    SELECT m.id, m.number, m.scenario, m.category, m.channel, m.title, m.body, m.place_text, coalesce(a.name, ''),
           m.state, m.received_at, m.due_at, m.closed_at
    FROM matters_matter m LEFT JOIN grid_area a ON a.id = m.area_id ORDER BY m.received_at, m.id
"""
EVENTS = "SELECT matter_id, kind, actor, at, said FROM matters_matterevent ORDER BY matter_id, seq"


def write(address: str, file: Path) -> int:
    """Copy matters with their history from the database at `address` into `file`, a line each; return how many."""
    with psycopg.connect(address) as line, file.open("w", encoding="utf-8") as out:
        history: dict[int, list[dict]] = {}
        for matter, kind, actor, at, said in line.execute(EVENTS):
            history.setdefault(matter, []).append(
                {"title": kind, "who": actor, "at": at.isoformat(), "words": json.dumps(said, ensure_ascii=False)}
            )
        rows = line.execute(MATTERS).fetchall()
        for row in rows:
            out.write(json.dumps(_ticket(row, history.get(row[0], [])), ensure_ascii=False) + "\n")
    return len(rows)


def _ticket(row: tuple, events: list[dict]) -> dict:
    _, number, scenario, category, channel, title, body, place, grid, state, received, due, closed = row
    return {
        "number": number,
        "queue": scenario,
        "category": category,
        "channel": channel,
        "title": title,
        "body": f"{body}\n{place}",
        "grid": grid,
        "state": state,
        "received": received.isoformat(),
        "due": due and due.isoformat(),
        "closed": closed and closed.isoformat(),
        "events": events,
    }
