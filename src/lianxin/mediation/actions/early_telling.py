"""An early sign is told to the police station and the committee of the place, once for each threshold."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from lianxin.kernel.clock import local
from lianxin.matters.public import Ref as MatterRef
from lianxin.mediation import early
from lianxin.mediation.actions.telling import DESK
from lianxin.mediation.early import Sign
from lianxin.mediation.nearest import COMMITTEE, POLICE, nearest
from lianxin.mediation.queries.early_signs import sign_of
from lianxin.notices import public as notices
from lianxin.org import public as org
from lianxin.territory import public as territory


def tell_early(matter: MatterRef, *, now: datetime) -> None:
    """Heard of a matter: if it is the call that reaches a threshold, both are told where to look. They read
    the matter itself in their own right, or not at all."""
    found = sign_of(matter)
    sign = early.crossed(*found) if found else None
    if sign is None:
        return
    key = f"early:{matter.id}:{sign.reached}"
    notes = [
        notices.Note(f"{key}:{number}", DESK, _words(sign), subject=f"matter:{matter.id}", to_unit=unit)
        for number, unit in enumerate(_units(sign.area, now), 1)
    ]
    notices.write(matter.county, notes, now=now)


def _words(sign: Sign) -> str:
    kinds = [card.name for code in sign.kinds if (card := org.category(code))]
    told = {
        "place": territory.full_name(sign.area[: territory.Tier.COMMUNITY]),
        "kinds": "、".join(kinds),
        "days": early.WITHIN.days,
        "count": sign.count,
        "first": local(sign.first_at).strftime("%-m月%-d日"),
        "number": sign.newest,
    }
    words = _(
        "%(place)s同一处,%(days)d 天里 %(count)d 次因为差不多的事求助(%(kinds)s)。"
        "第一次是%(first)s,最近一次是事项 %(number)s。请早一点去看看。"
    )
    return words % told


def _units(area: str, now: datetime) -> list[UUID]:
    """The nearest of each: the community police officer's station, and the committee."""
    on = local(now).date()
    units = (nearest(area, kind, on) for kind in (POLICE, COMMITTEE))
    return [unit for unit in units if unit]
