"""The PostgreSQL cluster that both systems share: databases of our own, and the process at its root."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


@dataclass(frozen=True)
class Cluster:
    """`address` names a database in which we may make others: postgres://user@127.0.0.1:5432/postgres."""

    address: str

    def database(self, name: str) -> str:
        """Say the address of another database of this cluster."""
        return urlunsplit(urlsplit(self.address)._replace(path=f"/{name}"))

    def has(self, name: str) -> bool:
        return bool(self._ask("SELECT count(*) FROM pg_database WHERE datname = %s", name))

    def make(self, name: str, template: str = "template1") -> None:
        """Make an empty database, or a copy of one that nobody uses, in place of one that has the name."""
        with psycopg.connect(self.address, autocommit=True) as line:
            line.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
            copied = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            line.execute(copied.format(sql.Identifier(name), sql.Identifier(template)))

    def root(self) -> int:
        """Find the process of which all of the cluster's others are children."""
        with psycopg.connect(self.address) as line:
            status = Path(f"/proc/{line.info.backend_pid}/stat").read_text()
        return int(status.rpartition(")")[2].split()[1])

    def version(self) -> str:
        return str(self._ask("SHOW server_version"))

    def size(self, name: str) -> int:
        """Bytes of a database."""
        return int(self._ask("SELECT pg_database_size(%s)", name))

    def settle(self, name: str) -> None:
        """Bring the planner's statistics up to date, as an hour of life would, and write the cache out."""
        with psycopg.connect(self.database(name), autocommit=True) as line:
            line.execute("VACUUM (ANALYZE)")
            line.execute("CHECKPOINT")

    def _ask(self, question: str, *values: str):
        with psycopg.connect(self.address) as line:
            return line.execute(question, values).fetchone()[0]
