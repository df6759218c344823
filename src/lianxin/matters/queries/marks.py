"""The mark behind the last row of a page: where the next one begins. It comes back through the address, so
anything may stand in it."""

import base64
import json
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid

LONGEST = 200  # characters: a real one has about 120


def mark(moment: datetime | None, id_: UUID) -> str:
    told = [moment.isoformat() if moment else None, str(id_)]
    return base64.urlsafe_b64encode(json.dumps(told).encode()).decode()


def unmark(words: str) -> tuple[datetime | None, UUID]:
    """Raises Invalid for whatever `mark` did not write."""
    try:
        if len(words) > LONGEST:
            raise ValueError("too long")
        told, id_ = json.loads(base64.urlsafe_b64decode(words.encode()))
        moment = datetime.fromisoformat(told) if told else None
        if moment and (moment.tzinfo is None or not 1900 <= moment.year <= 2200):
            raise ValueError("no moment of ours")
        return moment, UUID(id_)
    except (ValueError, TypeError, AttributeError) as torn:
        raise Invalid(_("这一页的地址不完整。"), instead=_("请回到第一页。")) from torn
