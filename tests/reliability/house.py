"""Real houses in folders of their own: a database, keys, settings; processes that live and die in them."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

Tell = Callable[[str], None]
TESTS = Path(__file__).resolve().parent.parent
on_sqlite = pytest.mark.skipif(
    bool(os.environ.get("DATABASE_URL")), reason="SQLite's own; it ran in the SQLite part"
)


@dataclass(frozen=True)
class House:
    """`url` empty: SQLite in the folder, with the very settings of a deployment."""

    folder: Path
    url: str = ""

    @property
    def file(self) -> Path:
        return self.folder / "lianxin.sqlite3"

    def env(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("LIANXIN_")}
        here = f"{TESTS.parent / 'src'}{os.pathsep}{TESTS}"  # the code that is tested, not what is installed
        kept |= {"LIANXIN_DATA": str(self.folder), "DATABASE_URL": self.url, "PYTHONPATH": here}
        kept |= {"LIANXIN_REPORTS_PER_HOUR": "999999999"}  # the whole crowd stands behind one address
        return {**kept, "DJANGO_SETTINGS_MODULE": "lianxin.shell.settings", **more}

    def run(self, module: str, *words: str, **more: str) -> str:
        """Run a module of this folder to its end in the house; returns what it printed."""
        done = subprocess.run(
            self._command(module, words), env=self.env(**more), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{module} {words}: {done.stdout}\n{done.stderr}"
        return done.stdout

    def start(self, module: str, *words: str, **more: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            self._command(module, words), env=self.env(**more), stdout=subprocess.PIPE, text=True
        )

    @staticmethod
    def _command(module: str, words: tuple[str, ...]) -> list[str]:
        return [sys.executable, "-m", module, *words]

    def copy_to(self, folder: Path) -> "House":
        """A second house with the same rows and keys (SQLite)."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return House(folder)


def build(folder: Path, url: str = "") -> House:
    """Migrate an empty database and settle the hamlet in it."""
    folder.mkdir(parents=True, exist_ok=True)
    house = House(folder, url)
    house.run("reliability.building")
    if not url:
        with sqlite3.connect(house.file) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
    return house
