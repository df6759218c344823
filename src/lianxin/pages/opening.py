"""What a code without an account opens: wrong ones are counted, and right ones too wait once there were too
many. Each room has codes of its own; whoever enters one at another room's door is led to where it opens."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.utils.module_loading import import_string

from lianxin.kernel import clock
from lianxin.kernel.keyring import keyring
from lianxin.pages import limits

T = TypeVar("T")
DAY = 24 * 3600
_lent: list[str] = []


def lend(path: str) -> None:
    """`lend("lianxin.mediation.web.own.address_of")`, called from `apps.py`: a function that says where a
    code opens, "" where it is none of its room's."""
    if path not in _lent:
        _lent.append(path)


def elsewhere(code: str) -> str:
    """The address that a code opens in a room above; "" for none."""
    return next(filter(None, (import_string(path)(code) for path in _lent)), "")


def by_code(request: HttpRequest, code: str, ask: Callable[[], T]) -> T:
    """The answer of `ask`, which raises NotFound for a wrong code."""
    if constant_time_compare(request.COOKIES.get("lx_given", ""), _mark(code)):
        return ask()
    with limits.guesses(request, now=clock.now()):
        return ask()


def given(response: HttpResponse, code: str, path: str) -> HttpResponse:
    """Whoever was just given a code reads it, even where a neighbour behind the same address has been
    guessing: for a day this phone can show that it did not guess. `path`: below it the code opens."""
    response.set_cookie("lx_given", _mark(code), max_age=DAY, path=path, httponly=True, samesite="Lax")
    return response


def _mark(code: str) -> str:
    return keyring().digest("given", code)
