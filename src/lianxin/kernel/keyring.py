"""The deployment's one keyring, loaded on first use; and every keyring that must open what is sealed here."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string

from lianxin.kernel.sealing import Keyring, SealBroken, proved

_lent: dict[str, str] = {}  # the setting that names the file → the newest that was sealed with it


@cache
def keyring() -> Keyring:
    return Keyring.load(settings.KEYRING)


def lend(setting: str, newest: str) -> None:
    """`lend("KEYRING", "lianxin.matters.contacts.newest_sealed")`, called from `apps.py`: hence a path."""
    _lent[setting] = newest


def files() -> list[Path]:
    return [getattr(settings, setting) for setting in _lent]


def files_that_do_not_open() -> list[Path]:
    """Key files that are not there, or not the right ones, for what the database holds. Makes none."""
    return [
        path for setting, newest in _lent.items() if _is_wrong(path := getattr(settings, setting), newest)
    ]


def _is_wrong(path: Path, newest: str) -> bool:
    sample = import_string(newest)
    if not path.exists():
        return sample() is not None
    try:
        proved(path, sample)
    except SealBroken:
        return True
    return False
