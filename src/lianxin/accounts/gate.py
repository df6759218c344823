"""What views ask about whoever stands before them."""

import re
from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from lianxin.accounts.models import Person
from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import NotFound

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
_PROXIED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_VIA")
_HERE = frozenset({"localhost", "127.0.0.1", "[::1]"})


def person_at(request: HttpRequest) -> Person | None:
    """Who is signed in with both factors; None for everybody else."""
    user = request.user
    verified = user.is_authenticated and getattr(user, "is_verified", lambda: False)()
    return cast(Person, user) if verified else None


def actor_of(request: HttpRequest) -> Actor:
    """The person signed in, or an anonymous resident."""
    found = person_at(request)
    return Actor.staff(found.id) if found else Actor.resident()


def sign_in_first(view: View[P]) -> View[P]:
    """Lead whoever is not signed in to the sign-in page, and back here afterwards."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if person_at(request) is None:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return guarded


def only(administrator: str) -> Callable[[View[P]], View[P]]:
    """For one of the three administrators; for everybody else who is signed in the page does not exist."""

    def lay(view: View[P]) -> View[P]:
        @wraps(view)
        @sign_in_first
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            found = person_at(request)
            if found is None or found.administrator != administrator:
                raise NotFound(_("这里没有您能看的东西。"))
            return view(request, *args, **kwargs)

        return guarded

    return lay


def is_from_this_machine(request: HttpRequest) -> bool:
    """Loopback, without anybody in between, and asked by a loopback name (a page elsewhere that points its
    own name at 127.0.0.1 is not from here)."""
    if any(request.META.get(header) for header in _PROXIED):
        return False
    try:
        near = ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
    return near and re.sub(r":[0-9]+$", "", request.get_host()) in _HERE
