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
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

LAST_KEY = 255
_SHORTEST = 1 + 12 + 16  # key id, nonce, tag


class SealBroken(Exception):
    """The sealed bytes were altered, belong to another row, or their key is gone."""


Sample = Callable[[], tuple[bytes, str] | None]  # the newest that was sealed, and what it is bound to


def proved(path: Path, newest: Sample) -> "Keyring":
    """The keyring of that file, once it has opened the newest that was sealed with it. A process with another
    key, or with none, would write beside what it cannot read: it is refused, and no key file is made. Raises
    SealBroken."""
    found = newest()
    if found and not path.exists():
        raise SealBroken(f"{path} is not there, and something is sealed already")
    ring = Keyring.load(path)
    if found:
        ring.open(found[0], bound_to=found[1])
    return ring


class Keyring:
    """`keys` maps a key id (one byte) to 32 bytes; the highest id seals."""

    def __init__(self, keys: dict[int, bytes], pepper: bytes, path: Path | None = None) -> None:
        self._keys = keys
        self._pepper = pepper
        self._path = path

    @classmethod
    def load(cls, path: Path) -> "Keyring":
        """Read the key file, or make one (mode 0600) where there is none."""
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            cls.store(path, {"keys": {"1": os.urandom(32).hex()}, "pepper": os.urandom(32).hex()})
        return cls.read(json.loads(path.read_text()), path)

    @classmethod
    def read(cls, stored: dict[str, Any], path: Path | None = None) -> "Keyring":
        """From what a key file holds: {"keys": {id: hex}, "pepper": hex}."""
        keys = {int(number): bytes.fromhex(key) for number, key in stored["keys"].items()}
        return cls(keys, bytes.fromhex(stored["pepper"]), path)

    @staticmethod
    def store(path: Path, stored: dict[str, Any]) -> None:
        """Write a key file whole or not at all; one that is there already is not overwritten."""
        # A name of its own for every thread: several may find no key file at the very same first report.
        partial = path.with_name(f"{path.name}.{os.urandom(8).hex()}.partial")
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump(stored, file)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(partial, path)
        except FileExistsError:
            pass  # another process was first: its keys hold
        finally:
            os.unlink(partial)
        _keep_names(path.parent)

    @classmethod
    def rotate(cls, path: Path) -> "Keyring":
        """Add a key that seals from now on; the older ones still open what they sealed. The pepper stays,
        since digests made with it stand in tables and in the journal."""
        stored = json.loads(path.read_text())
        number = max(map(int, stored["keys"])) + 1
        if number > LAST_KEY:
            raise ValueError("the key id is one byte: seal everything anew before the 256th key")
        stored["keys"][str(number)] = os.urandom(32).hex()
        fresh = path.with_name(path.name + ".rotated")
        fresh.unlink(missing_ok=True)
        cls.store(fresh, stored)
        os.replace(fresh, path)
        _keep_names(path.parent)
        return cls.read(stored, path)

    def marks(self) -> dict[int, str]:
        """Tells each key from any other without showing it, by its id."""
        return {
            number: hmac.new(key, b"mark", hashlib.sha256).hexdigest() for number, key in self._keys.items()
        }

    def seal(self, plain: str, *, bound_to: str) -> bytes:
        """`bound_to` names the row, so that sealed bytes cannot be moved to another."""
        number = max(self._keys)
        nonce = os.urandom(12)
        box = AESGCM(self._keys[number]).encrypt(nonce, plain.encode(), bound_to.encode())
        return bytes([number]) + nonce + box

    def open(self, sealed: bytes, *, bound_to: str) -> str:
        sealed = bytes(sealed)
        key = self._key(sealed[0]) if sealed else None
        if key is None:
            raise SealBroken("no key for these bytes")
        if len(sealed) < _SHORTEST:
            raise SealBroken("cut short")
        try:
            return AESGCM(key).decrypt(sealed[1:13], sealed[13:], bound_to.encode()).decode()
        except InvalidTag as broken:
            raise SealBroken("altered, or bound to another row") from broken

    def _key(self, number: int) -> bytes | None:
        """A key that is not known yet may have come since this process began: the file is read again."""
        if number not in self._keys and self._path is not None and self._path.exists():
            self._keys = {**self._keys, **Keyring.load(self._path)._keys}
        return self._keys.get(number)

    def digest(self, purpose: str, value: str) -> str:
        """64 hex digits; differs by purpose, so that two indexes cannot be joined."""
        return hmac.new(self._pepper, f"{purpose}\0{value}".encode(), hashlib.sha256).hexdigest()

    def code(self, purpose: str, value: str, length: int) -> str:
        """A readable code (Crockford's base 32, no I L O U) that only this deployment can derive."""
        raw = hmac.new(self._pepper, f"code:{purpose}\0{value}".encode(), hashlib.sha256).digest()
        text = base64.b32encode(raw).decode().lower()
        return text.translate(_CROCKFORD)[:length]


def _keep_names(folder: Path) -> None:
    """Sync the folder: a power cut must not take away the name of a key that has already sealed something."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


_CROCKFORD = str.maketrans("abcdefghijklmnopqrstuvwxyz234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
