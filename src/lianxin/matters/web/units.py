"""What a verb's form offers: units that the verb would take, first those the duty list names; and, where a
quarrel is declined, the lawful ways that are open instead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lianxin.matters.contracts import Card
from lianxin.matters.lifecycle import TABLE, Verb
from lianxin.matters.queries.whereabouts import whereabouts
from lianxin.org import public as org
from lianxin.territory import public as territory

Units = Sequence[tuple[UUID, str]]
ELSEWHERE = frozenset({Verb.SEND_BACK, Verb.TRANSFER, Verb.ASSIST})  # to any unit but the one that has it


@dataclass(frozen=True)
class Offer:
    """`likely` lead this kind of matter on the duty list, the nearest tier first; `others` serve the
    place."""

    likely: Units = ()
    others: Units = ()


NOTHING = Offer()


def offers_for(card: Card, on: date) -> dict[str, Offer]:
    """By verb, for those that the viewer may speak and that need a unit."""
    asked = [verb for verb in card.verbs if "unit" in TABLE[Verb(verb)].needs]
    if not asked:
        return {}
    mine, leads = whereabouts(card.ref).unit, _leads(card, on)
    likely = [(lead.unit_id, lead.unit_name) for lead in leads]
    named = {lead.unit_id for lead in leads}
    others = [(unit.id, unit.name) for unit in _near(card.area, on) if unit.id not in named]
    below = [(lead.unit_id, lead.unit_name) for lead in leads if lead.tier >= territory.Tier.TOWN]
    everywhere, elsewhere = Offer(likely, others), Offer(_without(mine, likely), _without(mine, others))
    down = Offer(_without(mine, below))
    told = {Verb.HAND_DOWN: down, **dict.fromkeys(ELSEWHERE, elsewhere)}
    return {verb: told.get(Verb(verb), everywhere) for verb in asked}


def _leads(card: Card, on: date) -> "list[org.Lead]":
    if not card.category:
        return []
    found = [
        lead
        for tier in reversed(territory.Tier)
        for lead in org.leads_at(card.category, card.area, tier, on=on)
    ]
    return list({lead.unit_id: lead for lead in found}.values())


def _near(area: str, on: date) -> "list[org.UnitCard]":
    near = [unit for unit in org.units_in(area[:4], on=on) if territory.covers(unit.area, area)]
    return sorted(near, key=lambda unit: (-len(unit.area), unit.name))


def _without(mine: UUID | None, units: Units) -> Units:
    return [(id_, name) for id_, name in units if id_ != mine]


def roads_in_words(category: str, on: date) -> str:
    """The road map of a quarrel, for the answer of whoever declines it: a refusal without a way is none."""
    ways = [f"{road.name}:{road.body}({road.within})" for road in org.roads_for(category, on)]
    return "\n".join(ways)
