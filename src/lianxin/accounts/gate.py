"""What views ask about whoever stands before them."""

import re
from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address
from secrets import token_hex
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from lianxin.accounts.models import Person
from lianxin.accounts.tries import Origin, is_known, mark_of
from lianxin.kernel.errors import NotFound
from lianxin.pages.public import limits, menu, signed_in

View = Callable[..., HttpResponse]
KNOWN = "lx_known"  # "<random mark of this browser>.<who has signed in here>.…", the latest last
MOST_KNOWN, KNOWN_FOR = 8, 180 * 24 * 3600
_MARK = re.compile(r"[0-9a-f]{32}")
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


def origin_of(request: HttpRequest) -> Origin:
    """Where a try to sign in comes from: the address block, and what this browser can show."""
    device, *marks = request.COOKIES.get(KNOWN, "")[:400].split(".")
    if not _MARK.fullmatch(device):
        return Origin(limits.address_of(request))
    return Origin(limits.address_of(request), device, frozenset(filter(_MARK.fullmatch, marks)))


def remember_here(request: HttpRequest, response: HttpResponse, owner: Person) -> None:
    """This browser has seen a complete sign-in of `owner`: nobody elsewhere can shut them out of it. The
    cookie opens nothing; it only says which count of failures is theirs."""
    before = origin_of(request)
    device = before.device or token_hex(16)
    mine = mark_of(owner, device)
    marks = [mark for mark in request.COOKIES.get(KNOWN, "")[:400].split(".")[1:] if mark in before.known]
    kept = [mark for mark in marks if mark != mine][1 - MOST_KNOWN :]
    value = ".".join([device, *kept, mine])
    secure, path = bool(settings.SESSION_COOKIE_SECURE), "/"
    response.set_cookie(
        KNOWN, value, max_age=KNOWN_FOR, path=path, secure=secure, httponly=True, samesite="Lax"
    )


def has_signed_in_here(request: HttpRequest, person_id: UUID | None) -> bool:
    """Whether that person has signed in completely in this very browser, even if they have left since."""
    owner = Person.objects.filter(id=person_id).first() if person_id else None
    return is_known(owner, origin_of(request))
