"""The two keyrings and a backup: which keys sealed what is in it, whether those that are here open that, and
which ones it brings along.

Each ring is asked for by its own name. The one of mediation lies in other hands (C6), so a restore goes on
without it: what was said in disputes stays shut until its file is put back, and says so.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from lianxin.kernel.errors import NotNow
from lianxin.kernel.keyring import keyring
from lianxin.kernel.sealing import Keyring
from lianxin.mediation import public as mediation

Manifest = dict[str, Any]


@dataclass(frozen=True)
class Ring:
    """`prefix` stands before its three entries in a manifest."""

    prefix: str
    setting: str
    loaded: Callable[[], Keyring]
    forget: Callable[[], None]  # this process asks the file anew

    @property
    def path(self) -> Path:
        return Path(getattr(settings, self.setting))

    def here(self) -> Keyring | None:
        """As the file has it; None where there is none, and none is made."""
        return Keyring.load(self.path) if self.path.exists() else None


CONTACTS = Ring("", "KEYRING", keyring, keyring.cache_clear)
MEDIATION = Ring("mediation_", "MEDIATION_KEYRING", mediation.vault, mediation.vault.cache_clear)


def told(*, contacts: bool, disputes: bool) -> Manifest:
    """What a manifest says of both. `contacts`, `disputes`: whether the keys themselves travel."""
    keyring()  # of contacts there is always one: it seals the manifest
    return _told(CONTACTS, contacts) | _told(MEDIATION, disputes)


def _told(ring: Ring, with_keys: bool) -> Manifest:
    here = ring.here()
    found = {
        "keyring": _mark(here) if here else None,
        "sealed_with": _marks(here) if here else {},
        "keys": json.loads(ring.path.read_text()) if here and with_keys else None,
    }
    return {ring.prefix + name: value for name, value in found.items()}


def _mark(ring: Keyring) -> str:
    """Tells whether two keyrings are the same without showing either."""
    return ring.digest("backup", "keyring")


def _marks(ring: Keyring) -> dict[str, str]:
    return {str(number): mark for number, mark in ring.marks().items()}


def check(manifest: Manifest) -> None:
    """Raises NotNow where the contacts would stay shut. (Nobody could tell a resident by their code.)"""
    brought = manifest["keys"]
    if _lacks(Keyring.read(brought) if brought else keyring(), CONTACTS, manifest):
        raise NotNow(
            "这里的密钥不是备份时的那一套,恢复后看不了居民的联系方式。数据库没有动。",
            instead=f"请先把当时的密钥文件放到 {settings.KEYRING}。",
        )


def _lacks(here: Keyring | None, ring: Ring, manifest: Manifest) -> bool:
    """Whether some of what the archive holds sealed would stay shut with this keyring: another deployment's,
    or our own from before a key was added. (Older archives do not say with which keys they were sealed.)"""
    sealed_with, whole = manifest.get(f"{ring.prefix}sealed_with", {}), manifest.get(f"{ring.prefix}keyring")
    if whole is None or here is None:
        return whole is not None
    marks = _marks(here)
    return _mark(here) != whole or any(marks.get(number) != mark for number, mark in sealed_with.items())


def bring(manifest: Manifest) -> None:
    """Last, so that a restore that fails leaves the keys too as they were; the old ones are set aside."""
    for ring in (CONTACTS, MEDIATION):
        keys = manifest.get(f"{ring.prefix}keys")
        if keys and _lacks(ring.here(), ring, manifest):
            if ring.path.exists():
                os.replace(ring.path, ring.path.with_name(ring.path.name + ".before-restore"))
            Keyring.store(ring.path, keys)
        ring.forget()


def shut(manifest: Manifest) -> str:
    """What stays shut after a restore, in one sentence; "" when all can be opened."""
    if not manifest["tables"].get("mediation_dispute", {}).get("rows"):
        return ""
    if not _lacks(MEDIATION.here(), MEDIATION, manifest):
        return ""
    numbers = ", ".join(sorted(manifest["mediation_sealed_with"], key=int))
    return (
        f"What was said in disputes stays shut: it was sealed with mediation keys ({numbers}) that are not "
        f"in {MEDIATION.path}. Put that key file there and restart; until then every page of a dispute "
        "refuses, and nothing new is written in one."
    )
