"""The part of it that nobody waits for: reading, trying, taking in, a little at a time. A worker that dies
leaves a lease that runs out; what it had not kept is done again, and nothing is done twice."""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import DatabaseError, InterfaceError, transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from lianxin.exchange import pieces
from lianxin.exchange.actions import taking
from lianxin.exchange.actions.batches import KEPT_UNCONFIRMED
from lianxin.exchange.contracts import BatchCard
from lianxin.exchange.marks import is_watermark
from lianxin.exchange.models import RUNNING, Arrival, Batch, Mapping, Piece, Step
from lianxin.exchange.pieces import BAD, CHANGED, KNOWN, NEW, Held
from lianxin.exchange.queries.batches import batch_card, batch_for
from lianxin.exchange.queries.sources import home_of
from lianxin.exchange.shaping import Shaper
from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import Invalid, Refusal
from lianxin.kernel.leases import LEASE, Waits, free
from lianxin.kernel.tabular import read_table

log = logging.getLogger(__name__)
WAITS = Waits(first=timedelta(seconds=30), longest=timedelta(minutes=4))
TRIES = 5
MOST_ROWS = 50_000
CHECKED_AT_ONCE, TAKEN_AT_ONCE = 40, 10  # pieces


def work(now: datetime, at_most: int = 100) -> int:
    """One step for the file that has waited longest; returns how much was done: `at_most` where there may
    be more to do at once."""
    batch = _lease(now)
    if batch is None:
        return 0
    go(batch, now=now)
    return at_most


def _lease(now: datetime) -> Batch | None:
    waits = Batch.objects.filter(free(now), step__in=RUNNING).order_by("moved_at")
    for id_ in waits.values_list("id", flat=True)[:3]:
        if _is_ours(id_, now):
            return get_batch(id_)
    return None


def _is_ours(id_: UUID, now: datetime) -> bool:
    """One statement, so that of two who want it one has it."""
    wanted = Batch.objects.filter(free(now), id=id_, step__in=RUNNING)
    return bool(wanted.update(leased_until=now + LEASE))


def advance(by: Actor, code: str, batch: UUID, *, now: datetime) -> BatchCard:
    """One step of this very file, for whoever waits for it; nothing where a worker has it in hand. Raises
    Invalid with what the pages would show of a file that could not be read."""
    found = batch_for(by, code, batch, now=now)
    if _is_ours(found.id, now):
        go(get_batch(found.id), now=now)
    card = batch_card(by, code, batch, now=now)
    if card.step == Step.FAILED:
        raise Invalid(card.fault)
    if card.step == Step.ASKING:
        raise Invalid(_("没有人说过这些列是什么意思。"), instead=_("请先对照,或者在命令里给出对照。"))
    return card


def get_batch(id_: UUID) -> Batch:
    return Batch.objects.select_related("source", "mapping").get(id=id_)


def go(batch: Batch, *, now: datetime) -> None:
    """Do a part of what a leased batch waits for. A store that is away is the caller's to meet."""
    with translation.override(batch.language):
        try:
            STEPS[Step(batch.step)](batch, now)
        except Refusal as refusal:
            _stop(batch, " ".join(filter(None, [refusal.sentence, refusal.instead])), "", now)
        except (DatabaseError, InterfaceError):
            raise
        except Exception:
            log.exception("exchange: batch %s, %s", batch.id, batch.step)
            _try_later(batch, now)
        else:
            Batch.objects.filter(id=batch.id).update(leased_until=None, tries=0)


def _stop(batch: Batch, fault: str, at: str, now: datetime) -> None:
    Batch.objects.filter(id=batch.id).update(
        step=Step.FAILED, fault=fault, stopped_at=at, moved_at=now, leased_until=None
    )
    Piece.objects.filter(batch=batch, kind=Piece.FILE).delete()


def _try_later(batch: Batch, now: datetime) -> None:
    if batch.tries + 1 >= TRIES and batch.step != Step.READING:
        _stop(batch, _("系统自己出了错,停在这里,已经进来的都在。"), batch.step, now)
    elif batch.tries + 1 >= TRIES:
        _stop(batch, _("系统自己出了错,文件没有读成。"), "", now)
    else:
        until = now + WAITS.after(batch.tries)
        Batch.objects.filter(id=batch.id).update(tries=F("tries") + 1, leased_until=until)


def _read(batch: Batch, now: datetime) -> None:
    """Out of the file and into rows, in memory; then all of them in one short transaction."""
    sealed: list[Piece] = list(pieces.seal_rows(_held(pieces.file_of(batch.id)), batch.id))
    rows = sum(len(pieces.rows_of(piece)) for piece in sealed[-1:]) + (len(sealed) - 1) * pieces.ROWS_TOGETHER
    if not sealed:
        _stop(batch, _("这个文件只有表头,一行内容也没有。"), "", now)
        return
    with transaction.atomic():
        moved = Batch.objects.filter(id=batch.id, step=Step.READING).update(
            step=Step.CHECKING, rows=rows, done=0, moved_at=now
        )
        if moved:
            Piece.objects.filter(batch=batch).delete()
            pieces.store(sealed)


def _held(raw: bytes) -> "list[Held]":
    rows: list[Held] = []
    for line in read_table(raw).lines:
        if is_watermark(line.cells):
            continue
        if len(rows) >= MOST_ROWS:
            raise taking.too_many(MOST_ROWS)
        rows.append(Held(line.number, list(line.cells), line.fault, sorted(line.blurred)))
    return rows


def _check(batch: Batch, now: datetime) -> None:
    """Judge some rows: everything that taking them in would, but nothing is kept."""
    shaper = taking.shaper_for(batch, now)
    if not Piece.objects.filter(batch=batch, kind=Piece.TWICE).exists():
        pieces.store([pieces.seal_twice(_twice(batch, shaper), batch.id)])
    mine = list(pieces.waiting(batch)[:CHECKED_AT_ONCE])
    held = [pieces.rows_of(piece) for piece in mine]
    count, unmapped = _judged(batch, shaper, [row for rows in held for row in rows])
    for piece, rows in zip(mine, held, strict=True):
        pieces.put_back(piece, rows, waits=False)
    with transaction.atomic():
        locked = Batch.objects.select_for_update().filter(id=batch.id, step=Step.CHECKING).first()
        if locked is None or locked.done != batch.done:
            return  # somebody else did these meanwhile
        Piece.objects.bulk_update(mine, ["sealed", "bad", "shown", "waits"])
        if batch.mapping_id and count[NEW] + count[KNOWN] + count[CHANGED]:
            Mapping.objects.filter(id=batch.mapping_id, kept=False).update(kept=True)
        more = pieces.waiting(batch).exists()
        changes: dict[str, Any] = {name: F(name) + count[name] for name in (NEW, KNOWN, CHANGED, BAD)}
        changes["danger"] = F("danger") + count["danger"]
        changes["unmapped"] = dict(Counter(locked.unmapped) + unmapped)
        if not more:
            changes |= {"step": Step.CHECKED, "forget_at": now + KEPT_UNCONFIRMED}
        Batch.objects.filter(id=batch.id).update(
            done=F("done") + sum(map(len, held)), moved_at=now, **changes
        )


def _judged(batch: Batch, shaper: Shaper, rows: list[Held]) -> tuple[Counter[str], Counter[str]]:
    twice = pieces.twice_of(batch.id)
    numbers = [shaper.number_of(row.cells) for row in rows if not row.fault]
    here = dict(
        Arrival.objects.filter(
            county=home_of(batch.source), source=batch.source, number__in=numbers
        ).values_list("number", "digest")
    )
    count: Counter[str] = Counter()
    unmapped: Counter[str] = Counter()
    for row in rows:
        word = taking.judge(row, shaper, twice, here)
        count.update([row.verdict, *(["danger"] if row.danger else [])])
        unmapped.update([word] if word and row.verdict == NEW else [])
    return count, unmapped


def _twice(batch: Batch, shaper: Shaper) -> dict[str, Any]:
    first: dict[str, tuple[int, str]] = {}
    again: dict[str, Any] = {}
    for _piece, rows in pieces.all_rows(batch):
        for row in (row for row in rows if not row.fault):
            number = shaper.number_of(row.cells)
            if number in first:
                again[number] = first[number]
            elif number:
                first[number] = (row.line, shaper.digest_of(row.cells))
    return again


STEPS: dict[Step, Callable[[Batch, datetime], None]] = {
    Step.READING: _read,
    Step.CHECKING: _check,
    Step.TAKING: lambda batch, now: taking.take(batch, TAKEN_AT_ONCE, now=now),
}
