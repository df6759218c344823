"""Identifiers: UUIDv7 (RFC 9562, 5.7), so that new rows lie together in every index, and what one process
makes lies in the order in which it was made."""

import os
import threading
import time
from uuid import UUID

_RANDOM = 74  # bits behind the milliseconds
_STEP = 4  # bytes of the step to the next within one millisecond, so that nobody counts on from an id
_lock = threading.Lock()
_last = 0


def uuid7() -> UUID:
    """48 bits of milliseconds since 1970, then 74 random bits; within one millisecond each is above the last
    (6.2, method 2)."""
    global _last
    millis = time.time_ns() // 1_000_000
    drawn = millis << _RANDOM | int.from_bytes(os.urandom(10), "big") >> 80 - _RANDOM
    with _lock:
        if _last >> _RANDOM == millis and drawn <= _last:
            drawn = _last + 1 + int.from_bytes(os.urandom(_STEP), "big")
        _last = drawn
    millis, high, low = drawn >> _RANDOM, drawn >> 62 & 0xFFF, drawn & (1 << 62) - 1
    return UUID(int=(millis & (1 << 48) - 1) << 80 | 0x7 << 76 | high << 64 | 0x2 << 62 | low)
