"""Photos that come with a request as files: judged and kept by `matters`, counted and told here."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor
from lianxin.matters.public import Ref, photos
from lianxin.media import public as media
from lianxin.open311.web.asked import Asked
from lianxin.pages.public import sizes

MOST_BYTES = photos.MOST * media.LARGEST + sizes.MOST_FROM_A_STRANGER
WIDE = {r"/open311/(?:test/)?v2/requests(?:\.\w{1,10})?/?": MOST_BYTES}  # these take photos


def files_of(asked: Asked) -> list[Any]:
    """By whatever name: clients say `media`, `media[]`, `file`, `photo`."""
    return [file for _name, files in asked.request.FILES.lists() for file in files]


def digests_of(asked: Asked) -> tuple[str, ...]:
    """To know the very same request again."""
    return tuple(hashlib.file_digest(file.open(), "sha256").hexdigest() for file in files_of(asked))


def keep(asked: Asked, ref: Ref, *, by: Actor) -> str:
    """Add them to the report, whose words are safe by now; returns what was left out, as sentences."""
    if not files_of(asked):
        return ""
    taken = photos.add(ref, 1, _read(asked), by=by, now=asked.now)
    return told_of(taken.refused)


def judged(asked: Asked) -> str:
    """What would be left out, and nothing kept."""
    refused = []
    for which, data in enumerate(_read(asked), 1):
        if which > photos.MOST:
            refused.append((which, "many"))
            continue
        try:
            media.develop(data)
        except media.Unusable as unusable:
            refused.append((which, unusable.why))
    return told_of(refused)


def told_of(refused: Sequence[tuple[int, str]]) -> str:
    sentences = [
        _("第 %(which)s 张照片没有收:%(why)s。") % {"which": which, "why": media.WHY[why]}
        for which, why in refused
    ]
    return "\n".join(sentences)


def _read(asked: Asked) -> Iterator[bytes]:
    """One after the other, and of each no more than is needed to say that it is too large."""
    for file in files_of(asked):
        file.seek(0)
        yield file.read(media.LARGEST + 1)
