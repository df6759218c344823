"""Killed between the file of a photo and its row: the report is there, no row lacks its file,
sending it again keeps the photo, and the sweep clears up what was left."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from reliability.house import House, on_sqlite

pytestmark = pytest.mark.crash

SWEEP = (
    "import django; django.setup()\n"
    "from datetime import UTC, datetime, timedelta\n"
    "from lianxin.media.sweeping import sweep\n"
    "print(sum(sweep(shard, datetime.now(UTC) + timedelta(hours=2)) for shard in range(256)))\n"
)


def count(house: House, table: str) -> int:
    with sqlite3.connect(house.file) as store:
        found: int = store.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    store.close()
    return found


def files(house: House) -> list[Path]:
    return [path for path in (house.folder / "media").rglob("*") if path.is_file()]


def said(house: House, moment: str) -> "subprocess.CompletedProcess[str]":
    words = [sys.executable, "-m", "reliability.photographing", moment]
    return subprocess.run(words, env=house.env(), capture_output=True, text=True, check=False)


@on_sqlite
@pytest.mark.parametrize("moment", ["before the row", "after the row"])
def test_a_kill_between_file_and_row(house: House, moment: str) -> None:
    killed = said(house, moment)

    assert killed.returncode == -9, killed.stderr
    assert count(house, "matters_matter") == 1
    assert count(house, "media_picture") == 0
    assert len(files(house)) == 2

    again = said(house, "never")

    assert again.stdout.split() == ["1", "True"], again.stderr
    assert count(house, "matters_matter") == count(house, "media_picture") == 1
    assert len(files(house)) == 4
    swept = subprocess.run(
        [sys.executable, "-c", SWEEP], env=house.env(), capture_output=True, text=True, check=True
    )
    assert swept.stdout.strip() == "2"
    with sqlite3.connect(house.file) as store:
        (name,) = store.execute("SELECT name FROM media_picture").fetchone()
    store.close()
    assert sorted(path.name for path in files(house)) == [f"{name}.large.jpg", f"{name}.small.jpg"]
