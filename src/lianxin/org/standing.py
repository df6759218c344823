"""Where this house serves, and where somebody's work in it lies."""

from datetime import date

from lianxin.kernel.actor import Actor
from lianxin.org.queries import duty_list, held
from lianxin.territory import public as territory

NEARLY_ALL = 0.9


def served() -> str:
    """The county where nearly all our units stand, else the area that all of them share."""
    counties = duty_list().counties
    if not counties:
        return ""
    county, units = counties.most_common(1)[0]
    if units >= NEARLY_ALL * counties.total():
        return county
    lineages = [set(territory.ancestors(area)) for area in counties]
    return max(set.intersection(*lineages), key=len, default="")


def ground_of(actor: Actor, on: date) -> str:
    """Where an actor's work lies: the widest area of their duties, down to the community; for whoever keeps
    everything, the place that this house serves. "" for nobody's."""
    areas = sorted({duty.area for duty in held(actor, on=on)}, key=lambda area: (len(area), area))
    return (areas[0] or served())[: territory.Tier.COMMUNITY] if areas else ""
