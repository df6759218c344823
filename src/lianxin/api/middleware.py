"""What holds for every address of the API: no cookie, the reader's language, tags, and problems as JSON."""

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers

from lianxin.api.problems import in_place_of
from lianxin.pages.public import refusals

Answer = Callable[[HttpRequest], HttpResponse]
PREFIX = "/api/v1/"
PROBLEM = "application/problem+json"


class Wire:
    """Stands before the session: a cookie opens nothing here, so no page elsewhere can use somebody's."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        request.COOKIES = {}
        request.META.pop("HTTP_COOKIE", None)
        request.lx_wire = True  # type: ignore[attr-defined]  # refusals are JSON, whatever is accepted
        request.lx_language = language_of(request)  # type: ignore[attr-defined]
        is_head = request.method == "HEAD"
        if is_head:
            request.method = "GET"
        response = self.get_response(request)
        with translation.override(language_of(request)):
            response = _finished(request, response)
        if is_head:
            response.content = b""
        return response


def language_of(request: HttpRequest) -> str:
    """English for those who put it first, Chinese for everybody else."""
    best, weight = "zh-hans", 0.0
    for part in request.headers.get("Accept-Language", "")[:200].split(","):
        name, _mark, told = part.strip().lower().partition(";q=")
        try:
            asked = float(told or 1)
        except ValueError:
            continue
        if asked > weight and name.startswith(("en", "zh")):
            best, weight = ("en" if name.startswith("en") else "zh-hans"), asked
    return best


def _finished(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code >= 400 and response.get("Content-Type") != PROBLEM:
        response = _worded(request, response)
    if request.method == "GET" and response.status_code == 200:
        response = _tagged(request, response)
    for flag, header in (("lx_again", "Idempotency-Replayed"), ("lx_test", "Lianxin-Test")):
        if getattr(request, flag, False) and response.status_code < 400:
            response[header] = "true"
    patch_vary_headers(response, ["Authorization", "Accept-Language"])
    return response


def _worded(request: HttpRequest, bare: HttpResponse) -> HttpResponse:
    response = refusals.answer(request, in_place_of(bare))
    if "Allow" in bare:
        response["Allow"] = bare["Allow"]
    return response


def _tagged(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A tag for every answer, and 304 without a body for whoever has that one."""
    if "ETag" not in response:
        response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
