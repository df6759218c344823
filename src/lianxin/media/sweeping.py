"""Files that no row names (a crash fell between the two): looked for folder by folder, and taken away."""

from datetime import datetime
from pathlib import Path

from django.db.models import Q

from lianxin.media import shelf
from lianxin.media.models import Picture


class Sweeper:
    """Looks into one of the 256 folders a minute, so that the whole shelf is seen every four hours and no
    round of the background work reads much of it."""

    def __init__(self) -> None:
        self._minute = -1

    def __call__(self, now: datetime) -> int:
        minute = int(now.timestamp() // 60)
        if minute == self._minute:
            return 0
        self._minute = minute
        return sweep(minute % shelf.SHARDS, now)


def sweep(shard: int, now: datetime) -> int:
    """Take away what has lain in this folder for an hour without a row; returns how many files."""
    lying = list(shelf.lying_in(shard, before=now - shelf.GRACE))
    known = _known({name for name, _path in lying if name})
    gone = [path for name, path in lying if name not in known]
    for path in gone:
        _taken_away(path)
    return len(gone)


def _taken_away(path: Path) -> None:
    path.unlink(missing_ok=True)


def _known(names: set[str]) -> set[str]:
    """Those that a row names, whatever its county: a file bears no county."""
    found: set[str] = set()
    asked = sorted(names)
    for start in range(0, len(asked), 400):
        part = asked[start : start + 400]
        rows = Picture.objects.filter(Q(name__in=part) | Q(public_name__in=part))
        for name, public in rows.values_list("name", "public_name"):
            found |= {name, public}
    return found
