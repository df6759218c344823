"""Sealing of contact details at rest: AES-256-GCM with a key id in front, and a keyed digest for look-up.

Keys come from a file that the deployment keeps apart from its database; the newest key seals, every key
opens. The digest (HMAC-SHA-256) finds equal values without opening any, and stands in the journal where
the words themselves must not (so that erasure does not break the chain).
"""

import base64
import hashlib
import hmac
import json
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class SealBroken(Exception):
    """The sealed bytes were altered, belong to another row, or their key is gone."""


class Keyring:
    """`keys` maps a key id (one byte) to 32 bytes; the highest id seals."""

    def __init__(self, keys: dict[int, bytes], pepper: bytes) -> None:
        self._keys = keys
        self._pepper = pepper

    @classmethod
    def load(cls, path: Path) -> "Keyring":
        """Read the key file, or make one (mode 0600) where there is none."""
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = {"keys": {"1": os.urandom(32).hex()}, "pepper": os.urandom(32).hex()}
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as file:
                json.dump(fresh, file)
                file.flush()
                os.fsync(file.fileno())
        stored = json.loads(path.read_text())
        keys = {int(number): bytes.fromhex(key) for number, key in stored["keys"].items()}
        return cls(keys, bytes.fromhex(stored["pepper"]))

    def seal(self, plain: str, *, bound_to: str) -> bytes:
        """`bound_to` names the row, so that sealed bytes cannot be moved to another."""
        number = max(self._keys)
        nonce = os.urandom(12)
        box = AESGCM(self._keys[number]).encrypt(nonce, plain.encode(), bound_to.encode())
        return bytes([number]) + nonce + box

    def open(self, sealed: bytes, *, bound_to: str) -> str:
        sealed = bytes(sealed)
        key = self._keys.get(sealed[0]) if sealed else None
        if key is None:
            raise SealBroken("no key for these bytes")
        try:
            return AESGCM(key).decrypt(sealed[1:13], sealed[13:], bound_to.encode()).decode()
        except InvalidTag as broken:
            raise SealBroken("altered, or bound to another row") from broken

    def digest(self, purpose: str, value: str) -> str:
        """64 hex digits; differs by purpose, so that two indexes cannot be joined."""
        return hmac.new(self._pepper, f"{purpose}\0{value}".encode(), hashlib.sha256).hexdigest()

    def code(self, purpose: str, value: str, length: int) -> str:
        """A readable code (Crockford's base 32, no I L O U) that only this deployment can derive."""
        raw = hmac.new(self._pepper, f"code:{purpose}\0{value}".encode(), hashlib.sha256).digest()
        text = base64.b32encode(raw).decode().lower()
        return text.translate(_CROCKFORD)[:length]


_CROCKFORD = str.maketrans("abcdefghijklmnopqrstuvwxyz234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
