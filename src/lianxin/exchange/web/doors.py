"""Whom the menu leads here."""

from django.http import HttpRequest

from lianxin.kernel import clock
from lianxin.kernel.clock import local
from lianxin.org import public as org
from lianxin.pages.public import menu, once_per_page, permission, staff


def _duties(request: HttpRequest) -> tuple[org.Held, ...]:
    """What this person holds today: matters asks under the same name for its own entries of the menu."""
    return once_per_page(request, "duties", lambda: org.held(staff(request), on=local(clock.now()).date()))


def serves_today(request: HttpRequest) -> bool:
    """Whoever holds a duty: what they see in the list they may take along."""
    return menu.serves(request) and bool(_duties(request))


def may_enter(request: HttpRequest) -> bool:
    """Dispatchers, and the keeper of the whole deployment."""
    if not menu.serves(request):
        return False
    desks = any(duty.kind == org.DutyKind.DISPATCHER for duty in _duties(request))
    return desks or permission.keeps(request)
