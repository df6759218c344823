"""What every test stands on: a private data folder, fresh snapshots, and the town."""

import os
import tempfile

os.environ.setdefault("LIANXIN_DATA", tempfile.mkdtemp(prefix="lianxin-test-"))

from collections.abc import Iterator

import pytest

from lianxin.journal.public import Snapshot, forget_all


@pytest.fixture(autouse=True)
def _fresh_snapshots(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test's database is rolled back under the snapshots, so none may outlive it."""
    monkeypatch.setattr(Snapshot, "look_every", 0.0)
    forget_all()
    yield
    forget_all()
