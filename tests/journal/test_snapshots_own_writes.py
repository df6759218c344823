"""Whoever changed reference data reads the change at once."""

import threading

import pytest
from django.db import transaction

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


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_is_in_nobodys_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["before"]
    snapshot = Snapshot("rolled-back", lambda: words[0])
    assert snapshot.get() == "before"
    with transaction.atomic():
        words[0] = "never was"
        bump("rolled-back")
        assert snapshot.get() == "never was"
        transaction.set_rollback(True)

    words[0] = "after"
    bump("rolled-back")

    assert snapshot.get() == "after"


@pytest.mark.django_db(transaction=True)
def test_before_the_commit_the_others_keep_what_was() -> None:
    words = ["before"]
    snapshot = Snapshot("not-yet", lambda: words[0])
    snapshot.get()
    with transaction.atomic():
        bump("not-yet")
        words[0] = "after"
        assert snapshot.get() == "after"
        heard: list[str] = []
        other = threading.Thread(target=lambda: heard.append(snapshot._held[1]))  # type: ignore[index]
        other.start()
        other.join()

        assert heard == ["before"]
    assert snapshot.get() == "after"
