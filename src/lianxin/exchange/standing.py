"""Who may do what with a source: a dispatcher over its area, or over a part of it; the keeper names it."""

from datetime import date

from lianxin.exchange.models import Source
from lianxin.kernel.actor import Actor, ActorKind
from lianxin.org import public as org
from lianxin.territory import public as territory


def grounds_of(by: Actor, on: date) -> tuple[str, ...]:
    """The areas into which somebody may bring matters: those of their desks; the command line, everywhere."""
    if by.kind is ActorKind.SYSTEM:
        return ("",)
    return tuple(duty.area for duty in org.held(by, on=on) if duty.kind == org.DutyKind.DISPATCHER)


def runs(source: Source, grounds: tuple[str, ...]) -> bool:
    """Whether some of its rows could lie where this person dispatches."""
    return any(
        territory.covers(ground, source.area) or territory.covers(source.area, ground) for ground in grounds
    )


def keeps_area(area: str, by: Actor, on: date) -> bool:
    """Whether they may name a source there, and say what its columns mean."""
    if by.kind is ActorKind.SYSTEM:
        return True
    return any(org.holds(by, kind, over=area, on=on) for kind in ("dispatcher", "keeper"))
