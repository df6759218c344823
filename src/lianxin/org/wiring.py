"""What org lends to the rooms below, once its tables are known: the one question of permission."""

from collections.abc import Sequence
from datetime import date

from lianxin.kernel import clock
from lianxin.kernel.actor import Actor
from lianxin.org.queries import holds, unheld
from lianxin.org.standing import ground_of
from lianxin.org.today import keeps_everything
from lianxin.pages.public import ground, permission


def may(actor: Actor, duty: str, over: str, on: date | None) -> bool:
    """Edges and rooms below ask without a day, hence the wall clock."""
    return holds(actor, duty, over=over, on=on or clock.local(clock.now()).date())


def without(duty: str, areas: Sequence[str]) -> list[str]:
    return unheld(duty, areas, on=clock.local(clock.now()).date())


def where(actor: Actor) -> str:
    return ground_of(actor, clock.local(clock.now()).date())


permission.register(may)
permission.register_unheld(without)
permission.register_keeps(keeps_everything)
ground.register(where)
