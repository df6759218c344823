"""Whom the menu leads here."""

from django.http import HttpRequest

from lianxin.org import public as org
from lianxin.pages.public import menu, permission


def serves_today(request: HttpRequest) -> bool:
    """Whoever holds a duty: what they see in the list they may take along."""
    return menu.serves(request) and bool(org.duties_today(request))


def may_enter(request: HttpRequest) -> bool:
    """Dispatchers, and the keeper of the whole deployment."""
    if not menu.serves(request):
        return False
    desks = any(duty.kind == org.DutyKind.DISPATCHER for duty in org.duties_today(request))
    return desks or permission.keeps(request)
