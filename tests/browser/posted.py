"""The messages of a served town, opened with its keys as whoever carries them does."""

import json
import os
import subprocess
import sys
from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Posted:
    to: str
    subject: str
    words: str


def posted(data: Path) -> list[Posted]:
    """All of them, the oldest first: at night they wait, and are read here all the same."""
    env = {**os.environ, "LIANXIN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "lianxin.shell.settings"}
    env.pop("DATABASE_URL", None)
    told = subprocess.run([sys.executable, __file__], env=env, check=True, capture_output=True, text=True)
    return [Posted(*row) for row in json.loads(told.stdout)]


def _print() -> None:
    """What went out, and what waits for the morning: in a process of its own, for it is another town."""
    import django

    django.setup()
    from django.conf import settings

    from lianxin.kernel.keyring import keyring
    from lianxin.notices.actions import bond
    from lianxin.notices.models import Message

    lines = settings.NOTICE_FILE.read_text().splitlines() if settings.NOTICE_FILE.exists() else []
    gone = [json.loads(line) for line in lines]
    sealed = [(one["subject"], b64decode(one["sealed"]), one["bound_to"]) for one in gone if one["sealed"]]
    rows = Message.objects.filter(sealed__isnull=False, sent_at__isnull=True).order_by("written_at", "id")
    sealed += [(row.subject, bytes(row.sealed or b""), bond(row.id)) for row in rows]
    opened = ((subject, json.loads(keyring().open(part, bound_to=bound))) for subject, part, bound in sealed)
    print(json.dumps([(address, subject, words) for subject, (address, words) in opened]))


if __name__ == "__main__":
    _print()
