"""The seal of a backup. The manifest holds the digest of every table, so that one proves them all; and only
whoever has the keys can make it. Whoever reaches the place where backups lie could otherwise write a person,
a duty or a phone of their own into one, and wait for a restore."""

import hashlib
import hmac
import tarfile

from lianxin.kernel.errors import NotNow
from lianxin.kernel.keyring import keyring


def seal_of(manifest: bytes) -> bytes:
    return keyring().digest("backup manifest", hashlib.sha256(manifest).hexdigest()).encode()


def check_seal(archive: tarfile.TarFile) -> None:
    """By the keys that are here, never by those that the archive brings along. Raises NotNow."""
    if not hmac.compare_digest(_member(archive, "manifest.seal"), seal_of(_member(archive, "manifest.json"))):
        raise NotNow(
            "这份备份不是用这里的密钥封的,可能被人改过。数据库没有动。",
            instead="弄清它从哪里来以后,加上 --trusted 再恢复。",
        )


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    """b"" where there is none."""
    try:
        found = archive.extractfile(name)
    except KeyError:
        return b""
    return found.read() if found else b""
