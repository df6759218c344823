"""The early sign behind one dispute, and those of a community: counted anew each time, kept nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.matters.public import Ref as MatterRef
from lianxin.matters.public import alike
from lianxin.mediation import early
from lianxin.mediation.early import Sign
from lianxin.mediation.models import Dispute
from lianxin.mediation.nearest import POLICE
from lianxin.mediation.standing import Sight, standing_of
from lianxin.org import public as org
from lianxin.territory import public as territory


@dataclass(frozen=True)
class SignTold:
    """A sign in words. No place closer than the community, no name."""

    sign: Sign
    place_name: str
    kind_names: tuple[str, ...]


def sign_of(matter: MatterRef) -> tuple[alike.Call, list[alike.Call]] | None:
    """A matter as a call, and what was called about in its community before it. Two statements."""
    here = alike.call(matter)
    kinds = early.kin(here.category) if here else frozenset()
    if here is None or not kinds:
        return None
    return here, alike.calls(here.area, kinds, here.at - early.WITHIN, here.at)


def proposed_calls(dispute: Dispute) -> int | None:
    """How often it was called about before, for the answer `repeated_calls`: whoever takes it on confirms or
    corrects it. None: it was born from no matter."""
    if dispute.matter is None:
        return None
    found = sign_of(MatterRef(dispute.county, dispute.matter))
    return early.sign_at(*found).count - 1 if found else None


def early_sign(viewer: Actor, dispute: Dispute, *, now: datetime) -> SignTold | None:
    """For whoever reads its procedure."""
    standing = standing_of(viewer, dispute, org.held(viewer, on=local(now).date()))
    if dispute.matter is None or standing.sight == Sight.NOTHING:
        return None
    found = sign_of(MatterRef(dispute.county, dispute.matter))
    return _told(early.sign_at(*found)) if found else None


def early_signs(viewer: Actor, *, now: datetime) -> list[SignTold]:
    """Of the communities in which somebody mediates, or handles for the police: the newest first. One
    statement a community."""
    held = org.held(viewer, on=local(now).date())
    mine = [duty for duty in held if duty.kind == org.DutyKind.MEDIATOR or _is_police(duty)]
    on = local(now).date()
    areas = {area for duty in mine for area in _communities(duty.area, on)}
    signs = [sign for area in sorted(areas) for sign in _signs_in(area, now)]
    return [_told(sign) for sign in sorted(signs, key=lambda sign: sign.last_at, reverse=True)]


def _is_police(duty: org.Held) -> bool:
    unit = org.unit(duty.unit_id)
    return duty.kind == org.DutyKind.HANDLER and unit is not None and unit.kind == POLICE


MOST_COMMUNITIES = 40


def _communities(area: str, on: date) -> list[str]:
    if len(area) >= territory.Tier.COMMUNITY:
        return [area[: territory.Tier.COMMUNITY]]
    inside = [row.code for row in territory.divisions_in(area, on) if row.tier == territory.Tier.COMMUNITY]
    return inside[:MOST_COMMUNITIES]


def _signs_in(community: str, now: datetime) -> list[Sign]:
    """The newest call of each spot stands for it."""
    known = alike.calls(community, early.all_kinds(), now - early.WITHIN)
    return _apart(known)


def _apart(known: Sequence[alike.Call]) -> list[Sign]:
    seen: list[alike.Call] = []
    found = []
    for here in reversed(known):
        if any(here.category in early.kin(one.category) and alike.same_spot(one, here) for one in seen):
            continue
        seen.append(here)
        sign = early.sign_at(here, known)
        found += [sign] if sign.reached else []
    return found


def _told(sign: Sign) -> SignTold:
    names = [card.name if (card := org.category(code)) else code for code in sign.kinds]
    return SignTold(sign, territory.full_name(sign.area[: territory.Tier.COMMUNITY]), tuple(names))
