"""A file's way in, as far as a person has a say in it: sent, confirmed, dropped, gone on with."""

from collections.abc import Callable
from collections.abc import Mapping as Facts
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.exchange import pieces
from lianxin.exchange.actions.sources import BLANK
from lianxin.exchange.fields import missing, strange
from lianxin.exchange.models import RUNNING, Batch, Mapping, Piece, Source, Step
from lianxin.exchange.queries.batches import batch_for, must_wait_for
from lianxin.exchange.queries.sources import home_of, mapped_of, newest, source_for
from lianxin.exchange.standing import grounds_of, keeps_area, runs
from lianxin.journal import public as journal
from lianxin.kernel.actor import SYSTEM, Actor, ActorKind
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotAllowed, NotNow
from lianxin.kernel.ids import uuid7
from lianxin.kernel.tabular import read_table

MOST_BYTES = 40_000_000
KEPT_UNCONFIRMED = timedelta(days=3)
ENDED = (Step.DONE, Step.FAILED)
MOST_AT_ONCE = 5  # files of one person that are not done


def receive(code: str, raw: bytes, *, by: Actor, now: datetime) -> UUID:
    """Take a file of a source in, sealed; nothing goes further before it was tried and confirmed. Raises
    Invalid where it is no table. A heading that nobody has matched is asked about first."""
    source = source_for(by, code, now=now)
    _must_run(source, by, now)
    if len(raw) > MOST_BYTES:
        raise Invalid(_("文件太大:最多 40 MB。"), instead=_("请分成几份再上传。"))
    table = read_table(raw)
    mapping = newest(source)
    asks = _asks(table.headings, mapping, source, by, now)
    batch = Batch(
        id=uuid7(),
        source=source,
        mapping=None if asks else mapping,
        person_id=by.id if by.kind is ActorKind.STAFF else None,
        step=Step.ASKING if asks else Step.READING,
        language=get_language() or "zh-hans",
        headings=list(table.headings),
        unread=[title[:60] for title in table.others],
        made_at=now,
        moved_at=now,
        forget_at=now + KEPT_UNCONFIRMED,
    )
    with transaction.atomic():
        batch.save(force_insert=True)
        pieces.store(pieces.seal_file(raw, batch.id))
        _journal(batch, "exchange.receive", {"bytes": len(raw)}, by, now)
    return batch.id


def _must_run(source: Source, by: Actor, now: datetime) -> None:
    if not runs(source, grounds_of(by, local(now).date())):
        raise NotAllowed(_("导入由派遣员来做。"), instead=_("请把表格交给管这个地方的派遣员。"))
    if source.closed_at is not None:
        raise NotNow(_("这个来源已经停用。"), instead=_("要重新用,请先在来源的设置里启用。"))
    if by.id and Batch.objects.filter(person_id=by.id).exclude(step__in=ENDED).count() >= MOST_AT_ONCE:
        raise NotNow(
            _("您有 %(n)d 次导入还没有办完。") % {"n": MOST_AT_ONCE}, instead=_("请先确认或放弃前面的。")
        )


def _asks(
    headings: tuple[str, ...], mapping: Mapping | None, source: Source, by: Actor, now: datetime
) -> bool:
    old = mapped_of(mapping)
    new, gone = strange(headings, old), missing(headings, old)
    if mapping is not None and not new and not gone:
        return False
    if not keeps_area(source.area, by, local(now).date()):
        told = {"new": "、".join(new[:8]) or _("无"), "gone": "、".join(gone[:8]) or _("无")}
        raise Invalid(
            _("表头和对照过的不一样。多了:%(new)s;少了:%(gone)s。") % told,
            instead=_("请管整个来源的派遣员先上传一次、对照好。"),
        )
    return True


def confirm(
    code: str, batch: UUID, *, by: Actor, now: datetime, seen: Callable[[Batch], None] | None = None
) -> None:
    """Let what was tried go in. Pressed twice, it goes in once. `seen` is called with the file under its
    lock, and may refuse."""
    with transaction.atomic():
        found = batch_for(by, code, batch, now=now)
        if seen is not None:
            seen(Batch.objects.select_for_update().get(id=found.id))
        must_wait_for(found, Step.CHECKED)
        begin(found, by=by, now=now)


def begin(batch: Batch, *, by: Actor, now: datetime) -> None:
    begun = Batch.objects.filter(id=batch.id, step=Step.CHECKED).update(
        step=Step.TAKING, moved_at=now, leased_until=None, **BLANK
    )
    if begun != 1:
        raise NotNow(_("这次导入已经到了别的一步。"), instead=_("请刷新后再看。"))
    Piece.objects.filter(batch=batch, kind=Piece.ROWS).update(waits=True)
    told = {"rows": batch.rows, "new": batch.new, "known": batch.known, "bad": batch.bad}
    _journal(batch, "exchange.confirm", told, by, now)


@transaction.atomic
def drop(code: str, batch: UUID, *, by: Actor, now: datetime) -> None:
    """Forget a file and everything of it that has not gone in. What is going in goes on."""
    found = batch_for(by, code, batch, now=now)
    must_wait_for(found, *(step for step in Step if step != Step.TAKING))
    _journal(found, "exchange.drop", {"rows": found.rows}, by, now)
    found.delete()


@transaction.atomic
def go_on(code: str, batch: UUID, *, by: Actor, now: datetime) -> None:
    """After it stopped on a fault of ours: from where it stopped."""
    found = batch_for(by, code, batch, now=now)
    must_wait_for(found, Step.FAILED)
    if not found.stopped_at:
        raise NotNow(_("这个文件读不了,没有可以接着做的。"), instead=_("请改好以后再上传一次。"))
    Batch.objects.filter(id=found.id).update(
        step=found.stopped_at, stopped_at="", fault="", tries=0, leased_until=None, moved_at=now
    )


def forget_files(now: datetime, at_most: int = 100) -> int:
    """Delete files and their rows whose time is over; returns how many."""
    over = Batch.objects.filter(forget_at__lte=now).exclude(step__in=RUNNING).select_related("source")
    gone = 0
    for batch in over.order_by("forget_at")[:at_most]:
        with transaction.atomic():
            if Batch.objects.select_for_update().filter(id=batch.id).first():
                _journal(batch, "exchange.forget", {"rows": batch.rows}, SYSTEM, now)
                batch.delete()
                gone += 1
    return gone


def _journal(batch: Batch, action: str, told: Facts[str, object], by: Actor, now: datetime) -> None:
    fact = journal.Fact(action, f"batch:{batch.id}", {"code": batch.source.code, **told})
    journal.append(home_of(batch.source), [fact], by=by, now=now)
