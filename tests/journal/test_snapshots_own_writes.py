"""Whoever changed reference data reads the change at once."""

import threading

import pytest
from django.db import transaction
from django.db.models import F

from lianxin.journal.models import Version
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
def test_what_was_rolled_back_is_not_taken_for_what_another_process_wrote_since() -> None:
    words = ["before"]
    snapshot = Snapshot("rolled-back-twice", lambda: words[0])
    bump("rolled-back-twice")
    with transaction.atomic():
        words[0] = "never was"
        bump("rolled-back-twice")
        assert snapshot.get() == "never was"
        transaction.set_rollback(True)

    words[0] = "after"
    Version.objects.filter(name="rolled-back-twice").update(number=F("number") + 1)  # the other process

    with transaction.atomic():
        assert snapshot.get() == "after"


@pytest.mark.django_db(transaction=True)
def test_a_part_that_is_rolled_back_leaves_the_rest_unshared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Snapshot, "look_every", 60.0)
    words = ["before"]
    snapshot = Snapshot("savepoint", lambda: words[0])
    snapshot.get()
    with transaction.atomic():
        bump("savepoint")
        words[0] = "never was"
        with transaction.atomic():
            bump("savepoint")
            transaction.set_rollback(True)
        assert snapshot.get() == "never was"
        transaction.set_rollback(True)
        words[0] = "before"

    assert snapshot.get() == "before"


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
