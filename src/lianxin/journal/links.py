"""What binds an entry to the one before it."""

import json
from datetime import UTC

from cryptography.hazmat.primitives import hashes

from lianxin.journal.models import Entry


def link_of(previous: str, entry: Entry) -> str:
    """SM3 (GB/T 32905-2016) over the previous link and all that the entry says, 64 hex digits."""
    told = (
        previous,
        entry.county,
        entry.position,
        str(entry.id),
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.actor,
        entry.action,
        entry.subject,
        entry.payload,
    )
    digest = hashes.Hash(hashes.SM3())
    digest.update(json.dumps(told, ensure_ascii=False).encode())
    return digest.finalize().hex()
