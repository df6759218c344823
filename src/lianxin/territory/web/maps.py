"""Outlines as GeoJSON. Down to the counties they are public; below, only staff see them exactly: what
strangers get of the communities is the sketch that the report page needs (queries.drawn_sketch)."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.kernel.errors import NotFound
from lianxin.pages.public import menu
from lianxin.territory.codes import Tier
from lianxin.territory.queries import drawn_map, name_of


@require_GET
def outlines(request: HttpRequest, area: str = "") -> HttpResponse:
    """The map of an area; for the public, of a county only the county itself."""
    public = not menu.is_signed_in(request)
    if (area and not name_of(area)) or (public and len(area) > Tier.DISTRICT):
        raise NotFound(_("没有这张地图。"))
    body, etag = drawn_map(area, alone=public and len(area) == Tier.DISTRICT)
    return with_etag(request, body, etag)


def with_etag(request: HttpRequest, body: bytes, etag: str) -> HttpResponse:
    """The body, or 304 for a browser that has it: asked each time, sent once."""
    if request.headers.get("If-None-Match") == etag:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        answer = HttpResponse(body, content_type="application/geo+json")
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    answer["Vary"] = "Cookie"
    return answer
