"""What the frame of every page needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from lianxin.kernel import clock
from lianxin.pages import menu


def frame(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    name = user.name if user and user.is_authenticated else ""
    shown = menu.items(request)
    return {
        "large_print": request.COOKIES.get("lx_large") == "1",
        "now": clock.now(),
        # Changing the language must not repeat a POST: whoever stands on an answer is led to the start.
        "here": request.get_full_path() if request.method == "GET" else "/",
        "menu": shown,
        "search": menu.search_url(request),
        "home": shown[0].url if name and shown else "/",
        "signed_in": name,
        "way_in": settings.LOGIN_URL,
        "way_out": "/sign-out/",
    }
