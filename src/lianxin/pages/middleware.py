"""Headers on every answer, the language of the page, and refusals turned into answers."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from lianxin.kernel.errors import Busy, Invalid, Refusal

Answer = Callable[[HttpRequest], HttpResponse]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
_AWAY = ("locked", "deadlock", "busy", "connect", "shutting down", "terminat")
RETRY_AFTER = {503: "5", 507: "60"}  # seconds: the store is busy or away; the store is full


class Headers:
    """No script, style, font or picture from anywhere else: the pages work with the internet cut off."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Content-Security-Policy", POLICY)
        response.setdefault("Permissions-Policy", "geolocation=(self), camera=(), microphone=()")
        wait = getattr(request, "lx_wait", None) or RETRY_AFTER.get(response.status_code)
        if wait and response.status_code >= 400:  # also where the refusal came back inside a form
            response.setdefault("Retry-After", str(wait))
        if not request.path.startswith(settings.STATIC_URL):
            response.setdefault("Cache-Control", "no-store")
        return response


class Language:
    """Chinese unless the person chose English, which one cookie remembers."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get("lx_language", "")
        language = "en" if chosen == "en" else "zh-hans"
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.setdefault("Content-Language", language)
        return response


MOST_FROM_A_STRANGER, MOST = 1_000_000, 45_000_000  # bytes; the largest spreadsheet and then some
UNHEARD = "lianxin.unheard"  # why the door did not take in a body: "slow", "crowded", "large"; "" when it did


class Sizes:
    """Nobody fills the disk with what no form takes: judged by the announced length, before any reading."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.META.get(UNHEARD) in {"slow", "crowded"}:
            return answer(request, _unheard(request.META[UNHEARD]))
        told = request.META.get("CONTENT_LENGTH") or "0"
        length = int(told) if told.isascii() and told.isdigit() and len(told) < 16 else 0
        if length > MOST or (length > MOST_FROM_A_STRANGER and not self._is_known(request)):
            refusal = Invalid(_("送来的东西太大了,没有收。"), instead=_("文字最多四千字;表格最多 40 MB。"))
            response = answer(request, refusal)
            response.status_code = 413
            return response
        return self.get_response(request)

    @staticmethod
    def _is_known(request: HttpRequest) -> bool:
        """A session in which somebody stands: a cookie of that name anybody can write. Read only for what is
        larger than any form of a stranger's."""
        return SESSION_KEY in request.session


def _unheard(why: str) -> Busy:
    if why == "slow":
        return Busy(_("网络太慢,没有收到完整的内容,还没有存下。请再提交一次。"), retry_after=5, status=408)
    return Busy(_("同时提交的人太多了,您的话还没有存下。请稍后再试一次。"), retry_after=10)


class Readable:
    """No address, question or cookie with a NUL in it gets any further: PostgreSQL cannot store one, so it
    would come out as a fault of ours. (Forms refuse it by themselves.)"""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.META.get("QUERY_STRING", "").replace("%00", "\x00")  # nothing else decodes to it
        told = (request.path, asked, *request.COOKIES.values())
        if any("\x00" in words for words in told):
            return _answer(request, Invalid(_("地址里有不能用的字符。"), instead=_("请从首页重新进入。")))
        return self.get_response(request)


class Refusals:
    """The one place where a refusal becomes a page (or problem+json, RFC 9457, for those who ask for it)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        refusal = as_refusal(exception)
        return None if refusal is None else answer(request, refusal)


def as_refusal(exception: Exception) -> Refusal | None:
    """A store that is full, locked or away is a refusal that asks to try again, not a bug."""
    if isinstance(exception, Refusal):
        return exception
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
    if request.headers.get("Accept", "").startswith(("application/json", "application/problem+json")):
        problem = {
            "type": f"urn:lianxin:{refusal.code}",
            "title": refusal.sentence,
            "status": refusal.status,
            "detail": refusal.instead,
            "errors": refusal.fields,
        }
        return JsonResponse(problem, status=refusal.status, content_type="application/problem+json")
    return render(request, "pages/refusal.html", {"refusal": refusal}, status=refusal.status)
