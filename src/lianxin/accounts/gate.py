"""What views ask about whoever stands before them."""

import re
from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from lianxin.accounts.models import Person
from lianxin.kernel.errors import NotFound
from lianxin.pages.public import menu, signed_in

View = Callable[..., HttpResponse]
_PROXIED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_VIA")
_HERE = frozenset({"localhost", "127.0.0.1", "[::1]"})


def person_at(request: HttpRequest) -> Person | None:
    """Who is signed in with both factors; None for everybody else."""
    return cast(Person, request.user) if menu.is_signed_in(request) else None


def only(administrator: str) -> Callable[[View], View]:
    """For one of the three administrators; for everybody else who is signed in the page does not exist."""

    def lay(view: View) -> View:
        @wraps(view)
        @signed_in
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
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
