"""The bench runs whole, at a small size, and writes what it measured."""

import json
from pathlib import Path

import pytest
from django.db import connection

from lianxin.shell.bench import locate
from lianxin.shell.cli import main


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_every_table_is_measured_and_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locate, "POINTS", 20_000)
    out = tmp_path / "bench.json"

    assert main(["bench", "--matters", "2000", "--json", str(out)]) == 0

    told = json.loads(out.read_text())
    assert set(told) >= {"engine", "matters", "locate", "duties", "journal"}
    rows = {row["name"]: row for row in told["matters"]["rows"]}
    assert rows["store a report"]["statements"] <= 15
    assert rows["list 50, last page"]["statements"] <= 8
    assert told["engine"] == connection.vendor
