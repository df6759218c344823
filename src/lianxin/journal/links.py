"""What binds an entry to the one before it."""

from datetime import UTC, datetime
from json.encoder import encode_basestring as _quoted
from typing import TYPE_CHECKING, NamedTuple

from cryptography.hazmat.primitives import hashes

if TYPE_CHECKING:
    from lianxin.journal.models import Entry

_SM3 = hashes.Hash(hashes.SM3())


class Row(NamedTuple):
    """An entry as it is hashed: `id` as 8-4-4-4-12 hex, `at` as UTC ISO 8601 with microseconds."""

    position: int
    id: str
    at: str
    actor: str
    action: str
    subject: str
    payload: str
    link: str


def link_after(previous: str, county: str, row: "Row | tuple[int, str, str, str, str, str, str, str]") -> str:
    """SM3 (GB/T 32905-2016) over the previous link and all that the row says but its own link: the JSON
    array of [previous, county, position, id, at, actor, action, subject, payload], 64 hex digits. Written
    out by hand because `json.dumps` alone would take longer than the hash."""
    position, id_, at, actor, action, subject, payload, _ = row
    digest = _SM3.copy()
    told = (
        f"[{_quoted(previous)}, {_quoted(county)}, {position:d}, {_quoted(id_)}, {_quoted(at)}, "
        f"{_quoted(actor)}, {_quoted(action)}, {_quoted(subject)}, {_quoted(payload)}]"
    )
    digest.update(told.encode())
    return digest.finalize().hex()


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def row_of(entry: "Entry") -> Row:
    return Row(
        entry.position,
        str(entry.id),
        moment(entry.at),
        entry.actor,
        entry.action,
        entry.subject,
        entry.payload,
        entry.link,
    )


def link_of(previous: str, entry: "Entry") -> str:
    return link_after(previous, entry.county, row_of(entry))
