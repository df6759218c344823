"""What waits sealed: the file as it came, then its rows. Only who sent it and the worker read either."""

import base64
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from lianxin.exchange.models import Batch, Piece
from lianxin.kernel.ids import uuid7
from lianxin.kernel.keyring import keyring
from lianxin.kernel.rows import insert

ROWS_TOGETHER = 10  # one transaction when they are taken in: it holds a county's chain for so long
FILE_PART = 1_000_000  # bytes

T = TypeVar("T")
NEW, KNOWN, CHANGED, BAD = "new", "known", "changed", "bad"


@dataclass
class Held:
    """One row of the file. `verdict` is "" until it was tried; `danger`: it speaks of it."""

    line: int
    cells: list[str]
    fault: str = ""
    blurred: list[int] = field(default_factory=list)
    verdict: str = ""
    reason: str = ""
    number: str = ""
    status: str = ""
    danger: bool = False

    @property
    def is_shown(self) -> bool:
        return self.verdict == CHANGED or self.danger


def seal_file(raw: bytes, batch: UUID) -> list[Piece]:
    parts = [raw[at : at + FILE_PART] for at in range(0, len(raw), FILE_PART)] or [b""]
    return [
        _sealed(batch, Piece.FILE, number, base64.b85encode(part).decode())
        for number, part in enumerate(parts)
    ]


def file_of(batch: UUID) -> bytes:
    return b"".join(base64.b85decode(opened(piece)) for piece in _of(batch, Piece.FILE))


def seal_rows(rows: Iterable[Held], batch: UUID) -> Iterator[Piece]:
    for number, together in enumerate(in_parts(rows, ROWS_TOGETHER)):
        yield _sealed(batch, Piece.ROWS, number, _told(together))


def seal_twice(numbers: dict[str, Any], batch: UUID) -> Piece:
    """The numbers that stand in the file more than once, with the line and digest of the first."""
    return _sealed(batch, Piece.TWICE, 0, json.dumps(numbers, ensure_ascii=False))


def twice_of(batch: UUID) -> dict[str, Any]:
    found = _of(batch, Piece.TWICE).first()
    known: dict[str, Any] = json.loads(opened(found)) if found else {}
    return known


def rows_of(piece: Piece) -> list[Held]:
    return [Held(**row) for row in json.loads(opened(piece))]


def put_back(piece: Piece, rows: Sequence[Held], *, waits: bool) -> Piece:
    """The same piece with other rows in it; not yet stored."""
    piece.sealed = keyring().seal(_told(rows), bound_to=f"exchange:{piece.id}")
    piece.bad = sum(row.verdict == BAD for row in rows)
    piece.shown = sum(row.is_shown for row in rows)
    piece.waits = waits
    return piece


def opened(piece: Piece) -> str:
    return keyring().open(bytes(piece.sealed), bound_to=f"exchange:{piece.id}")


def all_rows(batch: Batch, **chosen: int) -> Iterator[tuple[Piece, list[Held]]]:
    for piece in _of(batch.id, Piece.ROWS).filter(**chosen).iterator(chunk_size=200):
        yield piece, rows_of(piece)


def waiting(batch: Batch) -> QuerySet[Piece]:
    return _of(batch.id, Piece.ROWS).filter(waits=True)


def store(pieces: Iterable[Piece]) -> None:
    for together in in_parts(pieces, 100):
        insert(together)


def in_parts(things: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(things)
    while part := list(islice(rest, size)):
        yield part


def _of(batch: UUID, kind: str) -> QuerySet[Piece]:
    return Piece.objects.filter(batch_id=batch, kind=kind).order_by("number")


def _sealed(batch: UUID, kind: str, number: int, words: str) -> Piece:
    id_ = uuid7()
    sealed = keyring().seal(words, bound_to=f"exchange:{id_}")
    return Piece(id=id_, batch_id=batch, kind=kind, number=number, sealed=sealed)


def _told(rows: Iterable[Held]) -> str:
    return json.dumps([vars(row) for row in rows], ensure_ascii=False)
