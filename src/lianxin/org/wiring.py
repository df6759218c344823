"""What org lends to the rooms below, once its tables are known: the one question of permission."""

from lianxin.kernel import clock
from lianxin.kernel.actor import Actor
from lianxin.org.queries import holds
from lianxin.pages.public import permission


def may(actor: Actor, duty: str, over: str) -> bool:
    """Asked by edges and rooms below, hence the wall clock."""
    return holds(actor, duty, over=over, on=clock.local(clock.now()).date())


permission.register(may)
