"""Addresses of the two endpoints: the same ones, in earnest and for trial."""

from typing import Any

from django.urls import URLPattern, include, path, register_converter

from lianxin.open311.web import catalogue, requests
from lianxin.open311.web.resource import anything, resource


class Suffix:
    """`.json`, `.xml`, another one (which is told so), or none; a slash behind it does no harm."""

    regex = r"(?:\.\w{1,10})?/?"

    def to_python(self, value: str) -> str:
        return value.strip("./")

    def to_url(self, value: str) -> str:
        return f".{value}" if value else ""


class Known(Suffix):
    """Behind a code, which may hold dots of its own."""

    regex = r"(?:\.(?:json|xml|JSON|XML))?/?"


class Code:
    """A service, a request, a token."""

    regex = r"[^/]+?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


for name, converter in (("suffix", Suffix), ("known", Known), ("thing", Code)):
    register_converter(converter, name)

patterns: list[URLPattern] = [
    path("", resource(GET=catalogue.discovery), name="root"),
    path("discovery<suffix:suffix>", resource(GET=catalogue.discovery), name="discovery"),
    path("services<suffix:suffix>", resource(GET=catalogue.services), name="services"),
    path("services/<thing:code><known:suffix>", resource(GET=catalogue.definition), name="service"),
    path("requests<suffix:suffix>", resource(GET=requests.listed, POST=requests.sent), name="requests"),
    path("requests/<thing:number><known:suffix>", resource(GET=requests.one), name="request"),
    path("tokens/<thing:token><known:suffix>", resource(GET=requests.by_token), name="token"),
    path("<path:rest>", anything, name="nothing"),
]
_earnest: Any = include((patterns, "open311"))
_trial: Any = include((patterns, "open311_trial"))
urlpatterns = [
    path("open311/v2/", _earnest),
    path("open311/test/v2/", _trial, {"trial": True}),
]
