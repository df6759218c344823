"""Nobody who is half signed in, or was signed in too long ago, gets any further."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lianxin.accounts import sessions
from lianxin.kernel import clock

Answer = Callable[[HttpRequest], HttpResponse]
FREE = frozenset({"/sign-in/", "/sign-in/second/", "/sign-in/enrol/", "/sign-out/", "/preferences/"})


class SecondFactor:
    """Someone signed in with a password alone can reach nothing but the second factor and the way out.
    Fails closed: a person who cannot be shown to have brought both factors has not."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        verified = bool(getattr(request.user, "is_verified", lambda: False)())
        now = clock.now()
        if sessions.is_over(request.session, now, verified=verified):
            logout(request)
            return self.get_response(request)
        if not verified and not _is_free(request.path):
            return redirect("/sign-in/second/")
        sessions.touch(request.session, now)
        return self.get_response(request)


def _is_free(path: str) -> bool:
    return path in FREE or path.startswith(settings.STATIC_URL)
