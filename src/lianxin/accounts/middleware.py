"""A role that sees other people's data cannot work without its second factor."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

Answer = Callable[[HttpRequest], HttpResponse]


class SecondFactor:
    """Someone signed in with a password alone can reach nothing but the second factor and the way out."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and not user.is_verified():  # type: ignore[union-attr]
            free = request.path.startswith(("/sign-in/", "/sign-out/", settings.STATIC_URL))
            if not free:
                return redirect("/sign-in/second/")
        return self.get_response(request)
