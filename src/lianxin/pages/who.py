"""Who stands before the page. Only edges ask the request; everything inside takes `by`."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import NotAllowed
from lianxin.pages.menu import is_signed_in

View = Callable[..., HttpResponse]
Known = TypeVar("Known")


def staff(request: HttpRequest) -> Actor:
    """The person who signed in with both factors. Call it behind `signed_in`."""
    person = request.user.pk
    if person is None or not is_signed_in(request):
        raise NotAllowed(_("请先登录。"))
    return Actor.staff(person)


def once_per_page(request: HttpRequest, name: str, ask: Callable[[], Known]) -> Known:
    """What `ask` answers, kept with the request: the menu and several rooms' pages want to know the same.
    Rooms that keep it under one name share it."""
    known: dict[str, Any] = request.__dict__.setdefault("lx_known", {})
    if name not in known:
        known[name] = ask()
    answer: Known = known[name]
    return answer


def signed_in(view: View) -> View:
    """Lead whoever has not signed in to the door, and back to this page afterwards."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_signed_in(request):
            return view(request, *args, **kwargs)
        onward = request.get_full_path() if request.method == "GET" else "/"
        return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': onward})}")

    return guarded
