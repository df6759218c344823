"""What is kept beside a matter that other people's software sent: whose, and a digest of what was sent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from lianxin.open311.models import Sent
from lianxin.tokens import public as tokens


def given(county: str, matter: UUID) -> list[dict[str, Any]]:
    rows = list(Sent.objects.filter(county=county, matter=matter))
    names = tokens.partner_names([str(row.partner) for row in rows]) if rows else {}
    return [{"sent_by": names.get(str(row.partner), ""), "at": row.at.isoformat()} for row in rows]


def erase(county: str, matters: Sequence[UUID], _now: datetime) -> None:
    """Who has the key could know the words again by their digest."""
    Sent.objects.filter(county=county, matter__in=matters).update(digest="")
