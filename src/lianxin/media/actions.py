"""Keeping photos, publishing a covered one, and letting go of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from lianxin.journal import public as journal
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.clock import local
from lianxin.kernel.counties import by_county
from lianxin.kernel.errors import NotNow
from lianxin.kernel.keyring import keyring
from lianxin.kernel.rows import insert
from lianxin.media import shelf
from lianxin.media.contracts import Covered, Ready, Subject
from lianxin.media.developing import Box, cover, develop, digest_of
from lianxin.media.models import Errand, Picture
from lianxin.media.queries import SHOWN, absent, named

KEEP = timedelta(days=3 * 365)  # as long as the number of whoever reported


def prepare(subject: Subject, data: bytes) -> Ready | None:
    """Develop what arrived and lay it on the shelf for good; None when this subject has this very photo
    already. Outside of any transaction, since it takes its time. Raises Unusable."""
    digest = keyring().digest("photo", digest_of(data))
    if Picture.objects.filter(county=subject.county, subject=subject.name, digest=digest).exists():
        return None
    made, name = develop(data), shelf.new_name()
    shelf.put(name, made.large, made.small)
    return Ready(digest, name, made.width, made.height, len(made.large) + len(made.small))


@transaction.atomic
def keep(subject: Subject, photos: Sequence[Ready], *, by: Actor, now: datetime) -> list[str]:
    """Name what lies on the shelf as this subject's, with the entry of it; returns the names that are kept.
    Of two who bring the same photo at once one keeps it. Who may is for the owner of the subject to say."""
    kept = [photo.name for photo in photos if insert([_row(subject, photo, now)], pass_over_known=True)]
    _let_go({photo.name for photo in photos} - set(kept))
    if kept:
        told = {"pictures": len(kept), "part": subject.part}
        journal.append(subject.county, [journal.Fact("media.keep", subject.name, told)], by=by, now=now)
    return kept


def _row(subject: Subject, photo: Ready, now: datetime) -> Picture:
    return Picture(
        county=subject.county,
        subject=subject.name,
        part=subject.part,
        digest=photo.digest,
        name=photo.name,
        width=photo.width,
        height=photo.height,
        size=photo.size,
        kept_at=now,
        kept_until=local(now + KEEP).date(),
    )


def discard(photos: Iterable[Ready | Covered]) -> None:
    """Take off the shelf what nobody will keep."""
    shelf.drop(photo.name for photo in photos)


def _let_go(names: Iterable[str]) -> None:
    """Off the shelf once it is certain that no row names them; a crash before that leaves it to the sweep."""
    gone = [name for name in names if name]
    if gone:
        transaction.on_commit(partial(shelf.drop, gone))


def covered(subject: Subject, name: str, boxes: Sequence[Box]) -> Covered:
    """The new picture, on the shelf and shown to nobody. Outside of any transaction: it takes its time."""
    picture = named(subject.county, subject.name, name)
    kept = shelf.read(picture.name, shelf.LARGE)
    if kept is None:
        raise absent()
    made, fresh = cover(kept, boxes), shelf.new_name()
    shelf.put(fresh, made.large, made.small)
    return Covered(picture.id, fresh, made.width, made.height, len(boxes), picture.public_name)


def show(subject: Subject, made: Covered, *, by: Actor, now: datetime) -> str:
    """From now on everybody may see what was covered; it takes the place of an earlier one. Returns its name.
    Raises NotNow where somebody was faster."""
    shown = {
        "public_name": made.name,
        "public_width": made.width,
        "public_height": made.height,
        "public_at": now,
    }
    fact = journal.Fact("media.publish", subject.name, {"picture": str(made.picture), "boxes": made.boxes})
    try:
        _show(subject, made.picture, made.before, shown, fact, by, now)
    except BaseException:
        discard([made])
        raise
    return made.name


def withdraw(subject: Subject, name: str, *, by: Actor, now: datetime) -> None:
    """Nobody else may see it any more: the covered one is deleted. Raises NotFound."""
    picture = named(subject.county, subject.name, name)
    none = {"public_name": "", "public_width": 0, "public_height": 0, "public_at": None}
    told = journal.Fact("media.withdraw", subject.name, {"picture": str(picture.id)})
    _show(subject, picture.id, picture.public_name, none, told, by, now)


@transaction.atomic
def _show(
    subject: Subject,
    picture: UUID,
    before: str,
    shown: dict[str, object],
    fact: journal.Fact,
    by: Actor,
    now: datetime,
) -> None:
    as_it_was = Picture.objects.filter(county=subject.county, id=picture, public_name=before)
    if as_it_was.update(**shown) != 1:
        raise NotNow(_("别人刚刚改过这张照片。"), instead=_("请刷新后再看。"))
    _let_go([before])
    journal.bump(SHOWN)
    journal.append(subject.county, [fact], by=by, now=now)


@transaction.atomic
def remove(subject: Subject, name: str, *, by: Actor, now: datetime) -> None:
    """Delete one photo, and the covered one with it; the chain remembers it. Raises NotFound."""
    gone = _delete(Picture.objects.filter(county=subject.county, subject=subject.name, name=name))
    if not gone:
        raise absent()
    fact = journal.Fact("media.remove", subject.name, {"pictures": 1, "part": gone[0].part})
    journal.append(subject.county, [fact], by=by, now=now)


@transaction.atomic
def erase(subject: Subject, *, by: Actor, now: datetime) -> int:
    """Delete every photo of a subject, whatever its step, and what was still to be fetched; returns how many
    photos. For the owner of the subject, when the subject is erased."""
    Errand.objects.filter(county=subject.county, subject=subject.name).delete()
    gone = _delete(Picture.objects.filter(county=subject.county, subject=subject.name))
    if gone:
        fact = journal.Fact("media.erase", subject.name, {"pictures": len(gone)})
        journal.append(subject.county, [fact], by=by, now=now)
    return len(gone)


def _delete(rows: "models.QuerySet[Picture]") -> list[Subject]:
    """Locked first, so that of two at once only one tells of it; the files go once that is certain. Returns
    whose they were."""
    mine = list(
        rows.select_for_update().values_list("county", "id", "subject", "part", "name", "public_name")
    )
    for county, id_, _subject, _part, name, public in mine:
        Picture.objects.filter(county=county, id=id_).delete()
        _let_go([name, public])
    if any(row[-1] for row in mine):
        journal.bump(SHOWN)
    return [Subject(row[0], row[2], row[3]) for row in mine]


def forget(now: datetime, at_most: int = 100) -> int:
    """Delete the photos whose time is over; returns how many."""
    over = Picture.objects.filter(kept_until__lt=local(now).date()).order_by("kept_until")
    return sum(_forgotten(county, ids, now) for county, ids in by_county(over, at_most).items())


@transaction.atomic
def _forgotten(county: str, ids: list[UUID], now: datetime) -> int:
    gone = _delete(Picture.objects.filter(county=county, id__in=ids))
    count = Counter(subject.name for subject in gone)
    facts = [journal.Fact("media.forget", name, {"pictures": many}) for name, many in count.items()]
    if facts:
        journal.append(county, facts, by=SYSTEM, now=now)
    return len(gone)
