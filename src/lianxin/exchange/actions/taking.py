"""Rows that were tried become matters, ten in a transaction with the note that they have."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from lianxin.exchange import pieces
from lianxin.exchange.models import Arrival, Batch, Piece, Source, Step
from lianxin.exchange.pieces import BAD, CHANGED, KNOWN, NEW, Held
from lianxin.exchange.queries.sources import home_of, mapped_of
from lianxin.exchange.shaping import Shaped, Shaper
from lianxin.exchange.standing import grounds_of
from lianxin.journal import public as journal
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Busy, Invalid, Refusal
from lianxin.kernel.ids import uuid7
from lianxin.kernel.rows import insert
from lianxin.matters import public as matters
from lianxin.matters.public import Ref
from lianxin.notices import public as notices
from lianxin.org import public as org

KEPT_DONE = timedelta(days=7)
DESK = "desk"  # the channel to those who serve


def shaper_for(batch: Batch, now: datetime) -> Shaper:
    """Duties are read afresh: whoever serves no longer brings nothing in any more."""
    by = Actor.staff(batch.person_id) if batch.person_id else SYSTEM
    grounds = grounds_of(by, local(now).date())
    return Shaper(mapped_of(batch.mapping), batch.headings, batch.source.area, grounds, now)


def judge(row: Held, shaper: Shaper, twice: Mapping[str, Any], here: Mapping[str, str]) -> str:
    """Write the verdict into the row; returns their word for a category that nobody has matched, or ""."""
    row.verdict, row.reason, row.danger, row.number = BAD, row.fault, False, ""
    if row.fault:
        return ""
    shaped = shaper.shape(row.cells, row.blurred)
    row.number, row.status, row.reason = shaped.number, shaped.status, shaped.fault
    if shaped.report is None:
        return ""
    line, digest = twice.get(shaped.number, (row.line, ""))
    if line != row.line and digest != shaped.digest:
        row.reason = _("编号和第 %(line)d 行相同,写的却不一样。") % {"line": line}
    elif line != row.line:
        row.verdict = KNOWN
    else:
        row.verdict = verdict_of(shaped, here.get(shaped.number))
    row.danger = shaped.danger and row.verdict == NEW
    return shaped.unmapped


def verdict_of(shaped: Shaped, digest: str | None) -> str:
    if digest is None:
        return NEW
    return KNOWN if digest in {shaped.digest, ""} else CHANGED  # "": erased, and nothing is compared with it


def take(batch: Batch, at_most: int, *, now: datetime) -> None:
    """Take in the next pieces, each in a transaction of its own; at the end say so."""
    shaper = shaper_for(batch, now)
    for id_ in list(pieces.waiting(batch).values_list("id", flat=True)[:at_most]):
        _take_piece(batch, id_, shaper, now)
    if not pieces.waiting(batch).exists():
        _finish(batch, now)


@transaction.atomic
def _take_piece(batch: Batch, piece_id: UUID, shaper: Shaper, now: datetime) -> None:
    """The batch is locked first: of two workers, the second finds the piece done."""
    locked = Batch.objects.select_for_update().filter(id=batch.id, step=Step.TAKING).first()
    piece = Piece.objects.filter(id=piece_id, waits=True).first()
    if locked is None or piece is None:
        return
    rows = pieces.rows_of(piece)
    refs = _taken(batch, [row for row in rows if row.verdict != BAD], shaper, now)
    left = [row for row in rows if row.verdict == BAD or row.is_shown]
    if left:
        pieces.put_back(piece, left, waits=False)
        piece.save(update_fields=["sealed", "bad", "shown", "waits"])
    else:
        piece.delete()
    count = Counter(row.verdict for row in rows)
    told: dict[str, Any] = {name: F(name) + count[name] for name in (NEW, KNOWN, CHANGED, BAD)}
    told["danger"] = F("danger") + sum(row.danger for row in rows)
    told["units"] = dict(Counter(locked.units) + _for_whom(refs, now))
    Batch.objects.filter(id=batch.id).update(done=F("done") + len(rows), moved_at=now, **told)


def _taken(batch: Batch, rows: Sequence[Held], shaper: Shaper, now: datetime) -> list[Ref]:
    """Claim every number first, in order, so that two files with the same numbers wait for each other and
    never both ways round; then bring them in county by county, for the same reason."""
    source, home = batch.source, home_of(batch.source)
    shaped = [(row, shaper.shape(row.cells, row.blurred)) for row in rows]
    good = [(row, one) for row, one in shaped if _stands(row, one)]
    first = {one.number: one for _row, one in reversed(good)}
    claims = {number: _claim(home, source, first[number], batch.id, now) for number in sorted(first)}
    insert(list(claims.values()), pass_over_known=True)
    here = {row.number: row for row in Arrival.objects.filter(county=home, source=source, number__in=first)}
    refs, settled = [], []
    for row, one in sorted(good, key=lambda pair: (pair[1].county, pair[1].number, pair[0].line)):
        arrival = here[one.number]
        if arrival.id == claims[one.number].id and arrival.matter is None:
            ref = _brought_in(row, one, source, now)
            refs += [ref] if ref else []
            settled += [arrival] if _is_settled(arrival, ref) else []
        else:
            _seen_again(row, one, arrival)
    Arrival.objects.filter(county=home).bulk_update(settled, ["matter", "matter_county"])
    return refs


def _stands(row: Held, shaped: Shaped) -> bool:
    """Still good? Duties and areas may have ended since it was tried."""
    if shaped.report is None:
        row.verdict, row.reason, row.danger = BAD, shaped.fault, False
    return shaped.report is not None


def _claim(home: str, source: Source, shaped: Shaped, batch: UUID, now: datetime) -> Arrival:
    return Arrival(
        id=uuid7(),
        county=home,
        source=source,
        number=shaped.number,
        digest=shaped.digest,
        batch=batch,
        at=now,
    )


def _brought_in(row: Held, shaped: Shaped, source: Source, now: datetime) -> Ref | None:
    """By the door that every report takes. The system brings it in, not whoever pressed the button: they
    neither heard it nor answer for it, and who confirmed the file stands in the journal."""
    assert shaped.report is not None  # noqa: S101  # stands
    report = replace(
        shaped.report,
        id=uuid7(),
        credential=f"source:{source.code}",
        channel=source.channel,
        carried=True,
        answered_elsewhere=not source.tells,
    )
    try:
        submitted = matters.submit_report(report, by=SYSTEM, now=now)
    except Busy:
        raise
    except Refusal as refusal:
        row.verdict, row.reason, row.danger = BAD, refusal.sentence, False
        return None
    row.verdict, row.danger = NEW, shaped.danger
    return submitted.ref


def _is_settled(arrival: Arrival, ref: Ref | None) -> bool:
    """Whether their number stands for a matter now: written down with the others of its piece."""
    if ref is None:
        Arrival.objects.filter(county=arrival.county, id=arrival.id).delete()
        return False
    arrival.matter, arrival.matter_county = ref.id, ref.county
    return True


def _seen_again(row: Held, shaped: Shaped, arrival: Arrival) -> None:
    """Ours stands, whatever it says over there now: it is shown, and remembered as seen."""
    row.verdict, row.danger = verdict_of(shaped, arrival.digest), False
    if row.verdict == CHANGED:
        mine = Arrival.objects.filter(county=arrival.county, id=arrival.id)
        mine.update(digest=shaped.digest)
        arrival.digest = shaped.digest


def _for_whom(refs: Sequence[Ref], now: datetime) -> Counter[str]:
    """Whose desk each lies on now: a unit's id."""
    on = local(now).date()
    count: Counter[str] = Counter()
    for row in matters.ledger.of(refs, now=now).values() if refs else ():
        desk = None if row.unit_id else org.desk_of(row.desk, on=on)
        unit = row.unit_id or (desk.id if desk else None)
        count.update([str(unit)] if unit else [])
    return count


@transaction.atomic
def _finish(batch: Batch, now: datetime) -> None:
    done = Batch.objects.select_for_update().filter(id=batch.id, step=Step.TAKING).first()
    if done is None:
        return
    Batch.objects.filter(id=batch.id).update(step=Step.DONE, moved_at=now, forget_at=now + KEPT_DONE)
    Piece.objects.filter(batch=batch, kind=Piece.TWICE).delete()
    home = home_of(batch.source)
    words = _("%(source)s转来 %(n)d 件事,等您处理,都在“一根针”里。")
    notes = [
        notices.Note(
            key=f"exchange:{batch.id}:{unit}",
            channel=DESK,
            words=words % {"source": batch.source.name, "n": n},
            subject=f"batch:{batch.id}",
            to_unit=UUID(unit),
        )
        for unit, n in done.units.items()
    ]
    notices.write(home, notes, now=now)
    told = {name: getattr(done, name) for name in ("rows", "new", "known", "changed", "bad")}
    fact = journal.Fact("exchange.finish", f"batch:{batch.id}", {"code": batch.source.code, **told})
    journal.append(home, [fact], by=SYSTEM, now=now)


def too_many(most: int) -> Invalid:
    return Invalid(_("这个文件超过 %(most)d 行,没有读。") % {"most": most}, instead=_("请分成几份再上传。"))
