"""May this actor do this? Rooms below `org` ask here; `org` registers the one check at start-up."""

from collections.abc import Callable, Sequence
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, ActorKind
from lianxin.kernel.errors import NotAllowed
from lianxin.pages import naming
from lianxin.pages.menu import is_signed_in

Check = Callable[[Actor, str, str, date | None], bool]
Unheld = Callable[[str, Sequence[str]], list[str]]
Keeps = Callable[[HttpRequest], bool]
_checks: list[Check] = []
_unheld: list[Unheld] = []
_keeps: list[Keeps] = []


def register(check: Check) -> None:
    """`check(actor, duty, over, on)` decides from now on (`on` None: today); the last registered holds."""
    _checks[:] = [check]


def may(actor: Actor, duty: str, over: str, on: date | None = None) -> bool:
    """Whether `actor` holds `duty` over the area `over` ("" is everywhere), today or on a day. The system
    itself may (the command line, the seeding); for anybody else the answer is no until a check is
    registered."""
    if actor.kind is ActorKind.SYSTEM:
        return True
    return bool(_checks) and _checks[0](actor, duty, over, on)


def register_unheld(answer: Unheld) -> None:
    """`answer(duty, areas)` answers `unheld` from now on; the last registered holds."""
    _unheld[:] = [answer]


def unheld(duty: str, areas: Sequence[str]) -> list[str]:
    """Those of `areas` over which nobody holds `duty` today; none until an answer is registered."""
    return _unheld[0](duty, areas) if _unheld else []


def register_keeps(answer: Keeps) -> None:
    """`answer(request)` answers `keeps` from now on, for whoever has signed in; the last registered holds."""
    _keeps[:] = [answer]


def require_keeper(by: Actor, over: str = "", on: date | None = None) -> None:
    """Refuse whoever does not keep `over`: the one question before divisions, grids, units, posts, duty list,
    categories, calendar and service times are changed. Fails closed."""
    if not may(by, "keeper", over, on):
        place = naming.name("area", over) if over else _("整个系统")
        raise NotAllowed(
            _("这件事要由%(place)s的业务管理员来办。") % {"place": place},
            instead=_("请把要改的内容告诉他们,或请他们给您任职。"),
        )


def keeps(request: HttpRequest) -> bool:
    """Whether whoever stands before the page keeps the whole deployment; no until somebody answers."""
    return is_signed_in(request) and bool(_keeps) and _keeps[0](request)
