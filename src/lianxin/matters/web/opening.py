"""What a resident's code opens: wrong ones are counted, and right ones too wait once there were too many."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from lianxin.kernel import clock
from lianxin.kernel.keyring import keyring
from lianxin.pages.public import limits

T = TypeVar("T")
DAY = 24 * 3600


def by_code(request: HttpRequest, code: str, ask: Callable[[], T]) -> T:
    """The answer of `ask`, which raises NotFound for a wrong code."""
    if constant_time_compare(request.COOKIES.get("lx_given", ""), _mark(code)):
        return ask()
    with limits.guesses(request, now=clock.now()):
        return ask()


def given(response: HttpResponse, code: str) -> HttpResponse:
    """Whoever was just given a code reads it, even where a neighbour behind the same address has been
    guessing: for a day this phone can show that it did not guess."""
    response.set_cookie("lx_given", _mark(code), max_age=DAY, path="/p/", httponly=True, samesite="Lax")
    return response


def _mark(code: str) -> str:
    return keyring().digest("given", code)
