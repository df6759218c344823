"""Where does this person's work lie? Pages that show places begin there, and not at the whole province. Rooms
below `org` ask here; `org` registers the one answer at start-up."""

from collections.abc import Callable

from django.http import HttpRequest

from lianxin.kernel.actor import Actor
from lianxin.pages.menu import is_signed_in

Where = Callable[[Actor], str]
_answers: list[Where] = []


def register(where: Where) -> None:
    """`where(actor)` is the code of an area, "" for nowhere in particular; the last one registered holds."""
    _answers[:] = [where]


def of(request: HttpRequest) -> str:
    """The area whose places this person comes to see; "" for whoever serves nowhere."""
    if not _answers or not is_signed_in(request) or request.user.pk is None:
        return ""
    return _answers[0](Actor.staff(request.user.pk))
