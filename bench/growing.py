"""The demo office ten times as busy: matters, records and tasks with all that belongs to them, by SQL alone.

Every copy has the days, the place and the people of what it is copied from, and its own id and number; so filters
leave the same shares, and it is the same office every time. Copies of a task are due on the same day, by hand, and
were raised a day earlier each, because one rule raises one task a day for a subject.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

#: how many times as many; the copies are numbered from 1
TIMES = 10
MATTERS, RECORDS, TASKS = "matters_matter", "records_record", "tasks_task"
OWNERS = {"matter": MATTERS, "record": RECORDS}
#: column -> the table whose rows it names
NAMED = {
    MATTERS: {"repeat_of_id": MATTERS, "merged_into_id": MATTERS, "follows_id": MATTERS, "record_id": RECORDS},
    "matters_matterevent": {"matter_id": MATTERS},
    "matters_cohandler": {"matter_id": MATTERS},
    "matters_passage": {"matter_id": MATTERS},
    RECORDS: {},
    TASKS: {"record_id": RECORDS},
    "answers_fact": {},
    "answers_searchentry": {},
}


class Line(Protocol):
    """A connection of sqlite3 or psycopg; `execute` answers with a cursor."""

    def execute(self, sql: str) -> Line: ...

    def fetchall(self) -> list[tuple]: ...


def grow(line: Line, *, postgres: bool) -> None:
    """Multiply an office that was not grown before."""
    top = {table: line.execute(f"SELECT max(id) FROM {table}").fetchall()[0][0] or 0 for table in NAMED}
    for table in NAMED:
        line.execute(copies(table, _columns(line, table), top, postgres=postgres))
        if postgres:
            line.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")


def copies(table: str, columns: Sequence[str], top: Mapping[str, int], *, postgres: bool) -> str:
    """Write the statement that adds the copies of a table; `top` is the highest id of each."""
    changed = {column: f"t.{column} + k * {top[named]}" for column, named in NAMED[table].items()}
    changed["id"] = f"t.id + k * {top[table]}"
    changed["number"] = "t.number || '×' || k" if table in (MATTERS, RECORDS) else "t.number"
    changed["external_number"] = "CASE t.external_number WHEN '' THEN '' ELSE t.external_number || '×' || k END"
    cases = " ".join(f"WHEN '{kind}' THEN t.owner_id + k * {top[named]}" for kind, named in OWNERS.items())
    changed["owner_id"] = f"CASE t.owner_kind {cases} END"
    earlier = "t.opens_on - CAST(k AS integer)" if postgres else "date(t.opens_on, '-' || k || ' days')"
    changed["opens_on"] = earlier
    changed["origin"] = "'hand'"  # of those by rule there is one a period: the clock would make each copy that one
    made = [column for column in columns if column != "text_index"]  # PostgreSQL makes it itself
    names, taken = ", ".join(f'"{one}"' for one in made), ", ".join(changed.get(one, f't."{one}"') for one in made)
    numbers = " UNION ALL ".join(f"SELECT {number} AS k" for number in range(1, TIMES))
    owned = f" WHERE t.owner_kind IN ({', '.join(map(repr, OWNERS))})" if "owner_id" in columns else " WHERE true"
    return (
        f"INSERT INTO {table} ({names}) SELECT {taken} FROM {table} t CROSS JOIN ({numbers}) copies{owned}"
        " ON CONFLICT DO NOTHING"
    )


def _columns(line: Line, table: str) -> list[str]:
    return [one[0] for one in line.execute(f"SELECT * FROM {table} LIMIT 0").description]  # type: ignore[attr-defined]
