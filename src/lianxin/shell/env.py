"""Typed readers of the environment that refuse bad values with a sentence."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


class BadSetting(SystemExit):
    """Stops the start: a wrong setting is mended before anybody relies on it."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value not in {"0", "1", "true", "false", "yes", "no"}:
        raise BadSetting(f"{name}={value!r}: write 1 or 0.")
    return value in {"1", "true", "yes"}


def number(name: str, default: int) -> int:
    value = text(name) or str(default)
    if not (value.isascii() and value.isdigit() and int(value[:10]) >= 1 and len(value) < 10):
        raise BadSetting(f"{name}={value!r}: write a whole number from 1 to 999999999.")
    return int(value)


def folder(name: str, default: Path) -> Path:
    path = Path(text(name) or default).expanduser().resolve()
    if path.exists() and not path.is_dir():
        raise BadSetting(f"{name}={path}: this is a file, a folder is needed.")
    return path


def words(name: str, default: str) -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


# WAL lets readers go on while one writes; FULL keeps every acknowledged report through a power cut
# (NORMAL lost 655 of 1,500 crash images, docs/decisions/0002); secure_delete leaves no erased words behind.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA busy_timeout=20000;"
    "PRAGMA foreign_keys=ON;PRAGMA secure_delete=ON;PRAGMA cache_size=-32000;"
)


def database(name: str, data: Path) -> dict[str, Any]:
    """`postgresql://user:password@host:port/name`, or SQLite in the data folder when unset."""
    url = text(name)
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / "lianxin.sqlite3",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS},
            "CONN_MAX_AGE": None,
            "TEST": {"NAME": None},
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise BadSetting(f"{name}: the address begins with postgresql:// (found {parts.scheme!r}).")
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or query.pop("host", "")),
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }
