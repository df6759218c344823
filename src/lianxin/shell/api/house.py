"""One NinjaAPI out of all rooms: how it reads, how it writes, how it refuses."""

from collections.abc import Mapping
from typing import Any

import orjson
from django.http import Http404, HttpRequest
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser
from ninja.renderers import BaseRenderer

from lianxin.api.public import answered

# By path, as the addresses of pages are: a room is entered by its door, and this is wiring.
ROUTERS = (
    "lianxin.matters.web.api.photos.router",  # before the verbs of residents, under whose address one lies
    "lianxin.matters.web.api.reports.router",
    "lianxin.matters.web.api.desk.router",
    "lianxin.matters.web.api.finding.router",
    "lianxin.matters.web.api.commons.router",
    "lianxin.org.web.api.keeping.router",
    "lianxin.territory.web.api.router",
    "lianxin.deadlines.web.api.router",
    "lianxin.notices.web.api.router",
    "lianxin.webhooks.web.api.router",
    "lianxin.exchange.web.api.sources.router",
    "lianxin.exchange.web.api.batches.router",
)


class Written(BaseRenderer):
    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return orjson.dumps(data)


class Read(Parser):
    """No NaN, no lone surrogates, no endless nesting; and no NUL, which one of our engines cannot store."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        told = orjson.loads(request.body)
        if b"\\u0000" in request.body and _holds_nul(told):
            raise ValueError("a NUL")
        if not isinstance(told, dict):
            raise TypeError("no object")
        return told


def _holds_nul(told: Any) -> bool:
    if isinstance(told, str):
        return "\x00" in told
    if isinstance(told, Mapping):
        return any(_holds_nul(part) for pair in told.items() for part in pair)
    return isinstance(told, list) and any(map(_holds_nul, told))


def build() -> NinjaAPI:
    house = NinjaAPI(
        title="Lianxin 连心",
        version="1",
        urls_namespace="api",
        docs_url=None,
        openapi_url=None,
        renderer=Written(),
        parser=Read(),
    )
    for kind in (Exception, Http404, HttpError, ValidationError):  # ninja has its own for these
        house.add_exception_handler(kind, answered)  # type: ignore[arg-type]  # it is handed instances
    for router in ROUTERS:
        house.add_router("", router)
    return house


api = build()
