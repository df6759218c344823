"""What a backup asks of the shelf."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from django.db.models import Q

from lianxin.media import shelf
from lianxin.media.models import Picture

CHUNK = 2000


def names() -> Iterator[tuple[str, str]]:
    """(name, public name) of every picture."""
    return Picture.objects.order_by("pk").values_list("name", "public_name").iterator(chunk_size=CHUNK)


def files_of(name: str) -> list[Path]:
    return [shelf.path_of(name, kind) for kind in shelf.KINDS]


def put_back(file: str, content: bytes) -> None:
    """A file of a backup. One that is there already is the same one: a name is used once."""
    name, kind, _ending = file.split(".")
    path = shelf.path_of(name, kind)
    if not path.exists() or path.read_bytes() != content:
        shelf.write(path, content)


def forget_lost(gone: Sequence[str]) -> None:
    """Rows whose files were deleted while the backup was made: what was erased then stays erased."""
    for name in gone:
        lost = Picture.objects.filter(Q(name=name) | Q(public_name=name))
        for county, id_ in list(lost.values_list("county", "id")):
            mine = Picture.objects.filter(county=county, id=id_)
            if not mine.filter(name=name).delete()[0]:
                mine.update(public_name="", public_width=0, public_height=0, public_at=None)
