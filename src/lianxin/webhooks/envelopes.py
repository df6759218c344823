"""What goes over the wire: the body, and the signature over it. Pure.

As in the Standard Webhooks specification: `webhook-id`, `webhook-timestamp` (seconds) and `webhook-signature`
with one `v1,<base64 of HMAC-SHA256 over "id.timestamp.body">` for each secret that holds. The receiver
refuses what is older than five minutes and drops an id it has seen.
"""

import base64
import hmac
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

PREFIX = "whsec_"


@dataclass(frozen=True)
class Secret:
    """`until` None: it holds until another takes its place."""

    words: str
    until: datetime | None = None


def fresh_secret() -> Secret:
    return Secret(PREFIX + base64.b64encode(os.urandom(32)).decode())


def pack(secrets: Sequence[Secret]) -> str:
    return json.dumps([[one.words, one.until.isoformat() if one.until else None] for one in secrets])


def unpack(packed: str, now: datetime) -> list[Secret]:
    """Those that hold at `now`, the newest first."""
    found = [
        Secret(words, datetime.fromisoformat(until) if until else None) for words, until in json.loads(packed)
    ]
    return [one for one in found if one.until is None or one.until > now]


def body_of(kind: str, at: datetime, data: Mapping[str, object]) -> str:
    whole = {"type": kind, "timestamp": at.isoformat(), "data": data}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def headers_of(id_: str, body: str, secrets: Sequence[Secret], *, now: datetime) -> dict[str, str]:
    stamp = str(int(now.timestamp()))
    return {
        "Content-Type": "application/json; charset=utf-8",
        "webhook-id": id_,
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(f"v1,{signature(one, id_, stamp, body)}" for one in secrets),
    }


def signature(secret: Secret, id_: str, stamp: str, body: str) -> str:
    key = base64.b64decode(secret.words.removeprefix(PREFIX))
    return base64.b64encode(hmac.new(key, f"{id_}.{stamp}.{body}".encode(), sha256).digest()).decode()
