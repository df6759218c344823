"""Reads. Who may see a subject is asked by the room it belongs to, before it asks here."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from lianxin.journal import public as journal
from lianxin.kernel.errors import NotFound
from lianxin.media import shelf
from lianxin.media.contracts import Awaited, Photo
from lianxin.media.errors import WHY
from lianxin.media.models import Errand, Picture


def pictures_of(county: str, subject: str) -> list[Photo]:
    """Every photo of a subject, the first one first. One statement."""
    rows = Picture.objects.filter(county=county, subject=subject).order_by("kept_at", "id")
    return [_told(row) for row in rows]


SHOWN = "shown_photos"
_shown: journal.Snapshot[int] = journal.Snapshot(SHOWN, lambda: journal.version_of(SHOWN))


def shown_as_of() -> int:
    """A number that changes with every photo that is shown to everybody or no longer is. No statement when
    warm."""
    return _shown.get()


def published_of(counties: Collection[str], subjects: Collection[str]) -> dict[str, list[Photo]]:
    """By subject, those that a person has covered and approved for everybody, the first one first: nothing
    else of a subject may be public. One statement."""
    rows = Picture.objects.filter(county__in=counties, subject__in=subjects).exclude(public_name="")
    found: dict[str, list[Photo]] = {}
    for row in rows.order_by("kept_at", "id"):
        found.setdefault(row.subject, []).append(_told(row))
    return found


def _told(row: Picture) -> Photo:
    return Photo(
        name=row.name,
        part=row.part,
        width=row.width,
        height=row.height,
        kept_at=row.kept_at,
        public_name=row.public_name,
        public_width=row.public_width,
        public_height=row.public_height,
    )


def named(county: str, subject: str, name: str) -> Picture:
    """Raises NotFound, also for another subject's."""
    found = Picture.objects.filter(county=county, subject=subject, name=name).first()
    if found is None:
        raise absent()
    return found


def absent() -> NotFound:
    """The same words for what never was, what is gone, and what is not for whoever asks."""
    return NotFound(_("没有这张照片,或者它不归您看。"))


def opened(county: str, subject: str, name: str, kind: str) -> bytes:
    """The file, for whoever may see the subject; `kind` is "large" or "small". Raises NotFound."""
    content = shelf.read(named(county, subject, name).name, kind) if kind in shelf.KINDS else None
    if content is None:
        raise absent()
    return content


def opened_public(county: str, name: str, kind: str) -> tuple[str, bytes]:
    """(its subject, the covered one) by its own public name. Raises NotFound."""
    found = Picture.objects.filter(county=county, public_name=name).first() if name else None
    content = shelf.read(name, kind) if found and kind in shelf.KINDS else None
    if found is None or content is None:
        raise absent()
    return found.subject, content


def awaited_of(county: str, subject: str) -> list[Awaited]:
    """Photos named by their address that are not there (yet)."""
    rows = Errand.objects.filter(county=county, subject=subject).exclude(state=Errand.State.KEPT)
    return [Awaited(row.part, row.state, str(WHY.get(row.why, "")), row.asked_at, row.url) for row in rows]
