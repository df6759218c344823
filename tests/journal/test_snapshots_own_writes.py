"""Whoever changed reference data reads the change at once."""

import pytest

from lianxin.journal.public import Snapshot, bump


def test_the_writer_reads_its_own_change_without_waiting(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Snapshot, "look_every", 60.0)
    words = ["before"]
    snapshot = Snapshot("own-writes", lambda: words[0])
    assert snapshot.get() == "before"

    words[0] = "after"
    assert snapshot.get() == "before"
    bump("own-writes")

    assert snapshot.get() == "after"
