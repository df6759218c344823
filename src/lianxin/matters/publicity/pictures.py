"""Photos beside what anybody may read: covered by a person, approved by a person, and only while the matter
stands on the board."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lianxin.matters.publicity.rows import PublicRow
from lianxin.media import public as media


@dataclass(frozen=True)
class PublicPhoto:
    """The covered one, under its own name."""

    county: str
    name: str
    width: int
    height: int


def photos_of(rows: Sequence[PublicRow]) -> Mapping[str, tuple[PublicPhoto, ...]]:
    """By the number of the matter, for those that have any. One statement; none where nothing is approved."""
    shown = {f"matter:{row.ref.id}": row for row in rows if row.words is not None}
    if not shown:
        return {}
    found = media.published_of({row.ref.county for row in shown.values()}, shown.keys())
    return {
        shown[subject].number: tuple(_public(shown[subject].ref.county, photo) for photo in photos)
        for subject, photos in found.items()
    }


def _public(county: str, photo: media.Photo) -> PublicPhoto:
    return PublicPhoto(county, photo.public_name, photo.public_width, photo.public_height)
