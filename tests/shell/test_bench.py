"""The bench runs whole, at a small size, and writes what it measured."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

BENCH = (sys.executable, "-m", "lianxin.shell", "bench")


@pytest.mark.long
def test_every_table_is_measured_and_written(tmp_path: Path) -> None:
    """In a process of its own: it makes a database, and throws it away."""
    out = tmp_path / "bench.json"
    command = [*BENCH, "--matters", "2000", "--seconds", "1", "--json", str(out)]
    env = {**os.environ, "LIANXIN_DATA": str(tmp_path), "PYTHONPATH": str(settings.PACKAGE.parent)}

    done = subprocess.run(command, env=env, capture_output=True, check=False)

    assert done.returncode == 0, done.stderr.decode()
    told = json.loads(out.read_text())
    rows = {row["name"]: row for row in told["matters"]["rows"]}
    assert rows["store a report"]["statements"] <= 15
    assert rows["list 50, last page"]["statements"] <= 8
    assert [row["clients"] for row in told["clients"]["rows"]] == [1, 2, 4, 8]
    assert all(row["stored"] > 0 for row in told["clients"]["rows"])
    assert told["locate"]["found_share"] > 0.99
    assert told["duties"]["communities"] > 21_000
    assert told["journal"]["verified_per_second"] > 0
    assert rows["what may be the same, while one types"]["statements"] <= 2
    assert told["duplicates"]["suggest_from"] in {row["threshold"] for row in told["duplicates"]["held_out"]}
    assert told["engine"] == ("postgresql" if os.environ.get("DATABASE_URL") else "sqlite")
    assert not list(tmp_path.glob("*.sqlite3")), "the deployment's own database was touched"
