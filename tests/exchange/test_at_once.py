"""Two files with the same numbers, taken in at the same moment by two workers: one matter each."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection, connections

from exchange.office import as_csv, opened, row
from lianxin.exchange import public as exchange
from lianxin.exchange.actions import working
from lianxin.exchange.models import RUNNING, Arrival, Batch
from lianxin.journal import public as journal
from lianxin.matters.models import Matter
from town import lay

ROWS = 60
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="in memory there is one connection")
@pytest.mark.parametrize("offset", [0, 5])
def test_two_workers_and_two_files_make_one_matter_of_a_number(offset: int) -> None:
    """With an offset the pieces of one file straddle those of the other."""
    office = opened(lay())
    office.matched()
    numbers = (range(1, ROWS + 1), range(1 + offset, ROWS + 1 + offset))
    batches = [office.tried(as_csv([row(n) for n in these])).id for these in numbers]
    for batch in batches:
        exchange.confirm(office.code, batch, by=office.by, now=office.now)
    barrier = Barrier(2)

    def take(batch: UUID) -> None:
        barrier.wait()
        while Batch.objects.get(id=batch).step in RUNNING:
            working.go(working.get_batch(batch), now=office.now)
        connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(take, batches))

    cards = [office.card(batch) for batch in batches]
    assert Matter.objects.count() == Arrival.objects.count() == ROWS + offset
    assert sum(card.new for card in cards) == ROWS + offset
    assert sum(card.known for card in cards) == ROWS - offset
    assert not any(card.bad for card in cards)
    assert journal.verify(office.town.county) is None


@pytest.mark.skipif(connection.vendor == "sqlite", reason="in memory there is one connection")
def test_two_workers_on_one_file_do_each_piece_once() -> None:
    office = opened(lay())
    batch = office.matched().tried(as_csv([row(n) for n in range(1, ROWS + 1)])).id
    exchange.confirm(office.code, batch, by=office.by, now=office.now)
    barrier = Barrier(2)

    def take(_worker: int) -> None:
        barrier.wait()
        while Batch.objects.get(id=batch).step in RUNNING:
            working.go(working.get_batch(batch), now=office.now)
        connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(take, range(2)))

    card = office.card(batch)
    assert (card.step, card.new, card.known, card.done) == ("done", ROWS, 0, ROWS)
    assert Matter.objects.count() == ROWS
