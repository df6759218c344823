"""Files on their way: only whoever sent one sees it."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from lianxin.exchange import pieces
from lianxin.exchange.contracts import Asked, BadLine, BatchCard, Told
from lianxin.exchange.fields import REASON, guessed, missing, strange
from lianxin.exchange.models import Arrival, Batch
from lianxin.exchange.queries.sources import home_of, mapped_of, newest, remembered, source_for
from lianxin.exchange.standing import grounds_of
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotFound, NotNow
from lianxin.kernel.legible import plain_name
from lianxin.kernel.tabular import read_table
from lianxin.matters import public as matters
from lianxin.matters.public import Ref
from lianxin.territory import public as territory

MOST_LISTED, PAGE = 50, 100
OPEN = frozenset({"category", "area", "status", "scale", "grade"})
FEW, LONGEST_WORD = 60, 40  # different words under a heading, to be offered for matching
LOOKED_THROUGH = 5_000  # rows of a file, for the words under its headings


def batch_for(viewer: Actor, code: str, batch: UUID, *, now: datetime) -> Batch:
    """Raises NotFound alike for what is not there, is another's, or came out of a source not theirs."""
    source = source_for(viewer, code, now=now)
    found = Batch.objects.filter(source=source, id=batch, person=viewer.id).select_related("mapping").first()
    if found is None:
        raise NotFound(_("没有这次导入,或者它已经按期删除了。"))
    return found


def batch_card(viewer: Actor, code: str, batch: UUID, *, now: datetime) -> BatchCard:
    return card_of(batch_for(viewer, code, batch, now=now), code)


def own_batches(viewer: Actor, code: str, *, now: datetime) -> list[BatchCard]:
    source = source_for(viewer, code, now=now)
    mine = Batch.objects.filter(source=source, person=viewer.id).order_by("-made_at")[:20]
    return [card_of(batch, code) for batch in mine]


def card_of(batch: Batch, code: str) -> BatchCard:
    return BatchCard(
        id=batch.id,
        source=code,
        step=batch.step,
        rows=batch.rows,
        done=batch.done,
        new=batch.new,
        known=batch.known,
        changed=batch.changed,
        bad=batch.bad,
        danger=batch.danger,
        unmapped=dict(sorted(batch.unmapped.items(), key=lambda pair: -pair[1])),
        unread=tuple(batch.unread),
        fault=batch.fault,
        made_at=batch.made_at,
        forget_at=batch.forget_at,
    )


def bad_lines(
    viewer: Actor, code: str, batch: UUID, *, now: datetime, at_most: int = MOST_LISTED
) -> list[BadLine]:
    told: list[BadLine] = []
    found = batch_for(viewer, code, batch, now=now)
    for _piece, rows in pieces.all_rows(found, bad__gt=0):
        told += [BadLine(row.line, row.number, row.reason) for row in rows if row.verdict == pieces.BAD]
        if len(told) >= at_most:
            break
    return told[:at_most]


def to_mend(viewer: Actor, code: str, batch: UUID, *, now: datetime) -> Iterator[list[str]]:
    """The heading, then the cells of every bad row as they came, each with its reason at the end; a
    reason that stood there from an earlier time gives way."""
    return _to_mend(batch_for(viewer, code, batch, now=now))


BadRows = tuple[list[str], list[dict[str, Any]], str]


def bad_rows(viewer: Actor, code: str, batch: UUID, *, after: int, now: datetime) -> BadRows:
    """(headings, rows with line, number, reason and cells, the mark behind them): whole pieces, until there
    are about a hundred rows. `after`: the mark of the page before, -1 for the first."""
    found = batch_for(viewer, code, batch, now=now)
    own, last = _own_columns(found), after
    told: list[dict[str, Any]] = []
    for piece, rows in pieces.all_rows(found, bad__gt=0, number__gt=after):
        if len(told) >= PAGE:
            return [found.headings[number] for number in own], told, str(last)
        last = piece.number
        for row in (row for row in rows if row.verdict == pieces.BAD):
            cells = row.cells + [""] * len(found.headings)
            told.append(
                {
                    "line": row.line,
                    "number": row.number,
                    "reason": row.reason,
                    "cells": [cells[number] for number in own],
                }
            )
    return [found.headings[number] for number in own], told, ""


def _own_columns(batch: Batch) -> list[int]:
    return [number for number, heading in enumerate(batch.headings) if heading != REASON]


def _to_mend(batch: Batch) -> Iterator[list[str]]:
    width = len(batch.headings)
    own = _own_columns(batch)
    yield [*(batch.headings[number] for number in own), REASON]
    for _piece, rows in pieces.all_rows(batch, bad__gt=0):
        bad = (row for row in rows if row.verdict == pieces.BAD)
        filled = ((row.cells + [""] * width, row.reason) for row in bad)
        yield from ([*(cells[number] for number in own), reason] for cells, reason in filled)


def shown_rows(batch: Batch, *, now: datetime, at_most: int = MOST_LISTED) -> list[Told]:
    """What changed over there, with what we are doing about it; and what speaks of danger, that first."""
    rows: list[pieces.Held] = []
    for _piece, held in pieces.all_rows(batch, shown__gt=0):
        rows += [row for row in held if row.is_shown]
        if len(rows) >= at_most * 4:
            break
    rows = sorted(rows, key=lambda row: not row.danger)[:at_most]
    source = batch.source
    here = Arrival.objects.filter(
        county=home_of(source), source=source, number__in=[row.number for row in rows]
    ).exclude(matter=None)
    refs = {arrival.number: Ref(arrival.matter_county, _known(arrival.matter)) for arrival in here}
    ours = matters.ledger.of(list(refs.values()), now=now)
    return [_shown(row, refs.get(row.number), ours) for row in rows]


def _known(matter: UUID | None) -> UUID:
    assert matter is not None  # noqa: S101  # excluded above
    return matter


def _shown(row: pieces.Held, ref: Ref | None, ours: "dict[UUID, matters.ledger.Row]") -> Told:
    found = ours.get(ref.id) if ref else None
    return Told(
        line=row.line,
        number=row.number,
        status=row.status,
        ours=found.number if found else "",
        state=str(found.state.label) if found else "",
        county=ref.county if ref else "",
        matter=ref.id if ref else None,
        danger=row.danger,
    )


def asked(batch: Batch) -> Asked:
    """What somebody must say before the file can be read, with a guess at every answer."""
    source = batch.source
    tried = batch.mapping if batch.mapping and not batch.mapping.kept else None
    old = mapped_of(tried or newest(source))
    headings = tuple(heading for heading in batch.headings if heading != REASON)
    guess = guessed(headings, {**remembered(source), **(tried.columns if tried else {})})
    return Asked(
        headings=headings,
        guess=guess,
        seen=_words_under(batch, {heading for heading, name in guess.items() if name in OPEN}),
        strange=tuple(strange(headings, old)) if old.columns else (),
        missing=tuple(missing(headings, old)),
        categories=old.categories,
        areas=old.areas,
        constants=old.constants,
        answers=old.answers,
    )


def _words_under(batch: Batch, wanted: set[str]) -> dict[str, tuple[str, ...]]:
    """Of kinds, places and states only: whoever matches columns reads no name, number or word of anybody."""
    counted: list[Counter[str]] = [Counter() for _heading in batch.headings]
    for number, cells in enumerate(_cells(batch)):
        if number >= LOOKED_THROUGH:
            break
        for count, cell in zip(counted, cells, strict=False):
            if cell and len(count) <= FEW:
                count[cell] += 1
    told = {}
    for heading, count in zip(batch.headings, counted, strict=True):
        few = 0 < len(count) <= FEW and max(map(len, count)) <= LONGEST_WORD
        if few and heading in wanted:
            told[heading] = tuple(word for word, _times in count.most_common())
    return told


def _cells(batch: Batch) -> Iterator[list[str]]:
    if batch.step == "asking":
        try:
            yield from (list(line.cells) for line in read_table(pieces.file_of(batch.id)).lines)
        except Invalid:
            return  # the worker says why, once the columns are matched
    else:
        for _piece, rows in pieces.all_rows(batch):
            yield from (row.cells for row in rows)


def find_arrival(viewer: Actor, code: str, number: str, *, now: datetime) -> "matters.ledger.Row | None":
    """Our matter for a number of theirs, where this person dispatches; None looks the same as elsewhere."""
    source = source_for(viewer, code, now=now)
    told = plain_name(unicodedata.normalize("NFKC", number))
    found = Arrival.objects.filter(county=home_of(source), source=source, number=told).exclude(matter=None)
    arrival = found.first()
    if arrival is None or arrival.matter is None:
        return None
    ref = Ref(arrival.matter_county, arrival.matter)
    row = matters.ledger.of([ref], now=now).get(ref.id)
    grounds = grounds_of(viewer, local(now).date())
    return row if row and any(territory.covers(ground, row.area) for ground in grounds) else None


def must_wait_for(batch: Batch, *steps: str) -> None:
    if batch.step not in steps:
        raise NotNow(_("这次导入已经到了别的一步。"), instead=_("请刷新后再看。"))
