"""May this actor do this? Rooms below `org` ask here; `org` registers the one check at start-up."""

from collections.abc import Callable

from lianxin.kernel.actor import Actor, ActorKind

Check = Callable[[Actor, str, str], bool]
_checks: list[Check] = []


def register(check: Check) -> None:
    """`check(actor, duty, over)` decides from now on; the last one registered holds."""
    _checks[:] = [check]


def may(actor: Actor, duty: str, over: str) -> bool:
    """Whether `actor` holds `duty` over the area `over` ("" is everywhere). The system itself may (the
    command line, the seeding); for anybody else the answer is no until a check is registered."""
    if actor.kind is ActorKind.SYSTEM:
        return True
    return bool(_checks) and _checks[0](actor, duty, over)
