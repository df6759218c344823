"""Answers that anybody may keep and must ask about: unchanged, they cost one statement and no body."""

from collections.abc import Callable
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import get_language

from lianxin.commons import figures
from lianxin.commons.seeking import Look
from lianxin.kernel.keyring import keyring
from lianxin.matters import public as matters
from lianxin.pages.public import menu

EDITION = "2"  # of what the answers look like: raised with them, so that nobody keeps an old one


def answered(
    request: HttpRequest,
    look: Look,
    on: date,
    make: Callable[[datetime | None], HttpResponse],
) -> HttpResponse:
    """304 where the reader has it already; else what `make` makes, given the hour of the last change."""
    stamp, changed = matters.publicity.stamp(look.area)
    signed_in = menu.is_signed_in(request)
    parts = (
        EDITION, request.path, look.query(), stamp, on.isoformat(), figures.counted_on(look.area),
        get_language() or "", request.COOKIES.get("lx_large", ""), request.get_host(), str(signed_in),
    )  # fmt: skip
    etag = f'"{keyring().digest("commons", "|".join(parts))[:32]}"'
    answer = None if signed_in else get_conditional_response(request, etag=etag)
    answer = answer or make(changed)
    if not signed_in:
        answer["ETag"] = etag
        if changed:  # to the hour: told for the reader, never judged by (a retraction must work at once)
            answer["Last-Modified"] = http_date(changed.timestamp())
    # To be asked about each time: what was taken down is gone with the next request.
    patch_cache_control(answer, no_cache=True, **({"private": True} if signed_in else {"public": True}))
    patch_vary_headers(answer, ["Cookie", "Accept-Language"])
    return answer
