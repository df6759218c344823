"""The one place where a refusal becomes a page, or problem+json (RFC 9457)."""

import logging

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lianxin.kernel.errors import Busy, Refusal
from lianxin.kernel.sealing import SealBroken

log = logging.getLogger(__name__)
RESTARTED = 600  # seconds
_AWAY = ("locked", "deadlock", "busy", "connect", "shutting down", "terminat")
RETRY_AFTER = {503: "5", 507: "60"}  # seconds: the store is busy or away; the store is full


def as_refusal(exception: Exception) -> Refusal | None:
    """A store that is full, locked or away is a refusal that asks to try again, not a bug; so is a key file
    that is not the one by which something was sealed, and whoever keeps the server reads it in the log."""
    if isinstance(exception, Refusal):
        return exception
    if isinstance(exception, SealBroken):
        log.error("sealed words cannot be opened: %s", exception)
        return _shut()
    if isinstance(exception, InterfaceError):  # the connection was cut under our hands
        return _try_again()
    if not isinstance(exception, DatabaseError):
        return None
    words = str(exception).lower()
    if "full" in words or "no space" in words:
        return Busy(_("服务器的存储满了,您的话还没有存下。请稍后再试。"), retry_after=60, status=507)
    if any(sign in words for sign in _AWAY):
        return _try_again()
    return None


def _shut() -> Busy:
    return Busy(
        _("这里没有打开这些内容的密钥,现在看不了,也不能办。什么都没有改动。"),
        instead=_("请告诉系统管理员:把原来的密钥文件放回去,再重启。"),
        retry_after=RESTARTED,
    )


def _try_again() -> Busy:
    return Busy(_("系统正忙,您的话还没有存下。请稍后再试一次。"), retry_after=5)


def answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The refusal as a page or as JSON; with a time to try again when it is the store that is away."""
    if not isinstance(refusal, Busy):
        return _answer(request, refusal)
    # Who is asking stands in that same store: the page must do without knowing.
    request.user = None  # type: ignore[assignment]
    response = _answer(request, refusal)
    response["Retry-After"] = str(refusal.retry_after)
    return response


def _answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    if _wants_json(request):
        problem = {
            "type": f"urn:lianxin:{refusal.code}",
            "title": refusal.sentence,
            "status": refusal.status,
            "detail": refusal.instead,
            "errors": refusal.fields,
        }
        response = JsonResponse(problem, status=refusal.status, content_type="application/problem+json")
        if refusal.status == 401:
            response["WWW-Authenticate"] = 'Bearer realm="lianxin"'
        return response
    return render(request, "pages/refusal.html", {"refusal": refusal}, status=refusal.status)


def _wants_json(request: HttpRequest) -> bool:
    """Whoever came by the API, and whoever asks for it."""
    asked = request.headers.get("Accept", "").startswith(("application/json", "application/problem+json"))
    return asked or getattr(request, "lx_wire", False)
