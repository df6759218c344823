"""May this actor do this? Rooms below `org` ask here; `org` registers the one check at start-up."""

from collections.abc import Callable

from django.http import HttpRequest

from lianxin.kernel.actor import Actor, ActorKind
from lianxin.pages.menu import is_signed_in

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


def keeps(request: HttpRequest) -> bool:
    """Whether whoever stands before the page keeps the whole deployment: asked once per page."""
    known: bool | None = getattr(request, "lx_keeps", None)
    if known is None:
        person = request.user.pk if is_signed_in(request) else None
        known = person is not None and may(Actor.staff(person), "keeper", "")
        request.lx_keeps = known  # type: ignore[attr-defined]
    return known
