"""Headers on every answer, the language of the page, and refusals turned into answers."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from lianxin.kernel.errors import Busy, Invalid
from lianxin.pages import sizes
from lianxin.pages.refusals import RETRY_AFTER, answer, as_refusal

Answer = Callable[[HttpRequest], HttpResponse]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)


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
        chosen = getattr(request, "lx_language", "") or request.COOKIES.get("lx_language", "")
        language = "en" if chosen == "en" else "zh-hans"
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.setdefault("Content-Language", language)
        return response


class Sizes:
    """Nobody fills the disk with what no form takes: judged by the announced length, before any reading."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.META.get(sizes.UNHEARD) in {"slow", "crowded"}:
            return answer(request, _unheard(request.META[sizes.UNHEARD]))
        told = request.META.get("CONTENT_LENGTH") or "0"
        length = int(told) if told.isascii() and told.isdigit() and len(told) < 16 else 0
        free = sizes.for_strangers(request.path)
        if length > sizes.for_the_known(request.path) or (length > free and not self._is_known(request)):
            response = answer(request, _too_large(free))
            response.status_code = 413
            return response
        return self.get_response(request)

    @staticmethod
    def _is_known(request: HttpRequest) -> bool:
        """A session in which somebody stands: a cookie of that name anybody can write. Read only for what is
        larger than any form of a stranger's."""
        return SESSION_KEY in request.session


def _too_large(free: int) -> Invalid:
    if free > sizes.MOST_FROM_A_STRANGER:
        return Invalid(
            _("照片加起来太大了,没有收,您的话也还没有存下。"),
            instead=_("请按“返回”,写的话还在,少选一两张照片再提交:一张最多 15 MB,一次最多四张。"),
        )
    return Invalid(_("送来的东西太大了,没有收。"), instead=_("文字最多四千字;表格最多 40 MB。"))


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
            return answer(request, Invalid(_("地址里有不能用的字符。"), instead=_("请从首页重新进入。")))
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
