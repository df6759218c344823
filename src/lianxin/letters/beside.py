"""What is kept beside a matter of letters: an answer that came too late for it waits to be read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from lianxin.journal.public import NATION, Fact, append, bump
from lianxin.kernel.actor import SYSTEM
from lianxin.letters.actions import words_of
from lianxin.letters.models import Fate, Letter


def given(county: str, matter: UUID) -> list[dict[str, Any]]:
    return [
        {"at": letter.received_at.isoformat(), "subject": told.subject, "text": told.text}
        for letter in _waiting(county, [matter])
        for told in [words_of(letter)]
    ]


def erase(county: str, matters: Sequence[UUID], now: datetime) -> None:
    """Whoever wrote it wants nothing of it kept: it is put down unread."""
    for letter in _waiting(county, matters):
        mine = Letter.objects.filter(id=letter.id, fate=Fate.WAITING)
        if mine.update(fate=Fate.DROPPED, why="erased", sealed=None, sender="", settled_at=now):
            told = {"why": "erased"}
            append(NATION, [Fact("letters.drop", f"letter:{letter.id}", told)], by=SYSTEM, now=now)
            bump("letters")


def _waiting(county: str, matters: Sequence[UUID]) -> list[Letter]:
    rows = Letter.objects.filter(fate=Fate.WAITING, of_county=county, matter__in=matters)
    return list(rows.filter(sealed__isnull=False).order_by("id"))
