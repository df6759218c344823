"""A worker may die anywhere, two may run at once, a file may come twice: nothing is lost, nothing doubled."""

from datetime import timedelta
from typing import Any

import pytest

from exchange.office import Office, as_csv, row
from lianxin.exchange import public as exchange
from lianxin.exchange.actions import taking, working
from lianxin.exchange.models import Arrival, Batch, Piece
from lianxin.journal.models import Entry
from lianxin.kernel.errors import NotNow
from lianxin.matters import public as matters
from lianxin.matters.models import Matter
from lianxin.notices.models import Message

ROWS = 45


class Killed(BaseException):
    """As if the process were gone: nothing that the code catches."""


def confirmed(office: Office, rows: int = ROWS) -> Any:
    batch = office.matched().tried(as_csv([row(n) for n in range(1, rows + 1)])).id
    exchange.confirm(office.code, batch, by=office.by, now=office.now)
    return batch


@pytest.mark.parametrize("dies_at", [1, 7, 10, 23, 44, 45])
def test_killed_in_the_middle_it_goes_on_where_it_stood(
    office: Office, monkeypatch: pytest.MonkeyPatch, dies_at: int
) -> None:
    batch, calls, submit = confirmed(office), 0, matters.submit_report

    def dying(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == dies_at:
            raise Killed
        return submit(*args, **kwargs)

    monkeypatch.setattr(matters, "submit_report", dying)
    with pytest.raises(Killed):
        office.work()
    monkeypatch.setattr(matters, "submit_report", submit)
    assert exchange.work(office.now) == 0  # the dead one's lease still holds
    office.town.later(minutes=6)
    office.work()

    done = office.card(batch)
    assert (done.step, done.new, done.bad) == ("done", ROWS, 0)
    assert Matter.objects.count() == Arrival.objects.count() == ROWS
    assert sum(int(note.words.split()[1]) for note in Message.objects.all()) == ROWS


@pytest.mark.parametrize("step", ["_read", "_check"])
def test_killed_while_it_is_read_or_tried(office: Office, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    batch = office.matched().sent(as_csv([row(n) for n in range(1, ROWS + 1)]))
    store = Piece.objects.bulk_update

    def dying(*args: Any, **kwargs: Any) -> Any:
        raise Killed

    monkeypatch.setattr(working.pieces, "store" if step == "_read" else "put_back", dying)
    with pytest.raises(Killed):
        office.work()
    monkeypatch.undo()
    assert store is not None
    office.town.later(minutes=6)
    office.work()

    tried = office.card(batch)
    assert (tried.step, tried.rows, tried.new) == ("checked", ROWS, ROWS)


def test_a_fault_of_ours_is_tried_again_and_then_stops_where_a_person_sees_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch, submit = confirmed(office, 12), matters.submit_report

    def broken(*args: Any, **kwargs: Any) -> Any:
        raise RuntimeError("a bug")

    monkeypatch.setattr(matters, "submit_report", broken)
    for _round in range(working.TRIES):
        office.work()
        office.town.later(hours=1)
    assert office.card(batch).step == "failed"
    monkeypatch.setattr(matters, "submit_report", submit)
    exchange.go_on(office.code, batch, by=office.by, now=office.now)
    office.work()

    assert (office.card(batch).step, office.card(batch).new) == ("done", 12)


def test_two_files_with_the_same_numbers_make_one_matter_each(office: Office) -> None:
    one = confirmed(office, 20)
    two = office.tried(as_csv([row(n) for n in range(11, 31)])).id
    exchange.confirm(office.code, two, by=office.by, now=office.now)
    office.work()

    assert Matter.objects.count() == 30
    assert sum(office.card(batch).new for batch in (one, two)) == 30
    assert sum(office.card(batch).known for batch in (one, two)) == 10


def test_confirmed_twice_it_goes_in_once(office: Office) -> None:
    batch = confirmed(office, 3)

    with pytest.raises(NotNow):
        exchange.confirm(office.code, batch, by=office.by, now=office.now)


def test_what_changed_over_there_never_overwrites_ours(office: Office) -> None:
    office.matched().taken(as_csv([row(1), row(2)]))
    ours = office.matter("CZ20260001")

    done = office.taken(as_csv([row(1, status="已办结", text="改过的话"), row(2)]))

    assert (done.new, done.known, done.changed) == (0, 1, 1)
    assert office.matter("CZ20260001") == ours
    assert office.tried(as_csv([row(1, status="已办结", text="改过的话")])).known == 1


def test_duties_are_read_when_rows_go_in(office: Office) -> None:
    batch = confirmed(office, 3)
    from lianxin.org.models import Duty

    Duty.objects.filter(person_id=office.by.id).update(ends_on=office.now.date() - timedelta(days=1))
    office.work()

    assert not Matter.objects.exists()
    assert Batch.objects.get(id=batch).bad == 3


def test_statements_for_a_row_are_bounded(
    office: Office, django_assert_max_num_queries: Any, warm: None
) -> None:
    batch = confirmed(office, 40)
    found = working.get_batch(batch)
    taking.take(found, 1, now=office.now)

    with django_assert_max_num_queries(3 * (10 * 15 + 20)):
        taking.take(found, 3, now=office.now)


def test_the_journal_says_who_confirmed_and_never_a_word_of_a_row(office: Office) -> None:
    confirmed(office, 2)
    office.work()

    told = {entry.action: entry for entry in Entry.objects.filter(action__startswith="exchange.")}
    assert str(office.by.id) in told["exchange.confirm"].actor
    assert not any("井盖" in entry.payload or "王女士" in entry.payload for entry in Entry.objects.all())
